"""The Markdown parser: markdown-it-py's CommonMark rules and our own."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType

from allforces_site.markdown.attribute_blocks import attribute_block
from allforces_site.markdown.attribute_rules import apply_block_attributes, apply_span_attributes
from allforces_site.markdown.attribute_spans import attribute_span
from allforces_site.markdown.autolinks import use_autolinks
from allforces_site.markdown.cjk import CjkParserInline, Helpers
from allforces_site.markdown.core_rules import use_core_rules
from allforces_site.markdown.definitions import use_definition_lists
from allforces_site.markdown.entities import entity_rule
from allforces_site.markdown.expansion import limit_expansion
from allforces_site.markdown.extensions import extension_block, extension_span
from allforces_site.markdown.fast_path.prose_blocks import ProseBlockParser
from allforces_site.markdown.features import Features
from allforces_site.markdown.footnotes import use_footnotes
from allforces_site.markdown.heading_ids import heading_ids_rule, heading_shift_rule, take_explicit_ids
from allforces_site.markdown.html_blocks import HTML_INTERRUPTS, html_block_rule
from allforces_site.markdown.kramdown_input import keep_paragraphs_whole, use_kramdown_blocks
from allforces_site.markdown.line_breaks import join_wide_lines, show_line_breaks
from allforces_site.markdown.options import DEFAULTS, MarkdownOptions, MarkdownWords
from allforces_site.markdown.ordered_lists import list_below_text
from allforces_site.markdown.pipe_tables import pipe_table, table
from allforces_site.markdown.raw_blocks import drop_inline_attributes, raw_block_rule
from allforces_site.markdown.renderer import Renderer
from allforces_site.markdown.tables import label_tables
from allforces_site.markdown.task_lists import mark_task_lists
from allforces_site.markdown.toc import toc_rule
from allforces_site.markdown.typography import typography_rule
from allforces_site.markdown.wide_spaces import paragraph_with_wide_spaces

# How deep blocks or spans may be nested. Deeper spans stay text, deeper blocks are left out. markdown-it's
# default is 20, which ten nested lists reach.
MAX_NESTING = 100

# The blocks that our own blocks may interrupt, in the form that markdown-it's rules use.
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


class _Parser(MarkdownIt):
    """markdown-it, but addresses stay as the author wrote them; the renderer encodes them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url


@cache
def markdown_parser(features: Features, options: MarkdownOptions = DEFAULTS) -> MarkdownIt:
    """Returns the parser with the rules for `features`; cached, so callers must not change it."""
    if not options.github:
        features &= ~(Features.STRIKETHROUGH | Features.TASKS)
    md = _Parser("commonmark", {"maxNesting": MAX_NESTING}, renderer_cls=Renderer)
    md.block = ProseBlockParser(features, has_shortcuts=options.is_prose_plain)
    md.renderer.code = options.code  # type: ignore[attr-defined]
    md.helpers = Helpers  # type: ignore[assignment]
    md.inline = CjkParserInline(links_addresses=Features.AUTOLINKS in features)
    md.configure("commonmark", {"maxNesting": MAX_NESTING, "store_labels": True})
    use_core_rules(md, links_addresses=Features.AUTOLINKS in features, has_shortcuts=options.is_prose_plain)
    md.inline.ruler.at("entity", entity_rule(options.entities))
    md.block.ruler.before("list", "list_below_text", list_below_text, {"alt": ["paragraph"]})
    if Features.WIDE_SPACES in features:
        md.block.ruler.at("paragraph", paragraph_with_wide_spaces)
    _add_github_rules(md, features, options.words)
    _add_kramdown_rules(md, features, options)
    _change_rules(md, options)
    md.core.ruler.push("join_wide_lines", show_line_breaks if options.hard_wrap else join_wide_lines)
    if options.heading_ids:
        md.core.ruler.push("assign_heading_ids", heading_ids_rule(options.id_prefix, github=options.github))
    if Features.ATTRIBUTES in features:
        md.core.ruler.push("insert_toc", toc_rule(options.toc_levels))
    if options.heading_offset:
        md.core.ruler.push("shift_headings", heading_shift_rule(options.heading_offset))
    md.core.ruler.push("limit_expansion", limit_expansion)
    return md


def _add_github_rules(md: MarkdownIt, features: Features, words: MarkdownWords) -> None:
    if Features.STRIKETHROUGH in features:
        md.enable("strikethrough")
    if Features.TABLES in features:
        md.enable("table")
        md.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
        md.block.ruler.before("lheading", "pipe_table", pipe_table)
        md.core.ruler.push("label_tables", label_tables(words))
    if Features.TASKS in features:
        md.core.ruler.after("block", "mark_task_lists", mark_task_lists(words))
    if Features.AUTOLINKS in features:
        use_autolinks(md)


def _add_kramdown_rules(md: MarkdownIt, features: Features, options: MarkdownOptions) -> None:
    if Features.FOOTNOTES in features:
        use_footnotes(md, options.footnotes)
    if Features.DEFINITIONS in features:
        use_definition_lists(md)
    raw_block = None
    if Features.RAW_MARKDOWN in features or options.every_element:
        raw_block = raw_block_rule(every_element=options.every_element)
        md.block.ruler.before("html_block", "raw_block", raw_block, _INTERRUPTS)
        md.core.ruler.after("inline", "drop_inline_attributes", drop_inline_attributes)
    md.block.ruler.at("html_block", html_block_rule(raw_block), HTML_INTERRUPTS)
    if Features.HEADING_IDS in features:
        md.core.ruler.after("block", "take_explicit_ids", take_explicit_ids)
    if Features.ATTRIBUTES in features:
        # Before all others, so that `{: .note}` above `---` does not become a heading.
        md.block.ruler.before("table", "extension_block", extension_block, _INTERRUPTS)
        md.block.ruler.before("table", "attribute_block", attribute_block, _INTERRUPTS)
        md.inline.ruler.push("extension_span", extension_span)
        md.inline.ruler.push("attribute_span", attribute_span)
        md.core.ruler.after("block", "apply_block_attributes", apply_block_attributes)
        md.core.ruler.after("inline", "apply_span_attributes", apply_span_attributes)


def _change_rules(md: MarkdownIt, options: MarkdownOptions) -> None:
    """What the site's options change in the rules."""
    if options.typography != DEFAULTS.typography:
        md.core.ruler.before("text_join", "typography", typography_rule(options.typography))
    if not options.github:
        use_kramdown_blocks(md)
    if not options.interrupts:
        keep_paragraphs_whole(md)
