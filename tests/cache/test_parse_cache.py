"""The parse cache returns only what was stored under the very key; no damage to its file fails a build."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.cache import parse_cache as parse_cache_module
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.messages.message import Message

COUNT = 60


def row(number: int, size: int = 400) -> Row:
    """A row whose values follow from its key alone."""
    key = sha256(str(number).encode()).digest()
    chance = random.Random(number)
    return Row(key, b"S" + chance.randbytes(size // 4), b"B" + chance.randbytes(size))


ROWS = [row(number) for number in range(COUNT)]
KEYS = [kept.key for kept in ROWS]
SUMMARIES = {kept.key: kept.summary for kept in ROWS}
BODIES = {kept.key: kept.body for kept in ROWS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache folder that holds `ROWS`."""
    parse_cache = ParseCache(tmp_path / "cache")
    parse_cache.keep(ROWS)
    parse_cache.close()
    return tmp_path / "cache"


def use(folder: Path) -> tuple[ParseCache, int]:
    """Uses the parse cache as a build does; fails if anything comes back that was not kept under its key."""
    parse_cache = ParseCache(folder)
    found = parse_cache.summaries(KEYS)
    assert found.items() <= SUMMARIES.items()
    for key in found:
        body = parse_cache.body(key)
        assert body is None or body == BODIES[key]
    missing = [kept for kept in ROWS if kept.key not in found]
    parse_cache.keep(missing)
    for kept in missing:
        assert parse_cache.body(kept.key) in (None, kept.body)
    parse_cache.drop_unused(set(KEYS))
    parse_cache.close()
    return parse_cache, len(found)


def is_one_line(message: Message | None) -> bool:
    return message is not None and "\n" not in str(message) and "cache" in str(message)


# ---- what is kept -----------------------------------------------------------------------------


