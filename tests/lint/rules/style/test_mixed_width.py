from __future__ import annotations

import pytest

from allforces_site.lint.rules.style.mixed_width import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("ＡＩとAIとAI", "ＡＩ"),
        ("５軒と3軒と2軒", "５"),
        ("2026年と２０２７年", "２０２７"),
        ("ﾌｪﾘｰとフェリー", "ﾌｪﾘｰ"),
        ("ＡＢＣとＤＥＦとGHI", "GHI"),
    ],
)
def test_the_first_in_the_rarer_width_is_found(text: str, odd: str) -> None:
    (finding,) = find(RULE, f"{text}\n")

    assert finding.column == text.index(odd) + 1
    assert odd in str(finding.message)


@pytest.mark.parametrize(
    "text",
    [
        "AIと3軒",
        "ＡＩと３軒",
        "５軒と12軒と300軒",
        "`ＡＩ`とAI",
        "1. ３軒を回る。",
        "「ＡＩ」とAI",
    ],
)
def test_one_width_code_quotations_and_the_style_of_papers_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []


def test_each_kind_of_sign_has_its_own_finding() -> None:
    assert len(find(RULE, "ＡＩとAIの３軒と4軒と5軒\n")) == 2
