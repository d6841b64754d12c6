"""What else than the file itself determines the findings and fixes of the rules for one file."""

from __future__ import annotations

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.config.model import CheckSettings, Config
from allforces_site.lint.severity import running_rules


def shaping_of(config: Config) -> bytes:
    """A key of the code and of the settings that determine results; severities are not part of it."""
    settings = config.allforces
    checks = CheckSettings(
        affiliate_hosts=settings.checks.affiliate_hosts,
        https_hosts=settings.checks.https_hosts,
        description_length=settings.checks.description_length,
        words=settings.checks.words,
    )
    optional = [rule.code for rule in running_rules(settings.checks) if rule.is_optional]
    # The only parts of the configuration that a rule for one file may read.
    names = [category.name for category in config.content_categories]
    languages = [(chosen.scope, str(chosen.values.get("lang"))) for chosen in config.defaults]
    return key_of(
        fingerprint(), checks, optional, names, config.timezone, config.url, config.baseurl, config.title,
        config.description, config.excerpt_separator, settings.cjk_chars_per_minute,
        settings.words_per_minute, config.lang, languages,
    )  # fmt: skip
