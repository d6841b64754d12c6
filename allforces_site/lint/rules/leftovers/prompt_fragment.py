"""Instructions to a writing model, left in the text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.prompts import field_in, is_certain, is_likely, may_hold
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.masking import without_code, without_quoted
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

# Kinds of blocks that do not quote somebody else's words.
_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST, BlockKind.AS_WRITTEN})
_ASSIGNED = late_pattern(r"\{%-?\s*(?:assign|capture|for)\s+([\w-]+)")
# The most lines between two instructions of one prompt.
_NEAR = 12
# This many uncertain instructions near each other make a prompt: one alone may be an article's own line.
_ENOUGH = 3


class _Instruction(msgspec.Struct, frozen=True):
    offset: int
    line: int
    is_certain: bool


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each run of instructions, however many lines it has."""
    run: list[_Instruction] = []
    for instruction in _instructions(source_file):
        if run and instruction.line - run[-1].line > _NEAR:
            yield from _findings(source_file, run)
            run = []
        run.append(instruction)
    yield from _findings(source_file, run)


def _findings(source_file: SourceFile, run: list[_Instruction]) -> Iterator[Finding]:
    if not any(instruction.is_certain for instruction in run) and len(run) < _ENOUGH:
        return
    first, last = run[0], run[-1]
    words = beginning(source_file.lines[first.line - 1][first.offset - source_file.offset(first.line) :])
    yield finding_at(
        source_file,
        first.offset,
        say('"{words}" is an instruction to a writing model', words=words)
        if last.line == first.line
        else say(
            '"{words}" is an instruction to a writing model (to line {last})', words=words, last=last.line
        ),
        hint=say("delete the instructions; check whether the text before and after them belongs together"),
    )


def _instructions(source_file: SourceFile) -> Iterator[_Instruction]:
    assigned = frozenset(_ASSIGNED.findall(source_file.text)) if "{%" in source_file.text else frozenset()
    for block in source_file.blocks:
        if block.kind not in _KINDS or not may_hold(block.text):
            continue
        if any(_instruction_in(line, assigned) for line in block.text.split("\n")):
            yield from _instructions_in(block, assigned)


def _instructions_in(block: Block, assigned: frozenset[str]) -> Iterator[_Instruction]:
    at = block.start
    # Code and quotations are examples.
    for number, line in enumerate(without_quoted(without_code(block.text)).split("\n")):
        instruction = _instruction_in(line, assigned)
        if instruction is not None:
            column, certain = instruction
            yield _Instruction(at + column, block.line + number, certain)
        at += len(line) + 1


def _instruction_in(line: str, assigned: frozenset[str]) -> tuple[int, bool] | None:
    """The column at which an instruction begins in a line, and whether it is certain; None without one."""
    field = field_in(line, assigned)
    if field is not None:
        return field, True
    certain = is_certain(line)
    if certain or is_likely(line):
        return len(line) - len(line.lstrip()), certain
    return None


RULE = Rule(
    "prompt-fragment",
    Severity.ERROR,
    say("Instructions to a writing model"),
    say("Instructions for writing are left in the text. They are not meant for readers: delete them."),
    find=find,
)
