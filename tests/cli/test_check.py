"""`allforces check` as a user sees it: options, output, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from allforces_site.check.run.baseline import from_text
from allforces_site.cli import main
from allforces_site.cli.check import check as command
from tests.conftest import Workshop

MARKER = "---END---"
RULE = ("--select", "end-marker")

Check = Callable[..., Result]


@pytest.fixture
def shop(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A site with a marker in each of two posts, and one in order."""
    monkeypatch.chdir(workshop.root)
    for name in ("2026-01-02-tea", "2026-01-03-rice"):
        workshop.post(name, f"title: {name}", f"本文です。\n\n{MARKER}\n")
    workshop.post("2026-01-04-fine", "title: 題", "本文です。\n")
    return workshop


@pytest.fixture
def check(shop: Workshop) -> Check:
    """Runs the command in the site's folder, which is the working directory."""
    assert Path.cwd() == shop.root
    return lambda *arguments: CliRunner().invoke(main, ["check", *arguments])


def files_in(result: Result) -> set[str]:
    """The files that a JSON names."""
    return {problem["file"] for problem in json.loads(result.stdout)["problems"]}


def test_an_error_ends_with_one_and_is_reported_with_place_and_hint(check: Check) -> None:
    result = check(*RULE)

    assert result.exit_code == 1
    assert f"content/_posts/2026-01-02-tea.md:6:1: error: {MARKER} is a mark" in result.stdout
    assert f"  6 | {MARKER}" in result.stdout
    assert result.stdout.splitlines()[-1].endswith(": 2 errors, 0 warnings, 0 notes")


def test_a_site_in_order_ends_with_zero(check: Check) -> None:
    result = check(*RULE, "content/_posts/2026-01-04-fine.md")

    assert result.exit_code == 0
    assert "0 errors, 0 warnings" in result.stdout


def test_warnings_fail_only_a_strict_check(check: Check, shop: Workshop) -> None:
    shop.config("allforces: {search: false, checks: {rules: {end-marker: warning}}}")

    assert check(*RULE).exit_code == 0
    assert check(*RULE, "--strict").exit_code == 1


def test_a_rule_that_is_off_finds_nothing(check: Check, shop: Workshop) -> None:
    shop.config("allforces: {search: false, checks: {rules: {end-marker: off}}}")

    assert check(*RULE).exit_code == 0


def test_a_setting_for_a_path_counts_for_more(check: Check, shop: Workshop) -> None:
    shop.config('allforces: {checks: {paths: {"_posts/2026-01-02-*": {end-marker: off}}}}')

    assert files_in(check(*RULE, "--format", "json")) == {"_posts/2026-01-03-rice.md"}


def test_only_the_files_asked_for_are_reported(check: Check) -> None:
    both = {"_posts/2026-01-02-tea.md", "_posts/2026-01-03-rice.md"}
    json_of = (*RULE, "--format", "json")

    assert files_in(check(*json_of)) == both
    assert files_in(check(*json_of, "content/_posts")) == both
    assert files_in(check(*json_of, "content/_posts/2026-01-02-tea.md")) == {"_posts/2026-01-02-tea.md"}
    assert files_in(check(*json_of, "_posts/2026-01-03-rice.md")) == {"_posts/2026-01-03-rice.md"}


