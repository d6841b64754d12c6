from __future__ import annotations

from allforces_site.lint.rules.metadata import excerpt_cut
from allforces_site.lint.rules.metadata.description_cut import RULE
from tests.lint.rules.conftest import find

BODY = "茶園の朝は早く、日の出の前に摘み取りが始まります。\n"


def test_a_description_that_stops_in_mid_sentence_is_found() -> None:
    front = "title: 新茶\nexcerpt: 茶園の一日です。\ndescription: 茶園の朝は早く..."

    (finding,) = find(RULE, BODY, front)

    assert (finding.line, "..." in str(finding.message)) == (4, True)
    assert find(excerpt_cut.RULE, BODY, front) == []


def test_a_whole_description_is_fine() -> None:
    assert find(RULE, BODY, "title: 新茶\nexcerpt: 茶園の朝は…\ndescription: 茶園の朝を写真で紹介") == []
