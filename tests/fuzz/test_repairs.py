"""Whatever a post holds: a repair loses no sentence, keeps the front matter, and leaves a second one no work.

Each try writes a worn post (see `worn_posts.py`) into a site, checks it, repairs it, and checks it again.
`tries.py` says how to run more of them.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from allforces_site.errors import SiteError
from allforces_site.front_matter.parse import decode, parse_front_matter
from tests.fuzz.changes import VICTIM
from tests.fuzz.mutations import mutated_bytes
from tests.fuzz.sample_site import SampleSite
from tests.fuzz.tries import Trial, run_tries
from tests.fuzz.worn_posts import worn_post

CHECK = ("check", "--format", "json", "--output", "check.json")
CONFIG = "title: 茶の新聞\nurl: https://example.com\npermalink: /:year/:month/:day/:title/\n"
SOURCE = VICTIM.removeprefix("content/")
# What rules take away is no part of a sentence.
MARK = re.compile(r"[-=*]*\s*[-=]{2,}\s*end\s*[-=]{2,}\**|<\|\w+\|>", re.IGNORECASE)
TARGET = re.compile(r"\]\([^)\n]*\)|\]:.*|https?://example\.com/2026/[\w./#]+|href=\"[^\"]*\"|\{:[^}\n]*\}")
# Readers see no tag, so a paragraph that differs by tags alone is a copy.
TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>")
SENTENCE = re.compile(r"[^。！？]*[。！？]")
NO_WORD = re.compile(r"[\W_]+")


def new_site(root: Path) -> SampleSite:
    """A site of four posts, three of which have another day in their addresses than in their names."""
    site = SampleSite(root)
    site.write("content/_config.yml", CONFIG)
    for number in range(4):
        day, hour = f"2026-01-0{number + 5}", 20 if number < 3 else 10
        keys = f"title: 記事{number}\ndate: {day} {hour}:00:00 +0000\n"
        site.write(f"content/_posts/{day}-late{number}.md", f"---\n{keys}---\n本文{number}です。\n")
    site.write("content/about.md", "---\ntitle: 紹介\n---\n紹介です。\n")
    return site


@pytest.mark.slow
def test_no_repair_loses_a_sentence_or_leaves_work_for_a_second(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site")
    victim = site.root / VICTIM

    def begin(chance: random.Random) -> Trial:
        content = worn_post(chance).encode()
        if chance.random() < 0.1:
            content = mutated_bytes(chance, content)

        def fault(lines: Sequence[Any]) -> str | None:
            victim.write_bytes(b"".join(lines))
            return next(_faults(site, victim), None)

        lines = content.splitlines(keepends=True)
        return Trial(
            lines,
            fault,
            lambda lines: f"{SOURCE}:\n{b''.join(lines)!r}\n{b''.join(lines).decode(errors='replace')}",
        )

    run_tries(begin, 50)


def _faults(site: SampleSite, victim: Path) -> Iterator[str]:
    before = victim.read_bytes()
    promised = _repairable(site)
    repaired = site.run("repair", "--write")
    after = victim.read_bytes()
    if repaired.code not in (0, 1):
        yield f"repair ended with {repaired.code}\n{repaired.text}"
    if (
        "repair-given-up" in repaired.text
        or "undo each other" in repaired.text
        or "broke the front" in repaired.text
    ):
        yield f"a repair was given up\n{repaired.text}"
    if promised and after == before:
        yield f"nothing was repaired of {sorted(promised)}\n{repaired.text}"
    left = _letters(TARGET.sub("", _body(after)))
    lost = [sentence for sentence in _sentences(before) if sentence not in left]
    if lost:
        yield f"sentences are lost: {lost}\n{after.decode(errors='replace')}"
    yield from _faults_of_front_matter(before, after)
    again = site.run("repair", "--write")
    if victim.read_bytes() != after:
        yield f"a second run repairs: {again.text}\n{after.decode(errors='replace')}"
    if left := _repairable(site):
        yield f"is still said to be repairable: {sorted(left)}\n{after.decode(errors='replace')}"


def _repairable(site: SampleSite) -> set[tuple[str, int]]:
    """Code and line of what a check says that a repair would fix."""
    site.run(*CHECK)
    report = json.loads((site.root / "check.json").read_text(encoding="utf-8"))
    return {
        (problem["code"], problem["line"])
        for problem in report["problems"]
        if problem["file"] == SOURCE and problem["fix"] is not None
    }


def _body(content: bytes) -> str:
    try:
        return parse_front_matter(decode(content, SOURCE), SOURCE).body
    except SiteError:
        return ""


def _letters(text: str) -> str:
    """What readers see of a text, without tags, signs and spaces: a character reference may stand for one."""
    return NO_WORD.sub("", unescape(TAG.sub("", text)))


def _sentences(content: bytes) -> Iterator[str]:
    """The letters of each whole sentence of a body; one that goes over a line's end counts from there on."""
    for line in MARK.sub("\n", TARGET.sub("", _body(content))).splitlines():
        for sentence in SENTENCE.findall(line):
            if letters := _letters(sentence):
                yield letters


def _faults_of_front_matter(before: bytes, after: bytes) -> Iterator[str]:
    try:
        old = parse_front_matter(decode(before, SOURCE), SOURCE)
    except SiteError:
        if before != after:
            yield "a file that cannot be read was changed"
        return
    try:
        new = parse_front_matter(decode(after, SOURCE), SOURCE)
    except SiteError as exc:
        yield f"the front matter cannot be read any more: {exc}\n{after.decode(errors='replace')}"
        return
    # Not the values: infinite ones have no text, and some are unlike themselves.
    changed = [
        key for key in old.written.keys() | new.written.keys() if old.written.get(key) != new.written.get(key)
    ]
    # A title that was cut takes what it stood for from the text.
    if set(changed) - {"title"}:
        yield f"values of the front matter are others: {changed}\n{after.decode(errors='replace')}"
