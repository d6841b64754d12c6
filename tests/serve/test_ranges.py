"""Which bytes a Range header asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.serve.ranges import Part, UnsatisfiableError, part_of


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("bytes=0-0", Part(0, 1)),
        ("bytes=2-", Part(2, 10)),
        ("bytes=2-99", Part(2, 10)),
        ("bytes=-3", Part(7, 10)),
        ("bytes=-99", Part(0, 10)),
        ("BYTES = 1-2", None),
        ("bytes=5-2", None),
        ("bytes=1-2,4-5", None),
        ("bytes=-", None),
        ("lines=1-2", None),
        ("bytes=" + "9" * 5000 + "-", None),
    ],
)
def test_a_range_is_cut_to_the_file_and_a_malformed_one_ignored(header: str, expected: object) -> None:
    assert part_of(header, 10) == expected


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-20", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(header: str) -> None:
    with pytest.raises(UnsatisfiableError):
        part_of(header, 10)


@given(st.from_regex(r"bytes=\d{0,3}-\d{0,3}", fullmatch=True), st.integers(0, 300))
def test_a_part_is_in_the_file_and_not_empty(header: str, size: int) -> None:
    try:
        part = part_of(header, size)
    except UnsatisfiableError:
        return
    assert part is None or 0 <= part.start < part.end <= size
