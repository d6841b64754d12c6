"""Pictures of posts and pages: their sizes, their copies, and reports of missing ones."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote

import pytest
from PIL import Image

from allforces_site.images.scaling import scaled
from tests.conftest import tree
from tests.resting import rest

POST = "2026-01-02-tea"
PAGE = "2026/01/02/tea.html"


def reported(report: Any) -> list[tuple[str, str | None, int | None]]:
    return [(problem.code, problem.file, problem.line) for problem in report.problems]


@pytest.fixture
def site(tiny: Any, make_picture: Callable[..., bytes]) -> Any:
    """A site with two pictures."""
    tiny.write("content/assets/large.png", make_picture(1200, 630))
    tiny.write("content/assets/small.jpg", make_picture(300, 200, "JPEG"))
    shown = "{{ post | picture('10rem') if post.image }}\n{{ body }}"
    tiny.write(
        "templates/post.html", shown + "{{ page.image }} {{ page.image_width }}x{{ page.image_height }}"
    )
    return tiny


def test_a_picture_of_a_text_has_its_size(site: Any) -> None:
    site.post(POST, body="![茶](/assets/small.jpg)\n")

    assert site.build().problems == []
    tag = re.search("<img[^>]*>", site.page(PAGE))
    assert tag is not None
    assert (
        'src="/assets/small.jpg" alt="茶" decoding="async" fetchpriority="high" width="300" height="200"'
        in tag[0]
    )


def test_smaller_copies_are_next_to_a_large_picture(site: Any) -> None:
    site.post(POST, body="## 題\n\n![](/assets/large.png)\n")
    before = (site.source / "assets/large.png").read_bytes()

    site.build()

    addresses = re.findall(r"(/assets/[^ \"]+\.avif) (\d+)w", site.page(PAGE))
    assert [int(width) for _, width in addresses] == [480, 960]
    for address, width in addresses:
        with Image.open(BytesIO((site.output / address[1:]).read_bytes())) as copy:
            assert (copy.format, copy.width) == ("AVIF", int(width))
    assert (site.output / "assets/large.png").read_bytes() == before
    assert 'loading="lazy"' in site.page(PAGE)


def test_copies_are_made_of_pictures_that_are_shown_only(site: Any) -> None:
    site.post(POST)
    site.build()

    assert not list(site.output.rglob("*.avif"))


def test_a_small_file_has_no_copies_that_would_be_larger(site: Any) -> None:
    made = BytesIO()
    Image.new("P", (1200, 630)).save(made, "PNG", optimize=True)
    site.write("content/assets/flat.png", made.getvalue())
    site.post(POST, "image: /assets/flat.png", body="![](/assets/flat.png)\n")

    assert site.build().problems == []
    assert not list(site.output.rglob("*.avif"))
    assert "<picture>" not in site.page(PAGE)
    assert site.page(PAGE).count('width="1200" height="630"') == 2


def test_copies_can_be_turned_off(site: Any) -> None:
    site.config("allforces: {image_sizes: false, social_pictures: false, search: false}")
    site.post(POST, "image: /assets/large.png", body="![](/assets/large.png)\n")
    site.build()

    assert not list(site.output.rglob("*.avif"))
    assert site.page(PAGE).count('width="1200" height="630"') == 2


def test_a_posts_own_picture_is_known_on_its_page_and_in_its_head(site: Any) -> None:
    site.post(POST, "image: /assets/large.png")

    assert site.build().problems == []
    page = site.page(PAGE)
    assert 'sizes="10rem"' in page
    assert (
        '<img src="/assets/large.png" alt="" loading="lazy" decoding="async" width="1200" height="630">'
        in page
    )
    assert "https://example.com/assets/large.png 1200x630" in page


def test_lists_and_neighbours_see_it_too(site: Any) -> None:
    site.write("templates/home.html", "{% for post in posts %}{{ post.picture.width }} {% endfor %}")
    site.write(
        "templates/post.html", "{{ previous.picture.width if previous }}{{ related[0].picture.width }}"
    )
    site.post(POST, "image: /assets/large.png\ntags: [茶]")
    site.post("2026-01-03-next", "image: /assets/small.jpg\ntags: [茶]")
    site.build()

    assert site.page("index.html") == "300 1200 "
    assert site.page("2026/01/03/next.html") == "12001200"


def test_below_a_baseurl_copies_have_it_in_their_addresses(site: Any) -> None:
    site.config("baseurl: /blog")
    site.post(POST, "image: /assets/large.png", body="![](/blog/assets/large.png)\n")

    assert site.build().problems == []
    addresses = re.findall(r"([^ \"]+\.avif) 480w", site.page(PAGE))
    assert len(addresses) == 2
    assert all(address.startswith("/blog/assets/large.") for address in addresses)


def test_a_name_in_japanese_is_found_however_it_is_spelt(
    site: Any, make_picture: Callable[..., bytes]
) -> None:
    site.write("content/assets/バ ラ.png".replace("バ", "ハ\u3099"), make_picture(20, 10))
    site.post(POST, body="![](/assets/バ%20ラ.png) ![](/assets/%E3%83%90%20%E3%83%A9.png)\n")

    assert site.build().problems == []
    assert site.page(PAGE).count('width="20" height="10"') == 2


def test_a_picture_of_the_static_folder_counts(site: Any, make_picture: Callable[..., bytes]) -> None:
    site.write("static/x/logo.png", make_picture(20, 10))
    site.post(POST, body="![](/static/x/logo.png)\n")

    assert [problem.code for problem in site.build().problems] == ["static-own"]
    assert 'width="20"' in site.page(PAGE)


def test_a_page_and_an_html_body_get_sizes_and_a_bare_page_stays(site: Any) -> None:
    html = '<p><img src="/assets/small.jpg"></p>\n'
    site.write("content/about.html", f"---\ntitle: 紹介\n---\n{html}")
    site.write("content/bare.html", f"---\ntitle: 紹介\nlayout: none\n---\n{html}")
    site.write("content/_posts/2026-01-02-tea.html", f"---\ntitle: 茶\n---\n{html}")
    site.write("templates/page.html", "{{ body }}")
    site.build()

    assert 'width="300"' in site.page("about.html")
    assert 'width="300"' in site.page(PAGE)
    assert site.page("bare.html") == html


@pytest.mark.parametrize("asked", ["/assets/LARGE.PNG", "/pictures/Large.png", "/assets/large.webp"])
def test_another_letter_case_or_ending_leads_to_the_picture_that_is_there(site: Any, asked: str) -> None:
    site.post(POST, f"title: 茶\nimage: {asked}")

    assert [str(problem.hint) for problem in site.build().problems] == ["did you mean /assets/large.png?"]


def test_a_missing_picture_is_reported_with_file_line_and_the_nearest_name(site: Any) -> None:
    site.post(
        POST,
        "title: 茶\nimage: /assets/lagre.png",
        body="本文\n\n![](/assets/x/small.jpg)\n\n![](none.gif)\n",
    )
    site.write("content/about.md", "---\nlayout: page\n---\n\n![](a.png)\n")

    report = site.build()

    assert reported(report) == [
        ("image-missing", f"_posts/{POST}.md", 3),
        ("image-missing", f"_posts/{POST}.md", 7),
        ("image-missing", f"_posts/{POST}.md", 9),
        ("image-missing", "about.md", 5),
    ]
    assert [str(problem.hint) for problem in report.problems[:2]] == [
        "did you mean /assets/large.png?",
        "did you mean /assets/small.jpg?",
    ]
    assert "/2026/01/02/none.gif" in str(report.problems[2].message)
    assert (site.output / PAGE).exists()


@pytest.mark.parametrize("key", ["og_image", "favicon"])
def test_a_missing_picture_of_the_configuration_is_reported_with_its_line(site: Any, key: str) -> None:
    site.config(f"allforces: {{social_pictures: false, search: false}}\n{key}: /assets/larg.png")
    lines = (site.source / "_config.yml").read_text(encoding="utf-8").splitlines()

    [problem] = site.build().problems

    assert (problem.code, problem.file) == ("image-missing", "_config.yml")
    assert lines[problem.line - 1] == f"{key}: /assets/larg.png"
    assert str(problem.hint) == "did you mean /assets/large.png?"


@pytest.mark.parametrize("value", ["/assets/large.png", "https://example.org/a.png", "data:,", "[1]", "''"])
def test_a_picture_of_the_configuration_that_is_there_or_elsewhere_is_fine(site: Any, value: str) -> None:
    site.config(f"allforces: {{social_pictures: false, search: false}}\nog_image: {value}\nfavicon: {value}")

    assert site.build().problems == []
    assert not list(site.output.rglob("*.avif"))


def test_a_picture_that_many_posts_lack_is_reported_once(site: Any) -> None:
    site.config("defaults: [{scope: {path: ''}, values: {image: /assets/none.png}}]")
    for day in range(1, 5):
        site.post(f"2026-01-0{day}-p")

    report = site.build()

    assert reported(report) == [("image-missing", "_posts/2026-01-01-p.md", None)]
    assert "3 more files" in str(report.problems[0].message)


def test_a_missing_folder_of_pictures_is_reported_once(site: Any) -> None:
    for day in range(1, 9):
        site.post(f"2026-01-0{day}-p", f"image: /pictures/{day}.png")

    report = site.build()

    assert reported(report) == [("image-missing", "_posts/2026-01-01-p.md", 2)]
    assert "8 are used" in str(report.problems[0].message)


def test_an_excluded_picture_is_missing(site: Any) -> None:
    site.config("exclude: [assets/small.jpg]")
    site.post(POST, body="![](/assets/small.jpg)\n")

    assert [problem.code for problem in site.build().problems] == ["image-missing"]
    assert "width" not in site.page(PAGE)


@pytest.mark.parametrize(
    "target", ["https://cdn.example/a.png", "//cdn.example/a.png", "data:image/gif;base64,R0"]
)
def test_pictures_of_others_are_left_alone(site: Any, target: str) -> None:
    site.post(POST, f'image: "{target}"', body=f'<p><img src="{target}"></p>\n')

    assert site.build().problems == []
    assert f'<p><img src="{target}"></p>' in site.page(PAGE)


def test_a_broken_picture_is_reported_where_it_is_shown_and_the_page_is_built(
    site: Any, make_picture: Callable[..., bytes]
) -> None:
    site.write("content/assets/cut.png", make_picture(600, 400)[:900])
    site.write("content/assets/text.png", "no picture")
    site.post(POST, body="![](/assets/cut.png)\n\n![](/assets/text.png)\n")

    report = site.build()

    assert reported(report) == [
        ("image-unreadable", f"_posts/{POST}.md", 4),
        ("image-unreadable", f"_posts/{POST}.md", 6),
    ]
    assert 'src="/assets/cut.png"' in site.page(PAGE)
    assert (site.output / "assets/text.png").read_text(encoding="utf-8") == "no picture"


def test_a_picture_that_only_seems_whole_is_an_error_that_names_it(site: Any, make_picture: Any) -> None:
    whole = make_picture(1000, 600, "WEBP")
    site.write("content/assets/odd.webp", whole[:60] + bytes(len(whole) - 60))
    site.post(POST, body="![](/assets/odd.webp)\n")

    problems = site.build().problems

    assert {(problem.code, problem.file) for problem in problems} == {("image-broken", "assets/odd.webp")}


def test_copies_are_made_once_and_survive_the_output_folder(site: Any, tmp_path: Path) -> None:
    site.post(POST, "image: /assets/large.png")
    cache = tmp_path / "cache"
    site.build(cache=cache)
    before = site.tree()

    with patch("allforces_site.images.copies.scaled", side_effect=AssertionError("made again")):
        site.build(cache=cache, output=tmp_path / "elsewhere")
        site.build(cache=cache)

    assert site.tree() == before
    copies = [path.relative_to(site.output) for path in site.output.rglob("*.avif")]
    assert len(copies) == 2
    assert all(
        (tmp_path / "elsewhere" / path).read_bytes() == (site.output / path).read_bytes() for path in copies
    )


def test_a_picture_is_decoded_once_for_all_its_copies(site: Any, tmp_path: Path) -> None:
    site.post(POST, "image: /assets/large.png")

    with patch("allforces_site.images.copies.scaled", side_effect=scaled) as scaling:
        site.build(cache=tmp_path / "cache")

    assert scaling.call_count == 1
    assert len(list(site.output.rglob("*.avif"))) == 2


@pytest.mark.process
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_two_new_pictures_are_made_smaller_by_two_processes_with_the_same_bytes(
    site: Any, tmp_path: Path, make_picture: Callable[..., bytes], kind: str
) -> None:
    """The copies of a small JPEG are made when it is read, those of a large PNG when they are written."""
    site.write("content/a.png", make_picture(1200, 630, kind))
    site.write("content/b.png", make_picture(1100, 630, kind))
    site.post(POST, body="![](/a.png) ![](/b.png)\n")
    site.build(cache=tmp_path / "cache")
    parent = os.getpid()

    def scaled_by_a_worker(content: bytes, widths: Any) -> dict[int, bytes]:
        assert os.getpid() != parent
        return scaled(content, widths)

    with patch("allforces_site.images.copies.scaled", scaled_by_a_worker):
        site.build(cache=tmp_path / "other cache", output=tmp_path / "other", jobs=2)

    assert len(list(site.output.rglob("*.avif"))) == 4
    assert tree(tmp_path / "other") == site.tree()


def test_a_second_build_reads_no_picture(site: Any, tmp_path: Path) -> None:
    site.post(POST, "image: /assets/large.png")
    rest(site.root)
    site.build(cache=tmp_path / "cache")
    site.post("2026-01-05-new", "image: /assets/large.png")

    with patch("allforces_site.images.fact_index.read_facts", side_effect=AssertionError("read again")):
        site.build(cache=tmp_path / "cache")
    assert 'width="1200"' in site.page("2026/01/05/new.html")


@pytest.mark.parametrize("name", ["x" * 250 + ".png", "茶" * 83 + ".png"])
def test_a_picture_with_the_longest_name_has_copies_that_are_written(
    site: Any, make_picture: Callable[..., bytes], name: str
) -> None:
    site.write(f"content/assets/{name[-254:]}", make_picture(1200, 630))
    site.post(POST, f"image: /assets/{name[-254:]}", f"![](/assets/{name[-254:]})\n")

    report = site.build()

    assert not report.failed
    named = [unquote(one) for one in re.findall(r"/(assets/[^ \"]*\.avif)", site.page(PAGE))]
    assert len(set(named)) == 2
    assert all((site.output / one).is_file() for one in named)
