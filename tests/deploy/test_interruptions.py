"""A deploy that is cut off at any moment leaves a site that works, and the next one completes it."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from allforces_site.deploy.record import RECORD_FILE, Record, from_bytes, to_bytes
from allforces_site.deploy.rsync import TEMPORARY_FOLDER, RsyncTarget
from allforces_site.deploy.run import deploy
from allforces_site.messages.message import Message, as_it_is
from tests.deploy.places import local_site, page
from tests.running_processes import eventually

CUTS = 440
KILLS = 36
FOREIGN = {"google1234.html": "verification", "assets/by-hand.txt": "手書き"}

Files = dict[str, str]


class CutOffError(Exception):
    """The connection broke, or the machine stopped."""


class Place:
    """A target with its files in a mapping, which fails after `left` operations on files."""

    name = as_it_is("a place")

    def __init__(self, files: Files) -> None:
        self.files = files
        self.left = 10**9

    def _do(self) -> None:
        if self.left == 0:
            raise CutOffError
        self.left -= 1

    def read_record(self) -> Record:
        record = self.files.get(RECORD_FILE)
        return from_bytes(record.encode(), self.name) if record else Record()

    def foreign(self, root: Path, paths: Sequence[str], record: Record) -> list[str]:
        assert root.is_dir()
        return [path for path in paths if path in self.files and path not in record.files]

    def write_record(self, record: Record) -> None:
        self._do()
        self.files[RECORD_FILE] = to_bytes(record).decode()

    def put(self, root: Path, paths: Sequence[str]) -> None:
        for path in paths:
            self._do()
            self.files[path] = (root / path).read_text(encoding="utf-8")

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._do()
            self.files.pop(path, None)

    def finish(self, message: Message) -> None:
        pass

    def close(self) -> None:
        pass


def any_site(chance: random.Random) -> Files:
    """A site of some pages, each of which loads pictures of the site."""
    pictures = [f"assets/{number}.png" for number in range(12) if chance.random() < 0.6]
    files = {path: f"picture {chance.randrange(3)}" for path in pictures}
    for number in range(10):
        if chance.random() < 0.7:
            asked = chance.sample(pictures, min(len(pictures), chance.randrange(4)))
            files[f"post/{number}/index.html"] = page(*asked, text=f"第{chance.randrange(3)}版")
    files["feed.xml"] = "".join(f'<link href="/{path}"/>' for path in files if path.endswith(".html"))
    return files


def asked_for(files: Files) -> Iterator[tuple[str, str]]:
    """Pairs of a page or feed and a file that it leads to."""
    for path, text in files.items():
        if path.endswith((".html", ".xml")):
            yield from ((path, asked) for asked in re.findall(r'(?:src|href)="/([^"]+)"', text))


def check_live(live: Files, old: Files, new: Files) -> None:
    """What readers see after a deploy from `old` to `new` was interrupted."""
    for path, asked in asked_for({path: text for path, text in live.items() if path.endswith(".html")}):
        assert asked in live, f"{path} asks for {asked}, which is not there"
    for path in old.keys() & new.keys():
        assert live.get(path) in (old[path], new[path]), f"{path} is lost"
    assert FOREIGN.items() <= live.items()


@pytest.mark.parametrize("seed", range(8))
def test_a_deploy_that_is_cut_off_at_any_operation_leaves_a_site_that_works(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    place, shown = Place(dict(FOREIGN)), any_site(chance)
    deploy(local_site(tmp_path / "first", shown), place, lambda _: None)
    for number in range(CUTS // 8):
        wanted = any_site(chance)
        site = local_site(tmp_path / str(number), wanted)
        place.left = chance.randrange(40)
        try:
            deploy(site, place, lambda _: None, allow_delete=100)
        except CutOffError:
            check_live(place.files, shown, wanted)
            place.left = 10**9
            if chance.random() < 0.5:  # Else the next deploy is one of another site.
                deploy(site, place, lambda _: None, allow_delete=100)
        else:
            place.left = 10**9
        shown = {
            path: text for path, text in place.files.items() if path not in FOREIGN and path != RECORD_FILE
        }
    deploy(local_site(tmp_path / "last", wanted), place, lambda _: None, allow_delete=100)

    place.files.pop(RECORD_FILE)
    assert place.files == {**wanted, **FOREIGN}


_DEPLOY = """
import sys
from hashlib import sha256
from pathlib import Path
from allforces_site.deploy.local_site import LocalSite
from allforces_site.deploy.rsync import RsyncTarget
from allforces_site.deploy.run import deploy
root = Path(sys.argv[1])
files = {path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
         for path in root.rglob("*") if path.is_file()}
