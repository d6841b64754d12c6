"""No post takes time that grows with the square of its length, or makes a page of many times its length."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from time import process_time

import msgspec
import pytest

from allforces_site.check.run.file_results import FileToCheck, check_file
from allforces_site.config.model import Config
from allforces_site.errors import SiteError
from allforces_site.lint.registry import RULES
from allforces_site.lint.source.links import source_links
from allforces_site.lint.source.source_file import parse_source_file
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.posts import read_post
from allforces_site.loaders.walk import SourceEntry, SourceKind
from tests.conftest import Workshop
from tests.pathological_posts import POSTS

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOURCE = "_posts/2026-01-02-bad.md"
# With time to spare, inputs are as long as the longest that the promise is made for.
LENGTH = 200_000 if os.environ.get("ALLFORCES_FUZZ_SECONDS") else 40_000
# CPU seconds of a post that is fast enough whatever its growth; and what four times the length may take of
# the time: 4 where it is linear, 16 where it is quadratic. A busy machine makes single measurements longer.
FAST = 1.0
MOST_GROWTH = 9
TRIES = 4
TIMES = 20
# A finding has a message and a hint, and may be about four characters.
FOUND_TIMES = 100
# What the theme and what every page of a site has say on each page, in bytes.
THEME = 40_000


def seconds(text: str) -> float:
    """The CPU time of reading a post as a build does, and of what check and repair ask about it."""
    start = process_time()
    context = ReadContext(Config(), NOW, frozenset({"post"}))
    read_post(SourceEntry(SOURCE, "", SourceKind.POST), text.encode(), NOW, context)
    try:
        source_file = parse_source_file(text, SOURCE)
    except SiteError:
        return process_time() - start
    source_links(source_file)
    for rule in RULES:
        if rule.find is not None:
            list(rule.find(source_file, Config()))
    return process_time() - start


@pytest.mark.parametrize("name", POSTS)
def test_time_grows_with_the_length_of_a_post(name: str) -> None:
    post = POSTS[name]
    for _ in range(TRIES):
        long = seconds(post(LENGTH))
        if long < FAST or long < MOST_GROWTH * seconds(post(LENGTH // 4)):
            return
    pytest.fail(
        f"{long:.1f} s for {LENGTH} characters, and far less than a quarter of it for a quarter of them"
    )


@pytest.mark.parametrize("name", POSTS)
def test_what_a_check_finds_in_a_post_grows_with_its_length(name: str) -> None:
    content = POSTS[name](10_000).encode()
    result = check_file(content, FileToCheck(SOURCE, "", is_post=True), Config())
    assert len(msgspec.msgpack.encode(result)) < FOUND_TIMES * len(content) + THEME


def test_no_page_is_longer_than_twenty_times_its_post(workshop: Workshop) -> None:
    workshop.config("permalink: /:title/\n")
    lengths = {}
    for number, (name, post) in enumerate(POSTS.items()):
        text = post(10_000)
        workshop.write(f"content/_posts/2026-01-02-p{number}.md", text)
        lengths[f"p{number}/index.html"] = (name, len(text.encode()))

    workshop.build()

    for path, (name, length) in lengths.items():
        page = workshop.output / path
        assert not page.exists() or page.stat().st_size < TIMES * length + THEME, name
    assert len(list(workshop.output.glob("p*/index.html"))) > len(POSTS) * 3 // 4
