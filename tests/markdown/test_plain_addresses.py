"""Addresses that the renderer writes as they are, without taking them apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink

from allforces_site.markdown.renderer import is_plain_address

STARTS = ["", "/", "//", "mailto:a_b@", "https://", "http://", "HTTP://", "ftp://", "mailto:"]
PIECES = [
    "/",
    "a",
    "Z",
    "0",
    "-",
    "_",
    ".",
    "..",
    "//",
    "@",
    "x.jp",
    "+",
    "a" * 70,
    "xn--a",
    ":80",
    "%20",
    "日",
]


@given(
    st.builds(
        lambda start, pieces: start + "".join(pieces),
        st.sampled_from(STARTS),
        st.lists(st.sampled_from(PIECES)),
    )
)
def test_encoding_leaves_a_plain_address_as_it_is(address: str) -> None:
    assert not is_plain_address(address) or normalizeLink(address) == address


def test_what_most_links_lead_to_is_plain() -> None:
    for address in (
        "/2026/01/02/a_b.html",
        "https://www.example.com/a/",
        "http://a.jp",
        "mailto:a.b+c@example.com",
    ):
        assert is_plain_address(address)