deploy(LocalSite(root, files), RsyncTarget(sys.argv[2]), lambda _: None, allow_delete=100)
"""


# rsync says of each file that it is through with it; at one of them, all that works on the deploy is killed.
_RSYNC = r"""#!/bin/bash
[[ " $* " == *" --dry-run "* ]] && exec "$RSYNC" "$@"
set -o pipefail
n=$(wc -l <"$TOLD")
"$RSYNC" --outbuf=L --out-format=%n "$@" | while IFS= read -r line; do
  printf '%s\n' "$line" | tee -a "$TOLD"
  if ((++n > KILL_AT)); then kill -KILL 0; fi
done
"""


@pytest.fixture
def deadly_rsync(tmp_path: Path) -> Callable[[int], dict[str, str]]:
    """The environment of a deploy that is killed when rsync has listed so many files."""
    rsync = shutil.which("rsync")
    if rsync is None:
        pytest.skip("there is no rsync on this machine")
    program, reported = tmp_path / "programs/rsync", tmp_path / "told"
    program.parent.mkdir()
    program.write_text(_RSYNC, encoding="utf-8")
    program.chmod(0o755)

    def environment(kill_at: int) -> dict[str, str]:
        reported.write_text("", encoding="utf-8")
        path = f"{program.parent}:{os.environ['PATH']}"
        return {**os.environ, "PATH": path, "RSYNC": rsync, "TOLD": str(reported), "KILL_AT": str(kill_at)}

    return environment


def runs_any_of(group: int) -> bool:
    """Whether a process of this group still runs."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, its_group = file.read_text(errors="replace").rpartition(")")[2].split()[:3]
            if its_group == str(group) and state not in "ZX":
                return True
    return False


def read(folder: Path) -> Files:
    """The files of a folder without the record and without unfinished files, which have their own folder."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path.read_text(encoding="utf-8")
        for name, path in found.items()
        if name != RECORD_FILE and not name.startswith(f"{TEMPORARY_FOLDER}/")
    }


def test_a_real_deploy_that_is_killed_at_any_moment_leaves_a_site_that_works(
    tmp_path: Path, deadly_rsync: Callable[[int], dict[str, str]]
) -> None:
    chance = random.Random(4711)
    live, shown = tmp_path / "live", any_site(chance)
    deploy(local_site(tmp_path / "first", shown), RsyncTarget(str(live)), lambda _: None)
    for name, text in FOREIGN.items():
        (live / name).parent.mkdir(exist_ok=True)
        (live / name).write_text(text, encoding="utf-8")
    killed = 0
    for number in range(KILLS):
        wanted = any_site(chance)
        root = local_site(tmp_path / str(number), wanted).root
        process = subprocess.Popen(
            [sys.executable, "-c", _DEPLOY, root, live],
            env=deadly_rsync(chance.randrange(34)),  # It tells of about as many.
            start_new_session=True,
        )
        code = process.wait()
        assert code in (0, -signal.SIGKILL)
        killed += code != 0
        eventually(lambda group=process.pid: not runs_any_of(group))  # Who moves a file ends after that.
        check_live(read(live), shown, wanted)
        assert read(live).keys() <= {*shown, *wanted, *FOREIGN}, "a half file lies among the pages"
        shown = read(live)
        for name in FOREIGN:
            shown.pop(name)
    deploy(local_site(tmp_path / "last", wanted), RsyncTarget(str(live)), lambda _: None, allow_delete=100)

    assert killed
    assert read(live) == {**wanted, **FOREIGN}
    assert not (live / TEMPORARY_FOLDER).exists()
