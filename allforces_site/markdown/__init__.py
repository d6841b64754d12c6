"""Markdown and HTML bodies to `Document` values: pure, no files, no clock.

    render ── features (which syntax the body can hold)
              └▶ parser (markdown-it-py with our rules, built once for each set of features)
                   block:  attribute_blocks, extensions, raw_blocks
                   inline: cjk (emphasis), attribute_spans, extensions
                   core:   attribute_rules, task_lists, line_breaks, autolinks, heading_ids, toc, tables
              └▶ renderer (code, pictures, tables) and reading (text, headings, links)
    read_html ── html_reading (a body that is HTML already)

What is understood, and where it differs from kramdown and CommonMark: docs/markdown.md.
"""

from __future__ import annotations

from allforces_site.markdown.html_reading import read_html
from allforces_site.markdown.rendering import render

__all__ = ["read_html", "render"]
