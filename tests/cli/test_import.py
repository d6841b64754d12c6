"""`allforces import`: what it makes, what it lists, and what it refuses."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
import yaml

from tests.cli.test_jekyll_repository import write
from tests.commands import Finished, run_command
from tests.conftest import tree

POST = "---\ntitle: 新茶\n---\n本文です。\n"
CONFIG = (
    "url: https://example.com\ntimezone: Asia/Tokyo\nallforces: {social_pictures: false, search: false}\n"
)
FILES = {
    "_config.yml": f"{CONFIG}theme: minima # 配色\nplugins:\n  - jekyll-feed\n  - jekyll-none\n",
    "_posts/2026-01-02-tea.md": "---\nlayout: home_post\ntitle: 新茶\n---\n本文です。\n",
    "_layouts/default.html": (
        "---\nlayout: compress\n---\n{% include nav.html %}{{ content | shout }}{% mp3 %}{% mp4 %}"
    ),
    "_plugins/shout.rb": "module Shout end\n",
    "about.md": POST,
    "css/main.css": "a {}\n",
    "CNAME": "example.com\n",
    ".nojekyll": "",
    "README.md": "# 説明\n",
    "Gemfile": 'gem "jekyll"\n',
    ".git/HEAD": "ref: refs/heads/main\n",
    "_site/index.html": "<p>old</p>",
    "node_modules/a/index.js": "",
    "vendor/bundle/a.rb": "",
    "private/a.txt": "",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that holds the repository `blog`."""
    for name, text in FILES.items():
        write(tmp_path / "blog" / name, text)
    return tmp_path


def imported(home: Path, *arguments: str, code: int = 0) -> Finished:
    done = run_command(home, "import", *(arguments or ("blog",)))
    assert done.returncode == code, done.stderr
    return done


def refused(home: Path, *arguments: str) -> str:
    """The words with which arguments are refused; nothing may have been made."""
    before = sorted(path.relative_to(home) for path in home.rglob("*"))
    message = " ".join(imported(home, *arguments, code=2).stderr.split())
    assert sorted(path.relative_to(home) for path in home.rglob("*")) == before
    return message


def test_the_project_is_beside_the_repository_and_builds_its_addresses(home: Path) -> None:
    done = imported(home)

    assert "1 post, 1 page, 3 copied files; the same 5 addresses in both" in done.stdout
    project = home / "blog-allforces"
    assert run_command(project, "build").returncode == 0
    assert {"2026/01/02/tea.html", "about.html", "css/main.css", "CNAME"} <= tree(project / "_site").keys()


def test_the_files_are_in_their_places_and_nothing_else(home: Path) -> None:
    imported(home)

    assert sorted(tree(home / "blog-allforces")) == [
        ".github/workflows/deploy.yml",
        ".gitignore",
        "IMPORT.md",
        "README.md",
        "content/CNAME",
        "content/Gemfile",
        "content/_config.yml",
        "content/_layouts/default.html",
        "content/_plugins/shout.rb",
        "content/_posts/2026-01-02-tea.md",
        "content/about.md",
        "content/css/main.css",
        "content/private/a.txt",
        "requirements.txt",
    ]
    assert not [path for path in home.iterdir() if path.name not in ("blog", "blog-allforces")]


def test_a_key_without_effect_has_a_comment_and_all_other_bytes_stay(home: Path) -> None:
    imported(home)

    text = (home / "blog-allforces/content/_config.yml").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    comments = [line for line in lines if line.startswith("# allforces: ")]
    assert [lines[lines.index(line) + 1].partition(":")[0] for line in comments] == ["theme", "plugins"]
    assert "jekyll-none" in comments[1] and "jekyll-feed" not in comments[1]
    assert "".join(line for line in lines if line not in comments) == FILES["_config.yml"]


def test_what_is_left_to_do_is_in_a_file_and_in_the_report(home: Path) -> None:
    imported(home, "blog", "--report", "report.json")

    text = (home / "blog-allforces/IMPORT.md").read_text(encoding="utf-8")
    report = json.loads((home / "report.json").read_text(encoding="utf-8"))
    assert {item["name"] for item in report["layouts"]} == {"compress", "home_post"}
    assert [item["name"] for item in report["includes"]] == ["nav.html"]
    assert [(item["name"], item["used_in"]) for item in report["tags"]] == [
        ("mp3", ["_layouts/default.html:4"]),
        ("mp4", ["_layouts/default.html:4"]),
        ("shout", ["_layouts/default.html:4"]),
    ]
    assert [item["name"] for item in report["plugins"]] == ["jekyll-none", "_plugins/shout.rb"]
    assert [item["path"] for item in report["left_out"]] == [
        ".nojekyll", "README.md", "node_modules/", "vendor/bundle/",
    ]  # fmt: skip
    kinds = ("layouts", "includes", "tags", "templates", "plugins", "left_out", "settings", "remarks")
    for entry in (entry for kind in kinds for entry in report[kind]):
        name = entry.get("name") or entry.get("path") or entry.get("key")
        assert f"`{name}`" in text
        assert entry.get("todo") or entry.get("reason")
    assert str(home) not in text


