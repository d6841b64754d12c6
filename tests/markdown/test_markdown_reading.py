"""The text, first paragraph, headings and links of a document, and their lines."""

from __future__ import annotations

import subprocess
import sys

import pytest

from allforces_site.markdown import read_html, render
from allforces_site.model import Heading, Link


def test_text_is_what_a_reader_sees() -> None:
    body = (
        "# 題 `x`\n\n**太字** &amp; [連結](/a)\n\n- い\n- ろ\n\n> 引用\n\n```\n隠す\n```\n\n    隠す\n\n"
        "<div class='b'>箱<br>内</div>\n\n<script>隠す</script>\n\n<!-- 隠す -->\n\n文<b>字</b>![代替](a.png)"
    )
    assert render(body).text == "題 x\n太字 & 連結\nい\nろ\n引用\n箱\n内\n文字"


def test_line_break_inside_a_paragraph_is_a_space_or_nothing() -> None:
    assert render("one\ntwo  \nthree\n\n一\n二").text == "one two\nthree\n一二"


def test_first_paragraph_is_the_first_with_text() -> None:
    body = "# 題\n\n![図](a.png)\n\n{: .a}\n\n- 項目\n\n> 引用\n\n**最初**の段落。\n\n次"
    assert render(body).first_paragraph == "最初の段落。"


def test_document_without_a_paragraph_has_no_first_one() -> None:
    assert render("- 項目").first_paragraph == ""
    assert render("").text == ""


def test_links_are_kept_as_written_with_their_lines() -> None:
    body = (
        '[い](/日本/)\nと\n[ろ](/b "題")\n\n![図](<a b.png>)\n\n[参照]\n\n'
        "<a href='/r'>x</a>\n\n"
        '<div>\n<img src="i.png">\n</div>\n\n| a |\n|---|\n| [x](/t) |\n\n[参照]: /u\n'
    )
    assert render(body, first_line=5).links == (
        Link("/日本/", 5),
        Link("/b", 7),
        Link("a b.png", 9, is_image=True),
        Link("/u", 11),
        Link("/r", 13),
        Link("i.png", 16, is_image=True),
        Link("/t", 21),
    )


def test_address_is_encoded_in_the_html_only() -> None:
    document = render("[い](/日本/)")
    assert 'href="/%E6%97%A5%E6%9C%AC/"' in document.html
    assert document.links[0].target == "/日本/"


def test_heading_text_is_one_line() -> None:
    assert render("## 前<br>後").headings[0].text == "前 後"


def test_a_footnote_is_not_the_first_paragraph() -> None:
    document = render("# 題[^1]\n\n[^1]: 脚注")
    assert document.first_paragraph == ""
    assert document.text == "題\n脚注"


@pytest.mark.process
def test_prose_does_not_load_the_highlighter() -> None:
    script = "import sys; from allforces_site.markdown import render; render('文')"
    script += "; print('pygments' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_raw_heading_is_a_heading() -> None:
    assert render('文\n\n<h2 id="x">生</h2>').headings == (Heading(2, "x", "生", 3),)


def test_html_is_read_but_not_changed() -> None:
    body = (
        "<!-- <a href=no> -->\n<h2 id=x>題 &amp;\n 題</h2><p><img src=i.png> </p>\n"
        "<div>前<p>一 <b>二</b></p>後</div><pre>隠す</pre>\n<a href='/q?a=1&amp;b=2'>結</a>"
        "<script>var a = '<a href=z>'</script>"
    )
    document = read_html(body, first_line=5)
    assert document.html == body
    assert document.text == "題 & 題\n前\n一 二\n後\n結"
    assert document.first_paragraph == "一 二"
    assert document.headings == (Heading(2, "x", "題 & 題", 6),)
    assert document.links == (Link("i.png", 7, is_image=True), Link("/q?a=1&b=2", 9))


def test_empty_html_is_an_empty_document() -> None:
    assert read_html("").text == ""
