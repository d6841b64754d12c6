"""What else than the file itself determines the findings and fixes of the rules for one file."""

from __future__ import annotations

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.config.model import CheckSettings, Config


def shaping_of(config: Config) -> bytes:
    """A key of the code and of the settings that determine results; severities are not part of it."""
    settings = config.allforces
    checks = CheckSettings(
        affiliate_hosts=settings.checks.affiliate_hosts,
        https_hosts=settings.checks.https_hosts,
        description_length=settings.checks.description_length,
    )
    # The only parts of the configuration that a rule for one file may read.
    names = [category.name for category in config.content_categories]
    languages = [(chosen.scope, str(chosen.values.get("lang"))) for chosen in config.defaults]
    return key_of(
        fingerprint(), checks, names, config.timezone, config.url, config.baseurl, config.title,
        config.description, config.excerpt_separator, settings.cjk_chars_per_minute,
        settings.words_per_minute, config.lang, languages,
    )  # fmt: skip
