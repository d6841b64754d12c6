"""No site takes time that grows with the square of its length, or makes a page of many times its length."""

from __future__ import annotations

import os
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pytest
from click.testing import CliRunner

from allforces_site.cli import main
from tests.pathological_sites import SITES, Files

# With time to spare, inputs are as long as the longest that the promise is made for.
LENGTH = 200_000 if os.environ.get("ALLFORCES_FUZZ_SECONDS") else 40_000
COMMANDS = (("build", "--jobs", "1"), ("check", "--jobs", "1"), ("repair",))
CONFIG = "title: 試験\nurl: https://example.com\nallforces: {social_pictures: false, search: false}\n"
# CPU seconds of three commands that are fast enough whatever their growth; and what four times the length may
# take of the time: 4 where it is linear, 16 where it is quadratic. A busy machine makes single ones longer.
FAST = 1.5
MOST_GROWTH = 9
TRIES = 3
TIMES = 20
# What the theme and what every page of a site has say on each page, in bytes.
THEME = 40_000


def seconds(files: Files) -> float:
    """The CPU time of a build, a check and a repair of a site; looks at its pages, too."""
    files = {"content/_config.yml": CONFIG} | files
    with TemporaryDirectory() as folder, chdir(folder):
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        start = process_time()
        for command in COMMANDS:
            result = CliRunner().invoke(main, command)
            assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        end = process_time()
        written = sum(len(text.encode()) for text in files.values())
        for page in Path("_site").rglob("*.html"):
            assert page.stat().st_size < TIMES * written + THEME, page
    return end - start


@pytest.mark.parametrize("name", SITES)
def test_time_grows_with_the_length_of_a_site(name: str) -> None:
    site = SITES[name]
    for _ in range(TRIES):
        long = seconds(site(LENGTH))
        if long < FAST or long < MOST_GROWTH * seconds(site(LENGTH // 4)):
            return
    pytest.fail(
        f"{long:.1f} s for {LENGTH} characters, and far less than a quarter of it for a quarter of them"
    )
