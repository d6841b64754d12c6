"""A body with too much markup is rendered up to a line, and shown as written from there on."""

from __future__ import annotations

import html
import re

import pytest

from allforces_site import markdown
from allforces_site.markdown import code_lines, render
from allforces_site.markdown.as_written import rendered_end

ITEMS = "- 項目\n" * 40_000
REST = re.compile(r'<pre style="white-space: pre-wrap">\n(?P<text>[^<]*)</pre>\n\Z')


def rest_of(body: str) -> str:
    """The part of `body` that its page shows as written."""
    found = REST.search(render(body).html)
    assert found is not None
    return html.unescape(found["text"])


def test_lists_beyond_the_limit_are_shown_as_written_from_a_line_on() -> None:
    document = render(ITEMS, first_line=5)
    rendered = document.html.count("<li>")

    assert 0 < rendered < 40_000
    assert document.as_written_from == 5 + rendered
    assert rest_of(ITEMS) == "- 項目\n" * (40_000 - rendered)


@pytest.mark.parametrize(
    "body",
    [
        ITEMS,
        "[題](/a)" * 30_000,
        pytest.param("<b>太</b> & *字*\n" * 60_000, marks=pytest.mark.slow),
        "文。\n\n" * 60_000,
        "| a | 字 |\n" * 30_000,
    ],
)
def test_no_word_is_lost_to_the_page_or_to_search_and_reading_time(body: str) -> None:
    document = render(body)
    shown = html.unescape(re.sub(r"<[^>]*>", "", document.html))

    assert document.as_written_from is not None
    for word in ("項目", "題", "太", "字", "文"):
        assert document.text.count(word) == shown.count(word) == body.count(word)


def test_the_first_paragraph_is_of_the_rest_where_nothing_is_rendered() -> None:
    assert render("![図](/a.png)" * 20_000).first_paragraph.startswith("![図](/a.png)")
    assert render("最初の段落。\n\n" + ITEMS).first_paragraph == "最初の段落。"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("```python", "```"),
        ("~~~~", "~~~~"),
        ("- ```", "  ```"),
        ("> ```", "> ```"),
        ("<!-- a", "-->"),
        ("<pre>", "</pre>"),
        ("<script>", "</script>"),
        ("<style media=all>", "</style>"),
        ("<?php", "?>"),
        ("<![CDATA[", "]]>"),
    ],
)
def test_no_fence_and_no_comment_is_cut_in_two(opening: str, closing: str) -> None:
    before = f"段落。\n\n{opening}\n# b\n{closing}\n\n"
    for inside in ("# a\n" * 40_000, "#" * 200_000):
        body = f"{before}{opening}\n{inside}\n{closing}\n\n最後。\n"
        assert rendered_end(body) == len(before)


def test_a_block_that_has_ended_holds_nothing_back() -> None:
    for block in ("```\na\n```\n", "<!-- a -->\n", "<!--\na\n-->\n", "```\n~~~\n```\n", "`<!--`の話\n"):
        body = block + ITEMS
        assert rendered_end(body) > len(ITEMS) // 10


def cells(row: int) -> str:
    date = f"2025-{row % 12 + 1:02}-{row % 28 + 1:02}"
    return f"| {date} | {row * 7919 % 9973 / 10} | モデル{row} | {row % 97}% |\n"


def change(number: int) -> str:
    link = f"[#{number}](https://github.com/a/b/pull/{number})"
    return f"- Fix the parser of dates in `{number}.toml` ({link})\n"


HONEST = {
    "a table of 200 kB": "| 日付 | 値 | 名前 | 率 |\n|---|---|---|---|\n" + "".join(map(cells, range(4_300))),
    "a change log of 200 kB": "".join(map(change, range(2_500))),
    "a short change log": "".join(f"## 1.{n}\n\n- fix: a crash (#{n})\n- add: b\n\n" for n in range(1_500)),
    "an article of 800 kB": (
        "## 見出し\n\n**生成AI**は、文章や画像を作る技術です。[詳しく](https://example.com/a/)見ていきましょう。\n\n"
        "- 一つ目の項目です\n- 二つ目の項目です\n\n"
    )
    * 3_500,
    "dialogue": "「そうですか、分かりました。」\n\n" * 5_000,
    "code": "```python\n" + "    result = compute(first, second)  # why\n" * 5_000 + "```\n",
    "JSON": "```json\n" + '      "name": "value of it", "id": 12345,\n' * 5_000 + "```\n",
    "a table of HTML": "<table>\n" + "<tr><td>2025</td><td>12.5</td></tr>\n" * 5_000 + "</table>\n",
    "footnotes": "文の終わりです[^1]。" * 3_000 + "\n\n[^1]: 註\n",
}


@pytest.mark.parametrize("name", HONEST)
def test_long_texts_that_people_write_are_rendered_to_their_end(name: str) -> None:
    assert len(HONEST[name].encode()) > 60_000
    assert rendered_end(HONEST[name]) == len(HONEST[name])


def test_what_is_shown_as_written_is_no_code_and_no_broken_link() -> None:
    body = ITEMS + "\n```\na\n```\n\n![図](/a b.png)\n"

    assert code_lines(body) == []
    assert markdown.links_as_text(body, render(body)) == []
