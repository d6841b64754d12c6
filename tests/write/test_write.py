"""Nothing unchanged is touched, nothing is half written, nothing foreign is overwritten or removed."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.cli import main
from allforces_site.errors import SiteError
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.model import Output
from allforces_site.write.manifest import load_manifest
from allforces_site.write.write_site import Written, write_site


def output_of(path: str, content: bytes = b"new") -> Output:
    return Output(path, lambda: content, source=f"source of {path}")


def write(
    root: Path, files: dict[str, bytes], *, stale: Collection[str] | None = None, jobs: int = 1
) -> Written:
    outputs = [output_of(path, content) for path, content in files.items()]
    return write_site(outputs, root, jobs, stale=stale)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != MANIFEST_FILE
    }


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    found = {path: path.stat() for path in root.rglob("*") if path.is_file()}
    return {str(path): (stat.st_mtime_ns, stat.st_ino) for path, stat in found.items()}


def codes(written: Written) -> list[str]:
    return [problem.code for problem in written.problems]


def test_a_second_build_touches_no_file_not_even_its_own_manifest(tmp_path: Path) -> None:
    files = {"index.html": b"a", "tag/x/index.html": b"b"}
    write(tmp_path, files)
    before = stamps(tmp_path)

    written = write(tmp_path, files)

    assert stamps(tmp_path) == before
    assert (written.written, written.unchanged, written.removed) == (0, 2, ())


def test_only_the_changed_file_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, {"a": b"1", "b": b"1"})
    before = stamps(tmp_path)

    written = write(tmp_path, {"a": b"1", "b": b"2"})

    assert written.changed == ("b",)
    after = stamps(tmp_path)
    assert after[str(tmp_path / "a")] == before[str(tmp_path / "a")]
    assert (tmp_path / "b").read_bytes() == b"2"


def test_what_no_source_makes_any_more_is_removed_with_its_empty_folders(tmp_path: Path) -> None:
    write(tmp_path, {"a/b/c/index.html": b"", "a/index.html": b""})

    written = write(tmp_path, {"a/index.html": b""})

    assert written.removed == ("a/b/c/index.html",)
    assert not (tmp_path / "a/b").exists()


def test_files_of_others_are_kept_and_named(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": b"", "b/c.html": b""})
    (tmp_path / "b/mine.txt").write_text("mine")
    (tmp_path / "CNAME").write_text("example.com")

    written = write(tmp_path, {"a.html": b""})

    assert contents(tmp_path) == {"CNAME": b"example.com", "a.html": b"", "b/mine.txt": b"mine"}
    assert "CNAME, b/mine.txt" in str(written.problems[0].message)


def test_a_stale_file_that_somebody_changed_is_kept_and_named(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": b"", "b.html": b"ours"})
    (tmp_path / "b.html").write_bytes(b"edited by hand")

    written = write(tmp_path, {"a.html": b""})

    assert (tmp_path / "b.html").read_bytes() == b"edited by hand"
    assert "b.html was changed since it was written" in str(written.problems[0].message)


def test_a_foreign_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")

    with pytest.raises(SiteError, match=r"no earlier build wrote.*index\.html"):
        write(tmp_path, {"index.html": b"new", "b.html": b""})

    assert contents(tmp_path) == {"index.html": b"mine"}


def test_a_foreign_file_with_the_very_same_bytes_is_adopted(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"new")

    write(tmp_path, {"index.html": b"new"})

    assert load_manifest(tmp_path).files.keys() == {"index.html"}


def test_a_site_with_errors_removes_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"a": b"", "b": b""})

    write(tmp_path, {"a": b"2"}, stale=())
    assert contents(tmp_path) == {"a": b"2", "b": b""}

    write(tmp_path, {"a": b"2"})
    assert contents(tmp_path) == {"a": b"2"}


def pages(number: int) -> dict[str, bytes]:
    return {f"{index}/index.html": b"a" for index in range(number)}


def test_a_build_that_would_lose_too_many_pages_writes_nothing_and_names_them(tmp_path: Path) -> None:
    write(tmp_path, pages(100))
    outputs = [output_of(path, b"changed") for path in pages(79)]

    with pytest.raises(SiteError) as raised:
        write_site(outputs, tmp_path, 1, max_lost=0.2)

    (problem,) = raised.value.problems
    assert problem.code == "pages-lost"
    assert "21 of 100 pages" in str(problem.message) and "79/index.html" in str(problem.message)
    assert contents(tmp_path) == pages(100)


@pytest.mark.parametrize(("before", "after", "share"), [(100, 80, 0.2), (20, 10, 0.0), (100, 0, 1.0)])
def test_fewer_lost_pages_than_allowed_are_removed(
    tmp_path: Path, before: int, after: int, share: float
) -> None:
    write(tmp_path, pages(before))

    written = write_site([output_of(path) for path in pages(after)], tmp_path, 1, max_lost=share)

    assert len(written.removed) == before - after


def test_new_files_are_distinguished_from_changed_ones(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": b"a", "b.html": b"b"})

    written = write(tmp_path, {"a.html": b"a", "b.html": b"other", "c.html": b"c"})

    assert (written.changed, written.added) == (("b.html", "c.html"), ("c.html",))


def test_a_page_that_cannot_be_rendered_keeps_its_old_file_and_all_stale_ones(tmp_path: Path) -> None:
    def broken() -> bytes:
        from allforces_site.errors import error
        from allforces_site.messages.message import as_it_is

        raise SiteError([error("template", as_it_is("broken"))])

    write(tmp_path, {"a": b"old", "b": b"old"})
    written = write_site([Output("a", broken)], tmp_path, 1)

    assert codes(written) == ["template"]
    assert contents(tmp_path) == {"a": b"old", "b": b"old"}
    assert load_manifest(tmp_path).files.keys() == {"a", "b"}


@pytest.mark.parametrize("pair", [("a", "a/index.html"), ("a/index.html", "a")])
def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path, pair: tuple[str, str]) -> None:
    write(tmp_path, {pair[0]: b"old"})

    written = write(tmp_path, {pair[1]: b"new"})

    assert contents(tmp_path) == {pair[1]: b"new"}
    assert written.removed == (pair[0],)


def test_a_stale_file_that_cannot_be_removed_is_reported_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a": b"", "b": b""})
    with monkeypatch.context() as patch:
        real = Path.unlink

        def unlink(path: Path, missing_ok: bool = False) -> None:
            if path.name == "b":
                raise PermissionError(errno.EACCES, "Permission denied")
            real(path, missing_ok)

        patch.setattr(Path, "unlink", unlink)
        written = write(tmp_path, {"a": b""})

    assert codes(written) == ["stale-output"]
    assert write(tmp_path, {"a": b""}).removed == ("b",)


# ---- links in the output folder ---------------------------------------------------------------


def test_a_linked_folder_does_not_lead_the_output_out(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    site.mkdir()
    outside.mkdir()
    (site / "tag").symlink_to(outside)

    written = write(site, {"tag/x/index.html": b"", "a.html": b""})

    assert list(outside.iterdir()) == []
    assert codes(written)[0] == "write"
    assert "tag/x/index.html" in str(written.problems[0].message)
    assert (site / "a.html").exists()


def test_a_link_in_place_of_a_file_is_replaced_never_followed(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside.txt"
    outside.write_bytes(b"outside")
    write(site, {"a.html": b"old"})
    (site / "a.html").unlink()
    (site / "a.html").symlink_to(outside)

    write(site, {"a.html": b"new"})

    assert outside.read_bytes() == b"outside"
    assert (site / "a.html").read_bytes() == b"new"
    assert not (site / "a.html").is_symlink()


def test_stale_files_behind_a_link_are_not_removed(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    write(site, {"tag/x.html": b"ours", "a.html": b""})
    (site / "tag").rename(outside)
    (site / "tag").symlink_to(outside)

    write(site, {"a.html": b""})

    assert (outside / "x.html").read_bytes() == b"ours"


def test_a_link_in_place_of_the_temporary_folder_empties_nothing(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    site.mkdir()
    outside.mkdir()
    (outside / "precious.txt").write_text("precious")
    (site / ".allforces-tmp").symlink_to(outside)

    with pytest.raises(SiteError, match="a name that the generator uses itself"):
        write(site, {"a.html": b""})

    assert contents(outside) == {"precious.txt": b"precious"}


def test_an_output_folder_that_is_itself_a_link_is_fine(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")

    assert write(tmp_path / "site", {"a/b.html": b""}).written == 1
    assert (tmp_path / "real/a/b.html").exists()


def test_a_manifest_that_lists_a_place_outside_removes_nothing_there(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, {"a": b""})
    (tmp_path / "victim").write_text("precious")
    files = {"a": None, "../victim": None, str(tmp_path / "victim"): None, "": None, ".": None}
    (site / MANIFEST_FILE).write_text(json.dumps({"format": 1, "files": files}))

    with pytest.raises(SiteError) as raised:
        write(site, {"a": b""})

    assert [problem.code for problem in raised.value.problems] == ["manifest"]
    assert (tmp_path / "victim").read_text() == "precious"


# ---- full disks and sudden ends ---------------------------------------------------------------


def replacements(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], None]) -> None:
    """Calls `act` with the number of each write of bytes, when half of them are written."""
    count = iter(range(10_000))
    real = os.write

    def write(descriptor: int, content: Any) -> int:
        number = next(count)
        half = real(descriptor, content[: len(content) // 2])
        act(number)
        return half + real(descriptor, content[half:])

    monkeypatch.setattr(os, "write", write)


OLD = {f"{name}/index.html": b"old " * 50 for name in "abcd"} | {"gone.html": b"old"}
NEW = {f"{name}/index.html": b"new " * 60 for name in "abcde"}


# a manifest, five files, a manifest
@pytest.mark.parametrize("full_from", range(8))
def test_a_full_disk_leaves_every_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_from: int
) -> None:
    write(tmp_path, OLD)

    def fill(number: int) -> None:
        if number >= full_from:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        replacements(patch, fill)
        reported = "".join(written_or_refused(tmp_path))

    assert_whole(tmp_path)
    assert ("No space left on device" in reported) == (full_from < 7)
    if 0 < full_from < 6:
        assert (tmp_path / "gone.html").exists(), "nothing old goes while new pages are missing"
    write(tmp_path, NEW)
    assert contents(tmp_path) == NEW


def written_or_refused(root: Path) -> list[str]:
    try:
        return [str(problem.message) for problem in write(root, NEW).problems]
    except SiteError as exc:
        return [str(exc)]


def assert_whole(root: Path) -> None:
    for path, content in contents(root).items():
        assert path.startswith(".allforces") or content in (OLD.get(path), NEW.get(path)), path


@pytest.mark.process
@pytest.mark.parametrize("cut_at", range(7))
def test_a_build_cut_off_at_any_write_leaves_every_file_whole_and_the_next_one_tidies(
    tmp_path: Path, cut_at: int
) -> None:
    write(tmp_path, OLD)
    child = os.fork()
    if child == 0:  # pragma: no cover (the child never returns)
        try:
            patch = pytest.MonkeyPatch()
            replacements(
                patch, lambda number: os.kill(os.getpid(), signal.SIGKILL) if number == cut_at else None
            )
            write(tmp_path, NEW)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)

    assert os.WTERMSIG(status) == signal.SIGKILL
    assert_whole(tmp_path)
    # A page that was replaced before the cut and that no source makes any more goes like any other.
    rest = {path: content for path, content in NEW.items() if path != "a/index.html"}
    written = write(tmp_path, rest)
    assert contents(tmp_path) == rest
    assert written.problems == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.process
def test_a_disk_that_is_really_full_is_reported_and_harms_nothing(small_disk: Path) -> None:
    old = {f"{number}.html": b"o" * 8_000 for number in range(10)}
    new = {f"{number}.html": b"n" * 60_000 for number in range(10)}
    site = small_disk / "site"
    write(site, old)

    written = write(site, new)

    assert "No space left on device" in str(written.problems[0].message)
    for path, content in contents(site).items():
        assert content in (old[path], new[path])
    write(site, old)
    assert contents(site) == old


CONFIG = "url: https://example.com\npaginate: 20\nallforces: {social_pictures: false, search: false}\n"


def big_site(folder: Path, word: str) -> None:
    posts = folder / "content/_posts"
    posts.mkdir(parents=True, exist_ok=True)
    (folder / "content/_config.yml").write_text(CONFIG)
    for number in range(160):
        text = f"---\ntitle: {word} {number}\ntags: [t{number % 9}]\n---\n" + f"{word} の本文です。\n\n" * 20
        (posts / f"2026-01-{number % 28 + 1:02}-p{number}.md").write_text(text, encoding="utf-8")


def build_here(folder: Path, output: str = "_site") -> int:
    """The exit code of a build by two workers."""
    with chdir(folder):
        return CliRunner().invoke(main, ["build", "--output", output, "--jobs", "2"]).exit_code


BUILD = """
import os, signal, sys
from allforces_site.__main__ import main
from allforces_site.messages.message import as_it_is
from tests.sudden_end import before_change
change = int(sys.argv.pop(1))
before_change(change, lambda: os.killpg(0, signal.SIGKILL))
main()
"""


def killed_build(folder: Path, change: int) -> int:
    """The exit code of a build by two workers; all are killed before a change of this number on the disk."""
    command = [sys.executable, "-c", BUILD, str(change), "build", "--jobs", "2"]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        start_new_session=True,
        capture_output=True,
        check=False,
    )
    return done.returncode


@pytest.mark.process
def test_a_real_build_killed_at_any_moment_leaves_whole_files_and_the_next_one_is_exact(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    big_site(site, "古い")
    assert build_here(site) == 0
    old = contents(site / "_site")
    big_site(site, "新しい")
    (site / "content/_posts/2026-01-01-p0.md").unlink()
    assert build_here(site, "clean") == 0
    new = contents(site / "clean")
    chance = random.Random(7)
    # The workers make more than four hundred changes, so that one of them makes two hundred or more.
    for change in (0, 5, *(chance.randrange(160) for _ in range(4))):
        killed = tmp_path / str(change)
        shutil.copytree(site, killed)
        assert killed_build(killed, change) == -signal.SIGKILL
        for path, content in contents(killed / "_site").items():
            assert path.startswith(".allforces-tmp/") or content in (old.get(path), new.get(path)), path

        assert build_here(killed) == 0
        assert contents(killed / "_site") == new
        assert names_in(killed / "_site") == names_in(site / "clean")


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.process
def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    files = {f"p/{number}/index.html": str(number).encode() for number in range(200)}

    write(tmp_path / "one", files, jobs=1)
    write(tmp_path / "two", files, jobs=2)

    assert contents(tmp_path / "one") == contents(tmp_path / "two") == files


# ---- any history of builds and of other programs ---------------------------------------------

PATHS = ["a", "a/b", "a/b/c", "d/e", "d/f", "g"]
site_files = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([b"1", b"2"])).filter(
    lambda files: not any(other.startswith(f"{path}/") for path in files for other in files)
)
step = st.one_of(
    st.tuples(st.just("build"), site_files),
    st.tuples(st.just("cut off"), site_files),
    st.tuples(st.just("other hand"), st.sampled_from([*PATHS, "a/x", "z"])),
)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.lists(step, max_size=8))
def test_no_history_of_builds_harms_what_other_hands_wrote(steps: list[tuple[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        others: dict[str, bytes] = {}
        for kind, what in steps:
            if kind == "other hand":
                if (root / what).parent.is_dir() and not (root / what).is_dir():
                    (root / what).write_bytes(b"mine")
                    if what not in load_manifest(root).files:
                        others[what] = b"mine"
                continue
            build_or_refuse(root, what, cut_off=kind == "cut off")
            # A file that has the very bytes of a page is adopted.
            others = {
                path: content for path, content in others.items() if path not in load_manifest(root).files
            }
            found = contents(root)
            assert others.items() <= found.items()


def build_or_refuse(root: Path, files: dict[str, bytes], *, cut_off: bool) -> None:
    outputs = [output_of(path, content) for path, content in files.items()]
    if cut_off and outputs:
        outputs[len(outputs) // 2] = Output(outputs[len(outputs) // 2].path, interrupt)
    try:
        written = write_site(outputs, root, 1)
    except KeyboardInterrupt:
        return
    except SiteError as exc:
        assert [problem.code for problem in exc.problems] == ["foreign-output"]
        return
    failed = {
        str(problem.message).partition(" ")[0] for problem in written.problems if problem.code == "write"
    }
    for path, content in files.items():
        assert path in failed or (root / path).read_bytes() == content


def interrupt() -> bytes:
    raise KeyboardInterrupt
