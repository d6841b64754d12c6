"""From the address of a picture, as an author wrote it, to its path in the output folder. Pure."""

from __future__ import annotations

import posixpath
import re
from unicodedata import normalize
from urllib.parse import unquote, urljoin, urlsplit

from allforces_site.config.model import Config

# A host that cannot exist (RFC 2606), for targets without a host.
_HERE = "site.invalid"

# An absolute path of letters, digits and a few marks, without any segment that begins with a dot: the most
# common form. Taking it apart would take ten times as long.
_PLAIN = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+", re.ASCII)


def local_path(target: str, config: Config, page_url: str | None = None) -> str | None:
    """Returns the output path, relative and in NFC, of the picture at `target`; None if it is elsewhere.

    `page_url` is the site-relative URL of the page whose body holds `target`: relative targets are relative
    to it, and those that begin with `/` include the baseurl. Without `page_url`, `target` is from front
    matter: it is relative to the site's root and may omit the baseurl.
    """
    if not config.baseurl and _PLAIN.fullmatch(target):
        return target[1:]
    try:
        path = _path_on_host(target.strip(), config, page_url)
    except ValueError:  # Not a valid URL.
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
    """Returns the absolute, percent-encoded path of a target on the site's own host, or None."""
    if not target or target.startswith("#"):
        return None
    if _PLAIN.fullmatch(target):
        return target
    base = f"{config.baseurl}{page_url}" if page_url is not None else "/"
    parts = urlsplit(urljoin(f"http://{_HERE}{base}", target))
    if parts.netloc == _HERE:
        return parts.path
    is_web = parts.scheme in ("http", "https")
    return _path_on_site(f"//{parts.netloc}{parts.path}", config) if is_web else None


def _path_on_site(address: str, config: Config) -> str | None:
    """Returns the path of an address (without its scheme) if it is on the site, or None."""
    host = config.url.partition(":")[2]
    return address[len(host) :] if host and address.startswith(f"{host}/") else None
