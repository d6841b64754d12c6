"""kramdown's attribute lists, definitions and extensions."""

from __future__ import annotations

import pytest

from allforces_site.markdown import render


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('段落\n{: .a #b title="題"}', '<p class="a" id="b" title="題">段落</p>'),
        ("{: .a}\n段落", '<p class="a">段落</p>'),
        ("前\n\n{: .a}\n\n後", '<p>前</p>\n<p class="a">後</p>'),
        ("段落\n{: .a}\n続き", '<p class="a">段落</p>\n<p>続き</p>'),
        ("段落\n{: .a}\n{: .b}", '<p class="a b">段落</p>'),
        ("# 題\n{: #x .y}", '<h1 id="x" class="y">題</h1>'),
        ("> 引用\n{: .q}", '<blockquote class="q">\n<p>引用</p>\n</blockquote>'),
        ("> 引用\n> {: .q}", '<blockquote>\n<p class="q">引用</p>\n</blockquote>'),
        ("- い\n- ろ\n{: .l}", '<ul class="l">\n<li>い</li>\n<li>ろ</li>\n</ul>'),
        ("- {:.x} い\n- ろ", '<ul>\n<li class="x">い</li>\n<li>ろ</li>\n</ul>'),
        ("* {:.x}\n  い", '<ul>\n<li class="x">い</li>\n</ul>'),
        ("---\n{: .r}", '<hr class="r" />'),
        ("    code\n{: .c}", '<pre class="c"><code>code\n</code></pre>'),
        ("段落\n{: .a}\n---", '<p class="a">段落</p>\n<hr />'),
        ("段落\n{: onclick=\"go('x')\"}", "<p onclick=\"go('x')\">段落</p>"),
        ('段落\n{: title="a\\"b\\}c"}', '<p title="a&quot;b}c">段落</p>'),
    ],
)
def test_attribute_list_belongs_to_the_block_beside_it(body: str, html: str) -> None:
    assert render(body).html.strip() == html


def test_attribute_list_below_a_table_belongs_to_the_table() -> None:
    assert '<table class="t">' in render("| a |\n|---|\n| 1 |\n{: .t}").html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('[x](/y){: .c target="_blank"}', '<a href="/y" class="c" target="_blank">x</a>'),
        ("[x](/y) {: .c}", '<a href="/y" class="c">x</a>'),
        ("*e*{:.c}", '<em class="c">e</em>'),
        ("**s**{:#i}を", '<strong id="i">s</strong>を'),
        ("`c`{:.k}", '<code class="k">c</code>'),
        ("[r]{: .c}\n\n[r]: /u", '<a href="/u" class="c">r</a>'),
    ],
)
def test_attribute_list_belongs_to_the_span_before_it(body: str, html: str) -> None:
    assert render(body).html.strip() == f"<p>{html}</p>"


def test_a_definition_may_be_anywhere_in_the_document() -> None:
    html = render("段落\n{: 注 note .c}\n\n{:note: .a title='題'}").html
    assert html == '<p class="a c" title="題">段落</p>\n'


@pytest.mark.parametrize("body", ["{: .unclosed", "文 {: .x} 続き", "文{:}", "段落\n{: ???}", "`{: .x}`"])
def test_an_invalid_attribute_list_stays_text(body: str) -> None:
    assert "{:" in render(body).text


@pytest.mark.parametrize("body", ["<div>a</div>\n{: .x}", "a <b>c</b>{: .x}", "段落\n{: missing}", "{: .x}"])
def test_attribute_list_never_shows(body: str) -> None:
    assert "{:" not in render(body).html


def test_comment_leaves_no_trace() -> None:
    html = render("表\n\n{::comment}\n秘密\n\n秘密\n{:/comment}\n\n文{::comment}秘密{:/}末").html
    assert html == "<p>表</p>\n<p>文末</p>\n"


def test_nomarkdown_passes_unchanged() -> None:
    assert render("{::nomarkdown}\n*a*\n{:/}\n").html == "*a*\n"
    assert render("x {::nomarkdown}*a*{:/nomarkdown}").html == "<p>x *a*</p>\n"


def test_options_are_ignored() -> None:
    assert render('{::options toc_levels="1..3" /}\n\n文').html == "<p>文</p>\n"


def test_unclosed_extension_stays_text() -> None:
    assert "{::comment}" in render("{::comment}\n文").text


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('<div markdown="1">\n*a*\n</div>', "<div>\n<p><em>a</em></p>\n</div>"),
        (
            '<div class="x" markdown="block" id="y">\n\n- a\n\n</div>',
            '<div class="x" id="y">\n<ul>\n<li>a</li>\n</ul>\n</div>',
        ),
        ('<div markdown="span">\n*a*\n</div>', "<div><em>a</em></div>"),
        ('<p markdown="1">*a*</p>', "<p><em>a</em></p>"),
        (
            '<div markdown="1">\n<div>\nx\n</div>\n\n*a*\n</div>\n\n*b*',
            "<div>\n<div>\nx\n</div>\n<p><em>a</em></p>\n</div>\n<p><em>b</em></p>",
        ),
        (
            '<details markdown="1"><summary>題</summary>\n*a*\n</details>',
            "<details><summary>題</summary>\n<p><em>a</em></p>\n</details>",
        ),
        ("<div>\n*a*\n</div>", "<div>\n*a*\n</div>"),
        ('<span class="x" markdown="1">*a*</span>', '<p><span class="x"><em>a</em></span></p>'),
    ],
)
def test_markdown_inside_raw_html_is_parsed_when_asked_for(body: str, html: str) -> None:
    assert render(body).html.strip() == html
