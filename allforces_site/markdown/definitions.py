"""Definition lists with `:`, as in kramdown.

mdit-py-plugins also accepts `~`, like pandoc; in kramdown and here that is text.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin

_MARKER = ":"
BlockRule = Callable[[StateBlock, int, int, bool], bool]


def use_definition_lists(md: MarkdownIt) -> None:
    """Adds the block rule to `md`."""
    md.use(deflist_plugin)
    rule = next(rule for rule in md.block.ruler.getRules("") if rule.__name__ == "deflist")
    md.block.ruler.at("deflist", _only_colons(rule), {"alt": ["paragraph", "reference", "blockquote"]})


def _only_colons(rule: BlockRule) -> BlockRule:
    def definition_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        # In silent mode `start_line` is the possible definition, otherwise the term above it.
        line = start_line if silent else start_line + 1
        if not silent and line < end_line and state.isEmpty(line):
            line += 1
        if line >= end_line or not state.src.startswith(_MARKER, state.bMarks[line] + state.tShift[line]):
            return False
        return rule(state, start_line, end_line, silent)

    return definition_list
