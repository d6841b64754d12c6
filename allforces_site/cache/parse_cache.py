"""The parse cache: what was made of a source, kept on disk under a key of the source's content.

Three laws: a stored value is never changed; it depends on its key alone; everything that shapes it is
part of the key. So a cache may be lost, copied to another machine or shared by two builds at any
time: at worst it is of no use.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from allforces_site.cache.kept_values import CHECK_BYTES, checked, unpacked, with_checksum
from allforces_site.messages.message import Message, say

FILE = "parse-cache.sqlite"

# A second build waits this long while another one writes, then works without the cache.
_BUSY_SECONDS = 5.0

# Unused values are dropped once there are more than this many for each used one.
_UNUSED_PER_USED = 1

# Errors that do not mean a broken file: it is busy, or the disk does not allow reading or writing it.
_ACCESS_ERRORS = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)

# What reading a corrupted file raises; SQLite quotes its bytes in messages, and they need not be UTF-8.
_FAILURES = (sqlite3.Error, UnicodeDecodeError)

Value = TypeVar("Value")
_SUMMARY, _BODY = b"summary", b"body"
_KEYS_PER_QUERY = 500


class Row(msgspec.Struct, frozen=True):
    """A value to keep: `summary` is the part that every build reads, `body` the part that rendering reads."""

    key: bytes
    summary: bytes
    body: bytes


class ParseCache:
    """Values by key in one SQLite file, opened when first needed; in memory if the file cannot be used.

    `trouble` says in one line why the file could not be used; it is None if it could.
    """

    def __init__(self, folder: Path | None) -> None:
        self.trouble: Message | None = None
        self._path = folder / FILE if folder is not None else None
        self._connection: sqlite3.Connection | None = None
        self._can_write = True
        self._process = os.getpid()
        self._unsaved: dict[bytes, bytes] = {}
        self._asked: set[bytes] = set()
        self._used: set[bytes] | None = None
        self._is_open = self._path is None

    # ---- reading ------------------------------------------------------------------------------

    def summaries(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The summaries that are kept for `keys`, by key; keys without one are missing.

        Works in a forked process too.
        """
        self._open_once()
        self._asked.update(keys)
        found: dict[bytes, bytes] = {}
        try:
            for start in range(0, len(keys), _KEYS_PER_QUERY):
                found.update(self._query(keys[start : start + _KEYS_PER_QUERY]))
        except _FAILURES as exc:
            self._handle(exc)
            return {}
        return found

    def value(self, key: bytes, decoder: msgspec.msgpack.Decoder[Value]) -> Value | None:
        """The summary that is kept for `key`, unpacked; None if there is none or it has another shape."""
        return unpacked(self.summaries([key]).get(key), decoder)

    def body(self, key: bytes) -> bytes | None:
        """The body that is kept for `key`, or None. Works in a forked process too."""
        if key in self._unsaved:
            return self._unsaved[key]
        connection = self._own_connection()
        if connection is None:
            return None
        try:
            row = connection.execute("SELECT body FROM parsed WHERE key = ?", (key,)).fetchone()
        except _FAILURES:  # Do not wait for a busy file again at every page.
            self.close()
            return None
        return checked(key + _BODY, row[0]) if row is not None else None

    def has_bodies(self) -> bool:
        """Whether any body is kept."""
        self._open_once()
        if self._connection is None:
            return bool(self._unsaved)
        try:
            found = self._connection.execute(
                "SELECT 1 FROM parsed WHERE length(body) > ? LIMIT 1", (CHECK_BYTES,)
            ).fetchone()
        except _FAILURES as exc:
            self._handle(exc)
            return False
        return found is not None

    # ---- writing ------------------------------------------------------------------------------

    def keep(self, rows: Iterable[Row]) -> None:
        """Keeps values, on disk if possible."""
        rows = list(rows)
        self._open_once()
        if self._connection is not None and self._can_write:
            try:
                with self._connection:
                    self._connection.executemany(
                        "INSERT OR REPLACE INTO parsed (key, summary, body) VALUES (?, ?, ?)",
                        (_columns(row) for row in rows),
                    )
            except _FAILURES as exc:
                self._handle(exc)
            else:
                return
        self._unsaved.update((row.key, row.body) for row in rows)

    def drop_unused_at_exit(self, used: set[bytes]) -> None:
        """Lets the end of the `with` block drop unused values: all but `used` and those asked for until then.

        Posts are read first, and what is kept of templates is asked for later.
        """
        self._used = used

    def drop_unused(self, used: set[bytes]) -> None:
        """Removes all values but those with the keys `used`, once more values are unused than used."""
        if self._connection is None or not self._can_write:
            return
        try:
            kept = self._connection.execute("SELECT count(*) FROM parsed").fetchone()[0]
            if kept - len(used) <= _UNUSED_PER_USED * len(used):
                return
            stored = [key for (key,) in self._connection.execute("SELECT key FROM parsed")]
            with self._connection:
                self._connection.executemany(
                    "DELETE FROM parsed WHERE key = ?", ((key,) for key in stored if key not in used)
                )
            self._connection.execute("VACUUM")
        except _FAILURES as exc:
            self._handle(exc)

    def __enter__(self) -> ParseCache:
        return self

    def __exit__(self, *_: object) -> None:
        if self._used is not None:
            self.drop_unused(self._used | self._asked)
        self.close()

    def close(self) -> None:
        """Closes the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # ---- the file -----------------------------------------------------------------------------

    def _open_once(self) -> None:
        if self._is_open or self._path is None:
            return
        self._is_open, self._process = True, os.getpid()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _opened(self._path)
        except (*_FAILURES, OSError) as exc:
            self._handle(exc)

    def _handle(self, exc: Exception) -> None:
        """Creates a broken file again; a file that is busy or cannot be written is still read if possible."""
        if self._path is not None and _is_broken(exc):
            self.close()
            self._create_again(self._path, exc)
        else:
            self._can_write = False
            self.trouble = _unusable(self._path, exc)

    def _create_again(self, path: Path, exc: Exception) -> None:
        try:
            for name in (path, path.with_name(path.name + "-journal")):
                name.unlink(missing_ok=True)
            self._connection = _opened(path)
            self.trouble = say(
                "the cache {path} could not be read ({reason}) and was created again",
                path=str(path),
                reason=_on_one_line(exc),
            )
        except (*_FAILURES, OSError) as failure:
            self.trouble = _unusable(path, failure)

    def _own_connection(self) -> sqlite3.Connection | None:
        """The connection of this process: SQLite connections must not be carried over a fork."""
        self._open_once()
        if self._connection is not None and self._process != os.getpid():
            self._process = os.getpid()
            try:
                self._connection = _opened(self._path) if self._path is not None else None
            except _FAILURES:
                self._connection = None
        return self._connection

    def _query(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        connection = self._own_connection()
        if connection is None:
            return
        marks = ",".join("?" * len(keys))
        for key, content in connection.execute(
            f"SELECT key, summary FROM parsed WHERE key IN ({marks})",
            keys,
        ):
            summary = checked(key + _SUMMARY, content) if isinstance(key, bytes) else None
            if summary is not None:
                yield key, summary


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    try:
        return _prepared(connection)
    except _FAILURES:
        connection.close()
        raise


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    # A flipped bit can turn a blob into a text, which need not be UTF-8.
    connection.text_factory = bytes
    # A body takes three pages of this size, and ten of SQLite's own: a call of the system for each.
    connection.execute("PRAGMA page_size = 16384")
    # A cache may be lost, so nothing waits for the disk. The journal makes a killed build harmless.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS parsed (key BLOB PRIMARY KEY, summary BLOB NOT NULL, body BLOB NOT NULL)"
    )
    return connection


def _is_broken(exc: Exception) -> bool:
    """Whether an error means that the file is no parse cache: cut short, corrupted, or of another shape."""
    code = getattr(exc, "sqlite_errorcode", None)
    return isinstance(exc, _FAILURES) and (code is None or code & 0xFF not in _ACCESS_ERRORS)


def _unusable(path: Path | None, exc: Exception) -> Message:
    return say(
        "the cache {path} cannot be used ({reason}): building without it",
        path=str(path),
        reason=_on_one_line(exc),
    )


def _on_one_line(exc: Exception) -> str:
    """An error's message; unprintable characters, which a broken file may put into it, become "?"."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(exc))


def _columns(row: Row) -> tuple[bytes, bytes, bytes]:
    # SQLite does not notice a flipped bit, and a flipped bit in its index leads to another key's value.
    return (
        row.key,
        with_checksum(row.key + _SUMMARY, row.summary),
        with_checksum(row.key + _BODY, row.body),
    )
