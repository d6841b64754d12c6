"""Outputs that an edit changes, planned from the posts before it and from those after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from allforces_site.cache.keys import key_of
from allforces_site.config.load import load_config
from allforces_site.model import Document, Post, Site, SourcePost, Sources, StoredDocument, Summary
from allforces_site.outputs import OUTPUTS, archive, llms, plan_changed
from allforces_site.outputs.from_posts import NOWHERE, Edit, FromPosts, OtherPosts, Posts
from allforces_site.renderer.theme import Theme, find_theme, make_theme
from allforces_site.site.assemble import assemble
from allforces_site.text.robots import forbids_index

NOW = datetime(2026, 1, 8, tzinfo=UTC)
SETTINGS = """\
title: 茶
url: https://example.com
timezone: UTC
paginate: 2
plugins: [jekyll-feed]
feed:
  categories: [茶, 水]
  tags: true
  posts_limit: 3
allforces:
  news_sitemap: true
  social_pictures: false
  ai: {markdown: true, llms_txt: true, llms_full_txt: true}
  feeds:
    /new.xml: {format: atom, content: excerpt, entries: 2}
    /category/:category.xml: {format: rss, entries: 2}
"""


class Texts:
    """Documents whose texts nobody asks for."""

    def fetch(self, key: bytes, source: str) -> Document:
        raise AssertionError(f"the text of {source} was asked for ({key!r})")


class Written(msgspec.Struct, frozen=True):
    """What the author of a post wrote."""

    day: int
    title: str
    body: str
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    robots: str | None


NAMES = st.sampled_from(["茶", "水", "港"])
TERMS = st.lists(NAMES, max_size=2, unique=True).map(tuple)
WRITTEN = st.builds(
    Written,
    day=st.integers(1, 9),
    title=st.sampled_from(["一", "二"]),
    body=st.sampled_from(["本文", "別文"]),
    categories=TERMS,
    tags=TERMS,
    robots=st.sampled_from([None, None, None, "noindex"]),
)
BLOG = st.dictionaries(st.sampled_from("abcdefgh"), WRITTEN, max_size=8)
# Most posts of a blog stay as they are.
CHANGES = st.dictionaries(st.sampled_from("abcdefgh"), st.one_of(st.none(), WRITTEN), max_size=2)


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    source = tmp_path_factory.mktemp("source")
    (source / "_config.yml").write_text(SETTINGS, encoding="utf-8")
    config, problems = load_config(source)
    assert not problems
    config = replace(config, plugins=frozenset({"jekyll-feed"}))
    return make_theme(config, find_theme(Path("nowhere")), (), now=NOW)


@given(before=BLOG, changes=CHANGES)
def test_exactly_what_differs_is_planned_from_either_side_of_an_edit(
    theme: Theme, make_post: Callable[..., SourcePost], before: dict[str, Written], changes: dict[str, Any]
) -> None:
    after = {name: post for name, post in {**before, **changes}.items() if post is not None}
    with patch.object(archive, "POSTS_A_PAGE", 2), patch.object(llms, "POSTS_A_PART", 2):
        sites = [
            assemble(theme.config, Sources(tuple(posts_of(blog, make_post)))) for blog in (before, after)
        ]
        whole = [{item.path: item.key for item in everything(site, theme)} for site in sites]
        parts = [
            {item.path: item.key for item in plan_changed(posts_at(site), edit(site, other), theme)}
            for site, other in (sites, sites[::-1])
        ]

    for part, all_of_them in zip(parts, whole, strict=True):
        assert part.items() <= all_of_them.items()
    differing = {path for path, key in whole[0].items() ^ whole[1].items()}
    assert differing <= parts[0].keys() | parts[1].keys()
    for path in parts[0].keys() ^ parts[1].keys():
        assert (path in whole[0]) != (path in whole[1])


def test_a_list_that_keeps_its_posts_is_planned_on_neither_side(
    theme: Theme, make_post: Callable[..., SourcePost]
) -> None:
    before = {name: Written(1, "題", "本文", ("茶",), (), None) for name in "abcd"}
    before["e"] = Written(2, "題", "本文", ("水",), (), None)
    after = {**before, "f": Written(3, "題", "本文", ("水",), (), None)}
    old, new = (assemble(theme.config, Sources(tuple(posts_of(blog, make_post)))) for blog in (before, after))

    planned = {item.path for item in plan_changed(posts_at(new), edit(new, old), theme)}

    assert {"category/水/index.html", "index.html", "2026/01/02/e/index.html"} <= planned
    assert not {path for path in planned if path.startswith(("category/茶/", "2026/01/01/a/"))}


def posts_of(blog: Mapping[str, Written], make_post: Callable[..., SourcePost]) -> Iterator[SourcePost]:
    """The posts of a blog, oldest first."""
    for name, post in sorted(blog.items(), key=lambda item: (item[1].day, item[0])):
        yield make_post(
            f"2026-01-0{post.day}-{name}",
            source=f"_posts/{name}.md",
            title=post.title,
            date=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=post.day - 1),
            categories=post.categories,
            tags=post.tags,
            robots=post.robots,
            document=StoredDocument(key_of(name, post.body), f"_posts/{name}.md", Texts()),
        )


def everything(site: Site, theme: Theme) -> Iterator[Any]:
    for kind in OUTPUTS:
        if isinstance(kind, FromPosts):
            yield from kind(site, theme)


def posts_at(site: Site) -> Posts:
    def summary(place: int) -> Summary:
        return site.post(place).summary

    def key(place: int) -> bytes:
        return summary(place).key

    def summaries(places: Sequence[int]) -> list[Summary]:
        return list(map(summary, places))

    return Posts(site.connections, site.post, summary, summaries, key, lambda place: summary(place).date)


def edit(site: Site, other: Site) -> Edit:
    """What differs of a site, seen from it."""
    oldest_first = site.posts[::-1]
    places = {post.source.source: place for place, post in enumerate(other.posts[::-1])}
    posts, summaries = set(), set()
    for place, post in enumerate(oldest_first):
        there = other.post(places[post.source.source]) if post.source.source in places else None
        if there is None or is_hidden(there.source) != is_hidden(post.source):
            posts.add(place)
            summaries.add(place)
        else:
            posts |= {place} if text_of(there) != text_of(post) else set()
            if there.summary.key != post.summary.key:
                posts.add(place)
                summaries.add(place)
    there_of = [places.get(post.source.source, NOWHERE) for post in oldest_first]
    return Edit(frozenset(posts), frozenset(summaries), OtherPosts(other.connections, there_of))


def text_of(post: Post) -> bytes:
    assert isinstance(post.source.document, StoredDocument)
    return post.source.document.key


def is_hidden(post: SourcePost) -> bool:
    return forbids_index(post.robots)
