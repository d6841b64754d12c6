from __future__ import annotations

import pytest

from allforces_site.lint.rules.style.redundant_phrase import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("魚を試食することができます。", "でき"),
        ("船を予約することが可能です。", "できる"),
        ("魚を買うことができる日", "…える"),
        ("船を出すことができれば行く。", "…せる"),
        ("港を見ることができる丘", "…れる"),
        ("魚の味を高めることが可能だ。", "…れる"),
        ("港まで運んでいくことが可能だ。", "…ける"),
        ("まず最初に港へ行く。", "最初"),
        ("客は約300人ほどだ。", "約…"),
        ("客はおよそ三百人くらいだ。", "約…"),
        ("市長ははっきりと明言した。", "明言"),
        ("魚はすべて全部売れた。", "すべて"),
        ("各港ごとに市が立つ。", "…ごとに"),
        ("違和感を感じた。", "違和感を覚え"),
    ],
)
def test_a_phrase_is_found_with_a_shorter_one(text: str, short: str) -> None:
    (finding,) = find(RULE, f"{text}\n")

    assert short in str(finding.hint)


@pytest.mark.parametrize(
    "text",
    [
        "魚を試食できます。",
        "港が見ることができる丘になる。",
        "朝市を祭りと捉えることができる。",
        "人を走らせることができる。",
        "魚を買うことはできない。",
        "客は約300人だ。",
        "約束の程度は、人による。",
        "およその数は、三百人くらいだ。",
        "各港に市が立つ。港ごとに違う。",
        "より最適化された船",
        "「まず最初に」と言う。",
    ],
)
def test_other_words_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []
