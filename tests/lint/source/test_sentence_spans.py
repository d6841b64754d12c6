from __future__ import annotations

import pytest

from allforces_site.lint.source.prose import folded, plain
from allforces_site.lint.source.sentence_spans import behind_heads, is_balanced, said, spans_of


def sentences(text: str) -> list[str]:
    return said(text, folded(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("船が出る。客が乗る。", ["船が出る。", "客が乗る。"]),
        ("「船が出る。」と船頭が言う。", ["「船が出る。」と船頭が言う。"]),
        ("「船が出る。」客が乗る。", ["「船が出る。」", "客が乗る。"]),
        ("なぜ？という声もある。本当！", ["なぜ?という声もある。", "本当!"]),
        ("Yahoo!の記事を読む。Why? I see.", ["yahoo!の記事を読む。", "why?", "isee."]),
        ("船が出る。 ### 二、客 客が乗る。", ["船が出る。", "二、客客が乗る。"]),
        ("船が出る。 --- 客が乗る。", ["船が出る。", "客が乗る。"]),
        ("一行目\n二行目。", ["一行目", "二行目。"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("船が出る。客が乗る。", ["船が出る。", "客が乗る。"]),
        ("**船が出る。**客が乗る。", ["**船が出る。**", "客が乗る。"]),
        ("[船が出る？](/ship/) [客が乗る？](/guest/)", ["[船が出る？](/ship/)", " [客が乗る？](/guest/)"]),
        ("- 船が出る。\n- 客が乗る。", ["- 船が出る。\n", "- 客が乗る。"]),
    ],
)
def test_the_spans_of_sentences_have_their_marks(markdown: str, wanted: list[str]) -> None:
    spans = spans_of(markdown, sentences(plain(markdown)))

    assert spans is not None
    assert [markdown[start:end] for start, end in spans] == wanted


def test_where_markup_spans_sentences_in_another_way_there_are_no_spans() -> None:
    assert spans_of("船が出る。", ["客が乗る。"]) is None


def test_a_part_with_an_open_mark_or_bracket_is_not_balanced() -> None:
    assert is_balanced("**船**が（朝に）出る。")
    assert not any(map(is_balanced, ["**船が出る。", "（船が出る。", "<b>船が出る。", "`船"]))


def test_a_sentence_behind_a_heading_in_its_line_is_told_apart() -> None:
    assert "船が出る。" in [*behind_heads("### 港の朝 船が出る。")]
    assert [*behind_heads("**港の朝** 船が出る。")] == ["船が出る。"]
    assert [*behind_heads("**港の朝：** 船が出る。")] == []
    assert [*behind_heads("港の朝 船が出る。")] == []