def test_a_japanese_command_writes_everything_for_the_owner_in_japanese(home: Path) -> None:
    done = imported(home, "blog", "--report", "report.json", "--lang", "ja")

    project = home / "blog-allforces"
    text = (project / "IMPORT.md").read_text(encoding="utf-8")
    report = json.loads((home / "report.json").read_text(encoding="utf-8"))
    assert "記事1本、1ページ、コピーしたファイル3個。どちらも同じ5件のURL" in done.stdout
    assert "- [ ] `shout`（_layouts/default.html:4で使用）: このフィルターはありません。" in text
    assert not re.findall(r"^## [A-Z].*", text, re.MULTILINE)
    assert "# allforces: themeは効果がありません: " in (project / "content/_config.yml").read_text("utf-8")
    assert (project / "README.md").read_text("utf-8").partition("\n")[2].startswith("\n[allforces-site]")
    assert report["tags"][0]["found"] == "このタグはありません"


def test_a_dry_run_says_the_same_and_makes_nothing(home: Path) -> None:
    done = imported(home, "blog", "--dry-run", "--report", "report.json")

    assert "the same 5 addresses in both" in done.stdout
    assert not (home / "blog-allforces").exists()
    assert json.loads((home / "report.json").read_text(encoding="utf-8"))["written"] is False
    assert sorted(path.name for path in home.iterdir()) == ["blog", "report.json"]


def test_from_inside_the_repository_the_project_is_still_beside_it(home: Path) -> None:
    assert run_command(home / "blog", "import", ".").returncode == 0
    assert (home / "blog-allforces/IMPORT.md").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("none",), "none is no Jekyll repository: it does not exist"),
        (("blog/css",), "holds neither _config.yml nor _posts nor a page with front matter; did you mean"),
        (("blog/about.md",), "it is not a folder"),
        (("blog/_posts",), "holds posts, but not a site; did you mean"),
        (("blog", "blog"), "is the repository itself"),
        (("blog", "blog/new"), "is inside of the repository"),
        (("blog", "."), "contains the repository"),
        (("blog", "file"), "is not a folder"),
        (("blog", "full"), "full holds README.md, content already; nothing was written"),
        (("blog", "--report", "blog/report.json"), "report.json is in blog"),
    ],
)
def test_folders_that_cannot_be_meant_are_refused(home: Path, arguments: tuple[str, ...], words: str) -> None:
    write(home / "file", "")
    write(home / "full/README.md", "大事な文書")
    write(home / "full/content/a.md", "")

    assert words in refused(home, *arguments)


def test_the_nearest_repository_is_named(home: Path) -> None:
    assert "did you mean blog?" in refused(home, ".") or "did you mean blog?" in refused(home, "blog/css")


def test_a_target_that_loses_nothing_may_have_files(home: Path) -> None:
    write(home / "new/.git/HEAD", "ref: refs/heads/main\n")
    (home / "empty").mkdir()

    imported(home, "blog", "new")
    imported(home, "blog", "empty")

    assert tree(home / "new").items() - tree(home / "empty").items() == {
        (".git/HEAD", b"ref: refs/heads/main\n")
    }


def test_a_link_to_the_repository_counts_as_the_repository(home: Path) -> None:
    (home / "link").symlink_to("blog", target_is_directory=True)

    assert "is inside of the repository" in refused(home, "blog", "link/new")
    imported(home, "link", "other")


def test_settings_that_cannot_be_read_end_the_import_with_their_line(home: Path) -> None:
    write(home / "blog/_config.yml", "title: a\nexclude: [\n")

    done = imported(home, code=1)

    assert "_config.yml:" in done.stderr and "Nothing was written" in done.stderr
    assert not (home / "blog-allforces").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_ends_the_import_with_its_name(home: Path) -> None:
    (home / "blog/css/main.css").chmod(0)

    done = imported(home, code=1)

    assert "css/main.css: error: the file cannot be read" in done.stderr
    assert not (home / "blog-allforces").exists()


def test_a_disk_that_fails_half_way_leaves_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copyfile, copied = shutil.copyfile, list[Path]()

    def copy(source: Path, file: Path) -> None:
        copied.append(file)
        if len(copied) == 4:
            raise OSError(28, "No space left on device", str(file))
        copyfile(source, file)

    monkeypatch.setattr(shutil, "copyfile", copy)

    done = run_command(home, "import", "blog", "deep/new")

    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert sorted(path.name for path in home.iterdir()) == ["blog"]


def test_the_workflow_and_the_settings_can_be_read(home: Path) -> None:
    imported(home)

    project = home / "blog-allforces"
    assert yaml.safe_load((project / "content/_config.yml").read_text(encoding="utf-8"))["theme"] == "minima"
    assert "jobs" in yaml.safe_load((project / ".github/workflows/deploy.yml").read_text(encoding="utf-8"))
