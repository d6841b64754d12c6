from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from allforces_site.check.run.baseline import (
    BaselineError,
    compare,
    digest_of,
    entries_of,
    from_text,
    to_text,
)
from allforces_site.errors import Problem
from allforces_site.messages.message import say
from allforces_site.terminal.language import words

Make = Callable[..., Problem]


def test_what_a_baseline_holds_is_known_wherever_its_line_moves(make_problem: Make) -> None:
    entries = entries_of([make_problem(line=9)])

    compared = compare([make_problem(line=120)], entries)

    assert (compared.new, len(compared.known), compared.fixed) == ([], 1, [])


def test_another_line_another_file_and_another_rule_are_new(make_problem: Make) -> None:
    entries = entries_of([make_problem()])
    others = [
        make_problem(excerpt="===END==="),
        make_problem(file="_posts/2026-01-03-rice.md"),
        make_problem("placeholder"),
    ]

    compared = compare(others, entries)

    assert compared.new == others
    assert [entry.count for entry in compared.fixed] == [1]


def test_of_two_alike_where_one_was_known_the_second_is_new(make_problem: Make) -> None:
    first, second = make_problem(line=9), make_problem(line=20)

    compared = compare([first, second], entries_of([first]))

    assert (compared.known, compared.new) == ([first], [second])


def test_what_was_fixed_is_counted_by_findings(make_problem: Make) -> None:
    alike = [make_problem(line=line) for line in (9, 20, 31)]

    (entry,) = compare(alike[:1], entries_of(alike)).fixed

    assert entry.count == 2


def test_a_baseline_is_the_same_in_every_language(
    make_problem: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = make_problem(message=say("the feed /{path} has no entries", path="tea.xml"), excerpt=None)
    in_english = digest_of(problem)
    monkeypatch.setenv("LANGUAGE", "ja")

    assert words(problem.message) != str(problem.message)
    assert digest_of(problem) == in_english


def test_white_space_and_wide_characters_of_a_line_do_not_matter(make_problem: Make) -> None:
    assert digest_of(make_problem(excerpt="ＡＩ  の\u3000話")) == digest_of(make_problem(excerpt="AI の 話"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the paragraph stands in line 12 before", "the paragraph stands in line 40 before"),
        ("87 % of the text stands in another post", "88.5 % of the text stands in another post"),
        ("1,234 characters are too many", "1,300 characters are too many"),
    ],
)
def test_numbers_that_only_count_do_not_make_a_finding_another_one(
    make_problem: Make, before: str, after: str
) -> None:
    assert digest_of(make_problem(message=before, excerpt=None)) == digest_of(
        make_problem(message=after, excerpt=None)
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('the image "/img/1.png" does not exist', 'the image "/img/2.png" does not exist'),
        ("no page has the address /2026/01/02/a/", "no page has the address /2026/01/03/a/"),
        ("the date 2026-01-02 is another", "the date 2026-01-03 is another"),
        ("there is no #section-2", "there is no #section-3"),
    ],
)
def test_numbers_in_names_do(make_problem: Make, before: str, after: str) -> None:
    assert digest_of(make_problem(message=before, excerpt=None)) != digest_of(
        make_problem(message=after, excerpt=None)
    )


def test_a_file_has_an_entry_a_line_sorted_and_reads_back(make_problem: Make) -> None:
    problems = [make_problem(file="b.md"), make_problem("a-rule"), make_problem(file="茶.md"), make_problem()]
    entries = entries_of(problems)

    text = to_text(entries)

    assert from_text(text) == entries
    assert text == to_text(entries_of(reversed(problems)))
    lines = [line for line in text.splitlines() if '"file"' in line]
    assert len(lines) == 4
    assert lines == sorted(lines)
    assert "茶.md" in text
    assert json.loads(text)["version"] == 1


def test_an_empty_baseline_reads_back_too() -> None:
    assert from_text(to_text([])) == []


def test_nothing_of_the_sites_text_gets_into_the_file(make_problem: Make) -> None:
    problem = make_problem(
        excerpt="AWS_SECRET=wJalrXUtnFEMI", message="the key wJalrXUtnFEMI would be published"
    )

    assert "wJalrXUtnFEMI" not in to_text(entries_of([problem]))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not JSON"),
        ("{", "it is not JSON"),
        ("[]", "it is not a baseline"),
        ("{}", "it is not a baseline"),
        ('{"version": 1}', "it is not a baseline"),
        ('{"version": 2, "findings": []}', "its version is 2; this allforces reads version 1"),
        ('{"version": 1, "findings": [{"file": 3}]}', "it is not a baseline"),
    ],
)
def test_a_file_that_is_not_a_baseline_is_reported(text: str, reason: str) -> None:
    with pytest.raises(BaselineError, match=reason):
        from_text(text)


def test_bytes_that_are_not_text_are_reported() -> None:
    with pytest.raises(BaselineError):
        from_text(b"\xff\xfe")
