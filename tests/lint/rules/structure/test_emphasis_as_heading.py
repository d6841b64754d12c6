from __future__ import annotations

import pytest

from allforces_site.lint.rules.structure.emphasis_as_heading import RULE
from tests.lint.rules.conftest import find

TEXT = "港の朝は早く始まります。"


@pytest.mark.parametrize(
    "line", ["**市場の朝**", "**市場の朝はなぜ早いのか？**", "**船と「市場」**", "  **市場の朝**  "]
)
def test_a_line_in_bold_above_a_text_is_a_heading_to_the_eye(line: str) -> None:
    (finding,) = find(RULE, f"{TEXT}\n\n{line}\n\n{TEXT}\n")

    assert finding.line == 6


def test_a_bold_first_line_of_a_paragraph_is_a_heading_to_the_eye() -> None:
    (finding,) = find(RULE, f"{TEXT}\n\n**市場の朝**\n{TEXT}\n")

    assert "市場の朝" in str(finding.message) and TEXT not in str(finding.message)


@pytest.mark.parametrize("rest", ["港町1-2", "朝だけ開きます", "**電話**\n朝に受けます。"])
def test_a_label_above_a_value_is_no_heading(rest: str) -> None:
    assert find(RULE, f"{TEXT}\n\n**市場の場所**\n{rest}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "**市場の朝は早い。**",
        "**持ち物：**",
        "**「市場の朝は早い」**",
        "**[市場の朝](/market/)**",
        "**市場**の朝",
        "**市場**と**船**",
        f"**{'市場の朝' * 40}**",
        "市場の朝",
        "## 市場の朝",
        "- **市場の朝**",
    ],
)
def test_emphasis_is_no_heading(line: str) -> None:
    assert find(RULE, f"{TEXT}\n\n{line}\n\n{TEXT}\n") == []


def test_a_line_with_nothing_below_it_heads_nothing() -> None:
    assert find(RULE, f"{TEXT}\n\n**市場の朝**\n") == []
    assert find(RULE, f"{TEXT}\n\n**市場の朝**\n\n---\n") == []
