from __future__ import annotations

import pytest

from allforces_site.lint.source.running_text import BLANK, running_words
from allforces_site.lint.source.source_file import parse_source_file


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("港を`make port`で作る。", "港をで作る。"),
        ("[船の時刻](/ships/)を見る。", "を見る。"),
        ("![船](/ship.png)", ""),
        ("詳しくは https://example.com/港/船 を見る。", "詳しくは  を見る。"),
        ('<span class="港">船</span>が出る。', "船が出る。"),
        ('<a href="/港/">船</a>が出る。', "が出る。"),
        ("船長は「港へ『早く』行け」と言う。", "船長はと言う。"),
        ("資料、港の地図.pdf、を開く。", "資料、、を開く。"),
        ("docs/港/船 を開く。", " を開く。"),
        ("port@example.com へ", " へ"),
        ("{{ site.title }}の港", "の港"),
        ("速さは3.5倍、英語/日本語。", "速さは3.5倍、英語/日本語。"),
    ],
)
def test_only_what_is_written_as_sentences_is_left(text: str, left: str) -> None:
    running = running_words(text)

    assert len(running) == len(text)
    assert running.replace(BLANK, "") == left


def test_all_is_at_its_place_in_the_file() -> None:
    text = "---\ntitle: 港\n---\n## 船\n\n港の朝。\n\n> 引用\n\n```\ncode\n```\n\n- 魚\n"
    source_file = parse_source_file(text, "_posts/2026-01-02-test.md")

    assert len(source_file.running) == len(text)
    assert source_file.running.replace(BLANK, "").split() == ["##", "船", "港の朝。", "-", "魚"]
    assert source_file.running.index("港の朝") == text.index("港の朝")
