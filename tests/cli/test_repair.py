"""`allforces repair` as a user meets it: what it shows, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from allforces_site.check import repair_site
from allforces_site.cli import main
from tests.conftest import Workshop

TEA = "_posts/2026-01-02-tea.md"
MARKED = "---\ntitle:  新茶 # 仮題\n---\n新茶が届きました。\n\n---END---\n\n味は濃いめです。\n"
REPAIRED = MARKED.replace("---END---\n\n", "")
PATCH = "\n".join(
    (
        f"diff --git a/content/{TEA} b/content/{TEA}",
        f"--- a/content/{TEA}",
        f"+++ b/content/{TEA}",
        "@@ -3,6 +3,4 @@",
        " ---",
        " 新茶が届きました。",
        " ",
        "----END---",
        "-",
        " 味は濃いめです。",
        "",
    )
)

Repair = Callable[..., Result]


@pytest.fixture
def shop(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A site with a marker in one post, and one in order."""
    monkeypatch.chdir(workshop.root)
    workshop.write(f"content/{TEA}", MARKED)
    workshop.post("2026-01-03-fine", "title: 題")
    return workshop


@pytest.fixture
def repair(shop: Workshop) -> Repair:
    """Runs the command in the site's folder."""
    assert Path.cwd() == shop.root.resolve()
    return lambda *arguments: CliRunner().invoke(main, ["repair", *arguments])


def held(shop: Workshop, source: str = TEA) -> str:
    return (shop.source / source).read_bytes().decode()


def test_without_write_a_patch_is_printed_and_nothing_is_written(shop: Workshop, repair: Repair) -> None:
    result = repair()

    assert result.exit_code == 1
    assert result.stdout == PATCH
    assert "1 of 2 files would be repaired with --write: 1 end-marker" in result.stderr
    assert held(shop) == MARKED


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_applies_the_patch_and_it_does_what_write_does(shop: Workshop, repair: Repair) -> None:
    shop.write("content/_posts/2026-01-04-crlf x.md", MARKED.replace("\n", "\r\n").rstrip())
    applied = subprocess.run(["git", "apply", "-"], input=repair().stdout_bytes, cwd=shop.root, check=False)
    by_git = shop.root.joinpath("content").rename(shop.root / "by-git")
    shop.config()
    shop.write(f"content/{TEA}", MARKED)
    shop.write("content/_posts/2026-01-04-crlf x.md", MARKED.replace("\n", "\r\n").rstrip())
    repair("--write")

    assert applied.returncode == 0
    for file in (shop.source / "_posts").iterdir():
        assert file.read_bytes() == (by_git / "_posts" / file.name).read_bytes()


def test_with_write_the_files_are_repaired_and_each_is_named(shop: Workshop, repair: Repair) -> None:
    result = repair("--write")

    assert result.exit_code == 0
    assert result.stdout == (f"content/{TEA}: end-marker (line 6)\n1 of 2 files repaired: 1 end-marker\n")
    assert held(shop) == REPAIRED


def test_a_second_run_finds_nothing(shop: Workshop, repair: Repair) -> None:
    repair("--write")
    for arguments in ((), ("--write",)):
        result = repair(*arguments)
        assert result.exit_code == 0
        assert "Nothing to repair in 2 files" in result.output
    assert repair().stdout == ""
    assert held(shop) == REPAIRED


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\ufeff" + MARKED.replace("\n", "\r\n"), "\ufeff" + REPAIRED.replace("\n", "\r\n")),
        ("---\r\ntitle: 茶\n---\n一\r\n\r\n---END---\n\n二", "---\r\ntitle: 茶\n---\n一\r\n\r\n二"),
        ("---\r\ntitle: 茶\r\n---\r\n一\r\n\r\n---END---", "---\r\ntitle: 茶\r\n---\r\n一"),
    ],
    ids=["byte order mark and CRLF", "mixed line ends", "no end of the last line"],
)
def test_line_ends_stay(shop: Workshop, repair: Repair, content: str, expected: str) -> None:
    shop.write(f"content/{TEA}", content)
    repair("--write")

    assert held(shop) == expected


def test_permissions_and_links_stay(shop: Workshop, repair: Repair) -> None:
    file = shop.source / "kept.md"
    (shop.source / TEA).rename(file)
    file.chmod(0o640)
    (shop.source / TEA).symlink_to("../kept.md")
    result = repair("--write")

    assert result.exit_code == 0
    assert (shop.source / TEA).is_symlink()
    assert file.read_text(encoding="utf-8") == REPAIRED
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    # Two names of one file are one file.
    assert "1 of 2 files repaired" in result.stdout


@pytest.mark.parametrize("path", [TEA, f"content/{TEA}", "content/_posts", "_posts", "content"])
def test_paths_are_those_of_the_working_directory_or_of_the_source(repair: Repair, path: str) -> None:
    assert repair(path).stdout == PATCH


def test_other_paths_are_left_alone(shop: Workshop, repair: Repair) -> None:
    result = repair("--write", "_posts/2026-01-03-fine.md")

    assert result.exit_code == 0
    assert "Nothing to repair in 1 file\n" in result.stdout
    assert held(shop) == MARKED


def test_a_path_that_does_not_exist_is_wrong_usage_with_the_nearest(repair: Repair) -> None:
    result = repair("_posts/2026-01-02-tee.md")

    assert result.exit_code == 2
    assert "did you mean" in result.stderr and "2026-01-02-tea.md" in result.stderr


def test_rules_can_be_chosen_and_left_out(repair: Repair) -> None:
    assert repair("--select", "end-marker").exit_code == 1
    assert repair("--ignore", "end-marker").exit_code == 0
    result = repair("--select", "end-maker")
    assert result.exit_code == 2
    assert 'did you mean "end-marker"' in result.stderr


