"""Links to folders are followed by all readers alike, never in circles, never out of the source."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allforces_site.files.linked_folders import look_below
from tests.conftest import Workshop, tree

PART = "<p>{text}</p>"


def link(place: Path, target: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def problems(report: Any) -> list[tuple[str, str | None]]:
    return [(one.code, one.file) for one in report.problems if one.code != "static-own"]


@pytest.fixture
def twice(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], dict[str, bytes]]:
    """Builds the site again with its cache. Returns its files, which are those of a clean build."""
    workshop.post("2026-01-02-tea", "title: お茶")

    def build() -> dict[str, bytes]:
        clean = tmp_path_factory.mktemp("clean")
        again = workshop.build(cache=workshop.root / "cache")
        fresh = workshop.build(output=clean)
        assert [str(one) for one in again.problems] == [str(one) for one in fresh.problems]
        assert workshop.tree() == tree(clean)
        return workshop.tree()

    return build


@pytest.mark.parametrize(
    ("place", "target", "file"),
    [
        ("templates/parts", "../shared/partials", "shared/partials/note.html"),
        ("templates/parts", "{root}/shared/partials", "shared/partials/note.html"),
        ("templates/parts/inner", "../../shared", "shared/note.html"),
        ("templates/parts", "../hop", "far/note.html"),  # `hop` is a link to `far`.
        ("templates/parts/note.html", "../../shared/note.html", "shared/note.html"),
        ("templates/parts", "../shared", "elsewhere/deep/note.html"),  # `shared/deep` is a link too.
    ],
)
def test_an_edit_behind_a_link_of_the_templates_reaches_the_pages(
    workshop: Workshop, twice: Callable[[], dict[str, bytes]], place: str, target: str, file: str
) -> None:
    workshop.write(file, "前の文")
    link(workshop.root / "hop", "far")
    if "elsewhere" in file:
        link(workshop.root / "shared/deep", "../elsewhere/deep")
    link(workshop.root / place, target.replace("{root}", str(workshop.root)))
    (name,) = (name for name in look_below(workshop.root / "templates").files if name.endswith("note.html"))
    workshop.write("templates/404.html", f'{{% include "{name}" %}}')
    assert twice()["404.html"] == "前の文".encode()

    workshop.write(file, "後の文")

    assert twice()["404.html"] == "後の文".encode()


def test_a_link_of_the_templates_that_is_turned_elsewhere_reaches_the_pages(
    workshop: Workshop, twice: Callable[[], dict[str, bytes]]
) -> None:
    for name in ("one", "two"):
        workshop.write(f"templates/{name}/note.html", name)
    link(workshop.root / "templates/parts", "one")
    workshop.write("templates/404.html", '{% include "parts/note.html" %}')
    assert twice()["404.html"] == b"one"

    (workshop.root / "templates/parts").unlink()
    link(workshop.root / "templates/parts", "two")

    assert twice()["404.html"] == b"two"


def test_a_template_behind_a_link_is_suggested_by_its_name(workshop: Workshop) -> None:
    workshop.write("shared/partials/note.html", "")
    link(workshop.root / "templates/parts", "../shared/partials")
    link(workshop.root / "templates/again", ".")
    workshop.write("templates/404.html", '{% include "parts/notes.html" %}')

    (problem,) = workshop.build().problems

    assert str(problem.hint) == 'did you mean "parts/note.html"?'


def test_a_linked_folder_of_static_is_published(
    workshop: Workshop, twice: Callable[[], dict[str, bytes]]
) -> None:
    workshop.write("shared/lib/deep/a.txt", "前")
    workshop.write("shared/lib/a.css", "a { color: red }")
    link(workshop.root / "static/lib", "../shared/lib")
    first = twice()
    assert (first["static/lib/deep/a.txt"], first["static/lib/a.css"]) == ("前".encode(), b"a{color:red}")

    workshop.write("shared/lib/deep/a.txt", "後")
    workshop.write("shared/lib/deep/b.txt", "新")

    second = twice()
    assert (second["static/lib/deep/a.txt"], second["static/lib/deep/b.txt"]) == (
        "後".encode(),
        "新".encode(),
    )


def test_a_style_sheet_behind_a_link_has_a_version(workshop: Workshop) -> None:
    workshop.write("shared/lib/a.css", "a { }")
    link(workshop.root / "static/lib", "../shared/lib")
    workshop.write("templates/404.html", "{{ '/static/lib/a.css' | asset_url }}")

    workshop.build()

    assert workshop.page("404.html").startswith("/static/lib/a.css?v=")


CIRCLES = {
    "itself": {"a": "."},
    "the folder above": {"a": ".."},
    "the folder above, from deep within": {"in/deep/a": "../.."},
    "each other's folders": {"one/a": "../two", "two/b": "../one"},
    "each other": {"a": "b", "b": "a"},
    "many": {f"{name}/{other}": f"../{other}" for name in "pqr" for other in "pqr" if name != other},
    "above what is linked": {"in/far": "../../outside", "in/back": "far/up"},
}


@pytest.mark.parametrize("links", CIRCLES.values(), ids=CIRCLES)
@pytest.mark.parametrize("folder", ["templates", "static", "content", "content/_data", "content/_posts"])
def test_circles_of_links_are_not_followed(workshop: Workshop, links: dict[str, str], folder: str) -> None:
    workshop.write("outside/secret.txt", "秘密")
    link(workshop.root / "outside/up", "..")
    workshop.post("2026-01-02-tea", "title: お茶")
    workshop.write(f"{folder}/own.txt", "自分")
    for place, target in links.items():
        link(workshop.root / folder / place, target)

    report = workshop.build(cache=workshop.root / "cache")

    again = workshop.build(cache=workshop.root / "cache")
    assert "2026/01/02/tea.html" in workshop.tree()
    assert len(workshop.tree()) < 200
    assert problems(again) == problems(report)
    if folder not in ("templates", "static"):
        assert not [path for path, content in workshop.tree().items() if content == "秘密".encode()]


def test_a_circle_in_static_is_reported_and_the_rest_is_published(workshop: Workshop) -> None:
    workshop.write("static/a.txt", "a")
    link(workshop.root / "static/up", "..")

    report = workshop.build()

    assert problems(report) == [("bad-link", "../static/up")]
    assert "back to a folder that contains it" in str(report.problems)
    assert [path for path in workshop.tree() if path.startswith("static/up")] == []
    assert workshop.page("static/a.txt") == "a"


def test_a_circle_that_comes_to_static_later_is_reported(
    workshop: Workshop, twice: Callable[[], dict[str, bytes]]
) -> None:
    workshop.write("static/a.txt", "a")
    twice()

    link(workshop.root / "static/up", ".")

    twice()


def test_a_folder_that_a_link_of_the_source_leads_to_is_read_under_both_names(workshop: Workshop) -> None:
    workshop.write("content/real/deep/a.txt", "a")
    link(workshop.source / "also", "real")
    link(workshop.source / "real/back", "..")

    report = workshop.build()

    assert {"real/deep/a.txt", "also/deep/a.txt"} <= workshop.tree().keys()
    assert problems(report) == [("bad-link", "also/back"), ("bad-link", "real/back")]


@pytest.mark.parametrize("target", ["../outside", "{root}/outside", "../hop", "inner/../../outside"])
def test_nothing_outside_the_source_is_published_through_it(
    workshop: Workshop, make_picture: Callable[..., bytes], target: str
) -> None:
    """Copies of a picture outside, which no folder lists, are not made either."""
    picture = make_picture(900, 600)
    workshop.write("outside/photo.png", picture)
    workshop.write("outside/values.yml", "key: 秘密")
    link(workshop.root / "hop", "outside")
    for place in ("assets", "_data", "_posts/more"):
        link(workshop.source / place, target.replace("{root}", str(workshop.root)))
    if "inner" in target:
        (workshop.source / "inner").mkdir()
    workshop.post("2026-01-02-tea", "title: お茶\nimage: /assets/photo.png", "![図](/assets/photo.png)\n")
    workshop.write("templates/404.html", "{{ site.data }}")

    report = workshop.build()

    assert not [path for path in workshop.tree() if "photo" in path]
    assert "秘密" not in workshop.page("404.html")
    assert {("bad-link", "assets"), ("bad-link", "_data")} <= set(problems(report))
    assert {code for code, _ in problems(report)} == {"bad-link", "image-missing"}


def test_a_picture_behind_a_circle_is_reported_missing_as_it_is_not_published(
    workshop: Workshop, make_picture: Callable[..., bytes]
) -> None:
    workshop.write("content/assets/photo.png", make_picture(90, 60))
    link(workshop.source / "assets/again", ".")
    workshop.post("2026-01-02-tea", "title: お茶\nimage: /assets/again/photo.png")

    report = workshop.build()

    assert problems(report) == [
        ("image-missing", "_posts/2026-01-02-tea.md"),
        ("bad-link", "assets/again"),
    ]


def test_values_behind_a_link_inside_the_source_are_read(
    workshop: Workshop, twice: Callable[[], dict[str, bytes]]
) -> None:
    workshop.write("content/_shared/team.yml", "name: 前")
    (workshop.source / "_data").mkdir()
    link(workshop.source / "_data/people", "../_shared")
    workshop.write("templates/404.html", "{{ site.data.people.team.name }}")
    assert twice()["404.html"] == "前".encode()

    workshop.write("content/_shared/team.yml", "name: 後")

    assert twice()["404.html"] == "後".encode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_of_static_that_cannot_be_read_is_reported(workshop: Workshop) -> None:
    workshop.write("static/a.txt", "a")
    workshop.write("static/shut/b.txt", "b")
    (workshop.root / "static/shut").chmod(0)

    report = workshop.build()

    (workshop.root / "static/shut").chmod(0o755)
    assert problems(report) == [("unreadable", "../static/shut")]
