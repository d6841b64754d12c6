"""Where a text says that findings of some rules do not count: before a block, or in front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from allforces_site.front_matter.parse import FrontMatter
from allforces_site.lint.source.blocks import Block
from allforces_site.markdown.ignore_comments import silenced_codes

# The key of front matter that silences rules for the whole file.
KEY = "allforces_ignore"


class Ignore(msgspec.Struct, frozen=True):
    """Findings of the rules `codes` do not count from the line `first` to `last`; None stands for all lines.

    `line` is the line that says so.
    """

    codes: tuple[str, ...]
    line: int
    lines: tuple[int, int] | None = None

    def covers(self, code: str, line: int | None) -> bool:
        """Whether a finding of a rule on a line does not count."""
        if code not in self.codes:
            return False
        return self.lines is None or (line is not None and self.lines[0] <= line <= self.lines[1])


def ignores_in(front: FrontMatter, blocks: Sequence[Block]) -> Iterator[Ignore]:
    """What the front matter and the comments of a file silence."""
    value = front.values.get(KEY)
    codes = value.split() if isinstance(value, str) else value if isinstance(value, list) else []
    if KEY in front.values:
        yield Ignore(tuple(map(str, codes)), front.lines.get(KEY, 1))
    above: list[tuple[int, tuple[str, ...]]] = []
    for block in blocks:
        silenced = silenced_codes(block.text)
        if silenced is not None:
            above.append((block.line, silenced))
            continue
        lines = block.line, block.line + block.text.count("\n")
        yield from (Ignore(codes, line, lines) for line, codes in above)
        above = []
    yield from (Ignore(codes, line, (line, line)) for line, codes in above)
