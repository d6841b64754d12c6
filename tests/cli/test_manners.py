"""What all commands have in common: short options, quiet and verbose, the project, groups of the help."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from rich.cells import cell_len

from allforces_site.cli import main
from tests.commands import Finished, run_command
from tests.conftest import Workshop

PAGE = "_site/2026/01/02/tea.html"


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    workshop.config("allforces: {search: false, social_pictures: false, deploy: {live: {branch: pages}}}")
    workshop.post("2026-01-02-tea", "title: 茶\nimage: /cup.png", "本文です。\n\n---END---\n")
    return workshop


def run(folder: Path, *arguments: str) -> Finished:
    return run_command(folder, *arguments, "--lang", "en")


@pytest.mark.parametrize("command", ["", *main.commands])
def test_no_line_of_the_japanese_help_is_wider_than_a_terminal(tmp_path: Path, command: str) -> None:
    words = run_command(tmp_path, *filter(None, [command]), "--help", "--lang", "ja").stdout

    place = str(Path(__file__).parents[2])
    assert [line for line in words.splitlines() if cell_len(line) > 80 and place not in line] == []
    assert not re.search(r"^\s*[、。」）]", words, re.MULTILINE)


def test_the_help_names_each_command_and_each_option_once_below_a_group(tmp_path: Path) -> None:
    overview = run(tmp_path, "--help").stdout
    for name in main.commands:
        assert len(re.findall(rf"^  {name} ", overview, re.MULTILINE)) == 1
    assert [line for line in overview.splitlines() if line in ("Write:", "Build:", "Check:", "Publish:")] == [
        "Write:", "Build:", "Check:", "Publish:",
    ]  # fmt: skip
    for name, command in main.commands.items():
        shown = run(tmp_path, name, "--help").stdout
        for option in (option for param in command.params for option in param.opts if option[:2] == "--"):
            assert len(re.findall(rf"^  (?:-\w, )?{option}\b", shown, re.MULTILINE)) == 1


def test_short_options_are_those_of_other_programs(shop: Workshop) -> None:
    assert run(shop.root, "build", "-s", "content", "-o", "out").returncode == 0
    assert (shop.root / "out" / "index.html").is_file()
    done = run(shop.root, "check", "-s", "content", "--format", "json", "-o", "found.json", "-q")
    assert done.stdout == ""
    assert json.loads((shop.root / "found.json").read_text(encoding="utf-8"))["problems"]


def test_quiet_shows_only_problems(shop: Workshop) -> None:
    built, checked = run(shop.root, "build", "-q"), run(shop.root, "check", "--quiet")

    assert built.stdout == "" and built.stderr.startswith("content/_posts/2026-01-02-tea.md:")
    assert checked.stderr == "" and checked.stdout.count("error: ") == 1 and "Checked" not in checked.stdout
    assert run(shop.root, "repair", "-q").stderr == ""


def test_verbose_shows_what_was_planned_and_how_long_each_phase_took(shop: Workshop) -> None:
    built, checked = run(shop.root, "build", "-v"), run(shop.root, "check", "--verbose")

    assert "Read: content, with the settings of content/_config.yml; processes: " in built.stdout
    assert re.search(r"^Planned: \d+ files, of which \d+ pages \(1 post\)$", built.stdout, re.MULTILINE)
    assert re.search(r"^Time: reading \d.*, planning \d.*, writing \d", built.stdout, re.MULTILINE)
    assert re.search(r"^Time: reading \d.*, checking \d", checked.stderr, re.MULTILINE)


def test_quiet_and_verbose_exclude_each_other(shop: Workshop) -> None:
    assert run(shop.root, "build", "-q", "-v").returncode == 2


def test_the_project_is_found_from_a_folder_below(shop: Workshop) -> None:
    posts = shop.source / "_posts"

    done = run(posts, "build", "--report", "../../report.json")

    assert done.returncode == 0 and f"In {Path('..', '..')}:\n" in done.stderr
    assert (shop.root / PAGE).is_file() and (shop.root / "report.json").is_file()
    assert not (posts / "_site").exists() and not (shop.source / "_site").exists()
    assert "1 error" in run(posts, "check", "2026-01-02-tea.md").stdout


def test_a_folder_that_is_named_or_is_the_project_is_taken_as_it_is(shop: Workshop) -> None:
    assert "In " not in run(shop.root, "check").stderr
    assert "In " not in run(shop.source / "_posts", "check", "-s", "..").stderr


def test_a_repository_of_git_is_not_left(shop: Workshop) -> None:
    other = shop.root / "other"
    (other / ".git").mkdir(parents=True)

    assert run(other, "build").returncode == 2


def test_a_clean_build_removes_only_what_builds_wrote(shop: Workshop) -> None:
    run(shop.root, "build")
    mine, page = shop.output / "mine.txt", shop.root / PAGE
    mine.write_text("mine")
    stale = shop.output / "2026" / "stale.html"
    stale.write_text("stale")
    before, written = shop.tree(), page.stat().st_mtime_ns

    done = run(shop.root, "build", "--clean")

    assert done.returncode == 0 and "0 unchanged" in done.stdout
    assert shop.tree() == before
    assert page.stat().st_mtime_ns > written


def test_a_clean_build_with_a_wrong_source_removes_nothing(shop: Workshop) -> None:
    run(shop.root, "build")
    before = shop.tree()

    assert run(shop.root, "build", "--clean", "-s", "nowhere").returncode == 2
    assert shop.tree() == before


def test_a_deploy_takes_the_folder_with_the_site_once(shop: Workshop) -> None:
    done = run(shop.root, "deploy", "live", "out", "-o", "site")

    assert done.returncode == 2 and "PATH or --output" in done.stderr


def completed(folder: Path, line: list[str], last: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(folder)
    return [item.value for item in ShellComplete(main, {}, "allforces", "_X").get_completions(line, last)]


@pytest.mark.parametrize(
    ("line", "last", "offered"),
    [
        (["deploy"], "", "live"),
        (["explain"], "broken-l", "broken-link"),
        (["check", "--select"], "cut-text,broken-l", "cut-text,broken-link"),
        (["check", "--ignore"], "image-mis", "image-missing"),
        (["repair", "--select"], "end-", "end-marker"),
        ([], "exp", "explain"),
    ],
)
def test_the_shell_completes_commands_targets_and_codes(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch, line: list[str], last: str, offered: str
) -> None:
    assert completed(shop.root, line, last, monkeypatch) == [offered]


def test_targets_are_completed_in_a_folder_of_the_project(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert completed(shop.source / "_posts", ["deploy"], "l", monkeypatch) == ["live"]


def test_a_broken_configuration_offers_no_targets(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.write("content/_config.yml", "a: [")

    assert completed(shop.root, ["deploy"], "", monkeypatch) == []
