"""Options of kramdown that a site can set in `_config.yml`; a site that sets none has the defaults.

Source: options.rb of kramdown 2.4 and of kramdown-parser-gfm 1.1, and Rouge's HTMLLegacy.
"""

from __future__ import annotations

import msgspec


class CodeOptions(msgspec.Struct, frozen=True):
    """How blocks of code look: `syntax_highlighter_opts`.

    Without `colours` they are only escaped. `line_numbers` puts them in a table that counts lines from
    `start_line`. `default_language` is that of blocks without one. `css_class` is the class of blocks with
    colours.
    """

    colours: bool = True
    line_numbers: bool = False
    start_line: int = 1
    default_language: str = ""
    css_class: str = "highlight"


class FootnoteOptions(msgspec.Struct, frozen=True):
    """The number of the first footnote, the text of the link back ("" for none), and what ids begin with."""

    first: int = 1
    backlink: str | None = None
    prefix: str = ""


class Typography(msgspec.Struct, frozen=True):
    """What stands for quotes (left and right single, left and right double) and for signs such as `--`.

    None for `quotes` or `symbols` leaves them as written.
    """

    quotes: tuple[str, str, str, str] | None = None
    symbols: tuple[tuple[str, str], ...] | None = None


class MarkdownWords(msgspec.Struct, frozen=True):
    """What screen readers say of a table, of one under a heading (with `{heading}`), and of check boxes."""

    table: str = "Table"
    table_under: str = "Table: {heading}"
    to_do: str = "To do"
    done: str = "Done"


class MarkdownOptions(msgspec.Struct, frozen=True):
    """The options of a site's Markdown.

    `hard_wrap`: line breaks show. `github`: GitHub's additions are understood (`input: GFM`). `interrupts`:
    blocks may begin right below a paragraph (`gfm_quirks: paragraph_end`). `every_element`: Markdown inside
    block HTML is read (`parse_block_html`). `entities` is `entity_output`. `links` are definitions that every
    text has: label, address and title. `words` are in the language of the text.
    """

    hard_wrap: bool = False
    github: bool = True
    interrupts: bool = True
    every_element: bool = False
    heading_ids: bool = True
    id_prefix: str = ""
    heading_offset: int = 0
    toc_levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    entities: str = "as_char"
    links: tuple[tuple[str, str, str], ...] = ()
    footnotes: FootnoteOptions = FootnoteOptions()
    typography: Typography = Typography()
    code: CodeOptions = CodeOptions()
    words: MarkdownWords = MarkdownWords()

    @property
    def is_prose_plain(self) -> bool:
        """Whether paragraphs are as without options, so that the short ways for plain prose are right."""
        return (
            not self.hard_wrap
            and self.github
            and self.interrupts
            and self.typography == Typography()
            and not self.links
        )


DEFAULTS = MarkdownOptions()
