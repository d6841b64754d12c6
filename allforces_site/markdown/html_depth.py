"""A bound on how deep blocks of raw HTML lie in each other, for reading them.

The HTML parser looks through all open elements at each start tag of a block: a text of nothing but `<div>`
takes time that grows with the square of its length. Browsers have such a bound too; Chromium's is 512.
"""

from __future__ import annotations

import re

_DEEPEST = 512
_BLOCKS = (
    "address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|figure|footer|form"
    "|header|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|ul"
)
_TAG = re.compile(rf"<(?P<slash>/?)(?:{_BLOCKS})(?=[\s/>])[^<>]*>", re.IGNORECASE)


def without_deepest(html: str) -> str:
    """`html` without the start tags of blocks that lie deeper than a browser would put them."""
    if html.count("<") <= _DEEPEST:
        return html
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        depth = max(0, depth - 1) if tag["slash"] else depth + 1
        return "\n" * tag[0].count("\n") if depth > _DEEPEST and not tag["slash"] else tag[0]

    return _TAG.sub(kept, html)
