from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from msgspec.structs import replace

from allforces_site.config.model import AllforcesSettings, CheckSettings, Config
from allforces_site.errors import SiteError
from allforces_site.lint.finding import Finding, ProposedFix
from allforces_site.lint.fix.applied_fixes import summarized
from allforces_site.lint.fix.repair import Repaired, repair_text
from allforces_site.lint.registry import RULE_OF
from allforces_site.lint.rule import Rule
from allforces_site.lint.rules.leftovers import end_marker
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.source_file import SourceFile

SOURCE = "_posts/2026-01-02-tea.md"
FRONT_MATTER = "---\ntitle:   '新茶'   # 仮題\ntags: [b,  a]\n---\n"


def repaired(body: str, config: Config | None = None) -> Repaired:
    return repair_text(FRONT_MATTER + body, SOURCE, config or Config(), rules=(end_marker.RULE,))


def rule(edits_of: Callable[[SourceFile], Iterable[Edit]]) -> Rule:
    """A rule that proposes these edits, each for a finding of its own."""

    def find(source_file: SourceFile, _: Config) -> list[Finding]:
        return [
            Finding("it is wrong", SOURCE, proposal=ProposedFix("write it anew", (edit,)))
            for edit in edits_of(source_file)
        ]

    return replace(end_marker.RULE, find=find)


def swap(old: str, new: str) -> Rule:
    """A rule that replaces a word wherever it stands."""

    def fix(source_file: SourceFile) -> list[Edit]:
        at = source_file.text.find(old)
        return [Edit(at, at + len(old), new)] if at >= 0 else []

    return rule(fix)


def test_what_can_be_fixed_is_fixed_and_the_rest_stays_as_it_is() -> None:
    result = repaired("一。\n\n---END---\n\n二。\n---END---\n")

    assert result.text == FRONT_MATTER + "一。\n\n二。\n"
    assert [(fix.code, fix.line, fix.last_line) for fix in result.fixes] == [
        ("end-marker", 7, 7),
        ("end-marker", 10, 10),
    ]
    assert str(result.fixes[0].what) == 'removed "---END---"'
    assert [str(one) for one in summarized(result.fixes)] == ["end-marker (lines 7, 10)"]


def test_a_second_time_finds_nothing() -> None:
    result = repaired(repaired("一。\n\n---END---\n").text.removeprefix(FRONT_MATTER))

    assert result.fixes == ()
    assert result.edits == ()


def test_a_rule_that_is_off_for_a_file_fixes_nothing_there() -> None:
    checks = CheckSettings(paths={"_posts/2026-*": {"end-marker": "off"}})
    config = Config(allforces=AllforcesSettings(checks=checks))

    assert repaired("一。\n\n---END---\n", config).fixes == ()


def test_a_fix_that_makes_another_one_possible_is_followed_by_it() -> None:
    rules = (swap("二", "三"), swap("一", "二"))

    result = repair_text("一。\n", SOURCE, Config(), rules=rules)

    assert result.text == "三。\n"
    assert [str(fix.what) for fix in result.fixes] == ['"一" became "二"', '"二" became "三"']


def test_lines_are_those_of_the_original_also_after_earlier_fixes() -> None:
    rules = (swap("一\n二\n", ""), swap("五", "六"))

    result = repair_text("一\n二\n三\n四\n五\n", SOURCE, Config(), rules=rules)

    assert [(fix.line, fix.last_line) for fix in result.fixes] == [(1, 2), (5, 5)]
    assert result.line_of(3) == 5


@pytest.mark.parametrize(
    "rules",
    [
        (swap("一", "二"), swap("二", "一")),
        (swap("一", "二"), swap("三", "一"), swap("二", "三")),
    ],
    ids=["at once", "after some rounds"],
)
def test_rules_that_undo_each_other_leave_the_file_alone_and_say_so(rules: tuple[Rule, ...]) -> None:
    with pytest.raises(SiteError) as caught:
        repair_text("一。\n", SOURCE, Config(), rules=rules)

    (problem,) = caught.value.problems
    assert problem.code == "repair-given-up"
    assert problem.file == SOURCE


def test_fixes_that_never_end_leave_the_file_alone_with_a_problem() -> None:
    grow = rule(lambda source_file: [Edit(len(source_file.text), len(source_file.text), "x")])

    with pytest.raises(SiteError) as caught:
        repair_text("一。\n", SOURCE, Config(), rules=(grow,))

    assert "undo each other" in str(caught.value.problems[0].message)


def test_a_fix_that_breaks_the_front_matter_leaves_the_file_alone_with_a_problem() -> None:
    with pytest.raises(SiteError) as caught:
        repair_text(FRONT_MATTER, SOURCE, Config(), rules=(swap("'新茶'", "'新茶"),))

    assert "broke the front matter" in str(caught.value.problems[0].message)


def test_an_edit_that_changes_nothing_is_no_fix() -> None:
    assert repair_text("一。\n", SOURCE, Config(), rules=(swap("一", "一"),)).fixes == ()


def test_a_rule_that_takes_a_sentence_for_a_copy_costs_nothing() -> None:
    result = repair_text(
        "一。\n\n二。\n\n三\n", SOURCE, Config(), rules=(swap("二。\n\n", ""), swap("三", "四"))
    )

    assert result.text == "一。\n\n二。\n\n四\n"


def test_a_paragraph_that_a_line_of_dashes_makes_a_heading_stays_above_a_copy() -> None:
    copied = "新茶の季節がやってきました。産地では摘み取りが進み、店先には青い香りが満ちています。"
    heading = "茶葉は湯の温度で味が変わります。七十度の湯で待つと、甘みが前に出てきます。\n---"

    rules = (RULE_OF["repeated-paragraph"], RULE_OF["repeated-section"])
    result = repair_text(f"{copied}\n\n{heading}\n\n{copied}\n", SOURCE, Config(), rules=rules)

    assert result.text == f"{copied}\n\n{heading}\n"
