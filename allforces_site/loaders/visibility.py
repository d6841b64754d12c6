"""Whether readers may see a file: what its front matter says with `published` and `draft`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from allforces_site.config import Config
from allforces_site.loaders.fields import Fields, truth_of

# How alike two keys must be, as difflib measures it: "publish" and "drafts" are, "public" and "data" are not.
_LIKENESS = 0.8


def why_hidden(fields: Fields, config: Config) -> str | None:
    """Why a file makes no page; None where it makes one.

    A value that is neither true nor false hides the file too: its author did not mean what the default says.
    A key that only looks like `published` or `draft` hides nothing, as in Jekyll, and is reported.
    """
    _warn_of_similar_keys(fields)
    hides = (
        ("draft", True, config.show_drafts, "draft: its front matter says `draft: true`"),
        ("published", False, config.unpublished, "unpublished: its front matter says `published: false`"),
    )
    found = {key: fields.boolean(key) for key, *_ in hides}
    for key, hiding, is_shown, reason in hides:
        if is_shown:
            continue
        if found[key] is hiding:
            return reason
        if found[key] is None and fields.values.get(key) is not None:
            return f"its `{key}` is neither true nor false: see the error"
    return None


def _warn_of_similar_keys(fields: Fields) -> None:
    for key, value in fields.own.values.items():
        if isinstance(key, str) and (meant := _meant(key, value)) is not None:
            message = f"nothing reads the key `{key}`, so the file is published all the same"
            hint = f"write {meant}: {'true' if meant == 'draft' else 'false'}"
            fields.warn("visibility-key", message, key, hint)


def _meant(key: str, value: Any) -> str | None:
    """The key that was meant by another one whose value would hide the file; None for most keys."""
    # Few keys begin with these letters: the others need no closer look.
    if key in ("published", "draft") or key[:1] not in "pPdD":
        return None
    near = get_close_matches(key.casefold(), ("published", "draft"), n=1, cutoff=_LIKENESS)
    return near[0] if near and truth_of(value) is (near[0] == "draft") else None
