"""The examples of the documentation: a bad one gives one finding, a good one none, of all rules together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allforces_site.lint.registry import RULE_OF, RULES
from tests.lint.rules.conftest import DOCS, check_folder, examples

CODES = sorted(RULE_OF)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_of_a_rule_gives_one_message_and_no_more(tmp_path: Path, code: str) -> None:
    files = examples(code, "bad")
    assert files, f"docs/checks/{code}.md has no bad example"

    assert [problem.code for problem in check_folder(tmp_path, files)] == [code]


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_of_a_rule_gives_no_message(tmp_path: Path, code: str) -> None:
    files = examples(code, "good")
    assert files, f"docs/checks/{code}.md has no good example"

    assert check_folder(tmp_path, files) == []


@pytest.mark.parametrize("code", CODES)
def test_a_message_says_where_what_and_what_to_do(tmp_path: Path, code: str) -> None:
    (problem,) = check_folder(tmp_path, examples(code, "bad"))

    assert problem.file and problem.hint
    assert problem.message[-1] not in ".。"


def test_rules_have_codes_of_their_own() -> None:
    assert len(RULE_OF) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in RULE_OF)


def test_a_rule_judges_files_or_the_site() -> None:
    assert all((rule.find is None) != (rule.find_in_site is None) for rule in RULES)


def test_the_documentation_lists_the_rules_with_their_severities_and_whether_repair_fixes_them() -> None:
    text = (DOCS / "checks.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| \[`([a-z-]+)`\]\(checks/\1\.md\) \| (\w+) \| [^|]+ \| (yes)? ?\|$", text, re.MULTILINE
    )

    listed = [(code, severity, repaired == "yes") for code, severity, repaired in rows]
    assert listed == [(rule.code, rule.severity.value, rule.fixes) for rule in RULES]


def test_no_page_describes_a_rule_that_is_gone() -> None:
    assert {page.stem for page in (DOCS / "checks").glob("*.md")} == set(CODES)
