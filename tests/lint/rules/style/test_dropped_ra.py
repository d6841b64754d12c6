from __future__ import annotations

import pytest

from allforces_site.lint.rules.style.dropped_ra import RULE
from tests.lint.rules.conftest import find, repaired


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("港が見れる。", "港が見られる。"),
        ("魚を食べれない人", "魚を食べられない人"),
        ("朝五時に起きれますか。", "朝五時に起きられますか。"),
        ("市へ来れた。", "市へ来られた。"),
        ("値段を決めれなかった。", "値段を決められなかった。"),
    ],
)
def test_the_lost_ra_is_put_in(text: str, right: str) -> None:
    assert len(find(RULE, f"{text}\n")) == 1
    assert repaired(RULE, f"{text}\n") == f"{right}\n"


@pytest.mark.parametrize(
    "text",
    [
        "港が見られる。",
        "港を見れば分かる。",
        "魚を食べればよい。",
        "箱に入れる。",
        "手で触れる。",
        "坂を走れる。",
        "島で生まれる。",
        "船が現れた。",
        "よく喋れる人",
        "晴れた日",
        "荷が切れた。",
        "「見れる」と書いた。",
    ],
)
def test_right_forms_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []
