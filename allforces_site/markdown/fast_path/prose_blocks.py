"""A block parser with shortcuts for Japanese prose.

markdown-it tries ten rules on each line before it takes it for a paragraph. Most of an article is so plain
that one pattern recognizes a block and it is rendered in one step (see `plain_blocks`). For most other
blocks, the first characters show which rule applies. All others are tried on all rules; property tests
check that the result is the same.
"""

from __future__ import annotations

import re
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock, heading, list_block
from markdown_it.token import Token
from markdown_it.utils import EnvType

from allforces_site.markdown.attribute_blocks import ATTRIBUTE_DEFINITION, ATTRIBUTE_LIST
from allforces_site.markdown.bare_addresses import may_hold_address
from allforces_site.markdown.fast_path.plain_blocks import block_pattern, finish_block
from allforces_site.markdown.fast_path.strong_prose import read_prose
from allforces_site.markdown.features import INLINE_EXTENSIONS, Features
from allforces_site.markdown.plain_text import PROSE, TEXT, FinishedBlock

# The start of a line that can begin no block but a paragraph: an ASCII letter, any character from the CJK
# blocks on except the full-width space, or bold text, which is two stars without a space after them.
_PROSE_START = re.compile("[A-Za-z\u2e80-\u2fff\u3001-\U0010ffff]|\\*\\*[^*\\s]")
# A bullet with text, but not a thematic break, a table's delimiter row or a bullet in a bullet.
_BULLET = re.compile(r"[-*+] {1,4}[^\s*+|:=_-]")
_INDENTS = (" ", "\t")
_HEADING = re.compile(r"#{1,6}[ \t]")

# With these, the next line can turn a line of prose into something other than a paragraph.
_NO_PROSE = Features.DEFINITIONS | Features.TABLES | Features.WIDE_SPACES
# With these, other rules need the paragraph's own tokens.
_NO_PROSE_TOKEN = Features.RAW_MARKDOWN | Features.FOOTNOTES
# With these, a block that looks plain may hold markup.
_NO_PLAIN_BLOCKS = _NO_PROSE_TOKEN | Features.DEFINITIONS | INLINE_EXTENSIONS


