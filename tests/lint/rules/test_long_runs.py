"""No rule for one file takes long for any file: a pattern that tries too much would hold up every build."""

from __future__ import annotations

import time

import pytest

from allforces_site.config.model import Config
from allforces_site.lint.registry import RULES
from allforces_site.lint.source.source_file import parse_source_file

# Seconds for 20,000 signs and all rules; a pattern that tries each pair of places takes some minutes.
LIMIT = 8


@pytest.mark.parametrize(
    "sign", ["*", "`", "[", "(", "「", "、", "。", "-", "=", "#", " ", "あ", "a.", "**あ", "は、"]
)
@pytest.mark.parametrize("behind", ["", "\n", "\n\n"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str, behind: str) -> None:
    text = (sign + behind) * (20_000 // len(sign + behind))
    start = time.process_time()
    source_file = parse_source_file(
        f"---\ntitle: 試験\n---\n本文です。\n\n{text}\n", "_posts/2026-01-02-test.md"
    )
    for rule in RULES:
        if rule.find is not None:
            list(rule.find(source_file, Config()))

    assert time.process_time() - start < LIMIT
