"""Two posts with one URL: both are written, at addresses that stay."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allforces_site.addresses import place_posts
from allforces_site.errors import Severity
from allforces_site.model import SourcePost

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
    assert later.source in problem.message
    assert placed[0].url in problem.message


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
