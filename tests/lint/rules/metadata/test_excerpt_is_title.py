from __future__ import annotations

import pytest

from allforces_site.lint.rules.metadata.excerpt_is_title import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    "excerpt", ["新茶の季節、始まる", "「新茶の季節」始まる！", "新茶の 季節", "新茶の季節、始まりです。"]
)
def test_an_excerpt_with_no_words_but_the_title_is_found(excerpt: str) -> None:
    (finding,) = find(
        RULE, "本文です。\n", f"title: 新茶の季節、始まり\nexcerpt: {excerpt}".replace("始まる", "始まり")
    )

    assert finding.line == 3
    assert "the excerpt says nothing" in str(finding.message)


def test_one_finding_covers_both() -> None:
    front = "title: 新茶の季節\ndescription: 新茶の季節。\nexcerpt: 新茶の季節"

    (finding,) = find(RULE, "本文です。\n", front)

    assert "the excerpt and the description say" in str(finding.message)


def test_a_description_alone_is_found_in_its_line() -> None:
    (finding,) = find(RULE, "本文です。\n", "title: 新茶\nexcerpt: 旬は短い。\ndescription: 新茶。")

    assert finding.line == 4


def test_an_excerpt_that_says_more_is_fine() -> None:
    assert find(RULE, "本文です。\n", "title: 新茶の季節\nexcerpt: 新茶の季節が始まりました。") == []
