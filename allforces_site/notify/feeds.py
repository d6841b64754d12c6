"""Which feeds that name the site's hub differ between two builds."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from allforces_site.files.regular_files import read_regular
from allforces_site.urls.permalinks import encode_url, encoded_address
from allforces_site.write.manifest import Manifest

_FEED = re.compile(r".*\.(?:xml|atom|rss|json)")
_ROOT = re.compile(rb"<(?:feed|rss|rdf:RDF)\b")
# A feed names its hub (WebSub, section 4) before its entries.
_HUB = re.compile(rb"""<(?:\w+:)?link\s(?=[^<>]*?\brel=["']hub["'])[^<>]*?\bhref=["']([^"'<>]*)["']""")


class _Hub(msgspec.Struct):
    url: str = ""


class _JsonFeed(msgspec.Struct):
    """What a JSON Feed says of itself (jsonfeed.org, version 1.1)."""

    version: str = ""
    hubs: tuple[_Hub, ...] = ()


def changed_feeds(old: Manifest, new: Manifest, output: Path, hub: str) -> tuple[str, ...]:
    """The absolute addresses of the feeds of `new`, in the folder `output`, that are not as in `old`.

    Only feeds that name `hub`: nobody subscribed to another there.
    """
    paths = (path for path, digest in sorted(new.files.items()) if old.files.get(path, "") != digest)
    named = (path for path in paths if _FEED.fullmatch(path) and _names_hub(output / path, hub))
    return tuple(encoded_address(new.address + encode_url(f"/{path}")) for path in named)


def _names_hub(file: Path, hub: str) -> bool:
    try:
        content = read_regular(file)
    except OSError:
        return False
    return hub in (_hubs_of_json(content) if file.suffix == ".json" else _hubs_of_xml(content))


def _hubs_of_xml(content: bytes) -> list[str]:
    found = _HUB.findall(content) if _ROOT.search(content) else ()
    return [address.decode("utf-8", "replace").replace("&amp;", "&") for address in found]


def _hubs_of_json(content: bytes) -> list[str]:
    try:
        feed = msgspec.json.decode(content, type=_JsonFeed)
    except msgspec.DecodeError:  # Another file, such as the index of the search.
        return []
    return [hub.url for hub in feed.hubs] if feed.version.startswith("https://jsonfeed.org/") else []
