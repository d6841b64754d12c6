"""A block parser with short ways for Japanese prose.

markdown-it asks ten rules about each line before it calls it a paragraph. Most of an article is plain
enough to be known by one pattern and finished at once (see `plain_blocks`); where it is not, most
blocks still show by their first characters which of the rules will take them. Everything else goes the
usual way; that the result is the same is held by property tests.
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
from allforces_site.markdown.features import Features
from allforces_site.markdown.plain_text import PROSE, TEXT

# Letters that begin no block but a paragraph: ASCII ones, and all from the CJK blocks on but for the
# full-width space. Bold text begins with two stars and no space behind them.
_PROSE_START = re.compile("[A-Za-z\u2e80-\u2fff\u3001-\U0010ffff]|\\*\\*[^*\\s]")
# A bullet with text that is no rule of dashes or stars, no table's ruler and no other bullet.
_BULLET = re.compile(r"[-*+] {1,4}[^\s*+|:=_-]")
_INDENTS = (" ", "\t")
_HEADING = re.compile(r"#{1,6}[ \t]")

# With one of these, what follows a line of prose can make something else of it.
_NO_PROSE = Features.DEFINITIONS | Features.TABLES | Features.WIDE_SPACES
# With these, other rules look for the paragraph's tokens.
_NO_PROSE_TOKEN = Features.RAW_MARKDOWN | Features.FOOTNOTES
# With these, a plain block is not yet what it seems.
_NO_PLAIN_BLOCKS = _NO_PROSE_TOKEN | Features.DEFINITIONS | Features.STRIKETHROUGH


class ProseBlockParser(ParserBlock):
    """markdown-it's block parser with a short way for the commonest blocks."""

    def __init__(self, features: Features) -> None:
        super().__init__()
        self._knows_prose = not features & _NO_PROSE
        self._makes_tokens = not features & _NO_PROSE_TOKEN
        self._blocks = (
            None
            if features & _NO_PLAIN_BLOCKS
            else block_pattern(links_addresses=Features.AUTOLINKS in features)
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
        """Process `src` and append to `outTokens`, as the original does."""
        if not src:
            return None
        # The state reads its lines one character at a time where they are indented: done here at once.
        state = StateBlock("", md, env, outTokens)
        # A table of contents is made of the tokens of headings.
        if self._blocks is None or (self._has_attributes and "toc" in src):
            _fill_lines(state, src)
            self.tokenize(state, 0, state.lineMax)
        else:
            self._read_document(state, src, self._blocks)
        return state.tokens

    def _read_document(self, state: StateBlock, src: str, blocks: re.Pattern[str]) -> None:
        """Takes block after block: the plain ones at once, the others as markdown-it does it."""
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
            line = self._usual_block(state, line)
            position = state.bMarks[line]

    def _usual_block(self, state: StateBlock, line: int) -> int:
        """Parses the block at or below `line`, outside all others; returns the next line with text."""
        state.line = line = state.skipEmptyLines(line)
        if line < state.lineMax and not (self._knows_prose and self._short_way(state, line, state.lineMax)):
            for rule in self.ruler.getRules(""):
                if rule(state, line, state.lineMax, False):
                    break
        return state.skipEmptyLines(state.line)

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Generate tokens for a range of lines, as the original does."""
        if not self._knows_prose:
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
            if not self._short_way(state, line, endLine):
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

    def _short_way(self, state: StateBlock, line: int, end_line: int) -> bool:
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
        end = _prose_end(state, line)
        if end is None:
            return False
        content = state.getLines(line, end, state.blkIndent, False).strip(MD_TRIM_CHARS)
        state.line = end
        if (
            state.level == 0
            and self._makes_tokens
            and not (self._links_addresses and may_hold_address(content))
        ):
            prose = read_prose(content)
            if prose is not None:
                meta = {TEXT: prose.text}
                state.tokens.append(
                    Token(PROSE, "", 0, map=[line, end], content=prose.html, meta=meta, block=True)
                )
                return True
        state.push("paragraph_open", "p", 1).map = [line, end]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = content, [line, end], []
        state.push("paragraph_close", "p", -1)
        return True


def _fill_lines(state: StateBlock, src: str) -> None:
    """Sets what `StateBlock` knows of the lines of `src`: where each begins and ends, and its indent."""
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
    # One more entry, which stands for the end of the text.
    begins[-1] = len(src)
    state.src, state.lineMax = src, len(lines)
    state.bMarks, state.eMarks = begins, [*ends, len(src)]
    state.tShift, state.sCount, state.bsCount = [*shifts, 0], [*indents, 0], [0] * (len(lines) + 1)


def _awaits_block(tokens: list[Token]) -> bool:
    """Whether an attribute list may belong to the next block, which then stays in tokens."""
    return bool(tokens) and tokens[-1].type in (ATTRIBUTE_LIST, ATTRIBUTE_DEFINITION)


def _prose_end(state: StateBlock, line: int) -> int | None:
    """The line after the paragraph that begins at `line`; None where only the other rules can tell."""
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
