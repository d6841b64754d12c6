"""A source file read for checking: its text, its front matter, its blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from allforces_site.front_matter.parse import FrontMatter, decode, parse_front_matter
from allforces_site.lint.source.blocks import PROSE, Block, read_blocks
from allforces_site.lint.source.cuts import Cut, read_cuts
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.found_once import found_once
from allforces_site.lint.source.ignores import Ignore, ignores_in
from allforces_site.lint.source.passages import Passage, passages_of
from allforces_site.lint.source.reread_blocks import Body, reread_blocks
from allforces_site.lint.source.running_text import running_text
from allforces_site.markdown import rendered_end
from allforces_site.markdown.ignore_comments import SIGN

Known = TypeVar("Known")

# Endings of sources whose bodies are HTML.
HTML_FILES = (".html", ".htm")


class SourceFile(msgspec.Struct, frozen=True, dict=True):
    """One source file. `text` is all of it, with `\\n` as line ends; `body_start` is the offset of its body.

    Lines and columns count from 1, columns in characters; offsets count characters of `text`. `is_post` is
    true for a post or draft, false for a page.
    """

    source: str
    text: str
    front: FrontMatter
    body_start: int
    is_post: bool = True

    @found_once
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the body."""
        return read_blocks(self.text, self.body_start, self.front.body_line, self._rendered_end)

    @found_once
    def _rendered_end(self) -> int:
        """The offset from which the text is shown as written, or its end."""
        if self.source.lower().endswith(HTML_FILES):
            return len(self.text)
        return self.body_start + rendered_end(self.text[self.body_start :])

    @found_once
    def prose(self) -> tuple[Block, ...]:
        """The blocks of prose: neither code nor HTML, rules or markers."""
        return tuple(block for block in self.blocks if block.kind in PROSE)

    @found_once
    def passages(self) -> tuple[Passage, ...]:
        """The passages of the body."""
        return tuple(passages_of(self.blocks))

    @found_once
    def cuts(self) -> tuple[Cut, ...]:
        """The sentences without an end."""
        return tuple(read_cuts(self.blocks))

    @found_once
    def running(self) -> str:
        """`text` with only its running text, all else blanked out: see `running_text`."""
        return running_text(self.text, self.blocks)

    @found_once
    def ignores(self) -> tuple[Ignore, ...]:
        """What the file silences; blocks are read only if a comment says that it does."""
        blocks = self.blocks if SIGN in self.text else ()
        return tuple(ignores_in(self.front, blocks))

    def edited(self, edits: Sequence[Edit], text: str) -> SourceFile:
        """The file with the `text` that it has after some edits, in order.

        Raises `SiteError` for bad front matter.
        """
        first, last = edits[0].start, edits[-1].end
        edited = self._with_text(text, first)
        if "blocks" in self.__dict__ and self._is_rendered and edited._is_rendered:
            blocks = reread_blocks(self.blocks, self._body, edited._body, first, last)
            if blocks is not None:
                edited.__dict__["blocks"] = blocks
        return edited

    @property
    def _is_rendered(self) -> bool:
        return self._rendered_end == len(self.text)

    @property
    def _body(self) -> Body:
        return Body(self.text, self.body_start, self.front.body_line)

    def _with_text(self, text: str, first: int) -> SourceFile:
        """The file with another text, which is the same before the offset `first`."""
        # Front matter that stays is not read again. A text without any may get it by an edit.
        stays = first >= self.body_start and self.text[: self.body_start].endswith("\n")
        if not stays or self.front.body != self.text[self.body_start :]:
            return parse_source_file(text, self.source, is_post=self.is_post)
        front = replace(self.front, body=text[self.body_start :])
        return SourceFile(self.source, text, front, self.body_start, self.is_post)

    def known(self, read: Callable[[SourceFile], Known]) -> Known:
        """What `read` finds in this file: it is asked once, like a cached property."""
        if read not in self._known:
            self._known[read] = read(self)
        known: Known = self._known[read]
        return known

    @found_once
    def _known(self) -> dict[Callable[[SourceFile], Any], Any]:
        return {}

    def is_silenced(self, code: str, line: int | None) -> bool:
        """Whether the file silences a rule's finding on a line."""
        return any(ignore.covers(code, line) for ignore in self.ignores)

    @found_once
    def lines(self) -> list[str]:
        """The lines of the whole file; line n is `lines[n - 1]`."""
        return self.text.split("\n")

    def value(self, key: str) -> Any:
        """The value of `key` in the front matter, or None."""
        return self.front.values.get(key)

    def written(self, key: str) -> str:
        """A scalar of the front matter as text, or "" if there is none."""
        value = self.front.values.get(key)
        return value if isinstance(value, str) else self.front.written.get(key, "")

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._line_starts[line - 1]

    @found_once
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts


def read_source_file(content: bytes, source: str, *, is_post: bool = True) -> SourceFile:
    """Parses the bytes of a source file. Raises `SiteError` if they are no UTF-8 or have bad front matter."""
    return parse_source_file(decode(content, source), source, is_post=is_post)


def parse_source_file(text: str, source: str, *, is_post: bool = True) -> SourceFile:
    """Parses the text of a source file, with `\\n` as line ends. Raises `SiteError` for bad front matter."""
    front = parse_front_matter(text, source)
    start = 0
    for _ in range(front.body_line - 1):
        # If nothing follows the front matter, its last line may have no line end.
        start = text.find("\n", start) + 1 or len(text)
    return SourceFile(source, text, front, start, is_post)
