"""The search page, and the files of the index that its script loads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

from msgspec.structs import replace

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.model import Output, Site, Summary
from allforces_site.outputs.head import index_head
from allforces_site.renderer.theme import Theme
from allforces_site.search.catalogue import Catalogue, PartKeys, catalogue_file
from allforces_site.search.documents import (
    block_values,
    blocks,
    facet_values,
    numbered,
    packed,
)
from allforces_site.search.near_terms import near_terms
from allforces_site.search.parts import PART_FOLDERS
from allforces_site.urls.permalinks import output_path

URL = "/search/"
TITLE = "検索"

CATALOGUE_PATH = "search/index.json"
FACETS_PATH = "search/facets.bin"
TERMS_PATH = "search/terms.bin"


# Returns the bytes of a shard by the index of its part and its number in the part.
GetShard: TypeAlias = Callable[[int, int], bytes]


def shard_path(part: int, number: int) -> str:
    """Returns the output path of the shard `number` of the part with the index `part`."""
    return f"search/{PART_FOLDERS[part]}/{number}.bin"


def catalogue_of(posts: Sequence[Summary], parts: Sequence[PartKeys]) -> Catalogue:
    """Returns the catalogue of `documents.numbered` posts, whose index has the `parts`."""
    values = [key_of(fingerprint(), block_values(block)) for block in blocks(posts)]
    return Catalogue(parts, values, _facets_key(posts), _terms_key(posts))


def plan(site: Site, theme: Theme, catalogue: Catalogue, shard: GetShard) -> Iterator[Output]:
    """Yields the page, the catalogue, and all files that it names."""
    posts = numbered(site.posts)
    yield Output(
        output_path(URL), partial(render_search, theme), url=URL, title=TITLE, key=theme.key("search.html")
    )
    yield _catalogue_output(catalogue)
    for index, part in enumerate(catalogue.parts):
        for number, key in enumerate(part.shards):
            yield Output(shard_path(index, number), partial(shard, index, number), key=key)
    for number, (block, key) in enumerate(zip(blocks(posts), catalogue.blocks, strict=True)):
        yield Output(f"search/posts/{number}.bin", partial(_make_block, block), key=key)
    yield Output(FACETS_PATH, lambda: packed(facet_values(posts)), key=catalogue.facets)
    yield Output(TERMS_PATH, lambda: packed(near_terms(posts)), key=catalogue.terms)


def plan_edit(
    before: Catalogue, parts: Sequence[PartKeys], shard: GetShard
) -> tuple[Catalogue, list[Output]]:
    """Returns the new catalogue and the files to write again when only bodies changed.

    The files are those of `plan` that differ from `before`. `parts` have the new keys, and the posts and the
    numbers of shards that those of `before` have.
    """
    catalogue = replace(before, parts=parts)
    outputs = [
        Output(shard_path(index, number), partial(shard, index, number), key=new)
        for index, (old_part, new_part) in enumerate(zip(before.parts, parts, strict=True))
        for number, (old, new) in enumerate(zip(old_part.shards, new_part.shards, strict=True))
        if old != new
    ]
    return catalogue, [_catalogue_output(catalogue), *outputs] if outputs else []


def render_search(theme: Theme) -> bytes:
    """Returns the page. Search engines may follow its links but not index it."""
    head = index_head("search", TITLE, URL, theme.config, "このサイトの記事を全文から検索できます。")
    return theme.render("search.html", URL, page=replace(head, robots="noindex, follow"))


def _facets_key(posts: Sequence[Summary]) -> bytes:
    return key_of(fingerprint(), "facets", [(post.date.year, post.categories, post.tags) for post in posts])


def _terms_key(posts: Sequence[Summary]) -> bytes:
    return key_of(fingerprint(), "terms", [(post.title, post.categories, post.tags) for post in posts])


def _catalogue_output(catalogue: Catalogue) -> Output:
    return Output(CATALOGUE_PATH, partial(catalogue_file, catalogue), key=catalogue_key(catalogue))


def catalogue_key(catalogue: Catalogue) -> bytes:
    """Returns the key of the catalogue's file."""
    return key_of(fingerprint(), catalogue)


def _make_block(block: Sequence[Summary]) -> bytes:
    return packed(block_values(block))
