"""Addresses in a text that is read elsewhere lead to where they lead on the page."""

from __future__ import annotations

import pytest

from allforces_site.outputs.absolute_links import with_absolute_links

BASE = "https://example.com/blog/2026/tea.html"


@pytest.mark.parametrize(
    ("html", "absolute"),
    [
        ("<A HREF=../x>a</A>", '<a href="https://example.com/blog/x">a</a>'),
        ('<a href="#part">a</a>', f'<a href="{BASE}#part">a</a>'),
        ('<a href="">a</a>', f'<a href="{BASE}">a</a>'),
        ("<a href=' /x\n'>a</a>", '<a href="https://example.com/x">a</a>'),
        ('<a href="?q=1&amp;r=2">a</a>', f'<a href="{BASE}?q=1&amp;r=2">a</a>'),
        (
            '<img srcset="a.png, b,c.png 2x,/d.png (1,2) 3x">',
            '<img srcset="https://example.com/blog/2026/a.png, https://example.com/blog/2026/b,c.png 2x,'
            'https://example.com/d.png (1,2) 3x">',
        ),
        ("<video poster=/p.jpg></video>", '<video poster="https://example.com/p.jpg"></video>'),
        ("<object data=/o.svg></object>", '<object data="https://example.com/o.svg"></object>'),
        ("<form action=/go></form>", '<form action="https://example.com/go"></form>'),
        ("<q cite=/q>a</q>", '<q cite="https://example.com/q">a</q>'),
        (
            '<svg><image xlink:href="/i.png"></image></svg>',
            '<svg><image xlink:href="https://example.com/i.png"></image></svg>',
        ),
        ("<td><a href=/x>a</a></td>", '<a href="https://example.com/x">a</a>'),
    ],
)
def test_an_address_becomes_absolute(html: str, absolute: str) -> None:
    assert with_absolute_links(html, BASE) == absolute


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://other.example/x">a</a>',
        "<A HREF=mailto:a@example.com>a</A>",
        '<img src="data:image/png;base64,AA==">',
        '<svg><use href="#mark" /></svg>',
        '<div data="/x" title="/y">/z <br/> &quot;</div>',
        '<a href="http://[x/">a</a>',
        "<code>&lt;a href=/x&gt;</code><!-- <a href=/x> -->",
        '<img srcset="">',
        "",
    ],
)
def test_a_text_without_relative_addresses_stays_as_it_is(html: str) -> None:
    assert with_absolute_links(html, BASE) == html


def test_addresses_inside_a_script_are_its_own() -> None:
    html = '<script>x = "<a href=/x>"</script><a href=/y>b</a>'

    assert with_absolute_links(html, BASE) == (
        '<script>x = "<a href=/x>"</script><a href="https://example.com/y">b</a>'
    )


def test_a_long_list_of_sizes_takes_no_time() -> None:
    sizes = "," * 200_000 + "a.png " + "(" * 200_000

    assert "/blog/2026/a.png (" in with_absolute_links(f'<img srcset="{sizes}">', BASE)
