"""No post takes long, no time grows with the square of its length, and no page is many times as long."""

from __future__ import annotations

import cProfile
import json
import os
from datetime import UTC, datetime
from time import process_time

import msgspec
import pytest
from click.testing import CliRunner
from markupsafe import escape

from allforces_site import markdown
from allforces_site.check.run.file_results import FileToCheck, check_file
from allforces_site.cli import main
from allforces_site.config.model import Config
from allforces_site.errors import SiteError
from allforces_site.lint.fix.rule_edits import rule_edits
from allforces_site.lint.registry import RULES
from allforces_site.lint.source.links import source_links
from allforces_site.lint.source.source_file import parse_source_file
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.posts import PostReading, read_post
from allforces_site.loaders.walk import SourceEntry, SourceKind
from tests.conftest import Workshop
from tests.pathological_posts import BODIES, POSTS

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOURCE = "_posts/2026-01-02-bad.md"
# With time to spare, inputs are as long as the longest that the promise is made for, and all are counted.
HAS_TIME = bool(os.environ.get("ALLFORCES_FUZZ_SECONDS"))
LENGTH = 200_000 if HAS_TIME else 20_000
LENGTH_OF_WORK = max(LENGTH, 80_000)
# CPU seconds of a post that is fast enough whatever its growth: in quadratic time, 25 s at `LONGEST`.
# And what four times the length may take of the time: 4 where it is linear, 16 where it is quadratic.
# A busy machine makes single measurements longer.
FAST = 1.0 if HAS_TIME else 0.25
MOST_GROWTH = 9
# The promise is made for posts of this many characters.
LONGEST = 200_000
# Calls of functions by a build, a check and a repair together, whose number no machine changes. Of the posts
# of `LONGEST` the one with the most makes 12.4 million, all three commands in less than two seconds of CPU.
# They grow with the number of rules.
MOST_CALLS = 70 * LENGTH_OF_WORK
# Posts of which more than a part is markup, and that are shown as written from a line on.
LIMITED = [
    "empty headings", "alternating lists", "definition lines", "setext", "definitions", "rows without head",
    "tasks", "table of contents", "pictures", "footnotes", "nested brackets",
]  # fmt: skip
COUNTED = list(POSTS) if HAS_TIME else LIMITED
TRIES = 4
TIMES = 20
# A finding has a message and a hint, and may be about four characters.
FOUND_TIMES = 100
# What the theme and what every page of a site has say on each page, in bytes.
THEME = 40_000


def seconds(text: str) -> float:
    """The CPU time of a build, a check and a repair of a post."""
    start = process_time()
    build_check_repair(text)
    return process_time() - start


def build_check_repair(text: str) -> PostReading:
    """Reads a post as a build does, and asks what check and repair ask about it."""
    context = ReadContext(Config(), NOW, frozenset({"post"}))
    reading = read_post(SourceEntry(SOURCE, "", SourceKind.POST), text.encode(), NOW, context)
    try:
        source_file = parse_source_file(text, SOURCE)
    except SiteError:
        return reading
    source_links(source_file)
    for rule in RULES:
        if rule.find is not None:
            rule_edits(source_file, rule.find(source_file, Config()))
    return reading


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


@pytest.mark.parametrize("name", COUNTED)
def test_build_check_and_repair_of_a_post_take_little_work(name: str) -> None:
    with cProfile.Profile() as profile:
        build_check_repair(POSTS[name](LENGTH_OF_WORK))

    assert sum(entry.callcount for entry in profile.getstats()) < MOST_CALLS


@pytest.mark.parametrize("name", [name for name in COUNTED if name in BODIES])
def test_the_entry_in_the_feed_is_at_most_twenty_times_as_long_as_a_post(name: str) -> None:
    body = BODIES[name](LONGEST)
    # A feed holds the HTML as text.
    assert len(escape(markdown.render(body).html).encode()) < TIMES * len(body.encode())


@pytest.mark.process
@pytest.mark.parametrize("name", LIMITED)
def test_build_and_check_name_the_line_from_which_a_post_is_shown_as_written(
    name: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = POSTS[name](LONGEST)
    workshop.config("permalink: /:title/\n")
    source = workshop.write(f"content/{SOURCE}", text)
    monkeypatch.chdir(workshop.root)

    (built,) = (problem for problem in workshop.build().problems if problem.code == "markup-too-much")
    checked = CliRunner().invoke(main, ["check", "--format", "json", "--select", "markup-too-much"])
    repaired = CliRunner().invoke(main, ["repair", "--write"])

    assert built.line is not None
    assert [problem["line"] for problem in json.loads(checked.stdout)["problems"]] == [built.line]
    rest = "\n".join(text.split("\n")[built.line - 1 :])
    assert escape(rest[:1000]) in workshop.page("bad/index.html")
    assert repaired.exit_code == 0
    assert source.read_text(encoding="utf-8").endswith(rest)


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
