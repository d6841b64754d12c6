"""Work spread over processes gives what one process gives, and a dying process is no endless wait."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from allforces_site import workers
from allforces_site.workers import default_jobs, spread
from tests.conftest import tree
from tests.running_processes import eventually, is_alive


@pytest.mark.parametrize("jobs", [1, 2, 3, 64])
@pytest.mark.parametrize("count", [0, 1, 79, 80, 500])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int) -> None:
    assert spread(lambda item: item * 2, range(count), jobs) == [item * 2 for item in range(count)]


def test_progress_ends_with_all_and_never_goes_back() -> None:
    for jobs in (1, 2):
        heard: list[int] = []
        spread(str, range(200), jobs, heard.append)
        assert heard == sorted(heard)
        assert heard[-1] == 200


def test_many_items_are_really_worked_on_by_several_processes(tmp_path: Path) -> None:
    def work(_: int) -> int:
        (tmp_path / str(os.getpid())).touch()
        eventually(lambda: len(list(tmp_path.iterdir())) == 2)
        return os.getpid()

    pids = set(spread(work, range(400), 2))

    assert len(pids) == 2
    assert os.getpid() not in pids


@pytest.fixture
def spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are started as on macOS and Windows."""
    monkeypatch.setattr(workers, "start_method", lambda: "spawn")


@pytest.mark.usefixtures("spawned")
def test_spawned_workers_give_the_same_results() -> None:
    heard: list[int] = []
    assert spread(str, range(700), 2, heard.append, len) == [len(str(item)) for item in range(700)]
    assert heard[-1] == 700
    assert spread(os.getenv, ["PATH"] * 599, 2) == [os.environ["PATH"]] * 599


@pytest.mark.usefixtures("spawned")
def test_spawned_workers_are_other_processes_and_end() -> None:
    pids = set(spread(_own_pid, range(700), 2))

    assert len(pids) == 2
    assert os.getpid() not in pids
    assert not any(map(is_alive, pids))


def _own_pid(_: int) -> int:
    return os.getpid()


@pytest.mark.usefixtures("spawned")
def test_what_cannot_be_sent_to_a_spawned_worker_is_done_in_this_process() -> None:
    assert set(spread(lambda _: os.getpid(), range(700), 2)) == {os.getpid()}


def test_workers_are_imported_where_the_system_has_fewer_signals() -> None:
    """Windows has neither SIGKILL nor SIGHUP."""
    script = "import signal; del signal.SIGKILL, signal.SIGHUP; import allforces_site.workers"
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.usefixtures("spawned")
def test_an_error_in_a_spawned_worker_is_raised() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        spread(int, ["1"] * 650 + ["no number"], 2)


