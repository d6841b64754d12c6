from __future__ import annotations

import pytest

from allforces_site.lint.rules.leftovers.cut_text import RULE
from tests.lint.rules.conftest import find, repaired

WHOLE = "店は朝から開いています。\n\n駅前の店は三代続いています。"


def test_a_cut_is_found_where_its_sentence_begins() -> None:
    (finding,) = find(RULE, f"{WHOLE}朝の仕込みは、まだ暗いうちから\n")

    assert (finding.line, finding.column) == (6, 15)
    assert "まだ暗いうちから" in str(finding.message)


def test_a_whole_text_is_fine() -> None:
    assert find(RULE, f"{WHOLE}\n") == []


@pytest.mark.parametrize("formula", ["$$\nE = mc^2\n$$", "\\[\nE = mc^2\n\\]"])
def test_a_sentence_goes_on_with_a_formula(formula: str) -> None:
    assert find(RULE, f"{WHOLE}波の高さを測ると、周期は\n\n{formula}\n\nとなります。\n") == []


def test_items_right_below_a_line_of_text_need_no_mark() -> None:
    items = "- 朝は早いが、夜は静かな店\n- 港を歩いてから、海を見たい人"
    assert find(RULE, f"**向く人**\n{items}\n\n{WHOLE}\n") == []
    assert len(find(RULE, f"**向く人**\n{items}。ただし夜は、まだ\n\n{WHOLE}\n")) == 1


def test_only_a_short_fragment_has_a_fix() -> None:
    (short,) = find(RULE, f"{WHOLE}\n\nさらに、**\n")
    (long,) = find(RULE, f"{WHOLE}朝の仕込みは、まだ暗いうちから始まり、{'とても' * 10}長く\n")

    assert short.proposal is not None and str(short.proposal.message) == "delete the fragment"
    assert long.proposal is None


def test_a_short_fragment_goes_where_the_text_is_over() -> None:
    assert repaired(RULE, f"{WHOLE}\n\nさらに、**\n") == f"{WHOLE}\n"
    assert repaired(RULE, f"{WHOLE}朝の仕込みは\n") == f"{WHOLE}\n"
    assert (
        repaired(RULE, f"{WHOLE}\nまず、\n\n---\n\n[案内](/about/)\n")
        == f"{WHOLE}\n\n---\n\n[案内](/about/)\n"
    )


@pytest.mark.parametrize(
    "sentence",
    ["売り切れ次第、閉店する", "自慢は三代続く味", "雨の日も、朝は早い", "すべての人に、温かい味を"],
)
def test_a_sentence_that_may_only_lack_its_mark_stays(sentence: str) -> None:
    assert repaired(RULE, f"{WHOLE}{sentence}\n") == f"{WHOLE}{sentence}\n"


def test_a_short_fragment_goes_before_the_last_end_marker_too() -> None:
    assert repaired(RULE, f"{WHOLE}\n\nさらに、**\n\n---END---\n") == f"{WHOLE}\n\n---END---\n"


def test_a_long_fragment_is_deleted_only_if_its_words_are_elsewhere() -> None:
    fragment = "朝の仕込みは、まだ暗いうちから始まり、米を研いで火にかけるまでに二時間ほどかかり"
    twice = f"{fragment}ます。\n\n{WHOLE}{fragment}\n"

    assert repaired(RULE, f"{WHOLE}{fragment}\n") == f"{WHOLE}{fragment}\n"
    assert repaired(RULE, twice) == f"{fragment}ます。\n\n{WHOLE}\n"


def test_a_few_words_go_only_if_a_sentence_elsewhere_begins_with_them() -> None:
    assert repaired(RULE, f"彼は満足した。\n\n{WHOLE}満足\n") == f"彼は満足した。\n\n{WHOLE}満足\n"
    assert (
        repaired(RULE, f"それは春。満足した顔だ。\n\n{WHOLE}満足\n")
        == f"それは春。満足した顔だ。\n\n{WHOLE}\n"
    )


def test_a_fragment_goes_before_the_paragraph_that_says_it_again() -> None:
    body = f"{WHOLE}\n\n常連のお客さん\n\n常連のお客さんには、近所の人が多い。\n"

    assert repaired(RULE, body) == f"{WHOLE}\n\n常連のお客さんには、近所の人が多い。\n"


def test_a_fragment_behind_whole_sentences_goes_where_its_words_are_said_again() -> None:
    body = f"{WHOLE}常連のお客さん\n\n…常連のお客さんには、近所の人が多い。\n"

    assert repaired(RULE, body) == f"{WHOLE}\n\n常連のお客さんには、近所の人が多い。\n"


def test_a_sentence_is_joined_with_its_rest_where_that_is_certain() -> None:
    body = f"{WHOLE}朝の仕込みは、店主の家族\n\nが引き受けます。\n\n三代目の話です。\n"
    (finding,) = find(RULE, body)

    assert finding.proposal is not None
    assert str(finding.proposal.message) == "join the two parts of the sentence"
    assert repaired(RULE, body) == f"{WHOLE}朝の仕込みは、店主の家族が引き受けます。\n\n三代目の話です。\n"
    assert find(RULE, repaired(RULE, body)) == []


def test_other_languages_are_not_judged() -> None:
    assert find(RULE, f"{WHOLE}朝の仕込みは、\n", "title: 試験\nlang: zh") == []


def test_a_sentence_that_may_not_go_on_below_stays() -> None:
    body = f"{WHOLE}朝の仕込みは、まだ暗い\n\nうちから始まります。\n"

    assert len(find(RULE, body)) == 1
    assert repaired(RULE, body) == body


def test_a_fragment_behind_a_marker_that_is_not_the_last_stays() -> None:
    body = f"{WHOLE}朝の仕込みは\n\n---END---\n\nうちから始まります。\n"

    assert repaired(RULE, body) == body


def test_a_heading_is_not_left_without_a_text() -> None:
    body = f"{WHOLE}\n\n## 朝の仕込み\n\nまず、\n"

    assert repaired(RULE, body) == body
