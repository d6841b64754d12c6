from __future__ import annotations

import pytest

from allforces_site.lint.rules.structure.empty_section import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("## 港\n\n## 船\n\n本文です。\n", [4]),
        ("本文です。\n\n## 港\n", [6]),
        ("本文です。\n\n## 港\n\n---\n", [6]),
        ("### 港\n\n## 船\n\n本文です。\n", [4]),
        ("## 港\n### 船\n\n本文です。\n", []),
        ("## 港\n\n![港](/port.jpg)\n", []),
        ("## 港\n\n- 船\n", []),
        ("## 港\n\n<div>地図</div>\n", []),
        ("##\n\n本文です。\n", [4]),
        ("##\n\n#\n\n##\n\n本文です。\n\n##\n", [4, 12]),
        ("本文です。\n", []),
        (f"## 港 {'朝は早い。' * 30}\n\n## 船\n\n本文です。\n", []),
    ],
)
def test_a_section_needs_a_text(body: str, lines: list[int]) -> None:
    assert [finding.line for finding in find(RULE, body)] == lines
