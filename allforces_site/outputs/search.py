"""The search page, and the files of the index that its script loads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from allforces_site.fingerprint import fingerprint
from allforces_site.keys import key_of
from allforces_site.model import Output, Site, Summary
from allforces_site.outputs.head import index_head
from allforces_site.permalinks import output_path
from allforces_site.render import Theme
from allforces_site.search.catalogue import Catalogue, catalogue_file
from allforces_site.search.documents import (
    block_values,
    blocks,
    facet_values,
    numbered,
    order_key,
    packed,
)
from allforces_site.search.near_terms import near_terms
from allforces_site.search.shards import make_shard, shard_keys

URL = "/search/"
TITLE = "検索"

CATALOGUE_PATH = "search/index.json"
FACETS_PATH = "search/facets.bin"
TERMS_PATH = "search/terms.bin"


def shard_path(number: int) -> str:
    """Where a shard is written."""
    return f"search/grams/{number}.bin"


def plan(
    site: Site, theme: Theme, combined: int, sections: Callable[[], Sequence[Sequence[str]]]
) -> Iterator[Output]:
    """The page, the catalogue, and all that it names.

    `combined` is `shards.combine` of the contributions of all posts; `sections` gives theirs, in the order of
    `documents.numbered`, and is asked only when a shard is made.
    """
    posts = numbered(site.posts)
    yield Output(
        output_path(URL), partial(render_search, theme), url=URL, title=TITLE, key=theme.key("search-page")
    )
    own = [*_shard_outputs(posts, combined, sections)]
    of_posts = [*_block_outputs(posts)]
    facets = _facets_output(posts)
    terms = _terms_output(posts)
    versions = Catalogue(len(posts), _keys(own), _keys(of_posts), facets.key, terms.key)
    yield Output(CATALOGUE_PATH, partial(catalogue_file, versions), key=key_of(fingerprint(), versions))
    yield from (*own, *of_posts, facets, terms)


def render_search(theme: Theme) -> bytes:
    """The page; results of a search are no pages that search engines want."""
    head = index_head("search", TITLE, URL, theme.config, "このサイトの記事を全文から検索できます。")
    return theme.render("search.html", URL, page=replace(head, robots="noindex, follow"))


def _keys(outputs: Iterable[Output]) -> list[bytes]:
    return [output.key for output in outputs]


def _shard_outputs(
    posts: Sequence[Summary], combined: int, sections: Callable[[], Sequence[Sequence[str]]]
) -> Iterator[Output]:
    order = order_key(posts)
    for number, key in enumerate(shard_keys(combined)):
        yield Output(
            shard_path(number),
            partial(_make_shard, sections, number),
            key=key_of(fingerprint(), number, order, key),
        )


def _make_shard(sections: Callable[[], Sequence[Sequence[str]]], number: int) -> bytes:
    return make_shard(own[number] for own in sections())


def _block_outputs(posts: Sequence[Summary]) -> Iterator[Output]:
    for number, block in enumerate(map(block_values, blocks(posts))):
        yield Output(f"search/posts/{number}.bin", partial(packed, block), key=key_of(fingerprint(), block))


def _facets_output(posts: Sequence[Summary]) -> Output:
    values = facet_values(posts)
    return Output(FACETS_PATH, partial(packed, values), key=key_of(fingerprint(), "facets", values))


def _terms_output(posts: Sequence[Summary]) -> Output:
    named = [(post.title, post.categories, post.tags) for post in posts]
    key = key_of(fingerprint(), "terms", named)
    return Output(TERMS_PATH, lambda: packed(near_terms(posts)), key=key)