def test_ignored_rules_are_not_reported(check: Check) -> None:
    assert MARKER not in check("--ignore", "end-marker").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["content/_posts/2026-01-02-te.md"], "did you mean content/_posts/2026-01-02-tea.md?"),
        (["--select", "end-markr"], 'did you mean "end-marker"?'),
        (["--ignore", "no-such-rule-at-all"], "/docs/checks.md lists the rules"),
        (["--format", "xml"], "--format"),
        (["--source", "nowhere"], "the source folder nowhere does not exist"),
        (["--source", "content/_config.yml"], "the source folder content/_config.yml is no folder"),
        (["--since", "HEAD"], "--since"),
        (["--baseline", "nowhere.json"], "nowhere.json cannot be read: No such file or directory"),
        (["--baseline", "content/_config.yml"], "it is not JSON"),
        (["--output", "content/found.json"], "the next build would publish it"),
        (["--report", "content/found.json"], "the next build would publish it"),
        (["--write-baseline", "content/found.json"], "the next build would publish it"),
        (["--write-baseline", "b.json", "--select", "end-marker"], "a baseline lists all findings"),
        (["--write-baseline", "b.json", "_posts"], "a baseline lists all findings"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_why(
    check: Check, shop: Workshop, arguments: list[str], said: str
) -> None:
    result = check(*arguments)

    assert result.exit_code == 2, result.output
    assert said in " ".join(result.stderr.split())
    assert sorted(path.name for path in shop.root.iterdir()) == ["content"]


def test_a_broken_configuration_ends_with_one_in_every_format(check: Check, shop: Workshop) -> None:
    shop.config("timezone: Mars/Base")

    for form in ("text", "json", "github", "sarif", "html"):
        result = check("--format", form)
        assert result.exit_code == 1
        assert "Mars/Base" in result.stdout
        assert "Traceback" not in result.output


def test_a_post_that_cannot_be_read_is_reported_whatever_rule_is_asked_for(
    check: Check, shop: Workshop
) -> None:
    shop.post("2026-01-05-broken", "title: [")

    result = check(*RULE, "content/_posts/2026-01-05-broken.md")

    assert result.exit_code == 1
    assert "content/_posts/2026-01-05-broken.md:" in result.stdout


def test_a_path_limits_what_is_reported_and_not_what_is_read(check: Check, shop: Workshop) -> None:
    shop.post("2026-01-06-a", "tags: [AI]")
    shop.post("2026-01-07-b", "tags: [ai]")

    reported = check("content/_posts/2026-01-07-b.md", "--format", "json")

    assert files_in(reported) <= {"_posts/2026-01-07-b.md"}
    assert json.loads(reported.stdout)["counts"]["files"] == 5


def test_findings_go_into_a_file_and_the_summary_is_printed(check: Check) -> None:
    result = check(*RULE, "--format", "json", "--output", "out/found.json")

    assert json.loads(Path("out/found.json").read_text("utf-8"))["counts"]["errors"] == 2
    assert result.stdout.startswith("Checked 3 files in ")
    assert result.exit_code == 1


def test_a_text_file_holds_all_findings_without_colours(check: Check, shop: Workshop) -> None:
    shop.post("2026-01-05-many", "title: 題", f"\n\n{MARKER}\n" * 30)

    assert check().stdout.count(f"error: {MARKER}") == 10
    check("--output", "found.txt")

    text = Path("found.txt").read_text("utf-8")
    assert text.count(f"error: {MARKER}") == 32
    assert "\x1b" not in text


def test_a_report_is_written_besides(check: Check) -> None:
    result = check(*RULE, "--report", "report.json")

    assert json.loads(Path("report.json").read_text("utf-8"))["counts"]["errors"] == 2
    assert f"error: {MARKER}" in result.stdout


def test_a_file_that_cannot_be_written_is_reported(check: Check, shop: Workshop) -> None:
    shop.write("taken", "")

    assert check("--output", "taken/found.json").exit_code == 2


# ---- baseline ------------------------------------------------------------------------------------


def test_with_a_baseline_an_old_site_starts_clean(check: Check) -> None:
    first = check("--write-baseline", "baseline.json")
    second = check("--baseline", "baseline.json", "--strict")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert MARKER not in first.stdout + second.stdout
    assert "known to the baseline" in second.stdout


def test_only_new_findings_are_reported_beside_a_baseline(check: Check, shop: Workshop) -> None:
    check("--write-baseline", "baseline.json")
    shop.post("2026-01-02-tea", "title: 2026-01-02-tea", f"本文です。\n\n前に一段。\n\n{MARKER}\n")
    shop.post("2026-01-05-new", "title: 新", f"本文です。\n\n{MARKER}\n")

    result = check("--baseline", "baseline.json", "--format", "json")

    found = [problem for problem in json.loads(result.stdout)["problems"] if problem["code"] == "end-marker"]
    assert [problem["file"] for problem in found] == ["_posts/2026-01-05-new.md"]
    assert result.exit_code == 1


def test_what_was_fixed_is_reported_and_leaves_the_baseline_when_it_is_written_again(
    check: Check, shop: Workshop
) -> None:
    check("--write-baseline", "baseline.json")
    before = from_text(Path("baseline.json").read_bytes())
    shop.post("2026-01-02-tea", "title: 2026-01-02-tea", "本文です。\n")
    shop.post("2026-01-05-new", "title: 新", f"本文です。\n\n{MARKER}\n")

    result = check("--baseline", "baseline.json", "--write-baseline", "baseline.json")

    assert "1 of the baseline fixed" not in result.stdout
    assert result.exit_code == 1, "what is new is still reported"
    assert set(from_text(Path("baseline.json").read_bytes())) < set(before)


def test_two_runs_write_the_same_baseline(check: Check) -> None:
    check("--write-baseline", "one.json")
    check("--write-baseline", "two.json", "--jobs", "1")

    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


# ---- git -----------------------------------------------------------------------------------------


def test_only_changed_files_are_reported(
    check: Check, shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    person = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    for arguments in (["init", "-q"], ["add", "."], [*person, "commit", "-qm", "x"]):
        subprocess.run(["git", *arguments], cwd=shop.root, check=True)
    shop.post("2026-01-05-茶 の話", "title: 新", f"本文です。\n\n{MARKER}\n")

    result = check(*RULE, "--since", "HEAD", "--format", "json")

    assert files_in(result) == {"_posts/2026-01-05-茶 の話.md"}


# ---- any machine ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_processes_and_hash_seeds_change_nothing(shop: Workshop, form: str) -> None:
    for number in range(90):
        shop.post(f"2026-02-{number % 28 + 1:02}-p{number}", f"tags: [a{number}, b]", f"本文\n\n{MARKER}\n")
    reported = set()
    for jobs, seed in (("1", "1"), ("2", "2"), ("2", "3")):
        done = subprocess.run(
            [sys.executable, "-m", "allforces_site", "check", "--format", form, "--jobs", jobs],
            cwd=shop.root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 1, done.stderr
        reported.add("\n".join(line for line in done.stdout.splitlines() if not _is_timed(line)))
        for file in (shop.root / ".allforces").rglob("*.sqlite"):
            file.unlink()

    assert len(reported) == 1


def _is_timed(line: str) -> bool:
    return line.startswith("Checked ") or line.lstrip().startswith(('"read":', '"check":', '"total":'))


# ---- builds --------------------------------------------------------------------------------------


def test_a_strict_build_fails_on_an_error_of_a_rule(shop: Workshop) -> None:
    shop.config("allforces: {search: false, social_pictures: false}")

    lax = CliRunner().invoke(main, ["build"])
    strict = CliRunner().invoke(main, ["build", "--strict", "--report", "report.json"])

    assert (lax.exit_code, strict.exit_code) == (0, 1)
    assert MARKER not in lax.output
    assert f"content/_posts/2026-01-02-tea.md:6:1: error: {MARKER} is a mark" in strict.stderr
    assert "no old files were removed" not in strict.stdout
    assert json.loads(Path("report.json").read_text("utf-8"))["counts"]["errors"] == 2


def test_the_page_for_the_editor_is_one_file(check: Check) -> None:
    result = check(*RULE, "--format", "html", "--output", "report.html")

    page = Path("report.html").read_text("utf-8")
    assert "<h1>校閲レポート</h1>" in page
    assert page.count(MARKER) >= 2
    assert result.stdout.startswith("Checked 3 files in ")


def test_every_option_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "checks.md").read_text("utf-8")

    for parameter in command.params:
        for name in parameter.opts:
            assert f"`{name.upper() if name == 'paths' else name}" in text, f"docs/checks.md lacks {name}"


def test_the_baseline_of_the_settings_is_used(check: Check, shop: Workshop) -> None:
    check("--write-baseline", "known.json")
    shop.config("allforces: {checks: {baseline: ../known.json}}")
    shop.post("2026-01-05-new", "title: 新", f"本文です。\n\n{MARKER}\n")

    assert files_in(check(*RULE, "--format", "json")) == {"_posts/2026-01-05-new.md"}


def test_a_baseline_of_the_settings_that_is_not_there_is_reported(check: Check, shop: Workshop) -> None:
    shop.config("allforces: {checks: {baseline: ../gone.json}}")

    result = check()

    assert result.exit_code == 1
    assert "../gone.json cannot be used: No such file or directory" in result.output


@pytest.fixture
def of_the_build(shop: Workshop) -> Workshop:
    """A site in which reading and building find something, and one tag that a rule finds."""
    for post in (shop.source / "_posts").iterdir():
        post.unlink()
    front = "title: 題\ntitle: 題名\ntags: [茶]\nimage: /none.png"
    shop.post("2026-01-02-tea", front, "本文です。{% asign a = 1 %}\n")
    return shop


def codes_in(result: Result) -> set[str]:
    """The codes that a JSON names."""
    return {problem["code"] for problem in json.loads(result.stdout)["problems"]}


BUILD_CODES = {"image-missing", "key-twice", "liquid"}


@pytest.mark.usefixtures("of_the_build")
@pytest.mark.parametrize(
    "ignored", ["excerpt-missing", "single-tag", "end-marker,title-cut", *sorted(BUILD_CODES)]
)
def test_ignoring_one_code_loses_no_other(check: Check, ignored: str) -> None:
    every = codes_in(check("--format", "json"))
    assert {"excerpt-missing", *BUILD_CODES} <= every

    result = check("--strict", "--ignore", ignored, "--format", "json")

    assert codes_in(result) == every - set(ignored.split(","))
    assert result.exit_code == 1


@pytest.mark.usefixtures("of_the_build")
@pytest.mark.parametrize("code", ["excerpt-missing", *sorted(BUILD_CODES)])
def test_rules_and_problems_of_the_build_are_selected_alike(check: Check, code: str) -> None:
    assert codes_in(check("--select", code, "--format", "json")) == {code}
    assert codes_in(check("--select", f"{code},key-twice", "--format", "json")) == {code, "key-twice"}
    assert codes_in(check("--select", code, "--ignore", code, "--format", "json")) == set()


@pytest.mark.usefixtures("of_the_build")
def test_a_strict_check_passes_when_all_that_it_finds_is_ignored(check: Check) -> None:
    every = codes_in(check("--format", "json"))

    assert check("--strict", "--ignore", ",".join(every)).exit_code == 0


def test_an_error_of_reading_is_left_out_only_where_its_code_is_ignored(
    check: Check, of_the_build: Workshop
) -> None:
    of_the_build.write("content/_posts/2026-01-05-open.md", "---\ntitle: 題\n")

    assert "front-matter-open" in codes_in(check("--select", "single-tag", "--format", "json"))
    assert "front-matter-open" in codes_in(check("--ignore", "single-tag", "--format", "json"))
    assert "front-matter-open" not in codes_in(check("--ignore", "front-matter-open", "--format", "json"))


def test_a_baseline_knows_problems_of_the_build(check: Check, of_the_build: Workshop) -> None:
    check("--write-baseline", "known.json")

    assert {entry.code for entry in from_text(Path("known.json").read_bytes())} >= BUILD_CODES
    assert check("--strict", "--baseline", "known.json").exit_code == 0
    of_the_build.post("2026-01-03-rice", "title: 米\nimage: /other.png")
    again = check("--strict", "--baseline", "known.json", "--format", "json")
    assert "image-missing" in codes_in(again)
    assert check("--strict", "--baseline", "known.json", "--select", "key-twice").exit_code == 0


@pytest.mark.usefixtures("of_the_build")
def test_every_code_that_the_summary_names_can_be_selected(check: Check) -> None:
    last = check().stdout.splitlines()[-1]
    named = [name.split()[0] for name in last.removeprefix("Most findings: ").split(", ")]
    assert named
    for code in named:
        assert check("--select", code).exit_code != 2


def test_a_nearest_code_may_be_one_of_the_build(check: Check) -> None:
    assert 'did you mean "image-missing"?' in check("--select", "image-mising").output


def test_a_severity_for_a_problem_of_the_build_is_refused_with_the_reason(
    check: Check, shop: Workshop
) -> None:
    shop.config("allforces: {search: false, checks: {rules: {image-missing: off}}}")

    assert "problem of the build, whose severity cannot be set" in check().stdout


def test_findings_of_one_line_are_in_the_order_of_their_columns(check: Check, shop: Workshop) -> None:
    body = "[乙](/zz/)と![](/a.png)と[甲](/aa/)と[丙](http://example.com/x/)の話。\n"
    shop.post("2026-01-05-links", "title: 題", body)

    found = json.loads(check("_posts/2026-01-05-links.md", "--format", "json").stdout)["problems"]

    places = [(problem["line"] or 0, problem["column"] or 0) for problem in found]
    assert len([line for line, _ in places if line == 4]) > 2
    assert len({problem["code"] for problem in found if problem["line"] == 4}) > 1
    assert places == sorted(places)


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_line_breaks_that_no_editor_shows_lead_to_no_other_line(
    check: Check, shop: Workshop, char: str
) -> None:
    shop.post("2026-01-05-tea", f"categories: [技術{char * 9}]\ndescription: 茶の話…")

    result = check("--format", "json", "--select", "description-cut")

    assert result.exception is None or isinstance(result.exception, SystemExit)
    found = json.loads(result.stdout)["problems"]
    assert [(problem["line"], problem["excerpt"]) for problem in found] == [(3, "description: 茶の話…")]
