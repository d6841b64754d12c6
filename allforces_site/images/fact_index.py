"""What is known of a site's picture files, by how the disk shows them: most need not be read again."""

from __future__ import annotations

import msgspec

from allforces_site.fingerprint import fingerprint_of
from allforces_site.images.facts import Facts, read_facts
from allforces_site.images.store import Store
from allforces_site.signs import Sign, sign_now

FACTS = "facts"
"""The name that they are kept under."""


def _code() -> bytes:
    return fingerprint_of("images", "pillow")


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    code: bytes
    files: dict[str, tuple[Sign, Facts]]


_DECODER = msgspec.msgpack.Decoder(_Kept)


class FactIndex:
    """The facts of files, read once a build, and from the last build's where the file is as it was then."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._before: dict[str, tuple[Sign, Facts]] | None = None
        self._now: dict[str, tuple[Sign | None, Facts]] = {}

    def facts(self, file: str) -> Facts:
        """The facts of a file. Raises OSError where it cannot be read."""
        if file in self._now:
            return self._now[file][1]
        sign = sign_now(file)
        known = self._known().get(file)
        if known is not None and known[0] == sign:
            facts = known[1]
        else:
            with open(file, "rb") as opened:  # noqa: PTH123 (a Path for each of thousands costs more)
                facts = read_facts(opened.read(), file)
        self._now[file] = sign, facts
        return facts

    def keep(self) -> bool:
        """Leaves what is known now for the next build; whether that is other than it was."""
        signed = {file: (sign, facts) for file, (sign, facts) in self._now.items() if sign is not None}
        if signed == self._known():
            return False
        self._store.write(FACTS, msgspec.msgpack.encode(_Kept(_code(), signed)))
        return True

    def _known(self) -> dict[str, tuple[Sign, Facts]]:
        if self._before is None:
            content = self._store.read(FACTS)
            try:
                kept = _DECODER.decode(content) if content is not None else None
            except (msgspec.DecodeError, ValueError):
                kept = None
            self._before = kept.files if kept is not None and kept.code == _code() else {}
        return self._before
