"""The fast path gives the same result as the rules of markdown-it, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.parser_block import ParserBlock

from allforces_site.front_matter.parse import parse_front_matter
from allforces_site.markdown import core_rules, render
from allforces_site.markdown.fast_path import prose_blocks
from allforces_site.model import Document
from tests.real_posts import POSTS, needs_corpus

PIECES = [
    "生成AI",
    "モデル",
    "「引用」",
    "。",
    "、",
    "**",
    "**強調**",
    "*",
    "***",
    "****",
    "_",
    "~~",
    "`code`",
    "[題](/a/)",
    "![]()",
    "<b>",
    "&amp;",
    "&",
    '"',
    ">",
    "<",
    "\\*",
    "!",
    "！",
    " ",
    "　",
    "한국어",
    "Latin",
    "𠮟",
    "葛\U000e0100",
    "️",
    "{: .x}",
    "https://example.com/",
    "a@example.com",
    "|",
    ":",
    "[^1]",
    "1. ",
    "- ",
    "# ",
    "  ",
    "\t",
    "---",
    "===",
    "\u200b",
    "é",
    "2025年",
    "R&D",
    "&copy;",
    "]",
    "#",
    "www.example.com",
    "http://a.jp",
    "\ufe00",
    "\x0b",
    "\x85",
    "\u2028",
    "\0",
    "toc",
    "https://a.jp/__b__/*c*",
    "www.a.jp/~~b~~",
    "_a_@b.jp",
]
LINKS = [
    "[題](/a/)",
    "[題](/a/b_c~d)",
    "[題](https://a.jp/?q=1&b=%zz#x)",
    "[題](http://日本.jp/)",
    "[題](https://A.example/x@y,z)",
    "[a b](//x)",
    '[題](/a "t")',
    "[題](/a(b))",
    "[題](/a&amp;b)",
    "[題](javascript:x)",
    "[**題**](/a)",
    "[a@b.jp](/x)",
    "[www.a.jp](/x)",
    "[ a](/x)",
    "[題](/日本/é/)",
    "[題](#日本)",
    "[題](/a　b)",
    "[x](/y)",
    "[題]: /x",
    "[題]",
]
STARTS = [
    "",
    "",
    "",
    "",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "> ",
    "  ",
    "    ",
    "\t",
    "# ",
    "## ",
    "#",
    "- - ",
    "* * *",
    "---",
    "===",
    "```",
    "|",
    ": ",
    "[a]: /b",
    "{: .c}",
    "<div>",
    "**",
    "[^1]: ",
    "- [ ] ",
    "  - ",
    "   ",
    "-    ",
    "-     ",
    "10. ",
    "1) ",
    "2025. ",
    "...",
    "!",
    '"',
    "(",
    "@",
    "^",
    "[題](/a/)",
    "- [題](/a/)",
    "{: #i}",
    "{:toc}",
    "{:x: .y}",
    "{::comment}",
    "{:/}",
    "　",
]
# Line ends, and what is between two blocks.
ENDS = ["\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\n\t\n", "\n　\n", "\r\n", "\r", ""]

texts = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
lines = st.builds("".join, st.tuples(st.sampled_from(STARTS), st.one_of(texts, st.sampled_from(LINKS))))
# Lists whose items look alike, tight or loose; random lines seldom form one.
lists = st.builds(
    lambda marker, items, end: end.join(marker + item for item in items),
    st.sampled_from(["- ", "* ", "+  ", "1. ", "3. ", "2) "]),
    st.lists(st.sampled_from(["項目", "**題**：文", "2025年", *LINKS[:3]]), min_size=1, max_size=4),
    st.sampled_from(["\n", "\n\n", "\n\n\n"]),
)
# The same for paragraphs and headings, of which a pattern matches several at a time.
plain = st.sampled_from(
    ["本文", "**強調**", "**a**と**b?**", '"R&D" > x', "## 見出し", "### **見出し**", "---"]
)
blocks = st.one_of(lines, lists, plain)
bodies = st.lists(st.builds("".join, st.tuples(blocks, st.sampled_from(ENDS))), min_size=1, max_size=10).map(
    "".join
)


@contextmanager
def without_fast_path() -> Iterator[None]:
    with (
        patch.object(prose_blocks.ProseBlockParser, "parse", ParserBlock.parse),
        patch.object(prose_blocks.ProseBlockParser, "tokenize", ParserBlock.tokenize),
        patch.object(core_rules, "read_prose", lambda _: None),
    ):
        yield


def render_by_the_rules(body: str) -> Document:
    with without_fast_path():
        return render(body)


@pytest.mark.slow
@settings(max_examples=600)
@given(bodies)
def test_any_text_is_rendered_as_by_the_rules(body: str) -> None:
    assert render(body) == render_by_the_rules(body)


@pytest.mark.parametrize(
    "body",
    [
        "本文\n---",
        "本文\n===\n続き",
        "- 項目\n本文の続き\n- 次",
        "- 項目\n\n本文",
        "- **太字**：説明\n- **太字**：説明\n\n  続き",
        "**太字**\n**太字**",
        "見出し\n- 項目",
        "本文\n- - -\n続き",
        "本文\n* * *\n続き",
        "本文\n1. 番号",
        "| 表 |\n|---|\n| 値 |",
        "用語\n\n: 説明",
        "{: .lead}\n本文\n\n本文\n{: .note}\n\n- 項目\n{: .list}",
        "> 引用\n続き\n\n> - 項目\n> 続き",
        "　字下げの本文\n続き",
        "- [ ] 用事\n- [x] **済み**",
        "本文  \n改行\n本文\\\n改行",
        "A\nB\n日本\n語\nㄱ\n한\n국",
        "本文\n\n: 説明",
        "本文\n\n- a\n- b\n\n- c\n\n本文",
        "- a\n- b\n\n  続き\n\n本文",
        "- a\n\n* b\n\n1. c\n\n2) d\n\n---\n\n5. e\n6. f",
        "- [題](/a/)\n- [題](https://example.com/?a=1&b=2)\n\n---\n",
        "# a | b\n---|---\n1 | 2",
        "- a | b\n- c | d\n\n本文 | 文\n--|--",
        "## 見出し\n{: #top .big}\n\n## top\n\n## 見出し\n\n{: .x}\n\n- 項目\n\n{: .y}\n\n---\n\n本文",
        "{: .a}\n{:x: .b}\n\n本文\n\n本文",
        "- 目次\n{:toc}\n\n## 見出し\n\n## **見出し** {#own}\n\n本文",
        "## 表の名\n\n| a |\n|---|\n| b |\n\n### [題](/a/)\n\n| a |\n|---|\n| b |",
        "[題](/a/)\n{: .x}\n\n[題](/a/)\n{: x}\n[題](/a/)\n{: .x} 文\n\n[題](/a/)\n{: .x}",
        "本文\n- 項目\n\n本文\n*   **題**：文\n\n本文\n1. 番号\n\n本文\n2. 番号\n\n本文\n* * *\n本文\n> 引用",
        "[題](/a/)\n\n[題]: /b\n\n[題](/c/)\n{: .button}\n\n[題]",
        "本文[^1]\n\n[^1]: 註\n\n    続き\n\n## 見出し",
        '<div markdown="1">\n\n本文\n\n## 見出し\n\n</div>\n\n本文',
        "**強調****強調**\n\n**a** **b**c\n\n**a?**b\n\n**「a」**b\n\n****\n\n***a***",
        "本文 \n\n本文\n \n本文\n\n\n　本文\n\n本文　\n",
        "### 見出し ###\n###見出し\n### C#\n#\n####### 七つ\n###  二つ",
        "\n\n\n本文\n\n\n",
        "本文\n\n   ",
        'R&D &amp; &copy &copy; &#38; & &\n\n"a" > b ~ c ~~d~~ ! ] }',
    ],
)
def test_adjacent_blocks_are_rendered_as_by_the_rules(body: str) -> None:
    assert render(body) == render_by_the_rules(body)


@needs_corpus
@pytest.mark.slow
def test_every_tenth_real_post_is_rendered_as_by_the_rules() -> None:
    for file in sorted(POSTS.glob("*.md"))[::10]:
        body = parse_front_matter(file.read_text(encoding="utf-8"), file.name).body

        assert render(body) == render_by_the_rules(body), file.name


def test_a_body_with_too_much_markup_is_rendered_as_far_as_by_the_rules() -> None:
    body = "段落です。\n\n**強調**の文。\n\n" * 10_000

    assert render(body).as_written_from is not None
    assert render(body) == render_by_the_rules(body)
