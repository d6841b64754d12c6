"""The file at an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.urls.lookup import Elsewhere, FoundFile, Missing, look_up

FILES = frozenset(
    {
        "index.html",
        "404.html",
        "about.html",
        "tea/index.html",
        "CNAME",
        "お茶/index.html",
        "both",
        "both/index.html",
    }
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", FoundFile("index.html")),
        ("/index.html", FoundFile("index.html")),
        ("/about", FoundFile("about.html")),
        ("/CNAME", FoundFile("CNAME")),
        ("/tea/", FoundFile("tea/index.html")),
        ("/tea", Elsewhere("/tea/")),
        ("/お茶", Elsewhere("/%E3%81%8A%E8%8C%B6/")),
        ("/both", FoundFile("both")),
        ("/TEA/", Missing(("TEA/index.html",))),
        ("/no", Missing(("no", "no.html", "no/index.html"))),
        ("//evil.example", Missing(("/evil.example", "/evil.example.html", "/evil.example/index.html"))),
        ("/tea/../", Missing(("tea/../index.html",))),
        ("", Missing()),
    ],
)  # fmt: skip
def test_an_address_leads_to_the_file_that_pages_hosts_serve(path: str, expected: object) -> None:
    assert look_up(FILES, "", path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/blog/tea/", FoundFile("tea/index.html")),
        ("/blog/tea", Elsewhere("/blog/tea/")),
        ("/blog", Elsewhere("/blog/")),
        ("/", Elsewhere("/blog/")),
        ("/tea/", Missing()),
        ("/blogs/tea/", Missing()),
    ],
)
def test_a_site_with_a_baseurl_is_below_it(path: str, expected: object) -> None:
    assert look_up(FILES, "/blog", path) == expected


@given(st.text(), st.sampled_from(["", "/blog"]))
def test_any_request_finds_only_files_of_the_site(path: str, baseurl: str) -> None:
    found = look_up(FILES, baseurl, path)

    assert not isinstance(found, FoundFile) or found.path in FILES
    assert not isinstance(found, Elsewhere) or found.address.startswith((f"{baseurl}/", "/%E3", "/tea"))
    assert not isinstance(found, Elsewhere) or not found.address.startswith("//")
