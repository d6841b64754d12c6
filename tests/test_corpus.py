"""The 614 real posts, where they are: every URL, title, date, category and tag as Jekyll has them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.real_posts import CORPUS, needs_corpus

pytestmark = needs_corpus


def build_corpus(folder: Path, zone: str) -> dict[str, Any]:
    report = folder / "report.json"
    command = [sys.executable, "-m", "allforces_site", "build", "--source", str(CORPUS), "--output",
               str(folder / "_site"), "--report", str(report)]  # fmt: skip
    subprocess.run(command, env={**os.environ, "TZ": zone}, check=False, capture_output=True)
    content: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module", params=["UTC", "America/Los_Angeles", "Asia/Tokyo"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return build_corpus(tmp_path_factory.mktemp("corpus"), request.param)


@pytest.fixture(scope="module")
def expected() -> dict[str, dict[str, Any]]:
    lines = (CORPUS / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return {post["source"]: post for post in map(json.loads, lines)}


def test_every_post_is_on_a_page_with_the_metadata_jekyll_gives_it(
    report: dict[str, Any], expected: dict[str, dict[str, Any]]
) -> None:
    built = {page["source"]: page for page in report["pages"] if page["source"]}

    assert sorted(built) == sorted(expected)
    keys = ("title", "date", "categories", "tags")
    assert {source: [page[key] for key in keys] for source, page in built.items()} == {
        source: [post[key] for key in keys] for source, post in expected.items()
    }


def test_every_url_is_jekylls_but_for_the_earlier_of_two_posts_with_one_url(
    report: dict[str, Any], expected: dict[str, dict[str, Any]]
) -> None:
    built = {page["source"]: page["url"] for page in report["pages"] if page["source"]}
    moved = {source for source, url in built.items() if url != expected[source]["url"]}
    warned = {problem["file"] for problem in report["problems"] if problem["code"] == "url-collision"}

    assert moved == warned
    assert len(moved) == 1
    assert len(set(built.values())) == len(built)


def test_no_error_is_found_in_the_real_posts(report: dict[str, Any]) -> None:
    assert report["counts"]["errors"] == 0
    # The file beside the real posts that holds Jekyll's answers is no part of a site.
    assert [item["source"] for item in report["skipped"]] == ["expected.jsonl"]
