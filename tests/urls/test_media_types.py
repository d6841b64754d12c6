"""The media types that a site needs."""

from __future__ import annotations

import pytest

from allforces_site.urls.media_types import media_type


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/style.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("search.json", "application/json; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("PHOTO.JPG", "image/jpeg"),
        ("a.avif", "image/avif"),
        ("a.webp", "image/webp"),
        ("font.woff2", "font/woff2"),
        ("film.mp4", "video/mp4"),
        ("archive.tar.gz", "application/gzip"),
        ("CNAME", "application/octet-stream"),
        ("javascript:a.html", "text/html; charset=utf-8"),
        ("a.css/file", "application/octet-stream"),
    ],
)
def test_a_file_has_its_registered_type_and_text_is_utf8(path: str, expected: str) -> None:
    assert media_type(path) == expected
