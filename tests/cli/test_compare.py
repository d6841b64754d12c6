"""`allforces compare` as a user sees it: options, output, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from allforces_site.cli import main
from allforces_site.cli.compare import compare as command

Compare = Callable[..., Result]


@pytest.fixture
def compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compare:
    """Runs the command in a folder with the equal sites `old` and `new`."""
    monkeypatch.chdir(tmp_path)
    for site in ("old", "new"):
        Path(site, "tea").mkdir(parents=True)
        Path(site, "index.html").write_text("<title>ホーム</title><main>お茶の話</main>", "utf-8")
        Path(site, "tea", "index.html").write_text("<title>お茶</title><main>お茶の話です。</main>", "utf-8")
    return lambda *arguments: CliRunner().invoke(main, ["compare", *arguments])


def lose_title() -> None:
    Path("new/tea/index.html").write_text("<main>お茶の話です。</main>", "utf-8")


def test_equal_sites_end_with_zero_and_a_summary(compare: Compare) -> None:
    result = compare("old", "new")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Compared old with new: 2 addresses in both, 0 lost, 0 moved, 0 new; 0 pages differ, 0 signals lost",
        "Nothing is lost",
    ]


def test_a_lost_signal_ends_with_one(compare: Compare) -> None:
    lose_title()

    result = compare("old", "new")

    assert result.exit_code == 1
    assert "title" in result.stdout
    assert "1 page differs, 1 signal lost" in result.stdout


def test_a_lost_address_ends_with_one(compare: Compare) -> None:
    Path("new/tea/index.html").unlink()

    assert compare("old", "new").exit_code == 1


def test_what_only_changed_ends_with_zero_and_is_shown(compare: Compare) -> None:
    Path("new/tea/index.html").write_text("<title>お茶と米</title><main>お茶の話です。</main>", "utf-8")

    result = compare("old", "new")

    assert result.exit_code == 0
    assert "お茶と米" in result.stdout


def test_what_is_allowed_ends_with_zero_and_entries_of_no_use_are_named(compare: Compare) -> None:
    lose_title()
    Path("allow.yml").write_text("differ: {title: [/tea/, /米/*]}\n", "utf-8")

    result = compare("old", "new", "--allow", "allow.yml")

    assert result.exit_code == 0
    assert "1 difference allowed" in result.stdout
    assert "allow.yml: warning: nothing matches `differ: title: /米/*`" in result.stderr


def test_json_is_all_of_the_output(compare: Compare) -> None:
    lose_title()

    result = compare("old", "new", "--format", "json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["changed"][0]["address"] == "/tea/"


@pytest.mark.parametrize(
    ("output_format", "begin"), [("json", "{"), ("html", "<!doctype"), ("text", "Signals")]
)
def test_a_file_gets_the_result_and_the_terminal_the_summary(
    compare: Compare, output_format: str, begin: str
) -> None:
    lose_title()

    result = compare("old", "new", "--format", output_format, "--output", "out/result")

    assert Path("out/result").read_text("utf-8").lstrip().startswith(begin)
    assert result.stdout.startswith("Compared old with new: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none", "new"), "Invalid value for OLD: none does not exist; build the site first"),
        (("old", "empty"), "Invalid value for NEW: empty has no HTML file; give the folder of a built site"),
        (("old/index.html", "new"), "old/index.html is no sitemap: line 1 is no XML"),
        (("old", "new", "--allow", "none.yml"), "none.yml: it cannot be read: No such file or directory"),
        (("old", "new", "--allow", "allow.yml"), 'the key "los" is not known; did you mean "lost"?'),
        (("old", "new", "--output", "new/report.html"), "the next build would publish it"),
        (("old",), "Missing argument 'NEW'"),
    ],
)
def test_wrong_usage_ends_with_two_and_a_hint(
    compare: Compare, arguments: tuple[str, ...], message: str
) -> None:
    Path("empty").mkdir()
    Path("allow.yml").write_text("los: [/a/]\n", "utf-8")

    result = compare(*arguments)

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_every_option_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "compare.md").read_text("utf-8")

    for parameter in command.params:
        for name in parameter.opts:
            assert f"`{name.upper() if name in ('old', 'new') else name}" in text


def test_several_processes_find_the_same(compare: Compare) -> None:
    for number in range(130):
        for site in ("old", "new"):
            text = f"<title>第{number}話</title><main>{site if number == 77 else '同じ'}</main>"
            Path(site, f"{number}.html").write_text(text, "utf-8")

    results = [compare("old", "new", "--format", "json", "--jobs", jobs).stdout for jobs in ("1", "2")]

    assert results[0] == results[1]
    assert [page["address"] for page in json.loads(results[0])["changed"]] == ["/77.html"]
