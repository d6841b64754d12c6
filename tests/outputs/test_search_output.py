"""The files of the search: which change when, and which do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from allforces_site.config import Config
from allforces_site.model import Document, Output, Site, SourcePost, Sources
from allforces_site.outputs import search
from allforces_site.render import find_theme, make_theme
from allforces_site.search.contributions import Contribution, Words, contribution
from allforces_site.search.documents import numbered
from allforces_site.search.grams import SHARDS
from allforces_site.search.shards import combine, to_bytes
from allforces_site.site import assemble

Made = Callable[..., SourcePost]


@dataclass
class Planned:
    """The files of the search, made, and the state they leave."""

    state: search.SearchState
    made: list[Contribution]
    outputs: list[Output]
    site: Site

    @property
    def keys(self) -> dict[str, bytes]:
        return {output.path: output.key for output in self.outputs}

    @property
    def files(self) -> dict[str, bytes]:
        return {output.path: output.make() for output in self.outputs}


@pytest.fixture
def planned(workshop: Any) -> Callable[..., Planned]:
    """A function that plans the search of some posts, oldest first."""
    config = Config(title="試験", url="https://example.com")
    theme = make_theme(config, find_theme(workshop.source), ())

    def of(*posts: SourcePost) -> Planned:
        site = assemble(config, Sources(posts))
        made = [
            contribution(post.source, Words(post.title, (), found.source.document.load().text))
            for post, found in zip(numbered(site.posts), reversed(site.posts), strict=True)
        ]
        sections = [one.sections() for one in made]
        state = search.state_of(numbered(site.posts), (one.digests for one in made))
        return Planned(
            state, made, list(search.plan(site, theme, state, search.anew(lambda: sections))), site
        )

    return of


@pytest.fixture
def keys(planned: Callable[..., Planned]) -> Callable[..., dict[str, bytes]]:
    """A function that gives path and key of each file that the search of some posts takes."""
    return lambda *posts: planned(*posts).keys


def with_body(post: SourcePost, text: str) -> SourcePost:
    return replace(post, document=Document(f"<p>{text}</p>", text, text))


def test_an_edit_is_planned_from_what_was_written_as_from_all_posts(
    planned: Callable[..., Planned], make_post: Made
) -> None:
    first, second = make_post("2026-01-01-first"), make_post("2026-01-02-second")
    before = planned(first, second)
    after = planned(with_body(first, "本文と春と夏"), with_body(second, "資金調達とAI"))
    edits = {number: (before.made[number], after.made[number]) for number in (0, 1)}
    state, outputs = search.plan_edit(before.state, edits, before.files.__getitem__)
    changed = {path for path, key in before.keys.items() if key != after.keys[path]}

    assert state == after.state
    assert {output.path: output.key for output in outputs} == {path: after.keys[path] for path in changed}
    assert {output.path: output.make() for output in outputs} == {path: after.files[path] for path in changed}
    assert before.files | {output.path: output.make() for output in outputs} == after.files


def test_new_posts_at_the_end_grow_the_shards_that_were_written(
    planned: Callable[..., Planned], make_post: Made
) -> None:
    old, new = make_post("2026-01-01-old"), make_post("2026-01-02-new", title="資金調達とAI")
    before, after = planned(old), planned(old, new)
    make = search.grown(before.state, after.made[1:], before.files.__getitem__)

    assert [make(number) for number in range(SHARDS)] == [
        after.files[search.shard_path(number)] for number in range(SHARDS)
    ]


def test_only_posts_that_came_at_the_end_and_nothing_else_are_growth(
    planned: Callable[..., Planned], make_post: Made
) -> None:
    old, new = make_post("2026-01-02-old"), make_post("2026-01-03-new")
    before = planned(old)

    def is_growth(*posts: SourcePost, added: int = 1) -> bool:
        after = planned(*posts)
        digests = to_bytes(combine(one.digests for one in after.made[len(after.made) - added :]))
        return search.has_grown(before.state, after.state, numbered(after.site.posts), digests)

    assert is_growth(old, new)
    assert is_growth(old, added=0)
    assert not is_growth(with_body(old, "別の本文"), new)
    assert not is_growth(make_post("2026-01-01-older"), old)
    assert not is_growth(new, added=0)


def test_an_edit_that_adds_no_word_changes_nothing_but_writes_the_catalogue_again(
    planned: Callable[..., Planned], make_post: Made
) -> None:
    before = planned(make_post())
    one = before.made[0]
    state, outputs = search.plan_edit(before.state, {0: (one, one)}, before.files.__getitem__)

    assert state == before.state
    assert [(output.path, output.key) for output in outputs] == [
        (search.CATALOGUE_PATH, before.keys[search.CATALOGUE_PATH])
    ]


def test_every_file_has_a_key(keys: Callable[..., dict[str, bytes]], make_post: Made) -> None:
    found = keys(make_post())

    assert all(found.values())
    assert {"search/index.html", "search/index.json", "search/grams/0.bin", "search/posts/0.bin"} <= set(
        found
    )


def test_an_edit_to_a_body_changes_the_catalogue_and_a_few_shards(
    keys: Callable[..., dict[str, bytes]], make_post: Made
) -> None:
    other = make_post("2026-01-01-first")
    before = keys(other, make_post())
    after = keys(other, make_post(document=Document("<p>本文と春</p>", "本文と春", "本文と春")))
    changed = {path for path in before if before[path] != after[path]}

    assert "search/index.json" in changed
    assert all(path.startswith("search/grams/") for path in changed - {"search/index.json"})
    assert 2 <= len(changed) <= 6


def test_a_new_title_changes_its_block_and_a_new_post_all_shards(
    keys: Callable[..., dict[str, bytes]], make_post: Made
) -> None:
    before = keys(make_post())
    retitled = keys(make_post(title="春の話"))
    more = keys(make_post(), make_post("2026-01-03-more"))

    assert before["search/posts/0.bin"] != retitled["search/posts/0.bin"]
    assert before["search/facets.bin"] == retitled["search/facets.bin"]
    assert all(before[path] != more[path] for path in before if "/grams/" in path)


def test_the_page_of_results_is_kept_out_of_search_engines(workshop: Any) -> None:
    theme = make_theme(Config(title="試験"), find_theme(workshop.source), ())

    assert b'content="noindex, follow"' in search.render_search(theme)
