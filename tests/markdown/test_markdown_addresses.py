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
def test_what_is_no_address_stays_text(body: str) -> None:
    assert targets(body) == []


def test_text_inside_a_link_is_not_linked_again() -> None:
    assert targets("[https://a.example](/x) <a href='/y'>https://b.example</a>") == ["/x", "/y"]


def test_address_with_japanese_characters_is_written_in_angle_brackets() -> None:
    assert targets("<https://example.jp/日本語>です") == ["https://example.jp/日本語"]
