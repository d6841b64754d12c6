"""Options of kramdown have the effect that they have in Jekyll. The answers are kramdown 2.4's."""

from __future__ import annotations

from typing import Any

import pytest

from allforces_site.config.markdown_options import markdown_options_of
from allforces_site.markdown import render

HEADINGS = "# A\n\n## B\n\n### C\n\n* toc\n{:toc}\n"
NOTES = "a[^x] b[^y]\n\n[^x]: note\n[^y]: other\n"
SIGNS = '"q" \'x\' it\'s -- ... `"c" --` **"b"** \\"e\\"'


def _html(body: str, kramdown: dict[str, Any], **more: Any) -> str:
    return render(body, options=markdown_options_of({"kramdown": kramdown, **more})).html


@pytest.mark.parametrize(
    ("kramdown", "body", "shown"),
    [
        (
            {"hard_wrap": True},
            "日本\n語\n\n- x\n  y",
            "<p>日本<br />\n語</p>\n<ul>\n<li>x<br />\ny</li>\n</ul>\n",
        ),
        ({"hard_wrap": True, "input": "kramdown"}, "a\nb", "<p>a\nb</p>\n"),
        ({"input": "kramdown"}, "#近い Near one", '<h1 id="near-one">近い Near one</h1>\n'),
        ({"input": "kramdown"}, "text\n# a\n- b\n1. c\n> d", "<p>text\n# a\n- b\n1. c\n&gt; d</p>\n"),
        ({"input": "kramdown"}, "~~a~~\n\n~~~\nx\n~~~", "<p>~~a~~</p>\n<pre><code>x\n</code></pre>\n"),
        ({"gfm_quirks": "no_auto_typographic"}, "text\n# a\n- b", "<p>text\n# a\n- b</p>\n"),
        ({"auto_ids": False}, "# a\n\n## x {#own}", '<h1>a</h1>\n<h2 id="own">x</h2>\n'),
        ({"auto_id_prefix": "p-"}, "# A\n\n# A", '<h1 id="p-a">A</h1>\n<h1 id="p-a-1">A</h1>\n'),
        ({"header_offset": 2}, "# A\n\n##### B", '<h3 id="a">A</h3>\n<h6 id="b">B</h6>\n'),
        (
            {"smart_quotes": "lsquo,rsquo,ldquo,rdquo"},
            SIGNS,
            "“q” ‘x’ it’s – … <code>&quot;c&quot; --</code>",
        ),
        ({"smart_quotes": [8218, 8216, "bdquo", "ldquo"]}, "\"q\" 'x'", "<p>„q“ ‚x‘</p>\n"),
        ({"smart_quotes": "apos,apos,quot,quot"}, "\"q\" 'x' --", "<p>&quot;q&quot; 'x' --</p>\n"),
        (
            {"smart_quotes": "lsquo,rsquo,ldquo,rdquo", "gfm_quirks": ["no_auto_typographic"]},
            '"q" --',
            "“q” --",
        ),
        ({"typographic_symbols": {"hellip": "・・・"}}, "a... << b >> --", "a・・・ «\u00a0b\u00a0» –"),
        ({"entity_output": "symbolic"}, "&#169; &lt;", "<p>&copy; &lt;</p>\n"),
        ({"entity_output": "numeric"}, "&copy;", "<p>&#169;</p>\n"),
        ({"entity_output": "as_input"}, "&copy; &#169;", "<p>&copy; &#169;</p>\n"),
        ({"parse_block_html": True}, "<div>\n*a*\n</div>", "<div>\n<p><em>a</em></p>\n</div>\n"),
        ({"parse_block_html": True}, "<pre>\n*a*\n</pre>", "<pre>\n*a*\n</pre>"),
        ({"link_defs": {"x": ["/y/", "T"]}}, "[x]", '<p><a href="/y/" title="T">x</a></p>\n'),
    ],
)
def test_an_option_of_kramdown_has_its_effect(kramdown: dict[str, Any], body: str, shown: str) -> None:
    assert shown in _html(body, kramdown)


def test_escaped_quotes_stay_as_written() -> None:
    assert _html(SIGNS, {"smart_quotes": "lsquo,rsquo,ldquo,rdquo"}).endswith(
        "<strong>“b”</strong> &quot;e&quot;</p>\n"
    )


def test_only_headings_of_these_levels_are_in_the_table_of_contents() -> None:
    for levels in ("1..2", "1,2", [1, 2]):
        toc = _html(HEADINGS, {"toc_levels": levels}).partition("markdown-toc")[2]
        assert 'href="#a"' in toc
        assert 'href="#b"' in toc
        assert 'href="#c"' not in toc


def test_footnotes_have_the_number_the_prefix_and_the_link_back_that_are_wanted() -> None:
    html = _html(NOTES, {"footnote_nr": 5, "footnote_prefix": "p", "footnote_backlink": "戻る <"})
    assert 'a<sup class="footnote-ref"><a href="#fnp5" id="fnrefp5">[5]</a></sup>' in html
    assert '<ol start="5" class="footnotes-list">' in html
    assert '<a href="#fnrefp6" class="footnote-backref">戻る &lt;</a>' in html
    assert "backref" not in _html(NOTES, {"footnote_backlink": ""})


def test_lines_of_code_have_numbers_in_the_table_that_rouge_writes() -> None:
    numbered = {"syntax_highlighter_opts": {"block": {"line_numbers": True}}}
    assert _html("```\na\n\nb <\n```", numbered) == (
        '<div class="highlight"><pre><code><table class="rouge-table"><tbody><tr><td class="rouge-gutter gl">'
        '<pre class="lineno">1\n2\n3\n</pre></td><td class="rouge-code"><pre>a\n\nb &lt;\n</pre></td></tr>'
        "</tbody></table></code></pre></div>\n"
    )
    first = {"syntax_highlighter_opts": {"line_numbers": True, "start_line": 10}}
    assert '<pre class="lineno">10\n</pre>' in _html("    x = 1\n", first)
    assert "lineno" not in _html("```unknown-language\nx\n```", numbered)


def test_code_has_the_language_the_class_and_the_colours_of_the_options() -> None:
    code = "```\nputs 1\n```"
    assert '<span class="nb">puts</span>' in _html(
        code, {"syntax_highlighter_opts": {"default_lang": "ruby"}}
    )
    named = "```ruby\nputs 1\n```"
    assert _html(named, {"syntax_highlighter_opts": {"css_class": "code"}}).startswith('<div class="code">')
    plain = '<pre><code class="language-ruby">puts 1\n</code></pre>\n'
    assert _html(named, {"syntax_highlighter_opts": {"disable": True}}) == plain
    assert _html(named, {}, highlighter="none") == plain
    assert _html(named, {"syntax_highlighter": "rouge"}, highlighter="none") != plain


@pytest.mark.parametrize("kramdown", [{"hard_wrap": True}, {"input": "kramdown"}, {"header_offset": 1}])
def test_text_headings_and_links_are_read_with_options_too(kramdown: dict[str, Any]) -> None:
    options = markdown_options_of({"kramdown": kramdown})
    document = render("本文\n続き\n\n## 題 a\n\n[x](/y/)\n", options=options)
    assert document.text.split() == ["本文", "続き", "題", "a", "x"] or document.text.startswith("本文続き")
    assert [heading.text for heading in document.headings] == ["題 a"]
    assert [link.target for link in document.links] == ["/y/"]
