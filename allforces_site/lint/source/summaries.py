"""The excerpt and the description of a source file, as readers see them."""

from __future__ import annotations

from allforces_site.lint.source.prose import folded, plain
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.text.excerpts import fold
from allforces_site.text.late_pattern import late_pattern

KEYS = ("excerpt", "description")

_SIGNS = late_pattern(r"[\W_]+")
# A title with no more than this many characters after it is still only the title: 「…です」.
_LEAST_MORE = 4
# In a text of this many characters the last one is ignored: 「どう変わるのか」 beside 「どう変わるの？」.
_LONG = 10


def summary(source_file: SourceFile, key: str) -> str:
    """The front matter's `excerpt` or `description` on one line, without markup; "" if there is none."""
    return fold(plain(source_file.written(key)))


def bare(text: str) -> str:
    """`text` without punctuation, spaces, width and case, for comparing."""
    return _SIGNS.sub("", folded(text))


def repeats_title(source_file: SourceFile, key: str) -> bool:
    """Whether the excerpt or description says no more than the title."""
    return says_no_more(source_file, key, source_file.written("title"))


def says_no_more(source_file: SourceFile, key: str, title: str) -> bool:
    """Whether the excerpt or description says no more than `title`."""
    title, text = bare(title), bare(summary(source_file, key))
    if not title or not text:
        return False
    stem = text[:-1] if len(text) >= _LONG else text
    return stem in title or (title in text and len(text) - len(title) <= _LEAST_MORE)


def are_one_text(source_file: SourceFile) -> bool:
    """Whether the description is the same as the excerpt, so that a mistake in both is one mistake."""
    excerpt, description = (bare(summary(source_file, key)) for key in KEYS)
    return excerpt == description


def is_published(source_file: SourceFile) -> bool:
    """Whether it is a post that readers see; a draft may still lack what a post needs."""
    is_draft = "/_drafts/" in f"/{source_file.source}" or source_file.value("draft") is True
    return source_file.is_post and not is_draft and source_file.value("published") is not False


def is_unwritten(source_file: SourceFile, key: str) -> bool:
    """Whether the front matter lacks a key or leaves it empty."""
    value = source_file.value(key)
    return value is None or (isinstance(value, str) and not value.strip())