class ProseBlockParser(ParserBlock):
    """markdown-it's block parser with shortcuts for the commonest blocks."""

    def __init__(self, features: Features, *, has_shortcuts: bool = True) -> None:
        """`has_shortcuts` is off where the site's options make paragraphs other than usual."""
        super().__init__()
        self._has_shortcuts = has_shortcuts and not features & _NO_PROSE
        self._renders_prose = not features & _NO_PROSE_TOKEN
        self._blocks = (
            None
            if features & _NO_PLAIN_BLOCKS or not has_shortcuts
            else block_pattern(
                links_addresses=Features.AUTOLINKS in features, has_tables=Features.TABLES in features
            )
        )
        self._has_attributes = Features.ATTRIBUTES in features
        self._links_addresses = bool(features & Features.AUTOLINKS)

    def parse(
        self,
        src: str,
        md: MarkdownIt,
        env: EnvType,
        outTokens: list[Token],  # noqa: N803
    ) -> list[Token] | None:
        """Parses `src` and appends to `outTokens`, like the original."""
        if not src:
            return None
        # Empty at first: `StateBlock` would read the lines character by character; `_fill_lines` is faster.
        state = StateBlock("", md, env, outTokens)
        # A table of contents needs the tokens of headings.
        if self._blocks is None or (self._has_attributes and "toc" in src):
            _fill_lines(state, src)
            self.tokenize(state, 0, state.lineMax)
        else:
            self._read_document(state, src, self._blocks)
        return state.tokens

    def _read_document(self, state: StateBlock, src: str, blocks: re.Pattern[str]) -> None:
        """Parses one block after the other: plain ones in one step, others with markdown-it's rules."""
        line = len(src) - len(src.lstrip("\n"))
        position = line
        while position < len(src):
            match = None if _awaits_block(state.tokens) else blocks.match(src, position)
            if match is not None:
                token = finish_block(match, line)
                state.tokens.append(token)
                line, position = token.map[1], match.end()  # type: ignore[index]
                continue
            if not state.lineMax:
                _fill_lines(state, src)
            line = self._parse_top_block(state, line)
            position = state.bMarks[line]

    def _parse_top_block(self, state: StateBlock, line: int) -> int:
        """Parses the block at or below `line`, at the top level; returns the next line with text."""
        state.line = line = state.skipEmptyLines(line)
        if line < state.lineMax and not (self._has_shortcuts and self._shortcut(state, line, state.lineMax)):
            for rule in self.ruler.getRules(""):
                if rule(state, line, state.lineMax, False):
                    break
        return state.skipEmptyLines(state.line)

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Generates tokens for a range of lines, like the original."""
        if not self._has_shortcuts:
            super().tokenize(state, startLine, endLine)
            return
        rules = self.ruler.getRules("")
        max_nesting = state.md.options.maxNesting
        line, has_empty_lines = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= max_nesting:
                state.line = endLine
                break
            if not self._shortcut(state, line, endLine):
                for rule in rules:
                    if rule(state, line, endLine, False):
                        break
            state.tight = not has_empty_lines
            line = state.line
            # A paragraph might "eat" one newline after it in nested lists.
            if line - 1 < endLine and state.isEmpty(line - 1):
                has_empty_lines = True
            if line < endLine and state.isEmpty(line):
                has_empty_lines = True
                line += 1
                state.line = line

    def _shortcut(self, state: StateBlock, line: int, end_line: int) -> bool:
        """Parses the block at `line` if its first characters show its rule; returns whether it did."""
        if state.sCount[line] - state.blkIndent > 3:
            return False
        start = state.bMarks[line] + state.tShift[line]
        if _PROSE_START.match(state.src, start):
            return self._paragraph(state, line)
        if _HEADING.match(state.src, start):
            return heading(state, line, end_line, False)
        if _BULLET.match(state.src, start):
            return list_block(state, line, end_line, False)
        return False

    def _paragraph(self, state: StateBlock, line: int) -> bool:
        """Parses the paragraph at `line`; returns False if its end is unclear."""
        end = _prose_end(state, line)
        if end is None:
            return False
        content = state.getLines(line, end, state.blkIndent, False).strip(MD_TRIM_CHARS)
        state.line = end
        if (
            state.level == 0
            and self._renders_prose
            and not (self._links_addresses and may_hold_address(content))
        ):
            prose = read_prose(content)
            if prose is not None:
                meta = {TEXT: prose.text}
                state.tokens.append(FinishedBlock(PROSE, "", [line, end], prose.html, meta))
                return True
        state.push("paragraph_open", "p", 1).map = [line, end]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = content, [line, end], []
        state.push("paragraph_close", "p", -1)
        return True


def _fill_lines(state: StateBlock, src: str) -> None:
    """Sets the start, end and indent of each line of `src` in `state`."""
    lines = src.split("\n")
    if not lines[-1].strip(" \t"):
        lines.pop()
    begins = list(accumulate([len(line) + 1 for line in lines], initial=0))
    ends = [begin - 1 for begin in begins[1:]]
    shifts, indents = [0] * len(lines), [0] * len(lines)
    for number, line in enumerate(lines):
        if line.startswith(_INDENTS):
            shifts[number] = len(line) - len(line.lstrip(" \t"))
            for char in line[: shifts[number]]:
                indents[number] += 4 - indents[number] % 4 if char == "\t" else 1
    # `StateBlock` has one more entry, for the end of the text.
    begins[-1] = len(src)
    state.src, state.lineMax = src, len(lines)
    state.bMarks, state.eMarks = begins, [*ends, len(src)]
    state.tShift, state.sCount, state.bsCount = [*shifts, 0], [*indents, 0], [0] * (len(lines) + 1)


def _awaits_block(tokens: list[Token]) -> bool:
    """Whether an attribute list may belong to the next block, which must then not be rendered yet."""
    return bool(tokens) and tokens[-1].type in (ATTRIBUTE_LIST, ATTRIBUTE_DEFINITION)


def _prose_end(state: StateBlock, line: int) -> int | None:
    """Returns the line after the paragraph that begins at `line`; None if only the other rules can tell."""
    end, last, parent = line + 1, state.lineMax, state.parentType
    while end < last and not state.isEmpty(end):
        indent = state.sCount[end]
        start = state.bMarks[end] + state.tShift[end]
        if indent - state.blkIndent > 3 or indent < 0 or _PROSE_START.match(state.src, start):
            end += 1
            continue
        if not _BULLET.match(state.src, start):
            return None
        state.parentType = "paragraph"
        ends_here = list_block(state, end, last, True)
        state.parentType = parent
        if ends_here:
            break
        end += 1
    return end
