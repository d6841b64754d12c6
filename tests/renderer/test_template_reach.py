"""What a template can show: a page is made again for these templates and files, and for no others."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest

from allforces_site.cache.parse_cache import ParseCache
from allforces_site.renderer import template_reach
from allforces_site.renderer.template_reach import TemplateKeys, contents_of

TEMPLATES = {
    "post.html": '{% extends "base.html" %}{% from "./partials//cards.html" import card %}',
    "base.html": '{% include "partials/nav.html" %}<link href="{{ "/static/style.css" | asset_url }}">',
    "partials/cards.html": "{% macro card() %}{% endmacro %}",
    "partials/nav.html": '{% include ["own.html", "partials/foot.html"] ignore missing %}',
    "partials/foot.html": "足",
    "search.html": '{% extends "base.html" %}<script src="{{ "/static/search.js" | asset_url }}"></script>',
    "home.html": "{% include site.front %}",
    "style.html": '{{ site.styles | map("asset_url") | join }}',
    "loop.html": '{% include "loop.html" %}',
    "broken.html": "{% if %}",
}
WITH_BASE = {"post.html", "base.html", "search.html"}
VERSIONS = {"static/style.css": "1", "static/search.js": "1"}


def changed(
    templates: dict[str, str] | None = None, versions: dict[str, str] | None = None, shared: bytes = b""
) -> set[str]:
    """The templates whose pages are made again after these changes."""
    before, after = (
        TemplateKeys(
            made_of, {name: text.encode() for name, text in texts.items()}, numbers, ParseCache(None)
        )
        for made_of, texts, numbers in (
            (b"", TEMPLATES, VERSIONS),
            (shared, TEMPLATES | (templates or {}), VERSIONS | (versions or {})),
        )
    )
    return {name for name in TEMPLATES if before.of(name) != after.of(name)}


ANYTHING = {"home.html", "broken.html"}  # Whatever they reach, it is not known before they are rendered.


@pytest.mark.parametrize(
    ("edited", "pages"),
    [
        ("partials/cards.html", {"post.html", "partials/cards.html"}),
        ("partials/foot.html", {*WITH_BASE, "partials/nav.html", "partials/foot.html"}),
        ("own.html", {*WITH_BASE, "partials/nav.html"}),
        ("search.html", {"search.html"}),
        ("unused.html", set()),
        ("loop.html", {"loop.html"}),
    ],
)  # fmt: skip
def test_an_edited_template_makes_the_pages_again_that_reach_it(edited: str, pages: set[str]) -> None:
    assert changed({edited: "新しい"}) == pages | ANYTHING | {"style.html"}


def test_a_changed_style_sheet_makes_the_pages_again_that_link_to_it() -> None:
    everywhere = ANYTHING | {"style.html"}
    assert changed(versions={"static/search.js": "2"}) == {"search.html"} | everywhere
    assert (
        changed(versions={"static/style.css": "2"}) == {"post.html", "base.html", "search.html"} | everywhere
    )
    assert changed(versions={"static/other.css": "1"}) == everywhere


def test_what_all_pages_share_makes_all_again() -> None:
    assert changed(shared=b"another title") == set(TEMPLATES)


def test_templates_are_taken_apart_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = {name: text.encode() for name, text in TEMPLATES.items()}
    with ParseCache(tmp_path) as parse_cache:
        keys = {name: TemplateKeys(b"", contents, VERSIONS, parse_cache).of(name) for name in TEMPLATES}

    monkeypatch.setattr(template_reach, "uses_of", Mock(side_effect=AssertionError("taken apart again")))
    with ParseCache(tmp_path) as parse_cache:
        assert {
            name: TemplateKeys(b"", contents, VERSIONS, parse_cache).of(name) for name in TEMPLATES
        } == keys


def test_only_templates_that_a_page_reaches_are_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = {name: text.encode() for name, text in TEMPLATES.items()}
    taken_apart = Mock(side_effect=template_reach.uses_of)
    monkeypatch.setattr(template_reach, "uses_of", taken_apart)
    keys = TemplateKeys(b"", contents, VERSIONS, ParseCache(None))

    keys.of("search.html")

    found = {name for name in TEMPLATES for call in taken_apart.mock_calls if call.args == (contents[name],)}
    assert found == {"search.html", "base.html", "partials/nav.html", "partials/foot.html"}
    assert taken_apart.call_count == len(found)


def test_a_template_of_the_site_comes_before_the_themes_of_the_same_name(tmp_path: Path) -> None:
    own, theme = (
        {"post.html": tmp_path / "own"},
        {"post.html": tmp_path / "theme", "base.html": tmp_path / "base"},
    )

    contents = contents_of([own, theme], lambda file: file.name.encode())

    assert contents == {
        "post.html": b"own",
        "base.html": b"base",
        "theme/post.html": b"theme",
        "theme/base.html": b"base",
    }