@pytest.mark.process
def test_what_was_kept_is_found_by_the_next_build_and_in_a_forked_process(folder: Path) -> None:
    parse_cache, found = use(folder)
    assert (parse_cache.trouble, found) == (None, COUNT)

    parse_cache = ParseCache(folder)
    child = os.fork()
    if child == 0:
        os._exit(0 if all(parse_cache.body(key) == BODIES[key] for key in KEYS) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert parse_cache.body(KEYS[0]) == BODIES[KEYS[0]]
    parse_cache.close()


def test_a_parse_cache_without_a_folder_lasts_for_one_build() -> None:
    parse_cache = ParseCache(None)
    parse_cache.keep(ROWS)

    assert parse_cache.body(KEYS[0]) == BODIES[KEYS[0]]
    assert (parse_cache.summaries(KEYS), parse_cache.trouble) == ({}, None)


def test_a_copy_of_the_folder_is_as_good_as_the_folder(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "elsewhere" / "other")

    assert use(tmp_path / "elsewhere" / "other")[1] == COUNT


def test_unused_values_are_dropped_once_they_outnumber_the_used(folder: Path) -> None:
    few, many = set(KEYS[: COUNT // 3]), set(KEYS[: COUNT // 2 + 1])

    parse_cache = ParseCache(folder)
    parse_cache.drop_unused(many)
    assert len(parse_cache.summaries(KEYS)) == COUNT
    parse_cache.drop_unused(few)
    assert parse_cache.summaries(KEYS).keys() == few
    parse_cache.close()


def test_values_that_a_run_asks_for_later_are_used_too(folder: Path) -> None:
    posts, templates = set(KEYS[:5]), KEYS[20:30]

    with ParseCache(folder) as parse_cache:
        parse_cache.drop_unused_at_exit(posts)
        parse_cache.summaries(templates)

    with ParseCache(folder) as parse_cache:
        assert parse_cache.summaries(KEYS).keys() == {*posts, *templates}


def test_a_thousand_edits_of_one_value_among_twenty_do_not_make_the_file_grow(tmp_path: Path) -> None:
    parse_cache = ParseCache(tmp_path)
    parse_cache.keep(ROWS[:19])
    sizes = []
    for number in range(1000):
        edited = row(1000 + number)
        parse_cache.keep([edited])
        parse_cache.drop_unused({edited.key, *KEYS[:19]})
        sizes.append((tmp_path / "parse-cache.sqlite").stat().st_size)
    parse_cache.close()

    # Twenty used values and at most as many unused ones, each of half a kilobyte, in pages of 16.
    assert max(sizes) <= 100_000
    assert max(sizes[500:]) <= max(sizes[:500])


# ---- damage to the file -----------------------------------------------------------------------


@settings(max_examples=150)
@given(data=st.data())
def test_random_bytes_anywhere_never_give_a_wrong_value(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("corrupted")
    parse_cache = ParseCache(folder)
    parse_cache.keep(ROWS)
    parse_cache.close()
    file = folder / "parse-cache.sqlite"
    content = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 30))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(content)

    parse_cache, _ = use(folder)
    assert parse_cache.trouble is None or is_one_line(parse_cache.trouble)
    use(folder)


def index_pages(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the pages of SQLite's index begin and end: their first byte is 2 or 10."""
    size = int.from_bytes(content[16:18])
    return ((start, start + size) for start in range(size, len(content), size) if content[start] in (2, 10))


def test_every_flip_in_the_index_that_leads_to_another_row_is_noticed(folder: Path) -> None:
    file = folder / "parse-cache.sqlite"
    whole = file.read_bytes()
    wrong_row = 0
    for start, end in index_pages(whole):
        for key in KEYS:
            place = whole.find(key, start, end)
            if place < 0:
                continue
            # The number of the row follows the key.
            flipped = bytearray(whole)
            flipped[place + len(key)] ^= 1
            file.write_bytes(flipped)
            parse_cache = ParseCache(folder)
            assert parse_cache.summaries([key]).items() <= SUMMARIES.items()
            assert parse_cache.body(key) in (None, BODIES[key])
            wrong_row += 1
            parse_cache.close()
    assert wrong_row >= COUNT // 2


def test_a_value_of_another_type_is_no_value(folder: Path) -> None:
    connection = sqlite3.connect(folder / "parse-cache.sqlite")
    odd = [None, "text", 7, 1.5, b"", b"abc"]
    connection.execute("DROP TABLE parsed")
    connection.execute("CREATE TABLE parsed (key BLOB PRIMARY KEY, summary, body)")
    rows = [(KEYS[i], value, value) for i, value in enumerate(odd)]
    connection.executemany("INSERT INTO parsed VALUES (?, ?, ?)", rows)
    connection.commit()
    connection.close()

    assert use(folder)[1] == 0


def test_a_file_cut_short_anywhere_is_created_again_and_reported_in_one_line(folder: Path) -> None:
    file = folder / "parse-cache.sqlite"
    whole = file.read_bytes()
    for length in [0, 1, 15, 99, 100, 101, *range(500, len(whole), 2741), len(whole) - 1]:
        file.write_bytes(whole[:length])
        parse_cache, _ = use(folder)
        assert parse_cache.trouble is None or is_one_line(parse_cache.trouble)
        parse_cache, found = use(folder)
        assert (parse_cache.trouble, found) == (None, COUNT), length


@pytest.mark.parametrize("content", [b"not a database at all\n" * 50, b"\0" * 5000, b"SQLite format 3\0"])
def test_another_file_in_its_place_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "parse-cache.sqlite").write_bytes(content)

    parse_cache, found = use(tmp_path)

    assert found == 0
    assert is_one_line(parse_cache.trouble)
    assert use(tmp_path)[1] == COUNT


def test_a_table_of_another_version_is_created_again(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "parse-cache.sqlite")
    connection.execute("CREATE TABLE parsed (key TEXT PRIMARY KEY, payload TEXT)")
    connection.commit()
    connection.close()

    parse_cache, found = use(tmp_path)

    assert found == 0
    assert is_one_line(parse_cache.trouble)
    parse_cache, found = use(tmp_path)
    assert (parse_cache.trouble, found) == (None, COUNT)


def test_a_broken_page_is_found_while_reading_and_the_next_build_has_a_whole_file(folder: Path) -> None:
    file = folder / "parse-cache.sqlite"
    content = bytearray(file.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start] = 0xEE  # Not a page type of SQLite.
    file.write_bytes(content)

    parse_cache, found = use(folder)

    assert found == 0
    assert is_one_line(parse_cache.trouble)
    parse_cache, found = use(folder)
    assert (parse_cache.trouble, found) == (None, COUNT)


# ---- what the disk does -----------------------------------------------------------------------


@pytest.mark.parametrize("blocked", ["cache", "cache/parse-cache.sqlite"])
def test_something_else_in_place_of_the_cache_is_reported_and_left(tmp_path: Path, blocked: str) -> None:
    if blocked == "cache":
        (tmp_path / "cache").write_text("mine", encoding="utf-8")
    else:
        (tmp_path / blocked).mkdir(parents=True)

    parse_cache, _ = use(tmp_path / "cache")

    assert is_one_line(parse_cache.trouble)
    assert (tmp_path / blocked).exists()
    assert parse_cache.body(KEYS[0]) == BODIES[KEYS[0]]


def test_a_full_disk_is_reported_and_older_values_are_still_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited(monkeypatch, "PRAGMA max_page_count = 1")

    parse_cache = ParseCache(folder)
    parse_cache.keep([row(number, 20_000) for number in range(900, 1000)])
    parse_cache.drop_unused(set(KEYS))

    assert "full" in str(parse_cache.trouble)
    assert is_one_line(parse_cache.trouble)
    assert parse_cache.body(row(950, 20_000).key) == row(950, 20_000).body
    assert parse_cache.summaries(KEYS) == SUMMARIES
    assert [parse_cache.body(key) for key in KEYS] == [BODIES[key] for key in KEYS]
    parse_cache.close()


def test_a_cache_that_may_only_be_read_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, "PRAGMA query_only = ON")

    parse_cache = ParseCache(folder)
    parse_cache.keep([row(1000)])

    assert is_one_line(parse_cache.trouble)
    assert parse_cache.summaries(KEYS) == SUMMARIES
    assert parse_cache.body(KEYS[5]) == BODIES[KEYS[5]]
    assert parse_cache.body(row(1000).key) == row(1000).body
    parse_cache.close()


def limited(monkeypatch: pytest.MonkeyPatch, pragma: str) -> None:
    """SQLite under a limit that stands for a full or write-protected disk: tests may run as root."""
    connect = sqlite3.connect

    def connect_limited(*args: object, **options: object) -> sqlite3.Connection:
        connection = connect(*args, **options)  # type: ignore[call-overload]
        connection.execute(pragma)
        return connection  # type: ignore[no-any-return]

    monkeypatch.setattr(parse_cache_module.sqlite3, "connect", connect_limited)


# ---- several builds ---------------------------------------------------------------------------


def test_a_build_does_without_a_file_that_another_build_locks_too_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_cache_module, "_BUSY_SECONDS", 0.05)
    other = sqlite3.connect(folder / "parse-cache.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    parse_cache, found = use(folder)

    assert found == 0
    assert "locked" in str(parse_cache.trouble)
    assert is_one_line(parse_cache.trouble)
    assert parse_cache.body(KEYS[0]) == BODIES[KEYS[0]]
    other.execute("ROLLBACK")
    other.close()
    parse_cache, found = use(folder)
    assert (parse_cache.trouble, found) == (None, COUNT)


def test_a_build_that_may_not_write_still_reads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse_cache_module, "_BUSY_SECONDS", 0.05)
    other = sqlite3.connect(folder / "parse-cache.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    parse_cache = ParseCache(folder)
    assert parse_cache.summaries(KEYS) == SUMMARIES
    parse_cache.keep([row(1000)])
    assert is_one_line(parse_cache.trouble)
    assert parse_cache.body(KEYS[0]) == BODIES[KEYS[0]]
    assert parse_cache.body(row(1000).key) == row(1000).body
    parse_cache.close()
    other.close()


@pytest.mark.process
def test_four_builds_write_into_one_cache_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from test_parse_cache import *\n"
        "for _ in range(15):\n"
        "    cache, found = use(Path(sys.argv[2]))\n"
        "    assert cache.trouble is None, cache.trouble\n"
        "    cache = ParseCache(Path(sys.argv[2])); cache.drop_unused(set(KEYS[:5])); cache.close()\n"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path / "cache")]
    builds = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]

    ends = [(build.communicate()[1].decode(), build.returncode) for build in builds]

    assert ends == [("", 0)] * 4
    use(tmp_path / "cache")
    assert use(tmp_path / "cache")[1] == COUNT


