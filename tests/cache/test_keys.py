"""A key is equal where the values are, and differs where any of them does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from allforces_site import outputs as outputs_package
from allforces_site.build import full
from allforces_site.cache.keys import key_of
from allforces_site.config.model import Config
from allforces_site.model import Output, Picture, Site, Summary, TermLink
from allforces_site.outputs import Planned
from allforces_site.renderer.theme import Theme, find_theme, make_theme

NOW = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
SUMMARY = Summary(
    "_posts/a.md", "/a/", "題", NOW, None, (TermLink("技術", "/tech/"),), (), (), "抜粋", "説明", 3, None
)
OTHERS: dict[str, Any] = {
    "source": "_posts/b.md",
    "url": "/b/",
    "title": "題2",
    "date": NOW + timedelta(microseconds=1),
    "updated": NOW,
    "categories": (TermLink("技術", "/technology/"),),
    "tags": (TermLink("", ""),),
    "authors": (TermLink("花子", "/author/hanako/"),),
    "excerpt": "",
    "description": "説明 ",
    "reading_minutes": 4,
    "image": "",
    "key": b"x",
    "picture": Picture("/a.png", 1, 2),
}


def test_a_key_is_sixteen_bytes_that_stay_over_processes_and_versions() -> None:
    # A change of this value makes every cache useless: harmless, but it should be noticed.
    assert key_of("茶", 1, None, b"x", [True, 1.5]).hex() == "7d3d6b8cf90ec8be717b4c4c74e32ff8"


def test_every_field_of_a_summary_is_part_of_its_key() -> None:
    assert {field.name for field in fields(Summary)} == OTHERS.keys()
    keys = {key_of(replace(SUMMARY, **{name: value})) for name, value in OTHERS.items()}
    assert len(keys | {key_of(SUMMARY)}) == len(OTHERS) + 1


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=4) | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
)


@given(one=values, two=values)
def test_keys_are_equal_exactly_where_values_are(one: Any, two: Any) -> None:
    # Python holds True for 1; a page shows the difference.
    assert (key_of(one) == key_of(two)) == (repr(one) == repr(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("ab", "c"), ("a", "bc")),
        ((["a"], ["b"]), (["a", "b"], [])),
        (("a",), (b"a",)),
        ((None,), ("",)),
        ((["a", ["b"]],), (["a", "b"],)),
    ],
)
def test_values_that_run_together_have_different_keys(one: tuple[Any, ...], two: tuple[Any, ...]) -> None:
    assert key_of(*one) != key_of(*two)


# ---- the outputs of a site ---------------------------------------------------------------------


@pytest.fixture
def outputs(tiny: Any, monkeypatch: pytest.MonkeyPatch) -> list[Output]:
    """The outputs of a site with some of everything."""
    return planned(tiny, monkeypatch)


def planned(tiny: Any, monkeypatch: pytest.MonkeyPatch) -> list[Output]:
    tiny.config("paginate: 2\nallforces: {social_pictures: false}")
    for number in range(1, 8):
        tiny.post(
            f"2026-0{number % 3 + 1}-0{number}-p{number}",
            f"tags: [a, t{number % 2}]\ncategories: [c{number % 2}]\nredirect_from: /o{number}/",
        )
    for name in "ab":
        tiny.write(f"content/{name}.md", "---\ntitle: 頁\nredirect_from: /old-" + name + "/\n---\n本文\n")
    outputs: list[Output] = []

    def plan(site: Site, theme: Theme, more: Iterable[Output] = (), jobs: int = 1) -> Planned:
        found = outputs_package.plan(site, theme, more, jobs)
        outputs.extend(found.outputs)
        return found

    monkeypatch.setattr(full, "plan", plan)
    tiny.build()
    return outputs


def test_an_output_has_another_key_where_the_template_that_it_renders_differs(
    tiny: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: dict[str, set[str]] = {}
    render = Theme.render

    def watched(self: Theme, template: str, *values: Any, **context: Any) -> bytes:
        rendered.setdefault(template, set()).add(making[-1])
        return render(self, template, *values, **context)

    monkeypatch.setattr(Theme, "render", watched)
    making = [""]
    before = {}
    for output in planned(tiny, monkeypatch):
        making.append(output.path)
        output.make()
        before[output.path] = output.key
    monkeypatch.undo()

    assert len(rendered) > 10
    for template, paths in rendered.items():
        tiny.write(f"templates/{template}", f"{{# another {template} #}}")
        after = {output.path: output.key for output in planned(tiny, monkeypatch)}
        assert not [path for path in paths - {""} if after[path] == before[path]], template
        before = after


def test_no_two_outputs_have_one_key(outputs: list[Output]) -> None:
    keys = [output.key for output in outputs if output.key]
    assert len(keys) == len(set(keys))
    assert len(keys) > 40


def test_only_files_to_copy_have_no_key(outputs: list[Output]) -> None:
    assert {output.path.partition("/")[0] for output in outputs if not output.key} == {"static"}


# ---- what all outputs share --------------------------------------------------------------------


def theme(shop: Any, config: Config | None = None, categories: tuple[TermLink, ...] = ()) -> Theme:
    return make_theme(config or Config(), find_theme(shop.source), categories)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "題"},
        {"url": "https://example.com"},
        {"baseurl": "/blog"},
        {"lang": "en"},
        {"author": "花子"},
        {"timezone": "UTC"},
        {"paginate": 3},
        {"extra": {"mine": "自分の値"}},
        {"extra": {"mine": {"deep": [1]}}},
    ],
)
def test_every_page_is_made_again_where_the_configuration_differs(tiny: Any, changes: dict[str, Any]) -> None:
    assert theme(tiny, Config(**changes)).key("post.html") != theme(tiny).key("post.html")
    assert theme(tiny, Config(**changes)).key("post.html") == theme(tiny, Config(**changes)).key("post.html")


def test_a_page_is_made_again_where_a_template_that_it_reaches_or_the_navigation_differs(tiny: Any) -> None:
    optional = '{% include "partials/new.html" ignore missing %}'
    tiny.write("templates/post.html", f'{{% extends "base.html" %}}{optional}')
    keys = [
        theme(tiny).key("post.html"),
        theme(tiny, categories=(TermLink("技術", "/tech/"),)).key("post.html"),
    ]
    for name in ("base.html", "partials/new.html"):
        tiny.write(f"templates/{name}", f"{name}{optional}")
        keys.append(theme(tiny).key("post.html"))
    (tiny.root / "templates/base.html").unlink()
    keys.append(theme(tiny).key("post.html"))
    assert len(set(keys)) == len(keys)
    tiny.write("templates/partials/other.html", "x")
    tiny.write("templates/data.json", "{}")
    assert theme(tiny).key("post.html") == keys[-1]


def test_a_theme_that_moves_to_another_path_keeps_its_keys(tiny: Any, tmp_path_factory: Any) -> None:
    other = type(tiny)(tmp_path_factory.mktemp("moved"))
    (tiny.root / "templates").rename(other.root / "templates")
    other.config()
    moved = theme(other).key("post.html")
    (other.root / "templates").rename(tiny.root / "templates")
    assert theme(tiny).key("post.html") == moved


def test_more_values_than_the_world_has_bytes_do_not_stop_a_build(tiny: Any) -> None:
    levels = [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
        for before, name in zip("abcdefghijklmnopq", "bcdefghijklmnopqz", strict=True)
    ]
    tiny.config(f"mine: {{{', '.join(['a: &a [x]', *levels])}}}")
    tiny.post("2026-01-02-a")

    tiny.build(cache=tiny.root / "cache")
    report = tiny.build(cache=tiny.root / "cache")

    assert (tiny.output / "2026/01/02/a.html").exists()
    assert not report.failed
