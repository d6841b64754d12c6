"""The benchmark's own parts: its posts, its table, its measuring."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from tests.bench.bench import Plan, SizeResult, make_workspaces
from tests.bench.checks import WrongOutcomeError, check_contains, check_site
from tests.bench.corpus import Corpus, find_corpus, repeat
from tests.bench.measure import CommandFailedError, Cost, measure
from tests.bench.peer import Peer, edition
from tests.bench.peers import allforces
from tests.bench.posts import BenchPost
from tests.bench.report import markdown
from tests.bench.scenarios import SCENARIOS
from tests.bench.table import Row, as_markdown, as_text

ROWS = [
    Row(614, "cold", "ours", [Cost(2.0, 3.0, 50.0), Cost(9.0, 9.0, 90.0), Cost(1.0, 1.0, 40.0)]),
    Row(614, "cold", "other", [Cost(4.0, 1.5, 100.0)]),
]


@pytest.fixture(scope="module")
def generated() -> list[BenchPost]:
    return list(Corpus().posts(300))


# ---- posts -----------------------------------------------------------------------------------


def test_generated_posts_are_the_same_each_time() -> None:
    assert list(Corpus().posts(20)) == list(Corpus().posts(20))


def test_generated_posts_have_the_shape_of_the_real_ones(generated: list[BenchPost]) -> None:
    lengths = [len(post.body) for post in generated]
    tags = Counter(tag for post in generated for tag in post.tags)

    assert median(lengths) == pytest.approx(14_000, rel=0.05)
    assert max(lengths) > 2.5 * median(lengths)
    assert median(len(post.tags) for post in generated) == 6
    assert len(tags) == 240
    assert sum(count == 1 for count in tags.values()) == 150
    assert max(tags.values()) == pytest.approx(150, rel=0.2)
    assert sum("| --- |" in post.body for post in generated) == 300 / 15
    assert sum("```" in post.body for post in generated) == 300 / 60


def test_addresses_are_unique(generated: list[BenchPost]) -> None:
    assert len({post.output for post in generated}) == len(generated)
    assert len({post.slug for post in generated}) == len(generated)


def test_repeated_posts_differ_in_address_title_first_paragraph_and_rare_tags(
    generated: list[BenchPost],
) -> None:
    posts = list(repeat(generated[:10], 25))

    assert len({post.output for post in posts}) == 25
    assert posts[:10] == generated[:10]
    assert posts[11].title == f"{posts[1].title}（再録1）"
    assert posts[21].body.replace("（再録2）", "") == posts[1].body
    assert posts[21].body.startswith(posts[1].body.split("\n")[0])
    assert max(post.date for post in posts[10:20]) < min(post.date for post in posts[:10])
    assert len({tag for post in posts for tag in post.tags}) > len(
        {tag for post in posts[:10] for tag in post.tags}
    )


def test_real_posts_are_all_read_with_an_address_each() -> None:
    corpus = find_corpus()
    if not corpus.real:
        pytest.skip("the real posts (../shared/corpus) are not here")

    posts = list(corpus.posts(len(corpus.real) + 100))

    assert len({post.output for post in posts}) == len(posts)
    assert not any("{%" in post.body for post in posts)


# ---- table -----------------------------------------------------------------------------------


def test_the_table_shows_medians_and_ratios_to_the_reference() -> None:
    lines = as_text(ROWS, "ours").splitlines()

    assert lines[1].split() == ["614", "cold", "ours", "2.00", "400%", "3.00", "50", "1.00", "1.00", "1.00"]
    assert lines[2].split() == ["614", "cold", "other", "4.00", "0%", "1.50", "100", "2.00", "0.50", "2.00"]


def test_the_markdown_table_has_as_many_cells_in_each_row() -> None:
    lines = as_markdown(ROWS, "ours").splitlines()

    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {11}


def test_ratios_are_left_out_where_the_reference_was_not_measured() -> None:
    line = as_text(ROWS[1:], "ours").splitlines()[1]

    assert line.split() == ["614", "cold", "other", "4.00", "0%", "1.50", "100"]


# ---- measuring -------------------------------------------------------------------------------


def test_the_cpu_time_of_a_busy_grandchild_counts(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}], check=True)"

    cost = measure([sys.executable, "-c", parent], tmp_path, tmp_path / "log")

    assert 0.3 <= cost.cpu_seconds < 2
    assert cost.wall_seconds >= 0.3


def test_the_peak_is_the_command_s_and_not_the_caller_s(tmp_path: Path) -> None:
    ballast = bytearray(os.urandom(1024) * 1024 * 100)

    small = measure([sys.executable, "-S", "-c", ""], tmp_path, tmp_path / "log")
    large = measure([sys.executable, "-S", "-c", "b'x' * 200_000_000"], tmp_path, tmp_path / "log")

    assert small.peak_mib < 60 < len(ballast) / 2**20
    assert 190 < large.peak_mib < 260


def test_a_command_that_fails_is_an_error_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="no such template"):
        measure([sys.executable, "-c", "raise SystemExit('no such template')"], tmp_path, tmp_path / "log")


# ---- scenarios -------------------------------------------------------------------------------


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    peer = allforces()
    return Plan([peer], SCENARIOS, Corpus(), 1, tmp_path)


def test_each_scenario_is_built_and_found_right(plan: Plan) -> None:
    (site,) = make_workspaces(plan, 12)
    command = list(site.peer.command)

    for scenario in SCENARIOS:
        scenario.prepare(site, 1)
        measure(command, site.folder, plan.folder / "log")
        scenario.check(site, 1)

    check_site(site)
    assert site.count_posts() == 13


def test_a_site_that_lacks_a_page_is_found_out(plan: Plan) -> None:
    (site,) = make_workspaces(plan, 12)
    measure(list(site.peer.command), site.folder, plan.folder / "log")
    (site.output / site.edited.output).unlink()

    with pytest.raises(WrongOutcomeError, match="11 post pages, 12 wanted"):
        check_site(site)
    with pytest.raises(WrongOutcomeError, match="does not show"):
        check_contains(site, site.newest, edition(7))


def test_the_report_names_no_folder_of_this_machine(plan: Plan) -> None:
    peers: list[Peer] = list(plan.peers)

    text = markdown(plan, {}, peers[0].label)

    assert "`allforces build --source content --output _site`" in text
    assert str(Path.home()) not in text
    assert str(Path(__file__).parents[2]) not in text


def test_a_tool_that_was_left_out_at_a_size_is_named(plan: Plan) -> None:
    (peer,) = plan.peers
    slow = replace(peer, name="slow", label="Slow")
    row = Row(10_000, "cold", peer.label, [Cost(1.0, 1.0, 1.0)])

    text = markdown(replace(plan, peers=[peer, slow]), {10_000: SizeResult([row], [])}, peer.label)

    assert "- Not measured at 10,000 posts: Slow\n" in text
