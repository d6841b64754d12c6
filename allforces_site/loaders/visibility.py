"""Whether readers may see a file, by `published` and `draft` of its front matter."""

from __future__ import annotations

from typing import Any

from allforces_site.config.model import Config
from allforces_site.loaders.fields import Fields, truth_of
from allforces_site.messages.message import Message, say

# How similar two keys must be, as difflib measures it: "publish" and "drafts" are, "public" and "data" not.
_LIKENESS = 0.8


def why_hidden(fields: Fields, config: Config) -> Message | None:
    """Why a file makes no page, if its front matter says so; else None.

    A key that only looks like `published` or `draft` hides nothing, as in Jekyll, and gets a warning.
    """
    _warn_of_similar_keys(fields)
    is_draft, is_published = fields.boolean("draft"), fields.boolean("published")
    if is_draft and not config.show_drafts:
        return say("draft: its front matter says `draft: true`")
    if is_published is False and not config.unpublished:
        return say("unpublished: its front matter says `published: false`")
    return None


def why_doubtful(fields: Fields, config: Config) -> Message | None:
    """Why a file makes no page if its `published` or `draft` is neither true nor false; else None.

    An author who wrote the key did not mean the default. `why_hidden` reports the value.
    """
    for key, is_shown in (("draft", config.show_drafts), ("published", config.unpublished)):
        value = fields.values.get(key)
        if value is not None and truth_of(value) is None and not is_shown:
            return say("its `{key}` is neither true nor false: see the error", key=key)
    return None


def _warn_of_similar_keys(fields: Fields) -> None:
    for key, value in fields.own.values.items():
        if isinstance(key, str) and (meant := _meant(key, value)) is not None:
            message = say("nothing reads the key `{key}`, so the file is published all the same", key=key)
            hint = say("write {key}: {value}", key=meant, value="true" if meant == "draft" else "false")
            fields.warn("visibility-key", message, key, hint)


def _meant(key: str, value: Any) -> str | None:
    """The key that was meant by a misspelled one whose value would hide the file; None for most keys."""
    # Comparing keys takes a hundred times as long as checking that the value is not a truth value.
    if key in ("published", "draft") or (truth := truth_of(value)) is None:
        return None
    from difflib import get_close_matches

    near = get_close_matches(key.casefold(), ("published", "draft"), n=1, cutoff=_LIKENESS)
    return near[0] if near and truth is (near[0] == "draft") else None
