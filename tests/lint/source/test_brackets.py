from __future__ import annotations

import time

import pytest

from allforces_site.lint.source.brackets import are_partners, unmatched


@pytest.mark.parametrize("text", ["", "「朝市」と『夕市』", "（土曜(雨天中止)）", "港（北)の朝"])
def test_closed_brackets_are_no_fault(text: str) -> None:
    assert unmatched(text) == []


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("「朝市は雨でも開く", "「"),
        ("朝市」は雨でも開く", "」"),
        ("『朝市「雨の日』は", "「"),
        ("「朝市（港」は（「", "（（「"),
    ],
)
def test_a_bracket_without_a_partner_is_found(text: str, signs: str) -> None:
    assert "".join(text[place] for place in unmatched(text)) == signs


def test_a_full_width_bracket_may_close_a_half_width_one() -> None:
    assert are_partners("(", "）")
    assert not are_partners("「", "』")
    assert not are_partners("」", "「")


def test_thousands_of_open_brackets_take_no_long_time() -> None:
    start = time.process_time()
    unmatched("「" * 100_000 + "）" * 1000)

    assert time.process_time() - start < 2
