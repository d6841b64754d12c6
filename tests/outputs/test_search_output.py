"""Which files of the search an edit changes, and which it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from allforces_site.config.model import Config
from allforces_site.model import Document, Output, SourcePost, Sources
from allforces_site.outputs import search
from allforces_site.renderer.theme import find_theme, make_theme
from allforces_site.search.catalogue import Catalogue, PartKeys
from allforces_site.search.contributions import Words, contribution
from allforces_site.search.documents import numbered
from allforces_site.search.parts import Part
from allforces_site.search.shards import gather, make_shard, shard_key
from allforces_site.site.assemble import assemble

Made = Callable[..., SourcePost]


@dataclass
class Planned:
    """The files of the search, and their catalogue."""

    catalogue: Catalogue
    shards: list[list[bytes]]
    outputs: list[Output]

    def shard(self, part: int, number: int) -> bytes:
        return self.shards[part][number]

    @property
    def keys(self) -> dict[str, bytes]:
        return {output.path: output.key for output in self.outputs}

    @property
    def files(self) -> dict[str, bytes]:
        return {output.path: output.make() for output in self.outputs}


@pytest.fixture
def planned(workshop: Any) -> Callable[..., Planned]:
    """A function that plans the search of some posts, oldest first; the last one is a part of its own."""
    config = Config(title="試験", url="https://example.com")
    theme = make_theme(config, find_theme(workshop.source), ())

    def of(*posts: SourcePost) -> Planned:
        site = assemble(config, Sources(posts))
        added = [
            contribution(Words(post.summary.title, (), post.source.document.load().text))
            for post in reversed(site.posts)
        ]
        first_recent = len(posts) - 1
        parts = [Part(0, first_recent, 16), Part(first_recent, len(posts), 8)]
        shards = [list(map(make_shard, gather(added[part.first : part.end], part.shards))) for part in parts]
        keys = [PartKeys(part, list(map(shard_key, own))) for part, own in zip(parts, shards, strict=True)]
        catalogue = search.catalogue_of(numbered(site), keys)
        made = Planned(catalogue, shards, [])
        made.outputs += search.plan(site, theme, catalogue, made.shard)
        return made

    return of


@pytest.fixture
def keys(planned: Callable[..., Planned]) -> Callable[..., dict[str, bytes]]:
    """A function that returns path and key of each file of the search of some posts."""
    return lambda *posts: planned(*posts).keys


def test_the_catalogue_after_an_edit_is_that_of_all_posts(
    planned: Callable[..., Planned], make_post: Made
) -> None:
    first, *others = [make_post(f"2026-01-01-p{number:03}") for number in range(130)]
    edited = replace(first, title="資金調達とAI")
    before, after = planned(first, *others), planned(edited, *others)
    block = dict(enumerate(numbered(assemble(Config(), Sources((edited, *others))))[:64]))

    found = search.edited_catalogue(
        before.catalogue, after.catalogue.parts, block.__getitem__, {0}, before.catalogue.facets
    )

    assert found == after.catalogue
    assert found.terms != before.catalogue.terms


def test_every_file_has_a_key(keys: Callable[..., dict[str, bytes]], make_post: Made) -> None:
    found = keys(make_post())

    assert all(found.values())
    assert {
        "search/index.html", "search/index.json", "search/grams/0.bin", "search/recent/0.bin",
        "search/posts/0.bin",
    } <= set(found)  # fmt: skip


def test_an_edit_to_a_body_changes_the_catalogue_and_a_few_shards(
    keys: Callable[..., dict[str, bytes]], make_post: Made
) -> None:
    other = make_post("2026-01-01-first")
    before = keys(other, make_post())
    after = keys(other, make_post(document=Document("<p>本文と春</p>", "本文と春", "本文と春")))
    changed = {path for path in before if before[path] != after[path]}

    assert "search/index.json" in changed
    assert all(path.startswith("search/recent/") for path in changed - {"search/index.json"})
    assert 2 <= len(changed) <= 6


def test_a_new_title_changes_its_block_and_no_filter(
    keys: Callable[..., dict[str, bytes]], make_post: Made
) -> None:
    before = keys(make_post())
    retitled = keys(make_post(title="春の話"))

    assert before["search/posts/0.bin"] != retitled["search/posts/0.bin"]
    assert before["search/facets.bin"] == retitled["search/facets.bin"]


def test_the_page_of_results_is_kept_out_of_search_engines(workshop: Any) -> None:
    theme = make_theme(Config(title="試験"), find_theme(workshop.source), ())

    assert b'content="noindex, follow"' in search.render_search(theme)
