"""The search page, and the files of the index that its script loads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.model import Output, Site, Summary
from allforces_site.outputs.head import index_head
from allforces_site.renderer.theme import Theme
from allforces_site.search.catalogue import Catalogue, catalogue_file
from allforces_site.search.documents import (
    block_values,
    blocks,
    facet_values,
    numbered,
    packed,
)
from allforces_site.search.near_terms import near_terms
from allforces_site.urls.permalinks import output_path

URL = "/search/"
TITLE = "検索"

CATALOGUE_PATH = "search/index.json"
FACETS_PATH = "search/facets.bin"
TERMS_PATH = "search/terms.bin"


def shard_path(number: int) -> str:
    """Returns the output path of a shard."""
    return f"search/grams/{number}.bin"


def catalogue_of(posts: Sequence[Summary], shards: Sequence[bytes]) -> Catalogue:
    """Returns the catalogue of `documents.numbered` posts, whose shards have the keys `shards`."""
    values = [key_of(fingerprint(), block_values(block)) for block in blocks(posts)]
    return Catalogue(len(posts), shards, values, _facets_key(posts), _terms_key(posts))


def plan(site: Site, theme: Theme, catalogue: Catalogue, shard: Callable[[int], bytes]) -> Iterator[Output]:
    """Yields the page, the catalogue, and all files that it names. `shard` returns a shard by its number."""
    posts = numbered(site.posts)
    yield Output(
        output_path(URL), partial(render_search, theme), url=URL, title=TITLE, key=theme.key("search.html")
    )
    yield _catalogue_output(catalogue)
    for number, key in enumerate(catalogue.shards):
        yield Output(shard_path(number), partial(shard, number), key=key)
    for number, (block, key) in enumerate(zip(blocks(posts), catalogue.blocks, strict=True)):
        yield Output(f"search/posts/{number}.bin", partial(_make_block, block), key=key)
    yield Output(FACETS_PATH, lambda: packed(facet_values(posts)), key=catalogue.facets)
    yield Output(TERMS_PATH, lambda: packed(near_terms(posts)), key=catalogue.terms)


def plan_edit(
    before: Catalogue, shards: Sequence[bytes], shard: Callable[[int], bytes]
) -> tuple[Catalogue, list[Output]]:
    """Returns the new catalogue and the files to write again when only bodies changed.

    The files are those of `plan` that differ from `before`. `shards` are the new keys; `shard` returns a
    shard by its number.
    """
    catalogue = replace(before, shards=shards)
    outputs = [
        Output(shard_path(number), partial(shard, number), key=new)
        for number, (old, new) in enumerate(zip(before.shards, shards, strict=True))
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
