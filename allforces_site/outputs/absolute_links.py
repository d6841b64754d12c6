"""HTML that is read elsewhere, as that of feeds: with absolute addresses in all its attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from allforces_site.markdown.html_text import without_deep_blocks
from allforces_site.text.character_references import without_control_references

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# The attributes of HTML that hold an address (HTML Standard, index of attributes), and of SVG.
_ADDRESSES = (
    "href",
    "src",
    "poster",
    "data",
    "action",
    "formaction",
    "cite",
    "longdesc",
    "background",
    "xlink:href",
)
_SETS = ("srcset", "imagesrcset")
_SELECTOR = ", ".join(f"[{name}]" for name in (*_ADDRESSES, *_SETS)).replace(":", r"\:")

# Elements that lead to a part of the page by a fragment alone. To others, such as SVG's `use`, it names a
# part of the HTML itself.
_LINKS = frozenset({"a", "area"})

# A candidate of `srcset`: an address that neither begins nor ends with a comma, and what follows it up to the
# next comma outside brackets (HTML Standard, "Parsing a srcset attribute").
_CANDIDATE = re.compile(r"(?P<url>[^\s,](?:\S*[^\s,])?)(?P<rest>,+|(?:[^,(]|\([^)]*\)?)*,?)")


def with_absolute_links(html: str, base: str) -> str:
    """Returns `html`, a fragment, with addresses that lead from anywhere to where they lead from `base`.

    If all of them do already, it is returned as it is; otherwise it is written anew, as an HTML parser
    understands it.
    """
    # Imported here, because most builds write no feed.
    from selectolax.lexbor import LexborHTMLParser

    source = without_deep_blocks(without_control_references(html.replace("\0", "\ufffd")))
    tree = LexborHTMLParser(source, is_fragment=True)
    changed = [_make_absolute(node, base) for node in tree.css(_SELECTOR)]
    return (tree.html or "") if any(changed) else html


def _make_absolute(node: LexborNode, base: str) -> bool:
    """Replaces the addresses of an element; returns whether any was another one."""
    old = {name: value or "" for name, value in node.attributes.items()}
    new = {name: _absolute(name, value, node.tag or "", base) for name, value in old.items()}
    for name in new:
        if new[name] != old[name]:
            node.attrs[name] = new[name]
    return new != old


def _absolute(name: str, value: str, tag: str, base: str) -> str:
    """Returns the value of an attribute with absolute addresses, if it holds any."""
    if name in _SETS:
        return _CANDIDATE.sub(lambda found: absolute_link(found["url"], base) + found["rest"], value)
    is_address = name in _ADDRESSES and (name != "data" or tag == "object")
    if not is_address or (tag not in _LINKS and (not value or value.lstrip().startswith("#"))):
        return value
    return absolute_link(value, base)


def absolute_link(url: str, base: str) -> str:
    """Returns where `url` leads from `base`; an address that is not valid stays as it is."""
    try:
        # A link that begins with `/` gets no baseurl: as in Jekyll, authors write the baseurl themselves.
        return urljoin(base, url.strip()) if not urlsplit(url.strip()).scheme else url
    except ValueError:
        return url
