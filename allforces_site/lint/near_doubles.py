"""Posts that double others; of each pair, the later one is reported, and only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from allforces_site.lint.facts import FileFacts
from allforces_site.lint.finding import Finding
from allforces_site.lint.source.sketch import candidates, shared, unpacked
from allforces_site.messages.message import Message

# The share of a post's text that another one has too. No two of the blog's different posts on one topic have
# more than 12 % in common: one half is far from chance.
NEARLY = 0.5


class NearDouble(msgspec.Struct, frozen=True):
    """`share` of the text of `later` is in `first`, and `first_share` of that of `first` is in `later`."""

    first: str
    later: str
    share: float
    first_share: float


def in_order(facts: Iterable[FileFacts]) -> list[FileFacts]:
    """The posts among some files, sorted by file name, which begins with the date; drafts last."""
    posts = [one for one in facts if one.is_post]
    return sorted(posts, key=lambda one: (one.source.rpartition("/")[2], one.source))


def near_doubles(facts: Iterable[FileFacts]) -> tuple[NearDouble, ...]:
    """The pairs of posts of which one has half of its text or more in the other."""
    return tuple(_near_doubles(in_order(facts)))


def _near_doubles(posts: list[FileFacts]) -> Iterator[NearDouble]:
    phrases = cache(lambda number: unpacked(posts[number].phrases))
    for first, later in candidates([post.signature for post in posts]):
        first_share, share = shared(phrases(first), phrases(later))
        if max(share, first_share) >= NEARLY:
            yield NearDouble(posts[first].source, posts[later].source, share, first_share)


def doubled(
    facts: Iterable[FileFacts], key: str, reported: frozenset[tuple[str, str]]
) -> Iterator[tuple[FileFacts, FileFacts]]:
    """Pairs of a first post and a later one with the same text under `key` of the front matter.

    Pairs that are `reported` otherwise are left out.
    """
    firsts: dict[str, FileFacts] = {}
    for post in in_order(facts):
        words = post.texts[key].words if key in post.texts else ""
        if not words:
            continue
        first = firsts.setdefault(words, post)
        if first is not post and (first.source, post.source) not in reported:
            yield first, post


def finding_about(post: FileFacts, key: str, message: Message, hint: Message) -> Finding:
    """A finding about a key of a post's front matter."""
    text = post.texts[key]
    return Finding(message, post.source, text.line, 1, hint, text.excerpt)
