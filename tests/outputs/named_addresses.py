"""The addresses that the files of a built site name for programs: by file, and of each kind of file.

Links that readers follow are left to `tests/lint` and the check of links.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from lxml import etree, html

_PATTERN = re.compile(r"\$\{|\{search_term_string\}")
_MARKDOWN_LINK = re.compile(r"\]\((http[^)\s]+)\)")
_ROBOTS_SITEMAP = re.compile("^Sitemap: (.+)$", re.MULTILINE)
_NGINX_TARGET = re.compile(r'^    "(?:[^"\\]|\\.)+" "((?:[^"\\]|\\.)*)";$', re.MULTILINE)
_APACHE_TARGET = re.compile(r'^RedirectMatch 301 "(?:[^"\\]|\\.)+" "((?:[^"\\]|\\.)*)"$', re.MULTILINE)
_REFRESH = re.compile("url=(.*)", re.DOTALL)
_IN_HEAD = (
    "//head/link[@rel='canonical' or @rel='prev' or @rel='next' or @rel='alternate' or @rel='icon' "
    "or @rel='apple-touch-icon' or @rel='manifest' or @rel='stylesheet']/@href"
    " | //head/meta[@property='og:url' or @property='og:image']/@content"
    " | //nav[contains(@class, 'breadcrumb')]//a/@href | //a[@rel='me']/@href | //link[@rel='me']/@href"
)


def of_page(text: bytes) -> Iterator[str]:
    """Those of a page: of its head, its structured data, its breadcrumb, and where it leads on."""
    root = html.document_fromstring(text.decode())
    yield from map(str, root.xpath(_IN_HEAD))
    for refresh in root.xpath("//meta[@http-equiv='refresh']/@content"):
        yield from _REFRESH.findall(str(refresh))
    for graph in root.xpath("//script[@type='application/ld+json']/text()"):
        yield from _addresses_of_values(json.loads(str(graph)))


def _addresses_of_values(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.startswith(("https://", "http://", "/")):
        yield _PATTERN.sub("", value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _addresses_of_values(one)


def of_xml(text: bytes) -> Iterator[str]:
    """Those of a feed or a sitemap, but for links within the texts of entries."""
    root = etree.fromstring(text)
    for element in root.iter("{*}loc", "{*}link"):
        yield element.get("href") or element.text or ""


def of_json(text: bytes) -> Iterator[str]:
    """Those of a JSON Feed, a web app manifest or `redirects.json`, but for ids and links within texts."""
    value = json.loads(text)
    if "items" in value:
        value["items"] = [{**item, "id": "", "content_html": ""} for item in value["items"]]
    yield from _addresses_of_values(value)


def of_redirects(text: bytes) -> Iterator[str]:
    """The targets of the lines for Netlify and Cloudflare."""
    for line in text.decode().splitlines():
        yield line.split()[1]


def _unquoted(found: str) -> str:
    return re.sub(r"\\(.)", r"\1", found)


def of_nginx(text: bytes) -> Iterator[str]:
    """The targets of a map for nginx."""
    yield from map(_unquoted, _NGINX_TARGET.findall(text.decode()))


def of_apache(text: bytes) -> Iterator[str]:
    """The targets of lines for Apache, which encodes them."""
    for target in _APACHE_TARGET.findall(text.decode()):
        yield quote(re.sub(r"\\([$&\\])", r"\1", _unquoted(target)), safe="/:?=&#;,+@!*'()$~-_.")


def of_text(text: bytes) -> Iterator[str]:
    """Those of `llms.txt` and the list of its parts."""
    yield from _MARKDOWN_LINK.findall(text.decode())


def of_robots(text: bytes) -> Iterator[str]:
    """Those of `robots.txt`."""
    yield from _ROBOTS_SITEMAP.findall(text.decode())


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "_redirects": of_redirects,
    "redirects.nginx.conf": of_nginx,
    ".htaccess": of_apache,
    "robots.txt": of_robots,
    "llms.txt": of_text,
    "llms-full.txt": of_text,
    "redirects.json": of_json,
    "site.webmanifest": of_json,
}
_STARTS = {
    "feed": (b"<feed", b"<rss", b"<urlset", b"<sitemapindex"),
    "json": (b'{"version":"https://jsonfeed',),
}


def reader_of(path: str, text: bytes) -> Callable[[bytes], Iterator[str]] | None:
    """The function that finds the addresses in a file of the output folder; None if it names none."""
    if path in READERS:
        return READERS[path]
    start = text[:400]
    if path.endswith(".html"):
        return of_page if b"<html" in start or b"http-equiv" in start else None
    if any(mark in start for mark in _STARTS["feed"]):
        return of_xml
    return of_json if any(mark in start for mark in _STARTS["json"]) else None


def named_addresses(output: Path, site: str) -> dict[str, list[str]]:
    """The absolute addresses that each file names, by its path. `site` is the address of the site."""
    found = {}
    for file in sorted(output.rglob("*")):
        path = file.relative_to(output).as_posix()
        if file.is_file() and file.suffix not in (".png", ".bin", ".md"):
            text = file.read_bytes()
            reader = reader_of(path, text)
            if reader is not None:
                here = f"{site}/{quote(path)}"
                found[path] = [urljoin(here, address) for address in reader(text)]
    return found