@pytest.mark.usefixtures("spawned")
def test_a_site_that_spawned_workers_read_has_the_same_bytes(
    workshop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(14):
        workshop.post(f"2026-01-{number + 1:02}-p{number}", f"title: 記事{number}\ntags: [t{number % 3}]")
    workshop.build()
    alone = workshop.tree()
    monkeypatch.setitem(workers._MIN_COST_A_JOB, "spawn", 7)
    can_be_sent, sent = workers._can_be_sent, []
    monkeypatch.setattr(workers, "_can_be_sent", lambda *work: sent.append(can_be_sent(*work)) or sent[-1])
    workshop.build(output=workshop.root / "other", jobs=2)

    assert sent == [True, False], "posts are read by workers; pages hold their theme, which cannot be sent"
    assert tree(workshop.root / "other") == alone


def test_few_items_are_worth_no_second_process() -> None:
    assert set(spread(lambda _: os.getpid(), range(50), 8)) == {os.getpid()}


def test_few_items_that_cost_much_are_worth_a_second_process() -> None:
    pids = set(spread(lambda _: os.getpid(), range(3), 8, cost=lambda _: 40))

    assert os.getpid() not in pids
    assert spread(lambda item: item * 2, range(3), 8, cost=lambda _: 40) == [0, 2, 4]


def test_one_item_is_worth_no_second_process_however_much_it_costs() -> None:
    assert spread(lambda _: os.getpid(), range(1), 8, cost=lambda _: 1000) == [os.getpid()]


def test_an_item_without_cost_is_done_where_the_one_before_it_is() -> None:
    costs = [0, *([50, 0, 0] * 30)]

    pids = spread(lambda _: os.getpid(), range(len(costs)), 4, cost=costs.__getitem__)

    assert all(
        pid == before for cost, before, pid in zip(costs[1:], pids, pids[1:], strict=False) if not cost
    )


def test_a_worker_that_is_free_takes_what_another_one_has_not_begun(tmp_path: Path) -> None:
    """The first item waits for all the others, which one worker must do meanwhile."""
    done = tmp_path / "done"
    done.touch()

    def work(item: int) -> int:
        if item == 0:
            eventually(lambda: done.stat().st_size == 99)
        else:
            with done.open("ab") as file:
                file.write(b".")
        return item

    assert spread(work, range(100), 2, cost=lambda item: 1 if item else 50) == list(range(100))


@pytest.mark.parametrize("count", [999, 1000, 1023, 40_000])
def test_more_jobs_than_any_machine_has_get_all_the_work(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """The numbers of all chunks fit into a pipe, which nobody reads before the first worker starts."""
    jobs: list[int] = []

    def started(_method: str, _function: object, shares: list[Any]) -> Any:
        jobs.append(len(shares))
        share = list(shares[0])
        return nullcontext([item for _, items in share for item in items])

    monkeypatch.setattr(workers, "_started", started)
    monkeypatch.setattr(workers, "_collect", lambda items, *_: {0: items})

    assert spread(int, range(count), 1000) == list(range(count))
    assert jobs == [min(1000, count // 40)]


def test_the_last_items_are_handed_out_one_by_one() -> None:
    """So that no process waits for another one that has many items left."""
    sizes = [end - start for start, end in workers._bounds([1] * 1000, 30, 2)]

    assert sizes == sorted(sizes, reverse=True)
    assert (sum(sizes), sizes[0], sizes[-2:]) == (1000, 30, [1, 1])


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_function_is_raised(jobs: int) -> None:
    def fail(item: int) -> int:
        if item == 150:
            raise KeyError("here")
        return item

    with pytest.raises(KeyError, match="here"):
        spread(fail, range(200), jobs)


def test_no_process_is_left_behind() -> None:
    assert not any(map(is_alive, set(spread(lambda _: os.getpid(), range(400), 2))))


_LEAVES_ITS_NAME = "open(os.path.join(sys.argv[1], str(os.getpid())), 'w').close()\n"

# Without the first, what Linux does for workers; without the second, what any system does for who writes to
# nobody.
_WAYS_TO_END = {
    "the system ends who only computes": f"def work(_):\n    {_LEAVES_ITS_NAME}    time.sleep(1000)\n",
    "who sends to nobody ends": (
        "import allforces_site.workers\n"
        "allforces_site.workers.end_with_parent = lambda _: None\n"
        f"def work(_):\n    {_LEAVES_ITS_NAME}    return bytes(10**6)\n"
    ),
}


@pytest.mark.parametrize("way", _WAYS_TO_END)
def test_workers_end_when_the_build_is_killed(tmp_path: Path, way: str) -> None:
    script = (
        f"import os, sys, time\n{_WAYS_TO_END[way]}"
        "from allforces_site.workers import spread\n"
        "spread(work, range(400), 2, lambda done: time.sleep(1000))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, tmp_path])
    eventually(lambda: len(list(tmp_path.iterdir())) == 2)

    process.kill()
    process.wait()

    pids = [int(path.name) for path in tmp_path.iterdir()]
    eventually(lambda: not any(map(is_alive, pids)))


def test_a_process_that_is_killed_ends_the_build_with_a_message(tmp_path: Path) -> None:
    script = (
        "import os, signal\n"
        "from allforces_site.errors import SiteError\n"
        "from allforces_site.workers import spread\n"
        "try:\n"
        "    spread(lambda item: item == 150 and os.kill(os.getpid(), signal.SIGKILL), range(400), 2)\n"
        "except SiteError as exc:\n"
        "    print(exc)\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "was ended from outside" in done.stdout
    assert not any(tmp_path.iterdir())


def test_there_is_at_least_one_job() -> None:
    assert default_jobs() >= 1
