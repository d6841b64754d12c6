"""Bare addresses in prose."""

from __future__ import annotations

import pytest

from allforces_site.markdown import render


def targets(body: str) -> list[str]:
    return [link.target for link in render(body).links]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("詳細はhttps://example.com/a(b)をご覧ください。", "https://example.com/a(b)"),
        ("（https://example.com/x）、と", "https://example.com/x"),
        ("「www.example.com」へ", "http://www.example.com"),
        ("(www.example.com/x)", "http://www.example.com/x"),
        ("Visit http://a.example/c_(d)), or", "http://a.example/c_(d)"),
        ("See https://a.example/x?!.", "https://a.example/x"),
        ("https://a.example/?q=1&hl;", "https://a.example/?q=1"),
        ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2"),
        ("https://a.example/%E3%81%82/です", "https://a.example/%E3%81%82/"),
        ("HTTPS://A.EXAMPLE/x!", "HTTPS://A.EXAMPLE/x"),
        ("連絡はinfo@example.comまで。", "mailto:info@example.com"),
        ("a.b+c@d-e.example.", "mailto:a.b+c@d-e.example"),
        ("**https://a.example/**です", "https://a.example/"),
        ("_https://a.example/_ ", "https://a.example/"),
        ("~~https://a.example/~~、", "https://a.example/"),
        ("**www.a.example__**", "http://www.a.example"),
        ("[https://a.example/x]へ", "https://a.example/x"),
        ("[https://a.example/x](/y z)", "https://a.example/x"),
        ("https://a.example/(公式)", "https://a.example/"),
        ("https://a.example/[題 名](/x y)", "https://a.example/"),
        ("**https://a.example/**(公式)", "https://a.example/"),
        ("&lt;https://a.example/&gt;", "https://a.example/"),
        ("https://a.example/&nbsp;です", "https://a.example/"),
        ("https://a.example/?q[]=1&r[0]=2", "https://a.example/?q[]=1&r[0]=2"),
        ("https://a.example/\\*", "https://a.example/"),
    ],
)
def test_address_ends_where_a_reader_sees_its_end(body: str, target: str) -> None:
    assert targets(body) == [target]


@pytest.mark.parametrize(
    "body",
    [
        "`https://a.example`",
        "    https://a.example",
        "xhttp://a.example",
        "http://localhost:4000/",
        "http://a_b.c_d",
        "www.b_c.d",
        "a@b",
        "a.b@c.d_",
        "http://",
        "www.",
        "@",
    ],
)
def test_invalid_addresses_stay_text(body: str) -> None:
    assert targets(body) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.python.org/3/library/__main__.html",
        "https://github.com/a/b/blob/main/__init__.py",
        "https://web.archive.org/web/*/example.com/*/x",
        "http://www.example.com/__a__/b",
        "ftp://example.com/**/*.py",
        "https://example.com/a~~b~~c",
        "https://example.com/a*b*c_d_e`f`g",
        "https://example.com/_/x",
        "mailto:__init__@example.com",
        "mailto:a._b_.c@example.com",
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "「{}」を見る",
        "（{}）。",
        "[{}]",
        "**詳細：{}**です",
        "*{}*",
        "# {}",
        "- {}\n- 次",
        "| 表 |\n|---|\n| {} |",
    ],
)
def test_emphasis_markers_in_an_address_are_text(address: str, around: str) -> None:
    words = address.removeprefix("mailto:")
    document = render(around.format(words))

    assert [link.target for link in document.links] == [address]
    assert words in document.text
    assert f">{words}</a>" in document.html


def test_two_addresses_leave_the_text_between_them_alone() -> None:
    html = render("https://a.example/_/x と*これ*と https://b.example/_/y").html

    assert html == (
        '<p><a href="https://a.example/_/x">https://a.example/_/x</a> と<em>これ</em>と '
        '<a href="https://b.example/_/y">https://b.example/_/y</a></p>\n'
    )


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**https://a.example/**", '<strong><a href="https://a.example/">https://a.example/</a></strong>'),
        ("_see a@b.example_", '<em>see <a href="mailto:a@b.example">a@b.example</a></em>'),
        ("_a@b.example です_", '<em><a href="mailto:a@b.example">a@b.example</a> です</em>'),
        ("http://a_b.c_d/__a__", "http://a_b.c_d/<strong>a</strong>"),
        ("https://a.example/\\_b\\_", '<a href="https://a.example/_b">https://a.example/_b</a>_'),
        ("[https://a.example/__b__](/x)", '<a href="/x">https://a.example/__b__</a>'),
        ("[__https://a.example/b__](/x)", '<a href="/x"><strong>https://a.example/b</strong></a>'),
        (
            "https://a.example/[題](/x)",
            '<a href="https://a.example/">https://a.example/</a><a href="/x">題</a>',
        ),
        ("https://a.example/{:.x}", '<a href="https://a.example/" class="x">https://a.example/</a>'),
        ("$a_1$と$b_1$、x*y*z", "$a_1$と$b_1$、x<em>y</em>z"),
    ],
)
def test_markup_around_an_address_is_markup(body: str, html: str) -> None:
    assert render(body).html == f"<p>{html}</p>\n"


def test_a_footnote_mark_may_follow_an_address_directly() -> None:
    html = render("https://a.example/[^1]\n\n[^1]: 註").html

    assert '<a href="https://a.example/">https://a.example/</a><sup class="footnote-ref">' in html


def test_the_text_of_a_picture_may_hold_an_address() -> None:
    assert 'alt="https://a.example/__b__"' in render("![https://a.example/__b__](x.png)").html


def test_text_inside_a_link_is_not_linked_again() -> None:
    assert targets("[https://a.example](/x) <a href='/y'>https://b.example</a>") == ["/x", "/y"]


def test_address_with_japanese_characters_is_written_in_angle_brackets() -> None:
    assert targets("<https://example.jp/日本語>です") == ["https://example.jp/日本語"]
