"""Which tags of a site are nearly equal, so that they part what belongs on one page."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from allforces_site.model import Site, Term

# `技術: LLM` is the tag LLM with a label.
_LABEL = re.compile(r"^\w+[:：]\s*(?=\S)")
# Signs that part words, but not between digits: GPT-4 o is GPT-4o, 3-5 is not 35.
_PARTING = re.compile(r"(?<![0-9])[\s\-_・゠‐–]+|[\s\-_・゠‐–]+(?![0-9])")
# JIS Z 8301 left out the long mark at the end of words of three sounds and more: サーバ, サーバー.
_LONG_MARK = re.compile(r"(?<=[ァ-ヺー]{3})ー(?![ァ-ヺー])")
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<!s)s\b(?![a-z])")
# Two words of fewer letters that differ by one are mostly two words: GPU and TPU, OpenAI and OpenAPI.
_LEAST_LETTERS = 8
# A longer one is no word; a table of all its parts would take the square of its length.
_MOST_LETTERS = 100
_LETTERS = re.compile(r"[a-z]+|[ァ-ヺー]+")


class NearTag(msgspec.Struct, frozen=True):
    """A tag `odd` that is nearly `usual`, a tag of more posts (or of as many, and first by its name)."""

    odd: Term
    usual: Term


def near_tags(site: Site) -> list[NearTag]:
    """The tags that are nearly another one, each with that one. What differs by case and width alone is one
    tag of the site anyway, of which reading it tells."""
    tags = [term for taxonomy in site.taxonomies if taxonomy.kind == "tag" for term in taxonomy.terms]
    near = []
    for group in _groups(tags):
        usual, *others = sorted(group, key=lambda term: (-term.count, term.name))
        near += [NearTag(odd, usual) for odd in others]
    return near


def folded_tag(name: str) -> str:
    """`name` without what spellings of one tag differ by: case, width, spaces, hyphens, 「・」, a plural s,
    the long mark at the end of a katakana word, and a label before a colon."""
    name = unicodedata.normalize("NFKC", name).casefold()
    name = _LONG_MARK.sub("", _PLURAL.sub("", _LABEL.sub("", name)))
    return _PARTING.sub("", name)


def _groups(tags: Iterable[Term]) -> Iterator[list[Term]]:
    """The groups of two tags and more that are nearly equal: by their folded names, and by one letter."""
    by_name: dict[str, list[Term]] = defaultdict(list)
    for tag in tags:
        if tag.count:
            by_name[folded_tag(tag.name)].append(tag)
    leader_of = {name: name for name in by_name}

    def leader(name: str) -> str:
        while leader_of[name] != name:
            leader_of[name] = name = leader_of[leader_of[name]]
        return name

    for one, other in _a_letter_apart(by_name):
        first, second = sorted((leader(one), leader(other)))
        leader_of[second] = first
    groups: dict[str, list[Term]] = defaultdict(list)
    for name in by_name:
        groups[leader(name)] += by_name[name]
    return (group for group in groups.values() if len(group) > 1)


def _a_letter_apart(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of long Latin or katakana words that are equal but for one letter, left out or another one.

    Words from which one letter was taken out meet in a table, so that not every word meets every other.
    """
    met: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for name in names:
        if _LEAST_LETTERS <= len(name) <= _MOST_LETTERS and _LETTERS.fullmatch(name):
            met[name].append((name, None))
            for taken in range(len(name)):
                met[name[:taken] + name[taken + 1 :]].append((name, taken))
    for meeting in met.values():
        for (one, place), (other, other_place) in combinations(meeting, 2):
            # Another letter at one place, or a letter more; letters at two places make two words.
            if one != other and (place == other_place or None in (place, other_place)):
                yield one, other


def first_place(site: Site, tag: Term) -> tuple[str, int | None]:
    """The first file, by path, with a tag that posts use, and the line of its tags."""
    source = min(post.source for post in tag.posts)
    lines = next(post.source.lines for post in site.posts if post.source.source == source)
    return source, lines.get("tags") or lines.get("tag")
