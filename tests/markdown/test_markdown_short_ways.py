"""The short ways for plain prose give what the usual rules give, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.front_matter import parse
from allforces_site.markdown import core_rules, prose_blocks, render
from allforces_site.model import Document

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "_posts"

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
]

lines = st.builds(
    lambda start, pieces: start + "".join(pieces),
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(PIECES), max_size=6),
)
bodies = st.lists(st.one_of(lines, st.just("")), max_size=10).map("\n".join)


@contextmanager
def only_the_usual_rules() -> Iterator[None]:
    with (
        patch.object(prose_blocks.ProseBlockParser, "_short_way", lambda *_: False),
        patch.object(core_rules, "read_prose", lambda _: None),
    ):
        yield


def render_the_usual_way(body: str) -> Document:
    with only_the_usual_rules():
        return render(body)


@settings(max_examples=400, deadline=None)
@given(bodies)
def test_any_text_is_rendered_as_by_the_usual_rules(body: str) -> None:
    assert render(body) == render_the_usual_way(body)


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
    ],
)
def test_blocks_that_meet_are_rendered_as_by_the_usual_rules(body: str) -> None:
    assert render(body) == render_the_usual_way(body)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real posts (../shared/corpus) are not here")
def test_every_tenth_real_post_is_rendered_as_by_the_usual_rules() -> None:
    for file in sorted(CORPUS.glob("*.md"))[::10]:
        body = parse(file.read_text(encoding="utf-8"), file.name).body

        assert render(body) == render_the_usual_way(body), file.name
