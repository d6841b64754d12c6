"""Work spread over processes gives what one process gives, and a dying process is no endless wait."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from allforces_site.workers import default_jobs, spread


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


def test_many_items_are_really_worked_on_by_several_processes() -> None:
    def work(_: int) -> int:
        time.sleep(0.001)
        return os.getpid()

    pids = set(spread(work, range(400), 2))

    assert len(pids) == 2
    assert os.getpid() not in pids


def test_few_items_are_worth_no_second_process() -> None:
    assert set(spread(lambda _: os.getpid(), range(50), 8)) == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_of_the_work_is_raised(jobs: int) -> None:
    def fail(item: int) -> int:
        if item == 150:
            raise KeyError("here")
        return item

    with pytest.raises(KeyError, match="here"):
        spread(fail, range(200), jobs)


def test_no_process_is_left_behind() -> None:
    script = (
        "import os, time\n"
        "from allforces_site.workers import spread\n"
        "pids = spread(lambda _: (time.sleep(.001), os.getpid())[1], range(400), 2)\n"
        "print(*sorted(set(pids)), flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pids = [int(pid) for pid in process.stdout.readline().split()]
        assert len(pids) == 2
        assert wait_until(lambda: not any(alive(pid) for pid in pids))
        process.kill()


def test_processes_end_when_the_build_is_killed(tmp_path: Path) -> None:
    script = (
        "import os, sys, time\n"
        "from allforces_site.workers import spread\n"
        "def work(_):\n"
        f"    open(os.path.join({str(tmp_path)!r}, str(os.getpid())), 'w').close()\n"
        "    time.sleep(.02)\n"
        "spread(work, range(4000), 2)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script])
    assert wait_until(lambda: len(list(tmp_path.iterdir())) == 2)

    process.kill()
    process.wait()

    pids = [int(path.name) for path in tmp_path.iterdir()]
    assert wait_until(lambda: not any(alive(pid) for pid in pids))


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

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=True
    )

    assert "was ended from outside" in done.stdout
    assert not any(tmp_path.iterdir())


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, ProcessLookupError):
        return False


def wait_until(condition: object, seconds: float = 10) -> bool:
    assert callable(condition)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_there_is_at_least_one_job() -> None:
    assert default_jobs() >= 1
