from __future__ import annotations

import pytest

from allforces_site.lint.rules.metadata import excerpt_is_title
from allforces_site.lint.rules.metadata.excerpt_generic import RULE
from tests.lint.rules.conftest import find

TITLE = "静岡の新茶、輸出で五割増"


@pytest.mark.parametrize(
    "excerpt",
    [
        "静岡の新茶、輸出で五割増について詳細に分析します。",
        "静岡の新茶、輸出五割増について解説",
        "静岡の新茶に関して、わかりやすくご紹介いたします。",
        "静岡の新茶、輸出で五割増を徹底解説！",
        "本記事では、静岡の新茶について詳しく説明していきます。",
    ],
)
def test_the_title_in_a_set_phrase_is_found(excerpt: str) -> None:
    (finding,) = find(RULE, "本文です。\n", f"title: {TITLE}\nexcerpt: {excerpt}")

    assert finding.line == 3


@pytest.mark.parametrize(
    "excerpt",
    [
        "静岡の新茶、輸出で五割増。",
        "輸出が伸びた理由を、茶商三人に聞きました。",
        "静岡の新茶について、欧州の買い手の声とともに紹介します。",
        "静岡の新茶の輸出が伸びた背景と、欧州の検査への備えを解説します。",
        "静岡の新茶について解説します。輸出は五割増でした。",
        "抹茶の買い付けについて詳しく解説します。",
        "静岡の新茶、輸出で五割増と茶商の本音について解説します。",
        "静岡の新茶、欧州への輸出で五割増について解説します。",
        "静岡の新茶、輸出で五割増は続くのか？静岡の輸出を読み解く",
    ],
)
def test_a_summary_that_says_more_is_fine(excerpt: str) -> None:
    assert find(RULE, "本文です。\n", f"title: {TITLE}\nexcerpt: {excerpt}") == []


def test_one_finding_covers_the_same_phrase_in_both() -> None:
    line = "静岡の新茶について解説します。"

    (finding,) = find(RULE, "本文です。\n", f"title: {TITLE}\nexcerpt: {line}\ndescription: {line}")

    assert "excerpt and the description" in str(finding.message)


def test_what_is_nothing_but_the_title_is_left_to_the_other_rule() -> None:
    front = "title: 新茶を徹底解説\nexcerpt: 新茶を徹底解説。"

    assert find(RULE, "本文です。\n", front) == []
    assert len(find(excerpt_is_title.RULE, "本文です。\n", front)) == 1
