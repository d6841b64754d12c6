"""Where a picture that an author names lies in the output folder. Pure."""

from __future__ import annotations

import posixpath
from unicodedata import normalize
from urllib.parse import unquote, urljoin, urlsplit

from allforces_site.config.model import Config

# A host that is nobody's (RFC 2606): targets without one lie on it.
_HERE = "site.invalid"


def local_path(target: str, config: Config, page_url: str | None = None) -> str | None:
    """The output path, relative and in NFC, of the picture that `target` means; None for one elsewhere.

    `page_url` is the site-relative URL of the page whose body names it: relative targets count from there,
    and rooted ones hold the baseurl. Without it `target` is front matter's, which counts from the site's
    root and may go without baseurl.
    """
    try:
        path = _path_on_host(target.strip(), config, page_url)
    except ValueError:  # It is no URL, so it leads nowhere.
        return None
    if path is None:
        return None
    if config.baseurl:
        below = path.startswith(f"{config.baseurl}/")
        if not below and page_url is not None:
            return None
        path = path[len(config.baseurl) :] if below else path
    path = posixpath.normpath(normalize("NFC", unquote(path))).lstrip("/")
    is_file = path not in ("", ".", "..") and not path.startswith("../") and "\0" not in path
    return path if is_file else None


def _path_on_host(target: str, config: Config, page_url: str | None) -> str | None:
    """The rooted, percent-encoded path of a target on the site's own host."""
    if not target or target.startswith("#"):
        return None
    base = f"{config.baseurl}{page_url}" if page_url is not None else "/"
    parts = urlsplit(urljoin(f"http://{_HERE}{base}", target))
    if parts.netloc == _HERE:
        return parts.path
    return _own(f"//{parts.netloc}{parts.path}", config) if parts.scheme in ("http", "https") else None


def _own(address: str, config: Config) -> str | None:
    """The path of an address without its scheme, where it is the site's own."""
    host = config.url.partition(":")[2]
    return address[len(host) :] if host and address.startswith(f"{host}/") else None
