"""Addresses in one form each, so that the same address written in two ways is no difference."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from unicodedata import normalize
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

import msgspec

# Percent-encoded, these mean something else than themselves; control characters and spaces cannot be shown.
_KEPT = re.compile(r"%(?=[01][0-9a-f]|20|7f|23|25|2f|3f)", re.IGNORECASE)
_ENCODED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_LONE_PERCENT = re.compile(r"%(?![0-9a-f]{2})", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]")
_INDEX = re.compile(r"(?<=/)index\.html\Z")
_ASSET = re.compile(
    r"\.(?:avif|css|gif|ico|jpe?g|js|mjs|mp[34]|og[ag]|pdf|png|svg|web[mp]|woff2?)\Z", re.IGNORECASE
)
# Most addresses are in their normal form already, and need a tenth of the time.
_PLAIN = re.compile(r"(?:/[A-Za-z0-9_-]+)+(?:/|\.html)?(?:#[A-Za-z0-9_-]+)?")
_DEFAULT_PORTS = {"http": 80, "https": 443}
# RFC 2606 keeps this domain free: no page can name it by accident.
_UNKNOWN = "http://site.invalid"


def readable_path(path: str) -> str:
    """The path of an address as a reader knows it: percent-encoding resolved where that is safe, in NFC."""
    encoded = _UNFIT.sub(lambda found: quote(found[0].encode("utf-8", "surrogateescape")), path)
    protected = _KEPT.sub("%25", _LONE_PERCENT.sub("%25", encoded))
    text = unquote_to_bytes(protected).decode("utf-8", "surrogateescape")
    # Bytes that are no UTF-8 stay encoded.
    shown = _UNFIT.sub(lambda found: quote(found[0].encode("utf-8", "surrogateescape")), text)
    return normalize("NFC", _ENCODED.sub(lambda found: found[0].upper(), shown))


def readable_file(path: str) -> str:
    """The path of a file as it is in its address; names that are not UTF-8 stay percent-encoded."""
    return readable_path(quote(path.encode("utf-8", "surrogateescape")))


def address_of_file(path: str) -> str:
    """The address of a file from the root of its site: `/tea/` for `tea/index.html`."""
    return _INDEX.sub("", f"/{readable_file(path)}")


def normal_address(address: str) -> str:
    """A complete address in its normal form; what is no address of the web stays as written."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return address.strip()
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return address.strip()
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii")
    netloc = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    path = _INDEX.sub("", readable_path(parts.path) or "/")
    query = f"?{readable_path(parts.query)}" if parts.query and not _ASSET.search(path) else ""
    fragment = f"#{readable_path(parts.fragment)}" if parts.fragment else ""
    return f"{parts.scheme}://{netloc}{path}{query}{fragment}"


class SiteAddress(msgspec.Struct, frozen=True):
    """Where a site is on the web: `https://example.com/blog`, without a slash at its end; "" if not known."""

    prefix: str = ""

    def resolve(self, written: str, page: str) -> str:
        """The address that a page of the site means.

        It begins with `/` if it is on the site, counted from the site's root; else it is complete.
        """
        rest = written.removeprefix(self.prefix)
        if _PLAIN.fullmatch(rest) and "/index.html" not in rest:
            return rest
        base = self.prefix or _UNKNOWN
        try:
            joined = urljoin(base + quote(page, safe="/%?=&"), written.strip())
        except ValueError:
            return written.strip()
        return self.within(normal_address(joined))

    def within(self, address: str) -> str:
        """A complete address in normal form, counted from the site's root if it is on the site."""
        base = self.prefix or _UNKNOWN
        rest = address.removeprefix(base) if address.startswith(base) else None
        if rest is None or (rest and rest[0] not in "/?#"):
            return address
        return rest if rest.startswith("/") else f"/{rest}"


def site_address(pages: Iterable[tuple[str, str]]) -> SiteAddress:
    """Where most pages say that their site is. `pages` are addresses of pages, each with its complete one."""
    votes: Counter[str] = Counter()
    for page, written in pages:
        full = normal_address(written)
        for form in (page, page.removesuffix(".html")):
            if "://" in full and full.endswith(form):
                votes[full[: -len(form)]] += 1
                break
    best = max(votes, key=lambda prefix: (votes[prefix], -len(prefix)), default="")
    return SiteAddress(best)
