"""The list of differences that are meant: addresses that may be lost, signals that may differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from allforces_site.compare.addresses import readable_path
from allforces_site.compare.values import SIGNALS, ChangedPage, CompareError, Comparison
from allforces_site.errors import reason_of
from allforces_site.files.regular_files import read_regular
from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_messages import YamlError
from allforces_site.messages.message import N_, say
from allforces_site.text.nearest_names import did_you_mean, nearest_name

_KEYS = ("lost", "differ")


class Entry(msgspec.Struct, frozen=True):
    """A pattern of addresses. `signal` is the one that may differ there, None if the pages may be lost."""

    signal: str | None
    pattern: str

    @property
    def name(self) -> str:
        """How the list has it."""
        return f"lost: {self.pattern}" if self.signal is None else f"differ: {self.signal}: {self.pattern}"


class AllowList:
    """Knows what is allowed, and which of its entries were of use."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = [(entry, _compiled(entry.pattern)) for entry in entries]
        self._used: set[Entry] = set()

    def allows(self, signal: str | None, *addresses: str) -> bool:
        """Whether any of the addresses may be lost (`signal` is None), or a signal may differ there."""
        matching = [
            entry
            for entry, expression in self._entries
            if entry.signal == signal and any(map(expression.fullmatch, addresses))
        ]
        self._used.update(matching)
        return bool(matching)

    def unused(self) -> list[str]:
        """The entries that have matched nothing."""
        return [entry.name for entry, _ in self._entries if entry not in self._used]


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern in which `*` stands for any characters, also for slashes."""
    parts = re.split(r"\*+", re.sub(r"(?<=/)index\.html\Z", "", pattern))
    return re.compile(".*".join(re.escape(readable_path(quote(part, safe="/%:?=&@"))) for part in parts))


def without_allowed(comparison: Comparison, allow_list: AllowList) -> Comparison:
    """A comparison without what is allowed; it says how much that was, and which entries match nothing."""
    lost = [one for one in comparison.lost if not allow_list.allows(None, one.address)]
    moved = [one for one in comparison.moved if not (one.loss and allow_list.allows(None, one.address))]
    changed = [kept for page in comparison.changed if (kept := _unallowed(page, allow_list)).changes]
    changed.sort(key=lambda page: (-page.losses, -len(page.changes), page.address))
    changes = [sum(len(page.changes) for page in pages) for pages in (comparison.changed, changed)]
    allowed = len(comparison.lost) - len(lost) + len(comparison.moved) - len(moved) + changes[0] - changes[1]
    return replace(
        comparison,
        lost=lost,
        moved=moved,
        changed=changed,
        allowed=allowed,
        unused=allow_list.unused(),
    )


def _unallowed(page: ChangedPage, allow_list: AllowList) -> ChangedPage:
    changes = [
        change for change in page.changes if not allow_list.allows(change.signal, page.address, page.target)
    ]
    return replace(page, changes=changes)


# ---- the file ------------------------------------------------------------------------------------


def read_allow_list(file: Path) -> AllowList:
    """The list in a YAML file. Raises `CompareError`."""
    try:
        text = read_regular(file).decode("utf-8-sig")
        values = load_mapping(text).values
    except OSError as exc:
        message = say("it cannot be read: {reason}", reason=reason_of(exc))
        raise CompareError(message, say("correct the path")) from None
    except UnicodeDecodeError:
        raise CompareError(say("it is not in UTF-8"), say("save it as UTF-8")) from None
    except YamlError as exc:
        at_line = say("line {line}: {problem}", line=exc.line, problem=exc.message) if exc.line else None
        raise CompareError(at_line or exc.message, exc.hint or say("write `lost: [/old/*]`")) from None
    _refuse_unknown(values, _KEYS, N_('the key "{name}" is not known'))
    return AllowList(_entries(values))


def _entries(values: Mapping[str, Any]) -> Iterator[Entry]:
    yield from (Entry(None, pattern) for pattern in _patterns(values.get("lost"), "lost"))
    differ = values.get("differ") or {}
    if not isinstance(differ, dict):
        raise CompareError(
            say("`differ` holds no signals with their addresses"),
            say("write `differ: {{description: [/tag/*]}}`"),
        )
    _refuse_unknown(differ, SIGNALS, N_('the signal "{name}" is not known'))
    for signal, patterns in differ.items():
        yield from (Entry(signal, pattern) for pattern in _patterns(patterns, signal))


def _patterns(value: Any, key: str) -> Sequence[str]:
    patterns = [value] if isinstance(value, str) else value or []
    if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
        message = say("`{key}` holds no list of addresses", key=key)
        raise CompareError(message, say("write `{key}: [/old/*]`", key=key))
    for pattern in patterns:
        if not pattern.startswith(("/", "*")):
            message = say(
                'found "{found}" in `{key}`, wanted an address that begins with /', found=pattern, key=key
            )
            hint = say("write addresses from the root of the site, such as `/old/*`")
            raise CompareError(message, hint)
    return patterns


def _refuse_unknown(names: Iterable[str], known: Sequence[str], text: str) -> None:
    """Raises `CompareError` with the `text` for the first name that is not known."""
    for name in names:
        if name not in known:
            near = nearest_name(name, known)
            hint = did_you_mean(name, near) if near else say("known are {names}", names=tuple(known))
            raise CompareError(say(text, name=name), hint)
