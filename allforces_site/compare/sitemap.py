"""Reads the addresses of a sitemap, also of a sitemap index, whose parts lie beside it."""

from __future__ import annotations

import os
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from allforces_site.compare.addresses import SiteAddress, normal_address
from allforces_site.compare.values import CompareError, SiteTree
from allforces_site.compare.xml_reading import Element, XmlError, read_xml
from allforces_site.errors import reason_of
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import Message, as_it_is, say

# https://www.sitemaps.org/protocol.html allows 50 MB, also for what is compressed.
_LARGEST = 50 * 1024 * 1024
_HINT = say("give the folder of a built site, or its sitemap.xml")


def read_sitemap(file: Path, name: str) -> SiteTree:
    """The site whose sitemap a file is. Raises `CompareError`."""
    root = _root(file, name)
    if root.name == "sitemapindex":
        parts = [_part(file.parent, location) for location in _locations(root, "sitemap")]
        roots = [_root(part, os.fsencode(part).decode("utf-8", "replace")) for part in parts]
    else:
        roots = [root]
    addresses = [normal_address(location) for one in roots for location in _locations(one, "url")]
    if not addresses:
        hint = say("a sitemap has `<url><loc>https://…</loc></url>`")
        raise CompareError(say("{file} names no address", file=name), hint)
    site = SiteAddress(_most_common_site(addresses))
    return SiteTree(name, site, frozenset(site.within(address.partition("#")[0]) for address in addresses))


def _most_common_site(addresses: list[str]) -> str:
    sites = Counter("/".join(address.split("/", 3)[:3]) for address in addresses)
    return sites.most_common(1)[0][0]


def _root(file: Path, name: str) -> Element:
    try:
        content = _content(file)
        root = read_xml(content)
    except OSError as exc:
        message = say("{file} cannot be read: {reason}", file=name, reason=reason_of(exc))
        raise CompareError(message, _HINT) from None
    except XmlError as exc:
        raise _no_sitemap(name, exc.message) from None
    except zlib.error as exc:
        raise _no_sitemap(name, as_it_is(str(exc))) from None
    if root.name not in ("urlset", "sitemapindex"):
        found = root.name[:40]
        why = say("its first element is <{found}>, wanted <urlset> or <sitemapindex>", found=found)
        raise _no_sitemap(name, why)
    return root


def _no_sitemap(name: str, why: Message) -> CompareError:
    return CompareError(say("{file} is no sitemap: {problem}", file=name, problem=why), _HINT)


def _content(file: Path) -> bytes:
    """The bytes of a file, uncompressed. Raises OSError, `zlib.error`, and `XmlError` for too many."""
    megabytes = _LARGEST // 1024 // 1024
    too_large = XmlError(say("it is larger than {size} MB, which no sitemap may be", size=megabytes))
    if file.stat().st_size > _LARGEST:
        raise too_large
    content = read_regular(file)
    if content.startswith(b"\x1f\x8b"):
        unpacking = zlib.decompressobj(wbits=31)
        content = unpacking.decompress(content, _LARGEST)
        if unpacking.unconsumed_tail:
            raise too_large
    return content


def _locations(root: Element, kind: str) -> list[str]:
    found = [location for child in root.children if child.name == kind for location in child.texts("loc")]
    return [location for location in found if location]


def _part(folder: Path, location: str) -> Path:
    """The file of a part of an index: at the path of its address below the folder, or right in it."""
    steps = [
        step for step in PurePosixPath(unquote(urlsplit(location).path)).parts if step not in ("/", "..")
    ]
    names = ["/".join(steps), steps[-1]] if steps else []
    for candidate in (folder / name for name in names if "\0" not in name):
        if candidate.is_file() and candidate.resolve().is_relative_to(folder.resolve()):
            return candidate
    if names:
        message = say(
            "the sitemap index names {part}, which is not there: wanted {file} in {folder}",
            part=location,
            file=names[-1],
            folder=str(folder),
        )
    else:
        message = say("the sitemap index names {part}, which is not there: it names no file", part=location)
    raise CompareError(message, say("download all parts of the index into the folder of the index"))
