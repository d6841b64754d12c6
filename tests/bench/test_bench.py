"""The benchmark's own parts: its posts, its tables, its measuring, its options, its report."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from tests.bench.__main__ import parse_options
from tests.bench.bench import Plan, SizeResult
from tests.bench.corpus import Corpus, find_corpus, repeat
from tests.bench.measure import CommandFailedError, Cost, measure
from tests.bench.peers import allforces
from tests.bench.posts import BenchPost
from tests.bench.report import Measured, markdown
from tests.bench.scenarios import SCENARIOS
from tests.bench.table import References, Row, as_markdown, as_text

ROWS = [
    Row(
        614, "cold", "ours", [Cost(2.0, 3.0, 0.5, 50.0), Cost(9.0, 9.0, 0.9, 90.0), Cost(1.0, 1.0, 0.1, 40.0)]
    ),
    Row(614, "cold", "other", [Cost(4.0, 1.5, 1.0, 100.0)]),
]
WHOLE_ROWS = [
    Row(614, "cold", "ours", [Cost(2.0, 2.0, 1.0, 50.0)]),
    Row(614, "cold", "index", [Cost(6.0, 6.0, 1.0, 90.0)]),
    Row(614, "cold", "ours with index", [Cost(8.0, 8.0, 2.0, 90.0)]),
]
OURS = References("ours")


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
        pytest.skip("the real posts (../shared) are not here")

    posts = list(corpus.posts(len(corpus.real) + 100))

    assert len({post.output for post in posts}) == len(posts)
    assert not any("{%" in post.body for post in posts)


# ---- table -----------------------------------------------------------------------------------


def test_the_table_shows_medians_and_ratios_to_the_reference() -> None:
    _, ours, other = (line.split() for line in as_text(ROWS, OURS).splitlines())

    assert ours == [
        "614",
        "cold",
        "ours",
        "2.00",
        "400%",
        "3.00",
        "0.50",
        "50",
        "1.00",
        "1.00",
        "1.00",
        "1.00",
    ]
    assert other == [
        "614",
        "cold",
        "other",
        "4.00",
        "0%",
        "1.50",
        "1.00",
        "100",
        "2.00",
        "0.50",
        "2.00",
        "2.00",
    ]


def test_the_columns_have_user_and_system_time_apart() -> None:
    names = as_markdown(ROWS, OURS).splitlines()[0]

    assert "| wall s | spread | user s | system s | peak MiB | wall × | user × | system × | peak × |" in names


def test_wall_times_are_compared_with_other_references_too() -> None:
    names, _, ours, index, both = as_markdown(
        WHOLE_ROWS, References("ours with index", ("ours",))
    ).splitlines()

    assert names.endswith("| wall × ours |")
    assert [line.split(" | ")[8] for line in (ours, index, both)] == ["0.25", "0.75", "1.00"]
    assert [line.split(" | ")[-1] for line in (ours, index, both)] == ["1.00 |", "3.00 |", "4.00 |"]


def test_the_markdown_table_has_as_many_cells_in_each_row() -> None:
    lines = as_markdown(ROWS, OURS).splitlines()

    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {13}


def test_ratios_are_left_out_where_the_reference_was_not_measured() -> None:
    line = as_text(ROWS[1:], References("ours", ("others",))).splitlines()[1]

    assert line.split() == ["614", "cold", "other", "4.00", "0%", "1.50", "1.00", "100"]


# ---- measuring -------------------------------------------------------------------------------


def test_the_cpu_time_of_a_busy_grandchild_counts(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}], check=True)"

    cost = measure([sys.executable, "-c", parent], tmp_path, tmp_path / "log")

    assert 0.25 <= cost.user_seconds + cost.system_seconds < 2
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


def test_two_programs_cost_the_sum_of_their_seconds_and_the_larger_memory() -> None:
    assert Cost(1.0, 2.0, 0.5, 90.0).followed_by(Cost(4.0, 8.0, 0.25, 40.0)) == Cost(5.0, 10.0, 0.75, 90.0)


# ---- options ---------------------------------------------------------------------------------


def test_the_sizes_of_the_whole_work_follow_those_of_equal_work() -> None:
    usual, small = parse_options([]), parse_options(["--sizes", "50"])

    assert (list(usual.sizes), list(usual.whole)) == ([614, 2500, 10000], [2500])
    assert (small.sizes, small.whole) == ([50], [50])


def test_either_table_can_be_left_out() -> None:
    assert parse_options(["--whole"]).whole == []
    only_whole = parse_options(["--sizes", "--whole", "50"])
    assert (only_whole.sizes, only_whole.whole) == ([], [50])


def test_the_command_in_the_report_can_be_run_again_and_names_no_folder() -> None:
    options = parse_options(["--sizes", "50", "--keep", "/home/me/bench", "--write"])

    assert options.command == "make bench BENCH_ARGS='--sizes 50 --keep DIR --write'"


def test_too_few_posts_for_the_runs_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse_options(["--sizes", "12", "--runs", "5"])

    assert "12 posts are too few: 5 runs need 18" in capsys.readouterr().err


# ---- the report ------------------------------------------------------------------------------


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan([allforces()], SCENARIOS, Corpus(), 1, tmp_path)


def _page(plan: Plan, *, equal: Sequence[Row] = (), whole: Sequence[Row] = ()) -> str:
    reference = References(plan.peers[0].label)
    both = References("ours with index", ("ours",))
    tables = [
        Measured(plan, {rows[0].size: SizeResult(list(rows), [])} if rows else {}, references)
        for rows, references in ((equal, reference), (whole, both))
    ]
    return markdown(*tables, "make bench BENCH_ARGS='--runs 1 --write'")


def test_the_report_names_no_folder_of_this_machine(plan: Plan) -> None:
    text = _page(plan)

    assert "`allforces build --source content --output _site`" in text
    assert str(Path.home()) not in text
    assert str(Path(__file__).parents[2]) not in text


def test_the_report_says_the_command_and_what_each_kind_of_build_is(plan: Plan) -> None:
    text = _page(replace(plan, scenarios=SCENARIOS[:3]))

    assert "Made by `make bench BENCH_ARGS='--runs 1 --write'`" in text
    assert "- **cold**: no output folder, no cache." in text
    assert "- **body edited**:" in text
    assert "- **title edited**:" not in text


def test_the_whole_work_has_a_table_of_its_own_if_it_was_measured(plan: Plan) -> None:
    text = _page(plan, equal=ROWS, whole=WHOLE_ROWS)

    assert "## The whole work" in text.split("| wall × ours |")[0].split("## Equal work")[1]
    assert "## The whole work" not in _page(plan, equal=ROWS)


def test_a_tool_that_was_left_out_at_a_size_is_named(plan: Plan) -> None:
    (peer,) = plan.peers
    slow = replace(peer, name="slow", label="Slow")
    row = Row(10_000, "cold", peer.label, [Cost(1.0, 1.0, 0.1, 1.0)])

    text = _page(replace(plan, peers=[peer, slow]), equal=[row])

    assert "- Not measured at 10,000 posts: Slow\n" in text
