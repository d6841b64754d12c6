"""The types and ids of structured data (JSON-LD)."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from typing import Any

from allforces_site.compare.texts import plain

INVALID = "(invalid JSON)"


def types_and_ids(text: str) -> Iterator[tuple[str, str]]:
    """Yields the type and the id ("" without one) of each object of a block, outer ones first.

    A block that cannot be read is of the type `INVALID`.
    """
    try:
        waiting: deque[Any] = deque([json.loads(text, strict=False)])
    except (ValueError, RecursionError):  # RecursionError: it is nested too deeply.
        yield INVALID, ""
        return
    while waiting:
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extendleft(reversed(value))
        elif isinstance(value, dict):
            if name := _name(value.get("@type")):
                written = value.get("@id")
                yield name, plain(written) if isinstance(written, str) else ""
            waiting.extend(inner for inner in value.values() if isinstance(inner, (dict, list)))


def _name(written: Any) -> str:
    names = written if isinstance(written, list) else [written]
    return " ".join(sorted(plain(name) for name in names if isinstance(name, str)))
