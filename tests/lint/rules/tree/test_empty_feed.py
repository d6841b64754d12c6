from __future__ import annotations

import pytest

from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import site

HEAD = '<?xml version="1.0"?>\n'


def empty(check: Check, files: dict[str, str]) -> list[str | None]:
    return [problem.file for problem in check(site("新茶です。", files)) if problem.code == "empty-feed"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feeds/a.xml", f"{HEAD}<feed xmlns='http://www.w3.org/2005/Atom'><title>茶</title></feed>"),
        ("a.rss", f"{HEAD}<rss version='2.0'><channel></channel></rss>"),
        ("a.atom", f"{HEAD}<feed><!-- <entry/> --></feed>"),
    ],
)
def test_a_feed_without_entries_is_found(check: Check, name: str, text: str) -> None:
    assert empty(check, {name: text}) == [name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.xml", f"{HEAD}<feed><entry><title>茶</title></entry></feed>"),
        ("a.xml", f"{HEAD}<rss><channel><item><title>茶</title></item></channel></rss>"),
        ("a.xml", f"{HEAD}<urlset></urlset>"),
        ("a.txt", f"{HEAD}<feed></feed>"),
        ("a.xml", ""),
    ],
)
def test_feeds_with_entries_and_other_files_are_fine(check: Check, name: str, text: str) -> None:
    assert empty(check, {name: text}) == []
