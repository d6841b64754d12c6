from __future__ import annotations

import pytest

from allforces_site.compare.addresses import SiteAddress, address_of_file, normal_address, site_address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "/"),
        ("tea/index.html", "/tea/"),
        ("tea.html", "/tea.html"),
        ("myindex.html", "/myindex.html"),
        ("お茶/index.html", "/お茶/"),
        ("か\u3099.html", "/が.html"),
        ("100% 茶?.html", "/100%25%20茶%3F.html"),
        ("\udce3\udc81.html", "/%E3%81.html"),
        ("a\nb.html", "/a%0Ab.html"),
    ],
)
def test_the_address_of_a_file(path: str, address: str) -> None:
    assert address_of_file(path) == address


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTP://EXAMPLE.com:80/a/../b/", "http://example.com/a/../b/"),
        ("https://example.com/%e3%81%8a%E8%8c%b6/", "https://example.com/お茶/"),
        ("https://example.com/a%2Fb%20c/?q=%61", "https://example.com/a%2Fb%20c/?q=a"),
        ("https://example.com/style.css?v=12", "https://example.com/style.css"),
        ("https://日本.example/", "https://xn--wgv71a.example/"),
        ("https://example.com/100%", "https://example.com/100%25"),
        ("mailto:taro@example.com", "mailto:taro@example.com"),
        ("http://[::1", "http://[::1"),
        ("https://example.com:99999/", "https://example.com:99999/"),
    ],
)
def test_an_address_has_one_form(written: str, normal: str) -> None:
    assert normal_address(written) == normal
    assert normal_address(normal) == normal


@pytest.mark.parametrize(
    ("written", "resolved"),
    [
        ("https://example.com/blog/tea/", "/tea/"),
        ("https://example.com/blog", "/"),
        ("https://example.com/blogger/", "https://example.com/blogger/"),
        ("https://other.example/blog/tea/", "https://other.example/blog/tea/"),
        ("../rice/index.html#top", "/rice/#top"),
        ("/blog/お茶/", "/お茶/"),
        ("", "/tea/"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_addresses_of_the_site_are_counted_from_its_root(written: str, resolved: str) -> None:
    assert SiteAddress("https://example.com/blog").resolve(written, "/tea/") == resolved


def test_without_a_known_address_only_relative_ones_are_of_the_site() -> None:
    assert SiteAddress().resolve("../rice/", "/tea/") == "/rice/"
    assert SiteAddress().resolve("https://example.com/rice/", "/tea/") == "https://example.com/rice/"


def test_the_address_of_the_site_is_what_most_pages_say() -> None:
    pages = [
        ("/", "https://example.com/blog/"),
        ("/tea.html", "https://example.com/blog/tea"),
        ("/rice/", "http://localhost:4000/rice/"),
        ("/moved/", "https://example.com/blog/other/"),
        ("/none/", ""),
    ]
    assert site_address(pages).prefix == "https://example.com/blog"
    assert site_address([("/a/", "")]).prefix == ""
