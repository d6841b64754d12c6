"""Keeps the braces of code in a body as they are written, where Jekyll would render them."""

from __future__ import annotations

from allforces_site.liquid.remove_tags import code_parts


def with_code_as_written(body: str) -> str:
    """`body` with `raw` around code (blocks and spans of Markdown, `<pre>` and `<code>`) that has braces.

    Code that says `raw` itself is left to Liquid.
    """
    pieces, position = [], 0
    for start, end in code_parts(body):
        code = body[start:end]
        if ("{{" in code or "{%" in code) and "raw" not in code:
            pieces += [body[position:start], "{% raw %}", code, "{% endraw %}"]
            position = end
    return "".join((*pieces, body[position:])) if pieces else body
