"""Which feeds that name the site's hub differ between two builds."""

from __future__ import annotations

import re
from pathlib import Path

from allforces_site.files.regular_files import read_regular
from allforces_site.urls.permalinks import encode_url, encoded_address
from allforces_site.write.manifest import Manifest

_FEED = re.compile(r".*\.(?:xml|atom|rss)")
_ROOT = re.compile(rb"<(?:feed|rss|rdf:RDF)\b")
# A feed names its hub (WebSub, section 4) before its entries.
_HUB = re.compile(rb"""<(?:\w+:)?link\s(?=[^<>]*?\brel=["']hub["'])[^<>]*?\bhref=["']([^"'<>]*)["']""")


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
    hubs = (found.decode("utf-8", "replace").replace("&amp;", "&") for found in _HUB.findall(content))
    return _ROOT.search(content) is not None and hub in hubs
