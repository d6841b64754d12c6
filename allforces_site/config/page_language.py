"""The language of a page, and what Markdown says in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from allforces_site.config.model import Config
from allforces_site.markdown.options import MarkdownOptions, MarkdownWords
from allforces_site.messages.labels import label


def language(front_matter: Mapping[str, Any], config: Config) -> str:
    """The language of a post or page: its own (`lang`), which may be that of its folder, or the site's."""
    own = front_matter.get("lang")
    return own if isinstance(own, str) and own else config.lang


def markdown_options_in(lang: str, config: Config) -> MarkdownOptions:
    """The options of the site's Markdown with the words of a language."""
    return _with_words(config.markdown_options, lang)


@lru_cache(maxsize=64)
def _with_words(options: MarkdownOptions, lang: str) -> MarkdownOptions:
    words = MarkdownWords(
        table=label("Table", lang),
        table_under=label("Table: {heading}", lang),
        to_do=label("To do", lang),
        done=label("Done", lang),
    )
    return replace(options, words=words)
