"""The search page, and the files of the index that its script loads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.config.page_language import language
from allforces_site.messages.catalogs import THEME, language_of
from allforces_site.messages.labels import label
from allforces_site.model import Output, Site, SourcePage, SourcePost, Summary
from allforces_site.outputs.head import index_head
from allforces_site.renderer.theme import Theme
from allforces_site.search.catalogue import Catalogue, PartKeys, catalogue_file
from allforces_site.search.documents import (
    BLOCK_POSTS,
    Facets,
    block_places,
    block_values,
    facet_values,
    facets_of,
    numbered,
    packed,
)
from allforces_site.search.near_terms import near_terms, words_of
from allforces_site.search.parts import PART_FOLDERS
from allforces_site.urls.permalinks import output_path

URL = "/search/"
WORDS_TEMPLATE = "search_words.json"

CATALOGUE_PATH = "search/index.json"
FACETS_PATH = "search/facets.bin"
TERMS_PATH = "search/terms.bin"


# Returns the bytes of a shard by the index of its part and its number in the part.
GetShard: TypeAlias = Callable[[int, int], bytes]


class Indexed(msgspec.Struct, frozen=True):
    """What the index is made of: functions that return a shard, the summary of the post with a number, the
    values by which all posts are filtered, and the words of all posts (`near_terms.words_of`).
    """

    shard: GetShard
    summary: Callable[[int], Summary]
    facets: Callable[[], Sequence[Facets]]
    words: Callable[[], Mapping[str, int]]


def shard_path(part: int, number: int) -> str:
    """Returns the output path of the shard `number` of the part with the index `part`."""
    return f"search/{PART_FOLDERS[part]}/{number}.bin"


def catalogue_of(posts: Sequence[Summary], parts: Sequence[PartKeys]) -> Catalogue:
    """Returns the catalogue of `documents.numbered` posts, whose index has the `parts`."""
    blocks = [_block_key(posts.__getitem__, places) for places in block_places(len(posts))]
    facets = facets_key(list(map(facets_of, posts)))
    return Catalogue(parts, blocks, facets, _terms_key(blocks, facets))


def facets_key(posts: Sequence[Facets]) -> bytes:
    """Returns the key of the file with the values by which these posts are filtered."""
    return key_of(fingerprint(), "facets", posts)


def edited_catalogue(
    before: Catalogue,
    parts: Sequence[PartKeys],
    summary: Callable[[int], Summary],
    edited: Collection[int],
    facets: bytes,
) -> Catalogue:
    """Returns the catalogue after an edit, with the key `facets` of the values by which posts are filtered.

    `edited` are the numbers of posts that have another summary than the one of the same number had before;
    `summary` returns the present summary of a post by its number.
    """
    known = dict(zip(block_places(before.posts), before.blocks, strict=True))
    changed = {number // BLOCK_POSTS for number in edited}
    blocks = [
        known[places] if places in known and number not in changed else _block_key(summary, places)
        for number, places in enumerate(block_places(parts[-1].part.end))
    ]
    return Catalogue(parts, blocks, facets, _terms_key(blocks, facets))


def plan(site: Site, theme: Theme, catalogue: Catalogue, shard: GetShard) -> Iterator[Output]:
    """Yields the page, what its scripts say in each language but English, the catalogue, and all files
    that it names.
    """
    posts = numbered(site)
    yield search_page(theme)
    for lang in sorted(_languages(site, theme) - {"en"}):
        key = theme.key(WORDS_TEMPLATE, lang)
        yield Output(f"search/words/{lang}.json", partial(render_words, lang, theme), key=key)
    yield from plan_index(
        catalogue,
        Indexed(shard, posts.__getitem__, lambda: list(map(facets_of, posts)), lambda: words_of(posts)),
    )


def plan_index(catalogue: Catalogue, indexed: Indexed) -> Iterator[Output]:
    """Yields the catalogue, and all files that it names."""
    yield Output(CATALOGUE_PATH, partial(catalogue_file, catalogue), key=key_of(fingerprint(), catalogue))
    for index, part in enumerate(catalogue.parts):
        for number, key in enumerate(part.shards):
            yield Output(shard_path(index, number), partial(indexed.shard, index, number), key=key)
    for number, places in enumerate(block_places(catalogue.posts)):
        make = partial(_make_block, indexed, places)
        yield Output(f"search/posts/{number}.bin", make, key=catalogue.blocks[number])
    yield Output(FACETS_PATH, lambda: packed(facet_values(indexed.facets())), key=catalogue.facets)
    yield Output(TERMS_PATH, lambda: packed(near_terms(indexed.words())), key=catalogue.terms)


def search_page(theme: Theme) -> Output:
    """The page on which visitors search."""
    title, make = label("Search", theme.config.lang), partial(render_search, theme)
    return Output(output_path(URL), make, url=URL, title=title, key=theme.key("search.html"))


def render_search(theme: Theme) -> bytes:
    """Returns the page. Search engines may follow its links but not index it."""
    lang = theme.config.lang
    about = label("Search the full text of all articles of this site.", lang)
    head = index_head("search", label("Search", lang), URL, theme, about)
    return theme.render("search.html", URL, page=replace(head, robots="noindex, follow"))


def render_words(lang: str, theme: Theme) -> bytes:
    """Returns what the scripts say in a language, by their English texts."""
    return theme.render(WORDS_TEMPLATE, "search/words", lang=lang)


def _languages(site: Site, theme: Theme) -> set[str]:
    """The languages of pages, each of which has the search."""
    sources: list[SourcePost | SourcePage] = [*(post.source for post in site.posts), *site.pages]
    own = {language(source.front_matter, theme.config) for source in sources}
    return {language_of(THEME, lang) for lang in own | {theme.config.lang}}


def _block_key(summary: Callable[[int], Summary], places: range) -> bytes:
    return key_of(fingerprint(), block_values(list(map(summary, places))))


def _terms_key(blocks: Sequence[bytes], facets: bytes) -> bytes:
    """Returns a key of all titles, which are in blocks, and terms: made of keys, it needs no other posts."""
    return key_of(fingerprint(), "terms", blocks, facets)


def _make_block(indexed: Indexed, places: range) -> bytes:
    return packed(block_values(list(map(indexed.summary, places))))
