"""Resolves character references of HTML, such as `&amp;` and `&#12354;`. Pure.

It follows browsers (HTML, 13.2.5.80, "numeric character reference end state"), except for control characters:
no page, feed or title can show those, so they are dropped, as in a text itself.
"""

from __future__ import annotations

from html import unescape

from allforces_site.text.late_pattern import late_pattern

_NUMERIC = late_pattern(r"&#(?:[xX][0-9a-fA-F]+|[0-9]+);?")
_LEADING_ZEROS = late_pattern(r"(&#[xX]?)0+(?=[0-9a-fA-F])")
# More digits than any character has; Python refuses to read a number of 4,301 digits.
_TOO_LARGE = late_pattern(r"&#(?:[xX][0-9a-fA-F]{7,}|[0-9]{8,});?")
# The control characters of U+0080 to U+009F that Windows-1252, and so a browser, does not replace by others.
_NOTHING = late_pattern(
    r"&#(?:[xX](?:81|8[dDfF]|90|9[dD])(?![0-9a-fA-F])|(?:129|141|143|144|157)(?![0-9]));?"
)


def resolved(text: str) -> str:
    """Returns `text` with its references resolved; U+FFFD for those without a character."""
    if "&" not in text:
        return text
    if "&#" in text:
        text = _TOO_LARGE.sub("\ufffd", _NOTHING.sub("", _LEADING_ZEROS.sub(r"\1", text)))
    return unescape(text)


def without_control_references(html: str) -> str:
    """Returns `html` without references to control characters; all others are unchanged."""
    if "&#" not in html:
        return html
    return _NUMERIC.sub(lambda reference: reference[0] if resolved(reference[0]) else "", html)
