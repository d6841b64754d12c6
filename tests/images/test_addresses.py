"""From the address of a picture, as authors write it, to its path."""

from __future__ import annotations

import pytest

from allforces_site.config.model import Config
from allforces_site.images.addresses import local_path

SITE = Config(url="https://example.com")
BELOW = Config(url="https://example.com", baseurl="/blog")


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/assets/a.png", "assets/a.png"),
        ("assets/a.png", "assets/a.png"),
        ("/assets/a.png?w=2#x", "assets/a.png"),
        ("/assets/%E8%8C%B6%20.png", "assets/茶 .png"),
        ("/assets/ハ\u3099.png", "assets/バ.png"),
        ("https://example.com/assets/a.png", "assets/a.png"),
        ("//example.com/a.png", "a.png"),
        ("/assets/../a.png", "a.png"),
    ],
)
def test_front_matter_is_relative_to_the_sites_root(target: str, path: str) -> None:
    assert local_path(target, SITE) == path


@pytest.mark.parametrize(
    "target",
    ["https://other.example/a.png", "//cdn.example/a.png", "data:image/png;base64,AA", "", "#a", "/", "//[",
     "https://example.com.evil/a.png", "mailto:a@example.com"],
)  # fmt: skip
def test_addresses_elsewhere_have_no_path(target: str) -> None:
    assert local_path(target, SITE) is None
    assert local_path(target, SITE, "/a/") is None


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("a.png", "2026/01/02/tea/a.png"),
        ("../a.png", "2026/01/02/a.png"),
        ("/blog/a.png", "a.png"),
        ("https://example.com/blog/a.png", "a.png"),
        # Of another site on the same host.
        ("/a.png", None),
        ("https://example.com/a.png", None),
    ],
)
def test_a_body_is_relative_to_its_page_and_includes_the_baseurl(target: str, path: str | None) -> None:
    assert local_path(target, BELOW, "/2026/01/02/tea/") == path


@pytest.mark.parametrize("target", ["/a.png", "/blog/a.png", "a.png"])
def test_front_matter_may_omit_the_baseurl(target: str) -> None:
    assert local_path(target, BELOW) == "a.png"
