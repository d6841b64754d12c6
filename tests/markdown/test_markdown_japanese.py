"""Emphasis, line breaks and spaces in Japanese, Chinese and Korean text."""

from __future__ import annotations

import pytest

from allforces_site.markdown import render


def paragraph(body: str) -> str:
    return render(body).html.strip().removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**「引用」**が", "<strong>「引用」</strong>が"),
        ("これは**「強調」**です。", "これは<strong>「強調」</strong>です。"),
        ("**注意：**本文", "<strong>注意：</strong>本文"),
        ("前**（括弧）**後", "前<strong>（括弧）</strong>後"),
        ("*「斜体」*の", "<em>「斜体」</em>の"),
        ("古い~~「値段」~~です", "古い<del>「値段」</del>です"),
        ("𠮷野**「家」**𠮷", "𠮷野<strong>「家」</strong>𠮷"),
        ("葛\U000e0100**(城)**", "葛\U000e0100<strong>(城)</strong>"),
        ("**한국어(조선말)**를", "<strong>한국어(조선말)</strong>를"),
        ("ｶﾅ**(半角)**ｶﾅ", "ｶﾅ<strong>(半角)</strong>ｶﾅ"),
        ("这是**“重点”。**吗", "这是<strong>“重点”。</strong>吗"),
    ],
)
def test_emphasis_works_beside_cjk_punctuation(body: str, html: str) -> None:
    assert paragraph(body) == html


@pytest.mark.parametrize("body", ["a**(b)**c", "a_b_c", "** 空白 **", "あ_い_う", "😀**(a)**b"])
def test_emphasis_elsewhere_follows_commonmark(body: str) -> None:
    assert "<strong>" not in render(body).html
    assert "<em>" not in render(body).html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("一行目\n二行目", "一行目二行目"),
        ("句点。\n「次」", "句点。「次」"),
        ("**強調**\nです", "<strong>強調</strong>です"),
        ("です\n[連結](/a)", 'です<a href="/a">連結</a>'),
        ("注\n`符号`", "注<code>符号</code>"),
        ("𠮷\n野", "𠮷野"),
        ("葛\U000e0100\n飾", "葛\U000e0100飾"),
        ("한글\n한글", "한글\n한글"),
        ("日本\n한글", "日本\n한글"),
        ("word\nword", "word\nword"),
        ("日本\nword", "日本\nword"),
        ("word\n日本", "word\n日本"),
        ("です。\nRAGは", "です。RAGは"),
        ("A、\nB", "A、B"),
        ("RAGは\n「A」", "RAGは「A」"),
        ("RAG\n（検索）", "RAG（検索）"),
        ("AI\n」と", "AI」と"),
        ("2〜\n3", "2〜3"),
        ("2～\n3", "2～3"),
        ("です。\n`code`", "です。<code>code</code>"),
        ("`code`\n、と", "<code>code</code>、と"),
        ("です。\n[RAG](/a)", 'です。<a href="/a">RAG</a>'),
        ("**です。**\nRAG", "<strong>です。</strong>RAG"),
        ("です。\n*RAG*", "です。<em>RAG</em>"),
        ("です。\n<b>RAG</b>", "です。<b>RAG</b>"),
        ("です。\n2025年", "です。2025年"),
        ("「책」\n한글", "「책」\n한글"),
        ("です.\nRAG", "です.\nRAG"),
        ("word.\nword", "word.\nword"),
        ("です。<br>\nRAG", "です。<br>\nRAG"),
        ("一行目  \n二行目", "一行目<br />\n二行目"),
        ("一行目\\\n二行目", "一行目<br />\n二行目"),
        ("一<br>\n二", "一<br>\n二"),
        ("文。![図](a.png)\n続き", None),
    ],
)
def test_line_break_vanishes_between_wide_characters_and_beside_full_width_punctuation(
    body: str, html: str | None
) -> None:
    if html is None:
        assert "/>\n続き" in render(body).html
    else:
        assert paragraph(body) == html


def test_text_and_first_paragraph_have_no_space_there_either() -> None:
    document = render("**です。**\nRAGは\n「A」です。\n`B`\n\n- 項目、\n  C\n\nです。\n===")

    assert document.text == "です。RAGは「A」です。B\n項目、C\nです。"
    assert document.first_paragraph == "です。RAGは「A」です。B"


def test_alternative_text_of_a_picture_is_joined_too() -> None:
    assert 'alt="一行目二行目"' in render("![一行目\n二行目](a.png)").html


def test_full_width_space_indents_a_paragraph() -> None:
    assert render("　字下げした段落。").html == "<p>　字下げした段落。</p>\n"
    assert render("- 項目\n\n  　字下げ").html.count("<p>　字下げ</p>") == 1


def test_the_plain_text_has_no_full_width_indent() -> None:
    assert render("　字下げ").first_paragraph == "字下げ"
