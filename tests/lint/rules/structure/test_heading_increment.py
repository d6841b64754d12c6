from __future__ import annotations

import pytest

from allforces_site.lint.rules.structure.heading_increment import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("## 港\n\n### 船\n\n## 市場\n", []),
        ("## 港\n\n#### 船\n", [6]),
        ("### 港\n\n### 船\n", [4]),
        ("# 港\n\n### 船\n\n##### 網\n", [6, 8]),
        ("## 港\n\n### 船\n\n#### 網\n\n## 市場\n", []),
        ("港\n---\n\n#### 船\n", [7]),
        ("船が着きます。\n---\n\n## 港\n", []),
    ],
)
def test_a_heading_skips_a_level(body: str, lines: list[int]) -> None:
    assert [finding.line for finding in find(RULE, body)] == lines