@pytest.mark.process
def test_a_killed_build_leaves_a_file_that_the_next_one_reads(folder: Path) -> None:
    size = (folder / "parse-cache.sqlite").stat().st_size
    rows = [row(2000 + number, 4000) for number in range(1000)]
    for more in (0, 4096, 100_000, 1_000_000, 3_000_000):  # SQLite begins to write at 2 MB or at the end.
        child = os.fork()
        if child == 0:  # pragma: no cover (the child never returns)
            try:
                # A process that makes a file larger than that is killed.
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_FSIZE, (size + more, size + more))
                ParseCache(folder).keep(rows[: len(rows) if more > 2_000_000 else 300])
            finally:
                os._exit(0)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGXFSZ
        parse_cache, found = use(folder)
        assert (parse_cache.trouble, found) == (None, COUNT)


def test_a_parse_cache_knows_whether_it_holds_bodies(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with ParseCache(folder) as parse_cache:
        assert not parse_cache.has_bodies()
        parse_cache.keep([Row(b"config", b"summary", b"")])
        assert not parse_cache.has_bodies()
        parse_cache.keep([Row(b"post", b"summary", b"body")])
        assert parse_cache.has_bodies()
    (folder / "parse-cache.sqlite").write_bytes(b"no database" * 500)
    with ParseCache(folder) as parse_cache:
        assert not parse_cache.has_bodies()
        assert parse_cache.trouble
