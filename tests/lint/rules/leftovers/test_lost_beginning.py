from __future__ import annotations

import pytest

from allforces_site.lint.rules.leftovers.lost_beginning import RULE
from tests.lint.rules.conftest import find

WHOLE = "港の朝は早く始まります。"


def test_a_paragraph_without_its_beginning_is_found_where_it_is() -> None:
    (finding,) = find(RULE, f"{WHOLE}\n\nを干すのは朝のうちです。\n")

    assert (finding.line, finding.column) == (6, 1)
    assert "を干すのは朝のうちです。" in str(finding.message)


def test_the_gap_below_a_cut_is_reported_once() -> None:
    assert find(RULE, f"{WHOLE}船が運ぶのは、網と\n\nを干すのは朝のうちです。\n") == []


def test_each_line_is_found() -> None:
    assert len(find(RULE, f"{WHOLE}\n\n…網を干します。\n」と言います。\n")) == 2


@pytest.mark.parametrize("formula", ["$$\nE = mc^2\n$$", "\\[\nE = mc^2\n\\]"])
def test_a_sentence_goes_on_below_a_formula(formula: str) -> None:
    assert find(RULE, f"周期は\n\n{formula}\n\nと書けます。\n") == []
    assert find(RULE, f"周期は\n{formula}\nを解くと分かります。\n") == []


@pytest.mark.parametrize("lang", ["en", "zh", "ko"])
def test_other_languages_are_not_judged(lang: str) -> None:
    assert find(RULE, f"{WHOLE}\n\n、網。\n", f"title: 試験\nlang: {lang}") == []