def test_a_source_folder_that_does_not_exist_is_wrong_usage(repair: Repair) -> None:
    result = repair("--source", "contents")

    assert result.exit_code == 2
    assert "the source folder contents does not exist" in result.stderr


def test_a_wrong_configuration_is_reported_and_nothing_is_written(shop: Workshop, repair: Repair) -> None:
    shop.config("allforces: {repair: sometimes}")
    result = repair("--write")

    assert result.exit_code == 1
    assert "error: allforces.repair" in result.stderr
    assert "to repair" not in result.output
    assert held(shop) == MARKED


def test_a_broken_file_is_reported_and_the_others_are_repaired(shop: Workshop, repair: Repair) -> None:
    shop.post("2026-01-04-broken", "title: '茶", "---END---\n")
    shop.write("content/_posts/2026-01-05-latin.md", "---\n---\ncaf\u00e9\n".encode("latin-1"))
    result = repair("--write")

    assert result.exit_code == 1
    assert "2026-01-04-broken.md:2: error: front matter" in result.stderr
    assert "2026-01-05-latin.md:3: error: cannot be read as text" in result.stderr
    assert held(shop) == REPAIRED


def test_a_file_that_may_not_be_read_or_written_is_reported(shop: Workshop, repair: Repair) -> None:
    (shop.source / TEA).chmod(0o444)
    shop.write("content/_posts/2026-01-04-secret.md", MARKED).chmod(0)
    if os.access(shop.source / TEA, os.W_OK):
        pytest.skip("this user may read and write everything")
    result = repair("--write")

    assert result.exit_code == 1
    assert f"content/{TEA}: error: cannot be repaired: it is read-only" in result.stderr
    assert "2026-01-04-secret.md: error: the file cannot be read" in result.stderr
    assert held(shop) == MARKED


def test_a_file_that_cannot_be_written_is_reported_and_the_others_are_repaired(
    shop: Workshop, repair: Repair
) -> None:
    shop.write("content/_posts/2026-01-01-full.md", MARKED)
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name.endswith("full.md"):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    with patch.object(Path, "replace", full):
        result = repair("--write")

    assert result.exit_code == 1
    assert "2026-01-01-full.md: error: cannot be repaired: No space left on device" in result.stderr
    assert (held(shop, "_posts/2026-01-01-full.md"), held(shop)) == (MARKED, REPAIRED)
    assert sorted(file.name for file in (shop.source / "_posts").iterdir()) == [
        "2026-01-01-full.md",
        "2026-01-02-tea.md",
        "2026-01-03-fine.md",
    ]


def test_a_file_that_is_saved_meanwhile_is_left_alone_and_reported(shop: Workshop, repair: Repair) -> None:
    found = repair_site.repair_site

    def found_and_saved_again(*arguments: Any) -> Any:
        try:
            return found(*arguments)
        finally:
            shop.write(f"content/{TEA}", "saved just now")

    with patch.object(repair_site, "repair_site", found_and_saved_again):
        result = repair("--write")

    assert result.exit_code == 1
    assert f"content/{TEA}: error: cannot be repaired: it was changed during the repair" in result.stderr
    assert held(shop) == "saved just now"


def test_the_report_lists_the_repairs(shop: Workshop, repair: Repair) -> None:
    repair("--report", "out/repair.json")
    report = json.loads((shop.root / "out/repair.json").read_text(encoding="utf-8"))

    assert report == {
        "files": [
            {
                "file": TEA,
                "mends": [
                    {"code": "end-marker", "line": 6, "last_line": 6, "what": 'removed "---END---"'},
                ],
            }
        ],
        "problems": [],
    }


def test_drafts_and_pages_are_repaired_and_other_files_are_not(shop: Workshop, repair: Repair) -> None:
    others = {"notes.txt": MARKED, "plain.md": "---END---\n", "assets/a.js": "---END---\n"}
    for name, text in others.items():
        shop.write(f"content/{name}", text)
    for name in ("_drafts/idea.md", "about.md", "news/_posts/2026-01-05-n.markdown"):
        shop.write(f"content/{name}", MARKED)
    repair("--write")

    assert {name: held(shop, name) for name in others} == others
    for name in ("_drafts/idea.md", "about.md", "news/_posts/2026-01-05-n.markdown"):
        assert held(shop, name) == REPAIRED


def test_what_is_excluded_is_left_alone(shop: Workshop, repair: Repair) -> None:
    shop.config("exclude: [_posts/2026-01-02-*]")
    repair("--write")

    assert held(shop) == MARKED


def test_links_with_dates_of_file_names_are_changed_to_the_addresses_of_the_posts(
    shop: Workshop, repair: Repair
) -> None:
    shop.post("2026-01-04-rice", "title: 米\ndate: 2026-01-05 08:00:00 +0900")
    shop.write(f"content/{TEA}", MARKED + "\n[米](/2026/01/04/rice.html)の話も。\n")
    result = repair("--write")

    assert result.exit_code == 0
    assert "end-marker (line 6), file-date-link (line 10)" in result.stdout
    assert held(shop) == REPAIRED + "\n[米](/2026/01/05/rice.html)の話も。\n"
    assert "Nothing to repair" in repair("--write").stdout


def test_a_source_elsewhere_is_patched_in_its_place(shop: Workshop, repair: Repair) -> None:
    shop.source.rename(shop.root / "blog")
    shop.source.symlink_to("blog")

    assert repair().stdout == PATCH.replace("content/", "blog/")
