"""Reads the signals of an HTML page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from allforces_site.compare.json_ld import types_and_ids
from allforces_site.compare.texts import plain, plain_lines
from allforces_site.compare.values import Items, Page
from allforces_site.markdown.html_text import without_deep_blocks
from allforces_site.text.character_references import without_control_references

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# One search finds them all, because each search walks through the whole page.
_MARKED = (
    'head > title, meta[content], link[rel][href], script[type="application/ld+json" i], '
    "h1, h2, h3, h4, h5, h6, form"
)
_FIELDS = "input[name], select[name], textarea[name], button[name]"
_UNSEEN = ["script", "style", "template", "noscript", "svg"]
_FRAME = "nav, aside, footer, body > header"
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_OPEN_GRAPH = ("og:", "article:", "profile:", "book:", "music:", "video:")
# What a page without any instruction says too.
_DEFAULT_ROBOTS = frozenset({"all", "index", "follow", ""})

# So many blocks inside each other are parsed in half a second; to look for them takes as long as parsing.
_MANY_TAGS = 20_000

_Pairs = list[tuple[str, str]]


def read_page(address: str, html: str) -> Page:
    """The page that `html` is. Never fails: any text is valid HTML."""
    # Imported here because --help needs none of it.
    from selectolax.lexbor import LexborHTMLParser

    html = without_control_references(html.replace("\0", "\ufffd"))
    tree = LexborHTMLParser(without_deep_blocks(html) if html.count("<") > _MANY_TAGS else html)
    nodes: dict[str, list[LexborNode]] = {}
    for node in tree.css(_MARKED):
        nodes.setdefault(node.tag or "", []).append(node)
    lang = _attribute(tree.root, "lang") if tree.root is not None else ""
    first_level = [(plain(node.text()), "h1") for node in nodes.get("h1", [])]
    signals: dict[str, Items] = {
        "title": _single(plain(node.text()) for node in nodes.get("title", [])),
        **_of_meta(nodes.get("meta", [])),
        **_of_links(nodes.get("link", [])),
        "json_ld": _numbered(pair for node in nodes.get("script", []) for pair in types_and_ids(node.text())),
        "forms": _forms(nodes.get("form", [])),
    }
    # Last, because it deletes what is not part of the main text: no node found before may be used any more.
    main = _main_part(tree)
    signals["headings"] = _headings(first_level, main)
    text = main.text(separator="\n") if main is not None else ""
    return Page(address, {name: items for name, items in signals.items() if items}, plain_lines(text), lang)


def _attribute(node: LexborNode, name: str) -> str:
    return plain(node.attributes.get(name) or "")


def _single(values: Iterable[str]) -> Items:
    """The first value that is not empty, as the only item of a signal."""
    found = next(filter(None, values), None)
    return {} if found is None else {"": found}


def _numbered(pairs: Iterable[tuple[str, str]]) -> Items:
    """Items by name; the second of a name is called `name (2)`."""
    items: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name, value in pairs:
        counts[name] = counts.get(name, 0) + 1
        items[name if counts[name] == 1 else f"{name} ({counts[name]})"] = value
    return items


# ---- the head ------------------------------------------------------------------------------------


def _of_meta(nodes: Iterable[LexborNode]) -> Mapping[str, Items]:
    """The signals that are `<meta>` elements: their name is in `name`, `property` or `http-equiv`."""
    pairs = [
        (name, _attribute(node, "content"))
        for node in nodes
        for key in ("name", "property", "http-equiv")
        if (name := _attribute(node, key).lower())
    ]
    robots = [(name, _robots(value)) for name, value in pairs if name in ("robots", "googlebot", "bingbot")]
    refreshes = (_REFRESH.match(value) for name, value in pairs if name == "refresh")
    return {
        "description": _single(value for name, value in pairs if name == "description"),
        "robots": {"" if name == "robots" else name: value for name, value in robots if value},
        "redirect": _single(found[1].strip() for found in refreshes if found),
        "open_graph": _starting_with(pairs, _OPEN_GRAPH),
        "twitter": _starting_with(pairs, ("twitter:",)),
    }


def _starting_with(pairs: _Pairs, starts: tuple[str, ...]) -> Items:
    return _numbered((name, value) for name, value in pairs if name.startswith(starts) and value)


def _robots(written: str) -> str:
    """Instructions to search engines in one form: without those that hold anyway, in order."""
    return ", ".join(sorted({part.strip().lower() for part in written.split(",")} - _DEFAULT_ROBOTS))


def _of_links(nodes: Iterable[LexborNode]) -> Mapping[str, Items]:
    """The canonical address, and the addresses in other languages."""
    links = [(_attribute(node, "rel").lower().split(), node) for node in nodes]
    return {
        "canonical": _single(_attribute(node, "href") for kinds, node in links if "canonical" in kinds),
        "hreflang": _numbered(
            (language.lower(), _attribute(node, "href"))
            for kinds, node in links
            if "alternate" in kinds and (language := _attribute(node, "hreflang"))
        ),
    }


# ---- the body ------------------------------------------------------------------------------------


def _forms(nodes: Iterable[LexborNode]) -> Items:
    """The method of each form by its action, and the type of each field by `action › name`."""
    pairs: _Pairs = []
    for form in nodes:
        action = _attribute(form, "action")
        pairs.append((action, (_attribute(form, "method") or "get").upper()))
        for field in form.css(_FIELDS):
            kind = _attribute(field, "type").lower() or ("text" if field.tag == "input" else field.tag or "")
            pairs.append((f"{action} › {_attribute(field, 'name')}", kind))
    return _numbered(pairs)


def _main_part(tree: LexborHTMLParser) -> LexborNode | None:
    """The element with what the page is about; the body without menus and the like if none is marked."""
    tree.strip_tags(_UNSEEN)
    for selector in ("main", '[role="main"]', "article"):
        # Only if there is one: a list of articles has one for each.
        if len(found := tree.css(selector)) == 1:
            return found[0]
    for node in tree.css(_FRAME):
        node.decompose()
    return tree.body


def _headings(first_level: _Pairs, main: LexborNode | None) -> Items:
    """The level of each heading by its text: `h1` of the whole page, the others of its main part."""
    others = main.css("h2, h3, h4, h5, h6") if main is not None else []
    pairs = [*first_level, *((plain(node.text()), node.tag or "") for node in others)]
    return _numbered((text, level) for text, level in pairs if text)


def with_resolved(page: Page, resolve: Callable[[str], str]) -> Page:
    """The page with each address that it names replaced by what `resolve` makes of it."""
    signals = {signal: _resolved(signal, items, resolve) for signal, items in page.signals.items()}
    return Page(page.address, signals, page.text)


_NUMBER = re.compile(r" \(\d+\)\Z")
_ADDRESSES = frozenset({"canonical", "redirect", "hreflang"})
_ADDRESS_ITEM = re.compile(
    r"(?:og:(?:url|image|video|audio)(?::secure_url|:url)?|twitter:(?:image|player|url)(?::src)?)"
    r"(?: \(\d+\))?"
)


def _resolved(signal: str, items: Items, resolve: Callable[[str], str]) -> Items:
    if signal == "forms":
        return _numbered((_resolved_form(name, resolve), value) for name, value in items.items())
    if signal == "json_ld":
        return {name: resolve(value) if value else "" for name, value in items.items()}
    return {
        name: resolve(value) if signal in _ADDRESSES or _ADDRESS_ITEM.fullmatch(name) else value
        for name, value in items.items()
    }


def _resolved_form(name: str, resolve: Callable[[str], str]) -> str:
    action, mark, field = _NUMBER.sub("", name).partition(" › ")
    return f"{resolve(action)}{mark}{field}"
