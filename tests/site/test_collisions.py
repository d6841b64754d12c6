"""Two posts with one URL: both are written, at addresses that stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allforces_site.errors import Severity
from allforces_site.model import Asset, Document, Output, SourcePage, SourcePost
from allforces_site.site.collisions import OtherPlaces, Places, fixed_places, place_pages, place_posts

MakePost = Callable[..., SourcePost]
WANTED = {"url": "/tea/", "path": "tea/index.html"}


def addresses(*posts: SourcePost) -> dict[str, str]:
    placed, _ = place_posts(posts, Severity.WARNING)
    return {place.post.source: place.url for place in placed}


def test_the_later_post_keeps_the_url_and_the_earlier_one_is_written_too(make_post: MakePost) -> None:
    earlier, later = make_post("2026-01-01-a", **WANTED), make_post("2026-01-02-b", **WANTED)

    placed, problems = place_posts([earlier, later], Severity.WARNING)

    assert [place.post for place in placed] == [earlier, later]
    assert placed[1].url == "/tea/"
    assert placed[0].url.startswith("/tea-")
    assert placed[0].path == placed[0].url[1:] + "index.html"
    [problem] = problems
    assert (problem.code, problem.severity, problem.file) == (
        "url-collision",
        Severity.WARNING,
        earlier.source,
    )
    assert later.source in str(problem.message)
    assert placed[0].url in str(problem.message)


def test_the_moved_address_does_not_depend_on_other_posts(make_post: MakePost) -> None:
    first, second, third, fourth = (make_post(f"2026-01-0{day}-p", **WANTED) for day in range(1, 5))

    alone = addresses(first, second)[first.source]

    assert addresses(first, third)[first.source] == alone
    assert addresses(first, second, third, fourth)[first.source] == alone
    assert addresses(first, make_post("2026-03-01-other"), third)[first.source] == alone
    assert len(set(addresses(first, second, third, fourth).values())) == 4


def test_one_path_by_two_urls_is_a_collision_too(make_post: MakePost) -> None:
    earlier = make_post("2026-01-01-a", url="/tea/index.html", path="tea/index.html")

    placed, problems = place_posts([earlier, make_post("2026-01-02-b", **WANTED)], Severity.WARNING)

    assert len(problems) == 1
    assert len({place.path for place in placed}) == 2


def test_a_slug_too_long_to_add_to_still_finds_a_place(make_post: MakePost) -> None:
    name = "茶" * 85  # 255 bytes
    wanted = {"url": f"/{name}/", "path": f"{name}/index.html"}

    placed, _ = place_posts(
        [make_post("2026-01-01-a", **wanted), make_post("2026-01-02-b", **wanted)], Severity.WARNING
    )

    assert placed[0].path != placed[1].path
    assert all(len(part.encode()) <= 255 for part in placed[0].path.split("/"))


# ---- beside other files --------------------------------------------------------------------------


def taken(*paths: str) -> OtherPlaces:
    """The places of files of the author."""
    return fixed_places(Asset(path, path, path) for path in paths)


def generated(*paths: str) -> OtherPlaces:
    return fixed_places((), [Output(path, bytes) for path in paths])


@pytest.mark.parametrize(
    ("url", "path", "other"),
    [
        ("/feed.xml", "feed.xml", "feed.xml"),
        ("/feed.xml/", "feed.xml/index.html", "feed.xml"),
        ("/feed.xml/a/b/", "feed.xml/a/b/index.html", "feed.xml"),
        ("/a.d", "a.d", "a.d/x.png"),
        ("/Static/Style.CSS", "Static/Style.CSS", "static/style.css"),
        ("/Feed.XML/", "Feed.XML/index.html", "feed.xml"),
        ("/caf%C3%A9/", "caf\u00e9/index.html", "cafe\u0301/index.html"),
        ("/", "index.html", "index.html"),
    ],
)
def test_a_post_keeps_clear_of_files_that_cannot_move(
    make_post: MakePost, url: str, path: str, other: str
) -> None:
    for others in (taken(other), generated(other)):
        [placed], [problem] = place_posts([make_post(url=url, path=path)], Severity.WARNING, others)

        assert others.owner(placed.path) is None
        assert placed.path.endswith(".html")
        assert (problem.code, problem.file) == ("url-collision", placed.post.source)
        assert other in str(problem.message)
        assert placed.url in str(problem.message)


def test_an_address_that_is_taken_too_is_passed_over(make_post: MakePost) -> None:
    post = make_post(url="/a/", path="a/index.html")
    wanted, others = ["a/index.html"], taken("a/index.html")
    for _ in range(8):
        [placed], _ = place_posts([post], Severity.WARNING, others)
        assert placed.path not in wanted
        wanted.append(placed.path)
        others.copied.take(placed.path, "x")


def test_a_post_that_is_a_folder_of_another_one_moves_off(make_post: MakePost) -> None:
    file = make_post("2026-01-01-a", url="/node.js", path="node.js")
    below = make_post("2026-01-02-b", url="/node.js/intro/", path="node.js/intro/index.html")

    assert addresses(file, below)[below.source] == "/node.js/intro/"
    assert addresses(file, below)[file.source].startswith("/node-")
    assert addresses(below, file)[file.source] == "/node.js"
    assert addresses(below, file)[below.source].startswith("/post-")


def page(source: str, path: str, **changes: bool) -> SourcePage:
    return SourcePage(source, f"/{path}", path, "題", "", Document("", "", ""), **changes)


def test_a_page_keeps_its_place_before_a_post_and_the_first_page_before_others(make_post: MakePost) -> None:
    others = fixed_places(())
    pages, problems = place_pages([page("a.md", "x.html"), page("b.md", "x.html")], others)
    [placed], _ = place_posts([make_post(url="/x", path="x.html")], Severity.WARNING, others)

    assert pages[0].path == "x.html"
    assert len({pages[0].path, pages[1].path, placed.path}) == 3
    assert [(problem.code, problem.file) for problem in problems] == [("output-collision", "b.md")]
    assert "a.md" in str(problems[0].message)


def test_a_page_that_replaces_another_file_or_is_replaced_stays_where_it_is() -> None:
    own, liquid = page("a.md", "x.html"), page("b.md", "x.html", has_faulty_liquid=True)

    assert place_pages([own, liquid], generated("x.html"))[0] == (own, liquid)
    assert place_pages([liquid], taken("x.html"))[0] == (liquid,)


def test_a_page_makes_no_folder_of_a_file_that_cannot_move() -> None:
    [moved], problems = place_pages([page("a.md", "feed.xml/index.html")], generated("feed.xml"))

    assert not moved.path.startswith("feed.xml/")
    assert [problem.file for problem in problems] == ["a.md"]


def test_places_know_the_folders_that_their_files_lie_in() -> None:
    places = Places()
    places.take("a/b/c", "one")

    assert [places.owner(path) for path in ("a", "a/b", "a/b/c", "a/b/c/d")] == ["one"] * 4
    assert [places.owner(path) for path in ("b", "a/c", "a/b/d")] == [None] * 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["/a/", "/b.html", "/", "/c/d", "/茶/"]), max_size=8))
def test_every_post_has_a_path_of_its_own(make_post: MakePost, wanted: list[str]) -> None:
    paths = {"/a/": "a/index.html", "/b.html": "b.html", "/": "index.html", "/c/d": "c/d.html"}
    posts = [
        make_post(f"2026-01-{day:02}-p", url=url, path=paths.get(url, "茶/index.html"))
        for day, url in enumerate(wanted, 1)
    ]

    placed, problems = place_posts(posts, Severity.WARNING)

    assert len({place.path for place in placed}) == len(posts)
    assert len(problems) == len(posts) - len(set(wanted))
