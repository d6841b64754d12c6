"""Kinds of files are told by the patterns of their names."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.files import kinds
from allforces_site.files.kinds import doubtful_kind, is_secret_name, left_out_as

PATTERNS = [(kind, patterns.split()) for kind, patterns in kinds._LEFT_OUT]
WRITTEN = sorted(pattern for _, patterns in PATTERNS for pattern in patterns)


@given(st.sampled_from(WRITTEN), st.sampled_from(["", "a", "2", "-", ".", "本"]), st.sampled_from(["", "x"]))
def test_a_file_is_of_the_first_kind_that_has_a_pattern_of_its_name(
    pattern: str, inside: str, end: str
) -> None:
    name = pattern.replace("[-_.]", "-").replace("*", inside) + end

    found = (kind for kind, patterns in PATTERNS if any(fnmatchcase(name, one) for one in patterns))
    assert left_out_as(name, is_folder=False) == next(found, None)


@pytest.mark.parametrize(
    ("name", "is_secret"),
    [(".ENV", True), ("Server.KEY", True), ("secrets.yaml", True), ("keys.txt", False), ("env.html", False)],
)
def test_names_of_secrets_are_told_in_any_case(name: str, is_secret: bool) -> None:
    assert is_secret_name(name) is is_secret


def test_a_page_is_left_out_by_no_name_and_may_be_doubtful() -> None:
    assert left_out_as("backup.old.md", is_folder=False) is None
    assert doubtful_kind("README.md") is not None
    assert doubtful_kind("robots.txt") is None
