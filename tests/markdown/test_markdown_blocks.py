"""Tables, task lists, code, pictures, footnotes, definitions and raw HTML."""

from __future__ import annotations

import re

import pytest

from allforces_site.markdown import render


def test_table_scrolls_in_a_named_box() -> None:
    html = render("## 料金\n\n| 品 | 円 |\n|:--|--:|\n| 茶 | 100 |").html
    assert '<div class="table-scroll" role="region" tabindex="0" aria-label="Table: 料金">\n<table>' in html
    assert html.endswith("</table>\n</div>\n")
    assert '<td style="text-align:right">100</td>' in html


def test_table_without_a_heading_is_named_table() -> None:
    assert 'aria-label="Table"' in render("| a |\n|---|\n| 1 |").html


def test_table_name_is_escaped() -> None:
    assert 'aria-label="Table: &quot;a&quot;"' in render('# "a"\n\n| a |\n|---|').html


def test_task_list_shows_check_boxes() -> None:
    html = render("- [ ] 未\n- [x] 済\n- 普通\n\n[x]: /u").html
    box = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"'
    assert f'<ul class="task-list">\n<li class="task-list-item">{box} aria-label="To do" />未</li>' in html
    assert f'{box} checked="checked" aria-label="Done" />済</li>\n<li>普通</li>' in html


def test_code_of_a_known_language_is_coloured() -> None:
    html = render('```python title="a.py"\nimport os\n```').html
    start = '<div class="highlight"><pre><code class="language-python"><span class="kn">import</span>'
    assert html.startswith(start)
    assert html.endswith("</code></pre></div>\n")


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("```\n<a>\n```", "<pre><code>&lt;a&gt;\n</code></pre>\n"),
        (
            "```nosuchlanguage\n<a>\n```",
            '<pre><code class="language-nosuchlanguage">&lt;a&gt;\n</code></pre>\n',
        ),
        ("    <a>", "<pre><code>&lt;a&gt;\n</code></pre>\n"),
    ],
)
def test_other_code_is_only_escaped(body: str, html: str) -> None:
    assert render(body).html == html


def test_language_may_come_from_an_attribute_list() -> None:
    html = render("~~~\nputs 1\n~~~\n{: .language-ruby .wide #x}").html
    assert html.startswith('<div class="highlight wide" id="x"><pre><code class="language-ruby"><span')


def test_coloured_code_keeps_every_character() -> None:
    code = "\n\n  x = 'あ'  # <&>\n\n"
    html = render(f"```python\n{code}```").html
    shown = re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">")
    assert shown.replace("&#39;", "'").replace("&amp;", "&").rstrip("\n") == code.rstrip("\n")


def test_picture_loads_lazily() -> None:
    picture = '<img src="a.png" alt="図" loading="lazy" decoding="async" />'
    assert render("![図](a.png)").html == f"<p>{picture}</p>\n"


def test_author_decides_how_a_picture_loads() -> None:
    html = render('![図](a.png){: loading="eager"}').html
    assert 'loading="eager"' in html
    assert "lazy" not in html


def test_raw_picture_is_left_alone() -> None:
    assert render('<img src="a.png">').html == '<img src="a.png">'


def test_footnote_is_found_at_the_end() -> None:
    document = render("本文[^1]。\n\n[^1]: 脚注の**文**。\n\n次")
    assert '<a href="#fn1" id="fnref1">[1]</a>' in document.html
    assert '<li id="fn1" class="footnote-item"><p>脚注の<strong>文</strong>。' in document.html
    assert document.text == "本文。\n次\n脚注の文。"


def test_footnotes_are_in_a_box_with_a_role_and_no_heading() -> None:
    html = render("本文[^1]。\n\n[^1]: 注\n").html
    assert '<div class="footnotes" role="doc-endnotes">\n<ol class="footnotes-list">\n<li id="fn1"' in html
    assert html.endswith("</ol>\n</div>\n")
    assert "<section" not in html


def test_definition_list() -> None:
    html = render("用語\n: 説明").html
    assert html == "<dl>\n<dt>用語</dt>\n<dd>説明</dd>\n</dl>\n"


def test_tilde_begins_no_definition() -> None:
    assert "<dl>" not in render("用語\n~ 説明\n\n: と").html
    assert render("用語\n~ 説明").html == "<p>用語\n~ 説明</p>\n"


def test_struck_out_text() -> None:
    assert render("~~旧~~新").html == "<p><del>旧</del>新</p>\n"
    assert render("10~20~30").html == "<p>10~20~30</p>\n"


def test_raw_html_and_comments_pass_unchanged() -> None:
    body = '<div onclick="x()">\n<!--more-->\n</div>\n'
    assert render(body).html == body
    assert render("文<!--more-->文").html == "<p>文<!--more-->文</p>\n"


def test_quotes_and_dashes_stay_as_written() -> None:
    assert render("\"a\" -- b... 'c'").html == "<p>&quot;a&quot; -- b... 'c'</p>\n"
