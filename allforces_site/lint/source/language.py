"""The language in which a source file is written: rules about Japanese leave other languages alone."""

from __future__ import annotations

from allforces_site.config.front_matter_defaults import defaults_for
from allforces_site.config.model import Config
from allforces_site.config.page_language import language
from allforces_site.lint.source.source_file import SourceFile


def is_japanese(source_file: SourceFile, config: Config) -> bool:
    """Whether a file is in Japanese, by its own `lang`, that of its folder (`defaults`) or the site's.

    A region may follow the language: `ja-JP`.
    """
    types = ("posts", "drafts") if source_file.is_post else ("pages",)
    values = defaults_for(source_file.source, types, config) if config.defaults else {}
    lang = language({"lang": source_file.value("lang") or values.get("lang")}, config)
    return lang.replace("_", "-").lower().split("-")[0] == "ja"
