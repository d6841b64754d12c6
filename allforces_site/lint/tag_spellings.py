"""Finds tags of a site that are nearly equal, so that posts that belong on one page are on two."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from allforces_site.model import Site, Term
from allforces_site.text.late_pattern import late_pattern

# `技術: LLM` is the tag LLM with a label.
_LABEL = late_pattern(r"^\w+[:：]\s*(?=\S)")
# Characters that separate words, but not between digits: GPT-4 o is GPT-4o, 3-5 is not 35.
_SEPARATORS = late_pattern(r"(?<![0-9])[\s\-_・゠‐–]+|[\s\-_・゠‐–]+(?![0-9])")
# JIS Z 8301 omitted the long vowel mark at the end of words of three or more sounds: サーバ, サーバー.
_LONG_MARK = late_pattern(r"(?<=[ァ-ヺー]{3})ー(?![ァ-ヺー])")
_PLURAL = late_pattern(r"(?<=[a-z]{3})(?<!s)s\b(?![a-z])")
# Shorter words that differ by one letter are mostly different words: GPU and TPU, OpenAI and OpenAPI.
_LEAST_LETTERS = 8
# Longer names are no words; a table of all their parts would take the square of their length.
_MOST_LETTERS = 100
_LETTERS = late_pattern(r"[a-z]+|[ァ-ヺー]+")


class NearTag(msgspec.Struct, frozen=True):
    """A tag `odd` that is nearly `usual`, a tag of more posts (or of as many, and first by its name)."""

    odd: Term
    usual: Term


def near_tags(site: Site) -> list[NearTag]:
    """The tags that are nearly another one, each with that one. Spellings that differ only by case and width
    are one tag of the site; reading the site reports them."""
    tags = [
        term for taxonomy in site.connections.taxonomies if taxonomy.kind == "tag" for term in taxonomy.terms
    ]
    near = []
    for group in _groups(tags):
        usual, *others = sorted(group, key=lambda term: (-term.count, term.name))
        near += [NearTag(odd, usual) for odd in others]
    return near


def folded_tag(name: str) -> str:
    """`name` without differences between spellings of one tag: case, width, spaces, hyphens, 「・」, a plural
    s, the long vowel mark at the end of a katakana word, and a label before a colon."""
    name = unicodedata.normalize("NFKC", name).casefold()
    name = _LONG_MARK.sub("", _PLURAL.sub("", _LABEL.sub("", name)))
    return _SEPARATORS.sub("", name)


def _groups(tags: Iterable[Term]) -> Iterator[list[Term]]:
    """Groups of two or more tags with the same folded name, or names that differ by one letter."""
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
    """Pairs of long Latin or katakana words that differ by one letter, which is missing or another one.

    Words without one of their letters are looked up in a table, so that not all pairs need be compared.
    """
    by_rest: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for name in names:
        if _LEAST_LETTERS <= len(name) <= _MOST_LETTERS and _LETTERS.fullmatch(name):
            by_rest[name].append((name, None))
            for removed in range(len(name)):
                by_rest[name[:removed] + name[removed + 1 :]].append((name, removed))
    for words in by_rest.values():
        for (one, place), (other, other_place) in combinations(words, 2):
            # Another letter at one place, or one letter more; letters at two places make different words.
            if one != other and (place == other_place or None in (place, other_place)):
                yield one, other


def first_place(site: Site, tag: Term) -> tuple[str, int | None]:
    """The first file, by path, with a tag that posts use, and the line of its tags if there is one."""
    first = min((site.post(place).source for place in tag.posts), key=lambda post: post.source)
    return first.source, first.lines.get("tags") or first.lines.get("tag")
