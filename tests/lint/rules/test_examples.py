"""The rules in the documentation: their tables, and their examples.

A bad example gives one finding of all rules together, a good one none; those of style run on the pages of
style. After a wanted change
`UPDATE_GOLDEN=1 pytest tests/lint/rules/test_examples.py` writes the tables of both checks.md again.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from allforces_site.errors import Severity
from allforces_site.lint.registry import FAMILIES, FAMILY_OF, RULE_OF, RULES
from allforces_site.lint.rule import Rule
from allforces_site.messages.message import in_language
from tests.lint.rules.conftest import DOCS, check_folder, examples
from tests.lint.rules.japanese import assert_japanese, words_of

CODES = sorted(RULE_OF)


def chosen(code: str) -> frozenset[str]:
    """The optional rules that run with a rule: those of its family."""
    return frozenset(rule.code for rule in FAMILIES[FAMILY_OF[code]] if rule.is_optional)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_of_a_rule_gives_one_message_and_no_more(tmp_path: Path, code: str) -> None:
    files = examples(code, "bad")
    assert files, f"docs/checks/{code}.md has no bad example"

    assert [problem.code for problem in check_folder(tmp_path, files, chosen(code))] == [code]


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_of_a_rule_gives_no_message(tmp_path: Path, code: str) -> None:
    files = examples(code, "good")
    assert files, f"docs/checks/{code}.md has no good example"

    assert check_folder(tmp_path, files, chosen(code)) == []


@pytest.mark.parametrize("code", CODES)
def test_a_message_says_where_what_and_what_to_do_in_both_languages(tmp_path: Path, code: str) -> None:
    (problem,) = check_folder(tmp_path, examples(code, "bad"), chosen(code))

    assert problem.file and problem.hint
    for message in words_of([problem]):
        assert in_language(message, "ja") != str(message)
        assert str(message)[-1] != "." and in_language(message, "ja")[-1] != "。"


@pytest.mark.parametrize("code", CODES)
def test_the_title_and_advice_of_a_rule_have_japanese_words(code: str) -> None:
    assert_japanese(RULE_OF[code].title)
    assert_japanese(RULE_OF[code].advice)


def test_rules_have_codes_of_their_own() -> None:
    assert len(RULE_OF) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in RULE_OF)


def test_a_rule_judges_files_or_the_site() -> None:
    judged = [rule for rule in RULES if rule.code != "unused-ignore"]

    assert all((rule.find is None) != (rule.find_in_site is None) for rule in judged)


# By language: the page with the tables, the words of severities, and that for a rule that repairs.
TABLES = {
    "en": (DOCS / "checks.md", {severity: severity.value for severity in Severity}, "yes"),
    "ja": (
        DOCS / "ja" / "checks.md",
        {Severity.ERROR: "エラー", Severity.WARNING: "警告", Severity.NOTE: "参考"},
        "はい",
    ),
}


@pytest.mark.parametrize("lang", TABLES)
def test_the_tables_of_the_documentation_list_the_rules(lang: str) -> None:
    page = TABLES[lang][0]
    parts = re.split(r"^(\| \[`.+\|\n)+", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[::2]
    tables = ["".join(_row(rule, lang) for rule in family) for family in (*FAMILIES.values(), ())]
    wanted = "".join(part + table for part, table in zip(parts, tables, strict=True))
    if os.environ.get("UPDATE_GOLDEN"):
        page.write_text(wanted, encoding="utf-8")

    assert page.read_text(encoding="utf-8") == wanted


def _row(rule: Rule, lang: str) -> str:
    _, severities, yes = TABLES[lang]
    # A word in capitals, such as TODO, keeps them.
    title = in_language(rule.title, lang)
    is_capitals = title[:2].isalpha() and title[:2].isupper()
    title = title if is_capitals else title[0].lower() + title[1:]
    repaired = f"{yes} " if rule.fixes else ""
    return f"| [`{rule.code}`](checks/{rule.code}.md) | {severities[rule.severity]} | {title} | {repaired}|\n"


def test_no_page_describes_a_rule_that_is_gone() -> None:
    assert {page.stem for page in (DOCS / "checks").glob("*.md")} == set(CODES)
