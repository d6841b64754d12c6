"""Whole builds: nothing vanishes, nothing leaves the output folder, two builds are the same bytes."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allforces_site.errors import SiteError
from allforces_site.messages.message import in_language
from allforces_site.renderer import template_reach
from tests.conftest import tree

ROOT = Path(__file__).parents[2]


def codes(report: Any) -> list[str]:
    return [problem.code for problem in report.problems]


# ---- nothing vanishes -------------------------------------------------------------------------


def test_two_posts_with_one_url_are_both_written_and_a_warning_names_both(tiny: Any) -> None:
    tiny.post("2026-01-02-a", "permalink: /tea/", "一番目\n")
    tiny.post("2026-01-03-b", "permalink: /tea/", "二番目\n")

    report = tiny.build()

    assert "二番目" in tiny.page("tea/index.html")
    [moved] = [path for path in tiny.tree() if path.startswith("tea-")]
    assert "一番目" in tiny.page(moved)
    [problem] = report.problems
    assert problem.file == "_posts/2026-01-02-a.md"
    assert "_posts/2026-01-03-b.md" in str(problem.message)
    assert not report.failed
    assert tiny.build(strict=True).failed


def test_collisions_fail_the_build_where_the_configuration_says_so(tiny: Any) -> None:
    tiny.config("allforces: {collisions: error}")
    tiny.post("2026-01-02-a", "permalink: /tea/")
    tiny.post("2026-01-03-b", "permalink: /tea/")

    assert tiny.build().failed


def test_a_moved_post_keeps_its_address_when_others_are_added_and_removed(tiny: Any) -> None:
    def moved() -> str:
        tiny.build()
        [path] = [path for path in tiny.tree() if path.startswith("tea") and "一番目" in tiny.page(path)]
        return str(path)

    tiny.post("2026-01-02-a", "permalink: /tea/", "一番目\n")
    tiny.post("2026-01-03-b", "permalink: /tea/", "二番目\n")
    first = moved()
    tiny.post("2026-01-01-before", "permalink: /tea/", "前\n")
    tiny.post("2026-01-04-after", "permalink: /tea/", "後\n")
    tiny.post("2026-01-02-other", "", "他\n")
    assert moved() == first
    (tiny.source / "_posts/2026-01-03-b.md").unlink()
    assert moved() == first


@pytest.mark.parametrize(
    ("one", "two", "code"),
    [
        (("about.md", "permalink: /x/"), ("b.md", "permalink: /x/"), "output-collision"),
        (("_posts/2026-01-02-a.md", "permalink: /x/"), ("x.md", "permalink: /x/"), "url-collision"),
        (("_posts/2026-01-02-a.md", "permalink: /x.txt"), ("x.txt", None), "url-collision"),
        (("a.md", ""), ("a.html", ""), "output-collision"),
        (("a.md", "permalink: /x"), ("x.html", None), "output-collision"),
    ],
)
def test_two_sources_of_one_path_are_both_written_and_a_problem_names_both(
    tiny: Any, one: tuple[str, str], two: tuple[str, str | None], code: str
) -> None:
    for name, front_matter in (one, two):
        tiny.write(f"content/{name}", "本文" if front_matter is None else f"---\n{front_matter}\n---\n本文")

    report = tiny.build()

    [said] = [str(problem.message) for problem in report.problems if problem.code == code]
    assert one[0] in said
    assert two[0] in said
    written = [path for path, content in tiny.tree().items() if "本文" in content.decode("utf-8", "replace")]
    assert len([path for path in written if path not in ("feed.xml", "index.html")]) == 2
    assert report.skipped == []


def test_one_old_address_of_two_pages_is_an_error_that_names_both(tiny: Any) -> None:
    for name in ("a.md", "b.md"):
        tiny.write(f"content/{name}", "---\nredirect_from: /x/\n---\n")

    [said] = [str(problem.message) for problem in tiny.build().problems if problem.code == "output-collision"]

    assert "a.md and b.md" in said


# Permalinks that want what the generator writes, or what the author has, of the site below.
WANTED = [
    "/static/style.css", "/Static/Style.CSS", "/static/style.css/", "/static/style.css/x/", "/static/own.js",
    "/index.html", "/", "/INDEX.html", "/404.html", "/404.html/", "/feed.xml", "/feed.xml/", "/feed.xml/a/b/",
    "/sitemap.xml", "/sitemap.xml/x/", "/search/", "/search/index.json", "/search/grams/0.bin",
    "/search/posts/0.bin/",
    "/tag/", "/tag/x/", "/Tag/x/", "/tag/x/page2/", "/category/", "/archive/", "/archive/2026/01/", "/page2/",
    "/robots.txt", "/robots.txt/", "/assets/logo.txt", "/assets/Logo.txt", "/assets/caf%C3%A9.txt", "/about/",
    "/about/index.html", "/About/",
]  # fmt: skip


def test_no_post_takes_the_place_of_another_file_and_none_is_lost(tiny: Any) -> None:
    tiny.config("paginate: 1\nallforces: {social_pictures: false}")
    tiny.write("static/own.js", "1")
    for name in ("robots.txt", "assets/logo.txt", "assets/cafe\u0301.txt"):
        tiny.write(f"content/{name}", name)
    tiny.write("content/about.md", "---\npermalink: /about/\n---\n自作\n")
    for number in range(len(WANTED) + 1):
        tiny.post(f"2026-01-01-p{number}", "tags: [x]", f"記事{number}。\n")
    tiny.build()
    before = tiny.tree()

    for number, permalink in enumerate(WANTED):
        tiny.post(f"2026-01-01-p{number}", f"tags: [x]\npermalink: {permalink}", f"記事{number}。\n")
    report = tiny.build(allow_loss=True)
    after = tiny.tree()

    gone = {path for path in before if re.fullmatch(r"2026/01/01/p\d+\.html", path)}
    assert before.keys() - after.keys() == gone - {f"2026/01/01/p{len(WANTED)}.html"}
    for path in ("static/style.css", "static/own.js", "robots.txt", "404.html", "about/index.html"):
        assert after[path] == before[path], path
    assert (report.failed, report.skipped) == (False, [])
    reported = {problem.file: problem for problem in report.problems if problem.code == "url-collision"}
    written = {page.source: page for page in report.list_pages() if page.date}
    for number, permalink in enumerate(WANTED):
        page = written[f"_posts/2026-01-01-p{number}.md"]
        assert page.output not in before, permalink
        assert page.output.endswith(".html"), permalink
        assert f"記事{number}。" in tiny.page(page.output), permalink
        assert page.url in str(reported[page.source].message), permalink
        assert f"https://example.com{page.url}<" in tiny.page("sitemap.xml"), permalink
    # They are there again in the next build, and no others are.
    assert tiny.build().written.written == 0


@pytest.mark.parametrize("permalink", ["/feed.xml/", "/static/own.js", "/assets/logo.txt", "/robots.txt/"])
def test_no_page_takes_the_place_of_a_file_that_cannot_move(tiny: Any, permalink: str) -> None:
    tiny.write("static/own.js", "1")
    for name in ("robots.txt", "assets/logo.txt"):
        tiny.write(f"content/{name}", name)
    tiny.post("2026-01-01-other")
    tiny.build()
    before = tiny.tree()

    tiny.write("content/about.md", f"---\npermalink: {permalink}\n---\n欲張り\n")
    report = tiny.build()

    assert before.keys() < tiny.tree().keys()
    assert any(
        "欲張り" in content.decode() for path, content in tiny.tree().items() if path.endswith(".html")
    )
    assert [problem.file for problem in report.problems if problem.code == "output-collision"] == ["about.md"]


def test_a_post_that_moved_stays_there_when_only_its_body_is_built_again(tiny: Any) -> None:
    tiny.config("allforces: {social_pictures: false, search: false}")
    tiny.post("2026-01-02-wanting", "permalink: /feed.xml", "欲張り\n")
    cache = tiny.root / "cache"
    tiny.build(cache=cache)
    [moved] = [path for path in tiny.tree() if path.startswith("feed-")]

    tiny.post("2026-01-02-wanting", "permalink: /feed.xml", "無欲\n")
    report = tiny.build(cache=cache)

    assert "無欲" in tiny.page(moved)
    assert tiny.page("feed.xml").startswith("<?xml")
    assert moved in report.written.changed


def test_an_old_address_gives_way_to_the_page_that_is_there_and_both_are_named(tiny: Any) -> None:
    tiny.write("content/a.md", "---\nredirect_from: /b.html\n---\n")
    tiny.write("content/b.md", "---\n---\n本文です。\n")

    [problem] = tiny.build().problems

    assert "本文です。" in tiny.page("b.html")
    assert (problem.file, problem.severity) == ("a.md", "warning")
    assert "b.md" in str(problem.message)


def test_every_source_is_written_skipped_or_reported(tiny: Any) -> None:
    names = {
        "a.txt": "x",
        "b/c.bin": "x",
        "about.md": "---\n---\n",
        "_posts/2026-01-02-a.md": "---\n---\n",
        "_posts/nodate.md": "---\n---\n",
        "_posts/2026-01-02-b.txt": "x",
        "_posts/2026-13-45-c.md": "---\n---\n",
        "_posts/2026-01-02-d.md": "---\n: : :\n---\n",
        "_drafts/e.md": "---\n---\n",
        "_secret/f.md": "x",
        "#g": "x",
        "h~": "x",
        "style.scss": "---\n---\n",
        "deep/_posts/2026-01-02-i.md": "---\n---\n",
    }
    for name, text in names.items():
        tiny.write(f"content/{name}", text)

    report = tiny.build()

    written = {page.source for page in report.list_pages()} | set(tiny.tree())
    skipped = {skipped.source for skipped in report.skipped}
    reported = {problem.file for problem in report.problems}
    lost = {name for name in names if name not in written | skipped | reported}
    assert {name for name in lost if f"{name.partition('/')[0]}/" not in skipped} == set()


def test_an_edit_replaces_and_a_deletion_removes_exactly_its_files(tiny: Any) -> None:
    tiny.post("2026-01-02-a", "tags: [x]")
    tiny.post("2026-01-03-b", "tags: [y]")
    tiny.build()
    tiny.write("_site/CNAME", "example.com")
    (tiny.source / "_posts/2026-01-03-b.md").unlink()

    report = tiny.build()

    assert report.written.removed == ("2026/01/03/b.html", "tag/y/index.html")
    clean = tiny.build(output=tiny.root / "clean")
    assert clean.problems == []
    fresh = {
        p.relative_to(tiny.root / "clean").as_posix(): p.read_bytes()
        for p in (tiny.root / "clean").rglob("*")
        if p.is_file()
    }
    assert {path: text for path, text in tiny.tree().items() if path != "CNAME"} == fresh


def test_a_broken_post_removes_nothing_old(tiny: Any) -> None:
    tiny.post("2026-01-02-a")
    tiny.build()
    tiny.post("2026-01-02-a", "date: 2026-13-40")

    report = tiny.build()

    assert report.failed
    assert (tiny.output / "2026/01/02/a.html").exists()
    assert report.written.removed == ()


# ---- nothing leaves the output folder ---------------------------------------------------------

PIECES = [
    "..",
    ".",
    "/",
    "\\",
    "%2e%2e",
    "%2f",
    "%5c",
    "a",
    "茶",
    "~",
    "C:",
    "//",
    ":title",
    "\u202e",
    "?",
    "#",
]
hostile = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(permalink=hostile, slug=hostile, tag=hostile, redirect=hostile)
def test_no_permalink_slug_tag_or_redirect_leaves_the_output_folder(
    tmp_path_factory: pytest.TempPathFactory, tiny: Any, permalink: str, slug: str, tag: str, redirect: str
) -> None:
    home = type(tiny)(tmp_path_factory.mktemp("hostile"))
    home.config(f"allforces: {{slugs: {json.dumps({'t': slug})}}}")
    shutil.copytree(tiny.root / "templates", home.root / "templates")
    values = {"permalink": permalink, "tags": [tag, "t"], "categories": [tag]}
    home.post("2026-01-02-a", json.dumps(values)[1:-1].replace('", "', '"\n"').replace('], "', ']\n"'))
    home.post("2026-01-03-b", f"slug: {json.dumps(slug)}")
    home.write(
        "content/page.md",
        f"---\npermalink: {json.dumps(permalink)}\nredirect_from: {json.dumps(redirect)}\n---\n",
    )

    try:
        home.build(output=home.root / "out" / "_site")
    except SiteError as exc:
        assert exc.problems

    assert {path.name for path in home.root.iterdir()} <= {"content", "templates", "out"}
    assert {path.name for path in (home.root / "out").iterdir()} <= {"_site"}


@pytest.mark.parametrize("path", ["/../../page:num/", "/%2e%2e/:num/", "a\\:num"])
def test_a_pagination_path_that_leads_out_is_reported(tiny: Any, path: str) -> None:
    tiny.config(f"paginate: 1\npaginate_path: '{path}'")
    tiny.post("2026-01-02-a")
    tiny.post("2026-01-03-b")

    [problem] = [problem for problem in tiny.build().problems if problem.code == "config-value"]

    assert problem.file == "_config.yml" and str(problem.message).startswith("paginate_path: ")
    assert (tiny.output / "page2/index.html").exists()


def test_a_pagination_path_may_be_japanese(tiny: Any) -> None:
    tiny.config("paginate: 1\npaginate_path: /ページ:num/")
    tiny.post("2026-01-02-a")
    tiny.post("2026-01-03-b")

    assert tiny.build().problems == []

    assert (tiny.output / "ページ2/index.html").exists()
    assert "<loc>https://example.com/%E3%83%9A%E3%83%BC%E3%82%B82/</loc>" in tiny.page("sitemap.xml")


# ---- two builds are the same bytes ------------------------------------------------------------


def mixed_site(shop: Any, *, backwards: bool = False) -> None:
    """Sixty posts with equal dates, terms in several spellings, collisions; written in either order."""
    shop.config("baseurl: /blog\npaginate: 7\npermalink: /:year/:title/")
    numbers = list(range(60))
    for number in reversed(numbers) if backwards else numbers:
        chance = random.Random(number)
        tags = ", ".join(chance.sample(["AI", "ａｉ", "Ai", "検索", "画像", "C", "音声"], 3))
        day = number % 9 + 1
        shop.post(
            f"2026-01-{day:02}-p{number % 50}",
            f"tags: [{tags}]\ncategories: [種{number % 4}]\ntitle: 記事{number}",
            f"本文{number}です。[次](/a/)\n\n## 見出し\n\n```python\nprint({number})\n```\n",
        )
    shop.write("content/assets/a.bin", b"\x00\x01")
    shop.write("content/about.md", "---\ntitle: 紹介\n---\n")


def run(shop: Any, output: str, *arguments: str, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "allforces_site", "build", "--output", output, *arguments]
    done = subprocess.run(
        command, cwd=shop.root, env=os.environ | environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return tree(shop.root / output)


def test_two_builds_are_the_same_bytes_on_any_machine(workshop: Any) -> None:
    mixed_site(workshop)
    first = run(workshop, "one", "--jobs", "1", PYTHONHASHSEED="1", TZ="UTC")

    others = [
        run(workshop, "two", "--jobs", "2", PYTHONHASHSEED="2", TZ="America/Los_Angeles"),
        run(workshop, "three", "--jobs", "4", PYTHONHASHSEED="3", TZ="Pacific/Kiritimati", LC_ALL="C"),
    ]

    for other in others:
        assert other == first


def test_the_order_of_the_file_system_does_not_matter(
    workshop: Any, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed_site(workshop)
    workshop.build()
    other = type(workshop)(tmp_path_factory.mktemp("other"))
    mixed_site(other, backwards=True)
    listdir, scandir = os.listdir, os.scandir
    monkeypatch.setattr(os, "listdir", lambda *path: sorted(listdir(*path), key=lambda name: name[::-1]))
    monkeypatch.setattr(os, "scandir", lambda *path: Shuffled(list(scandir(*path))))

    other.build(jobs=2)

    assert other.tree() == workshop.tree()


class Shuffled:
    """What `os.scandir` gives, in another order."""

    def __init__(self, entries: list[Any]) -> None:
        self.entries = iter(sorted(entries, key=lambda entry: entry.name[::-1]))

    def __iter__(self) -> Shuffled:
        return self

    def __next__(self) -> Any:
        return next(self.entries)

    def __enter__(self) -> Shuffled:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def close(self) -> None:
        pass


def test_a_build_over_an_old_one_is_the_same_as_a_fresh_one(workshop: Any) -> None:
    mixed_site(workshop)
    workshop.build()
    workshop.post("2026-01-05-p4", "title: 変更\ntags: [新しい]")
    (workshop.source / "_posts/2026-01-02-p1.md").unlink()
    workshop.config("paginate: 3")
    workshop.build(allow_loss=True)

    workshop.build(output=workshop.root / "fresh")

    fresh = type(workshop)(workshop.root)
    assert workshop.tree() == {
        path.relative_to(fresh.root / "fresh").as_posix(): path.read_bytes()
        for path in (fresh.root / "fresh").rglob("*")
        if path.is_file()
    }


# ---- this repository's own site ---------------------------------------------------------------


def test_the_demonstration_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "allforces_site",
        "build",
        "--strict",
        "--output",
        str(tmp_path / "_site"),
        "--report",
        str(tmp_path / "report.json"),
    ]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stderr
    counts = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["counts"]
    assert (counts["errors"], counts["warnings"]) == (0, 0)
    assert counts["posts"] >= 20


def test_a_wheel_carries_the_theme_and_builds_a_site_anywhere(tmp_path: Path, tiny: Any) -> None:
    shutil.rmtree(tiny.root / "templates")
    tiny.post("2026-01-02-a")
    wheel = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--wheel-dir",
            str(tmp_path / "wheel"),
            str(ROOT),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if wheel.returncode and "hatchling" in wheel.stderr:
        pytest.skip("hatchling cannot be had here, so no wheel can be built")
    assert wheel.returncode == 0, wheel.stderr
    [file] = (tmp_path / "wheel").glob("*.whl")
    site_packages = tmp_path / "installed"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--target",
            str(site_packages),
            str(file),
        ],
        check=True,
        capture_output=True,
    )
    # Only the installed package and its dependencies: the checkout is on no path.
    # The theme is looked for beside the package's own files, so those of the checkout play no part.
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from allforces_site import cli; cli.main()"

    done = subprocess.run(
        [sys.executable, "-c", code, str(site_packages), "build"],
        cwd=tiny.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "skip-link" in tiny.page("2026/01/02/a.html")
    assert (tiny.output / "static/style.css").exists()


def test_a_post_whose_template_failed_and_a_page_whose_place_is_taken_are_listed(workshop: Any) -> None:
    workshop.post("2026-01-02-tea")
    workshop.post("2026-01-03-coffee")
    workshop.write("content/index.html", "---\n---\n{% if %}")
    workshop.write("templates/post.html", "{{ nothing }}")

    report = workshop.build()

    assert [skipped.source for skipped in report.skipped] == [
        "_posts/2026-01-02-tea.md",
        "_posts/2026-01-03-coffee.md",
        "index.html",
    ]
    assert report.site_counts.posts == 0
    [template] = [problem for problem in report.problems if problem.code == "template"]
    assert str(template.message).endswith("_posts/2026-01-03-coffee.md and 1 more page")
    in_japanese = in_language(template.message, "ja")
    assert in_japanese.startswith("「nothing」は定義されていません（`_posts/2026-01-03-coffee.md`の生成中）")


def test_a_permalink_of_too_many_folders_is_reported_and_leaves_none_of_them(tiny: Any) -> None:
    tiny.post("2026-01-02-deep", "permalink: " + "/d" * 3000 + "/")
    tiny.post("2026-01-03-other")

    report = tiny.build()

    [problem] = [problem for problem in report.problems if problem.code == "permalink"]
    assert (problem.file, problem.line) == ("_posts/2026-01-02-deep.md", 2)
    assert len(str(problem.message)) < 600
    assert not (tiny.output / "d").exists()
    assert (tiny.output / "2026/01/03/other.html").exists()


def test_a_tag_with_a_name_longer_than_a_files_has_a_page(tiny: Any) -> None:
    tiny.post("2026-01-02-a", f"tags: [{'茶' * 100}, {'茶' * 100}葉]")

    report = tiny.build()

    assert report.problems == []
    assert len([path for path in tiny.tree() if path.startswith("tag/茶")]) == 2


def test_a_small_site_takes_a_template_apart_once_however_few_posts_it_has(
    tiny: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tiny.root / "cache"
    tiny.post("2026-01-02-a")
    tiny.build(cache=cache)
    taken_apart = Mock(side_effect=template_reach.uses_of)
    monkeypatch.setattr(template_reach, "uses_of", taken_apart)

    for title in ("一", "二", "三"):
        tiny.post("2026-01-02-a", f"title: {title}")
        tiny.build(cache=cache)
        assert any(title.encode() in page for page in tiny.tree().values())

    assert taken_apart.call_count == 0
