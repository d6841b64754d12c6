"""Liquid tags are kept off the page, named with their line, and never eat what stands around them."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.liquid.remove_tags import LiquidTag, strip


def test_tags_are_dropped_and_named_with_their_line() -> None:
    body = "一行目\n{% include a.html %}\n価格は {{ site.price }} 円\n"
    assert strip(body) == (
        "一行目\n\n価格は  円\n",
        (LiquidTag("{% include a.html %}", 2), LiquidTag("{{ site.price }}", 3)),
    )


def test_a_text_without_braces_is_the_same_text() -> None:
    assert strip("普通の {文} です") == ("普通の {文} です", ())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{%- raw -%}{% if %}{%- endraw -%}", "{% if %}"),
        ("a{% raw %}\n{{ x }}\n{% endraw %}b", "a\n{{ x }}\nb"),
        ("{% comment %}秘密{% endcomment %}文", "文"),
        ("a{% comment %}\n一\n二\n{% endcomment %}b", "a\n\n\nb"),
    ],
)
def test_raw_and_comment_do_what_they_do_in_jekyll(body: str, text: str) -> None:
    assert strip(body) == (text, ())


@pytest.mark.parametrize(
    "body",
    [
        "```jinja\n{{ x }}\n```\n",
        "~~~\n{% if %}\n~~~\n",
        "> ```\n> {{ x }}\n> ```\n",
        "文中の `{{ x }}` です",
        "``{% a ` b %}``",
        "```\n{{ 閉じない\n",
        "文\n\n    {{ x }}\n    {% if %}\n\n文\n",
        "\t{{ x }}\n",
        "- 項目\n\n      {{ x }}\n",
        "- ```\n  {{ x }}\n  ```\n",
        "1. 手順\n\n   ~~~liquid\n   {% if %}\n   ~~~\n",
        "> 文\n>\n>     {{ x }}\n",
        "<pre><code>{{ x }}\n\n{% if %}</code></pre>\n",
        '<PRE class="a">\n{{ x }}\n</PRE>\n',
        "文中の <code>{{ x }}</code> です",
        "一行\u2028二行\u2028三行\x85文\n\n```\n{{ x }}\n```\n\n文\n",
        "一行\u2029二行\n文\n\n    {{ x }}",
    ],
)
def test_code_keeps_its_braces(body: str) -> None:
    assert strip(body) == (body, ())


@pytest.mark.parametrize(
    "body",
    [
        "文\n    {{ x }}\n",
        "- 項目\n\n    {{ x }}\n",
        "[^1]: 注\n\n    {{ x }}\n\n文[^1]\n",
        "<pre>閉じない {{ x }}\n",
        "<codex>{{ x }}</codex>\n",
        '<a title="{{ x }}">文</a>\n',
    ],
)
def test_what_only_looks_like_code_loses_its_tags(body: str) -> None:
    text, tags = strip(body)

    assert [tag.text for tag in tags] == ["{{ x }}"]
    assert text == body.replace("{{ x }}", "")


def test_a_body_of_html_has_no_code_by_indentation_or_backticks() -> None:
    body = "<div>\n\n    {{ x }} `{{ y }}` <pre>{{ z }}</pre></div>\n"

    assert strip(body, is_markdown=False)[0] == "<div>\n\n     `` <pre>{{ z }}</pre></div>\n"


def test_raw_around_code_vanishes_and_the_code_stays() -> None:
    assert strip("{% raw %}\n```\n{{ x }}\n```\n{% endraw %}\n")[0] == "\n```\n{{ x }}\n```\n\n"
    assert strip("```\n{% raw %}{{ x }}{% endraw %}\n```\n")[0] == "```\n{{ x }}\n```\n"


def test_a_backtick_far_away_does_not_make_code_of_what_is_between() -> None:
    body, tags = strip("一つの ` 記号\n\n{{ x }}\n\nもう一つの ` 記号\n")
    assert [tag.line for tag in tags] == [3]
    assert "{{" not in body


def test_tags_over_several_lines_leave_the_lines_below_where_they_are() -> None:
    body, tags = strip("a {% include x\n  y='1'\n%} b\n{{ z }}\n")
    assert (body.count("\n"), [tag.line for tag in tags]) == (4, [1, 4])
    assert tags[0].text == "{% include x y='1' %}"


def test_a_long_tag_is_shortened_in_its_message() -> None:
    _, (tag,) = strip("{% include " + "a" * 100 + " %}")
    assert len(tag.text) == 60
    assert tag.text.endswith("…")


def test_an_open_tag_without_end_is_text() -> None:
    assert strip("{{ 閉じない\n{% これも\n") == ("{{ 閉じない\n{% これも\n", ())


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "{{ " * 100_000 + "%}",
        "{% " * 100_000,
        "{% endraw %}" + "{% raw %} " * 30_000,
        "{% comment %}" * 30_000,
        "{{ x }}\n" * 30_000,
        "{{\n\n" + "`a\n" * 50_000,
    ],
    ids=["braces", "percent", "raw", "comment", "tags", "backticks"],
)
def test_openers_without_end_cost_no_time(body: str) -> None:
    begin = process_time()
    strip(body)
    assert process_time() - begin < 5


@given(st.text(alphabet="{}%- `~\nraw endcommentあ>", max_size=120))
def test_lines_are_never_lost_and_no_tag_outside_code_is_left(body: str) -> None:
    text, tags = strip(body)
    assert text.count("\n") == body.count("\n")
    assert all(1 <= tag.line <= body.count("\n") + 1 for tag in tags)


# Four spaces begin a block of code, which keeps its braces.
PROSE = st.text(alphabet="あab \n", max_size=20).filter(
    lambda text: not re.search("^ {4}", text, re.MULTILINE)
)


@given(PROSE, PROSE)
def test_text_around_a_tag_is_kept(before: str, after: str) -> None:
    assert strip(f"{before}{{{{ x }}}}{after}")[0] == before + after
