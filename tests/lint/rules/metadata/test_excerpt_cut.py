from __future__ import annotations

import pytest

from allforces_site.lint.rules.leftovers import model_remark
from allforces_site.lint.rules.metadata import description_cut, description_long, excerpt_is_title, title_cut
from allforces_site.lint.rules.metadata.excerpt_cut import RULE
from tests.lint.rules.conftest import find

BODY = "茶園の朝は早く、日の出の前に摘み取りが始まります。\n"


@pytest.mark.parametrize(
    "excerpt",
    ["茶園の朝は早く...", "茶園の朝は早く、", "茶農家は「朝が早い。", "茶園の朝は早く、日の出の前に摘"],
)
def test_an_excerpt_that_stops_in_mid_sentence_is_found(excerpt: str) -> None:
    (finding,) = find(RULE, BODY, f"title: 新茶\nexcerpt: {excerpt}")

    assert finding.line == 3


@pytest.mark.parametrize("excerpt", ["茶園の朝は早いです。", "茶園の朝を写真で紹介", ""])
def test_a_whole_excerpt_is_fine(excerpt: str) -> None:
    assert find(RULE, BODY, f"title: 新茶\nexcerpt: {excerpt}") == []


def test_a_description_that_is_the_same_text_is_reported_with_it() -> None:
    front = "title: 新茶\nexcerpt: 茶園の朝は早く...\ndescription: 茶園の朝は早く…"

    (finding,) = find(RULE, BODY, front)

    assert "description" in str(finding.message)
    assert find(description_cut.RULE, BODY, front) == []


def test_a_cut_title_as_excerpt_is_left_to_the_other_rule() -> None:
    front = "title: 新茶の季節、茶園の\nexcerpt: 新茶の季節、茶園の"

    assert find(RULE, BODY, front) == []
    assert len(find(excerpt_is_title.RULE, BODY, front)) == 1


def test_a_writing_models_remark_is_reported_by_one_rule() -> None:
    remark = "大変申し訳ありませんが、記事を作成できません。検索の結果、"
    front = f"title: 大変申し訳ありませんがの可\nexcerpt: {remark}\ndescription: {remark}{'茶' * 120}、"

    assert len(find(model_remark.RULE, BODY, front)) == 1
    for rule in (title_cut.RULE, RULE, description_cut.RULE, description_long.RULE):
        assert find(rule, BODY, front) == []
