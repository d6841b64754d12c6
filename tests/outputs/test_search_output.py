"""The files of the search: which change when, and which do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from allforces_site.config import Config
from allforces_site.model import Document, SourcePost, Sources
from allforces_site.outputs import search
from allforces_site.render import find_theme, make_theme
from allforces_site.search.contributions import Words, contribution
from allforces_site.search.documents import numbered
from allforces_site.search.shards import combine
from allforces_site.site import assemble

Made = Callable[..., SourcePost]


@pytest.fixture
def keys(workshop: Any) -> Callable[..., dict[str, bytes]]:
    """A function that gives path and key of each file that the search of some posts takes."""
    config = Config(title="試験", url="https://example.com")
    theme = make_theme(config, find_theme(workshop.source), ())

    def of(*posts: SourcePost) -> dict[str, bytes]:
        site = assemble(config, Sources(posts))
        made = [
            contribution(post.source, Words(post.title, (), found.source.document.load().text))
            for post, found in zip(numbered(site.posts), reversed(site.posts), strict=True)
        ]
        sections = [one.sections() for one in made]
        outputs = list(search.plan(site, theme, combine(one.digests for one in made), lambda: sections))
        assert all(output.make() for output in outputs)
        return {output.path: output.key for output in outputs}

    return of


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
