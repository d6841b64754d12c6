from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from allforces_site.lint.phrases.prompts import CERTAIN, LIKELY, is_certain, is_likely


@pytest.mark.parametrize(
    ("instruction", "is_found"),
    [*((certain, is_certain) for certain in CERTAIN), *((likely, is_likely) for likely in LIKELY)],
)
@settings(max_examples=50)
@given(st.data())
def test_a_cheap_look_hides_no_instruction(
    instruction: str, is_found: Callable[[str], bool], data: st.DataObject
) -> None:
    line = data.draw(st.from_regex(instruction, fullmatch=True))
    assume(3 <= len(line) <= 120)

    assert is_found(line)


@pytest.mark.parametrize("line", ["- 前置きは書かない", "見出しは含めない。"])
def test_instructions_to_leave_something_out_are_likely_ones(line: str) -> None:
    assert is_likely(line)
