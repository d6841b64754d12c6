"""What was made of a source once, kept on disk by the content it was made of.

Three laws: a stored value is never changed; it depends on its key alone; everything that shapes it is
part of the key. So a cache may be lost, copied to another machine or shared by two builds at any
time: the worst it can do is to be of no use.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_FILE = "memo.sqlite"

# A second build waits this long for the first one's writing, then does without the cache.
_BUSY_SECONDS = 5.0

# Values that no build needed any more are dropped when there are more of them than of the others.
_DEAD_A_LIVE = 1

_CHECK_BYTES = 4
_KEYS_A_QUERY = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A value to keep: what every build reads of it, and what only rendering does."""

    key: bytes
    summary: bytes
    body: bytes


class Memo:
    """Values by key in one SQLite file; or in memory, when the file cannot be used.

    `trouble` says in one line why the file could not be used, and is None when it could.
    """

    def __init__(self, folder: Path | None) -> None:
        self.trouble: str | None = None
        self._path = folder / _FILE if folder is not None else None
        self._connection: sqlite3.Connection | None = None
        self._process = os.getpid()
        self._unsaved: dict[bytes, bytes] = {}
        if self._path is not None:
            self._open_or_begin_anew(self._path)

    # ---- reading ------------------------------------------------------------------------------

    def summaries(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The summaries that are kept for any of `keys`."""
        found: dict[bytes, bytes] = {}
        try:
            for start in range(0, len(keys), _KEYS_A_QUERY):
                found.update(self._query(keys[start : start + _KEYS_A_QUERY]))
        except sqlite3.Error as exc:
            self._give_up(exc)
            return {}
        return found

    def body(self, key: bytes) -> bytes | None:
        """The body that is kept for `key`, or None. Works in a forked process too."""
        if key in self._unsaved:
            return self._unsaved[key]
        connection = self._own_connection()
        if connection is None:
            return None
        try:
            row = connection.execute("SELECT body FROM memo WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return _checked(row[0]) if row is not None else None

    # ---- writing ------------------------------------------------------------------------------

    def keep(self, rows: Iterable[Row]) -> None:
        """Keeps values, on disk where that works."""
        rows = list(rows)
        if self._connection is not None:
            try:
                with self._connection:
                    self._connection.executemany(
                        "INSERT OR REPLACE INTO memo VALUES (?, ?, ?)",
                        ((row.key, _sealed(row.summary), _sealed(row.body)) for row in rows),
                    )
            except sqlite3.Error as exc:
                self._give_up(exc)
            else:
                return
        self._unsaved.update((row.key, row.body) for row in rows)

    def forget_all_but(self, keys: set[bytes]) -> None:
        """Drops what no build needs any more, once it is more than what `keys` name."""
        if self._connection is None:
            return
        try:
            kept = self._connection.execute("SELECT count(*) FROM memo").fetchone()[0]
            if kept - len(keys) <= _DEAD_A_LIVE * len(keys):
                return
            stored = [key for (key,) in self._connection.execute("SELECT key FROM memo")]
            with self._connection:
                self._connection.executemany(
                    "DELETE FROM memo WHERE key = ?", ((key,) for key in stored if key not in keys)
                )
            self._connection.execute("VACUUM")
        except sqlite3.Error as exc:
            self._give_up(exc)

    def close(self) -> None:
        """Lets the file go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # ---- the file -----------------------------------------------------------------------------

    def _open_or_begin_anew(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _opened(path)
        except (sqlite3.DatabaseError, OSError) as exc:
            self._begin_anew(path, exc)

    def _begin_anew(self, path: Path, exc: Exception) -> None:
        try:
            if isinstance(exc, sqlite3.OperationalError) and "locked" in str(exc):
                raise exc
            for name in (path, path.with_name(path.name + "-journal")):
                name.unlink(missing_ok=True)
            self._connection = _opened(path)
            self.trouble = f"the cache {path} could not be read ({exc}) and was made anew"
        except (sqlite3.Error, OSError) as failure:
            self.trouble = f"the cache {path} cannot be used ({failure}): building without it"

    def _own_connection(self) -> sqlite3.Connection | None:
        """The connection of this process: one must not be carried over a fork."""
        if self._connection is not None and self._process != os.getpid():
            self._process = os.getpid()
            try:
                self._connection = _opened(self._path) if self._path is not None else None
            except sqlite3.Error:
                self._connection = None
        return self._connection

    def _query(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        if self._connection is None:
            return
        marks = ",".join("?" * len(keys))
        for key, sealed in self._connection.execute(
            f"SELECT key, summary FROM memo WHERE key IN ({marks})",
            keys,
        ):
            summary = _checked(sealed)
            if summary is not None:
                yield key, summary

    def _give_up(self, exc: Exception) -> None:
        """Goes on without the file; the next build finds it broken, or well again."""
        self.trouble = f"the cache {self._path} cannot be used ({exc}): building without it"
        self.close()


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    # A cache may be lost: waiting for the disk buys nothing. The journal makes a killed build harmless.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS memo (key BLOB PRIMARY KEY, summary BLOB NOT NULL, body BLOB NOT NULL)"
    )
    return connection


def _sealed(value: bytes) -> bytes:
    """A value with its checksum before it: SQLite does not notice a flipped bit."""
    return zlib.crc32(value).to_bytes(_CHECK_BYTES) + value


def _checked(sealed: bytes) -> bytes | None:
    value = sealed[_CHECK_BYTES:]
    return value if zlib.crc32(value).to_bytes(_CHECK_BYTES) == sealed[:_CHECK_BYTES] else None
