from __future__ import annotations

import pytest

from allforces_site.lint.source.source_file import parse_source_file
from allforces_site.lint.source.summary_ends import mid_sentence
from allforces_site.messages.message import Message

BODY = """茶園の朝は早く、日の出の前に摘み取りが始まります。機械が入らない斜面では今も手で摘みます。

## 茶園の一日

湯の温度は七十度（少し冷ました湯）が目安です。
"""


def sign(text: str) -> Message | None:
    return mid_sentence(parse_source_file(f"---\ntitle: 試験\n---\n{BODY}", "_posts/2026-01-02-a.md"), text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("茶園の朝は早く...", "..."),
        ("茶園の朝は早く…", "…"),
        ("茶園の朝は早く……", "……"),
        ("茶園の朝は早く、", "、"),
        ("茶園の朝は早い。だから茶園の", "茶園の"),
        ("茶農家は「朝が早い。", "「"),
        ("茶園の朝は早く、日の出の前に摘み取りが始まります。機械が入らない斜", "面では"),
        ("湯の温度は七十度（少し冷ました湯）", "が目安です"),
    ],
)
def test_a_text_that_stops_in_mid_sentence_is_found(text: str, shown: str) -> None:
    assert shown in str(sign(text))


@pytest.mark.parametrize(
    "text",
    [
        "茶園の朝は早く、日の出の前に摘み取りが始まります。",
        "茶園の朝は早く、日の出の前に摘み取りが始まります",
        "茶園の一日",
        "茶園の一日を写真で紹介",
        "茶農家は「朝が早い」",
        "「茶園の朝は早い？」",
        "斜面では今も手で",
        "So many teas.",
        "今年の新茶は？",
    ],
)
def test_a_whole_text_is_fine(text: str) -> None:
    assert sign(text) is None
