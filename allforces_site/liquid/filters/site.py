"""Filters that depend on the site: its addresses, its Markdown; and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from allforces_site.liquid.context import Context
from allforces_site.liquid.values import to_text
from allforces_site.urls.permalinks import encoded_address

_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


class SiteFilters:
    """The filters for a site at `url` below `baseurl`; `markdown` renders Markdown."""

    def __init__(self, url: str, baseurl: str, markdown: Callable[[str], str]) -> None:
        self._url = url
        self._baseurl = baseurl.removesuffix("/")
        self._markdown = markdown

    def filters(self) -> Mapping[str, Callable[..., Any]]:
        """The filters by name."""
        return {
            "relative_url": self._relative_url,
            "absolute_url": self._absolute_url,
            "strip_index": _strip_index,
            "markdownify": lambda _, value: self._markdown(to_text(value)),
            "jsonify": lambda _, value: json_text(value),
        }

    def _relative_url(self, _: Context, value: object) -> str | None:
        return self.relative_url(_address(value)) if value is not None else None

    def _absolute_url(self, _: Context, value: object) -> str | None:
        return self.absolute_url(_address(value)) if value is not None else None

    def relative_url(self, address: str) -> str:
        """The address below the site's baseurl; an absolute one unchanged."""
        if _ABSOLUTE.match(address):
            return address
        path = _normal_path(_with_slash(self._baseurl) + _with_slash(address))
        return encoded_address(
            re.sub("%[0-9a-f]{2}", lambda match: match[0].upper(), path, flags=re.IGNORECASE)
        )

    def absolute_url(self, address: str) -> str:
        """The address with the site's own before it; an absolute one unchanged."""
        if _ABSOLUTE.match(address):
            return address
        relative = self.relative_url(address)
        if not self._url:
            return relative
        return encoded_address(self._url + relative) or "/"


def _address(value: object) -> str:
    """A document stands for its address."""
    return to_text(value["url"]) if isinstance(value, dict) and "url" in value else to_text(value)


def _with_slash(text: str) -> str:
    return text if not text or text.startswith("/") else f"/{text}"


def _normal_path(address: str) -> str:
    """Without `.` and `..` (RFC 3986, 5.2.4)."""
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    if "/." in path:
        kept: list[str] = []
        parts = path.split("/")
        for index, part in enumerate(parts):
            if part == "..":
                kept[1:] = kept[1:-1]
            elif part != ".":
                kept.append(part)
            if part in (".", "..") and index == len(parts) - 1:
                kept.append("")
        path = "/".join(kept)
    return path + mark + rest


def _strip_index(_: Context, value: object) -> str | None:
    text = to_text(value)
    return re.sub(r"/index\.html?$", "/", text, flags=re.MULTILINE) if text else None


def json_text(value: object) -> str:
    """A value as JSON without spaces, as Ruby's `to_json` writes it."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{json_text(to_text(key))}:{json_text(value[key])}" for key in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(json_text, value)) + "]"
    if isinstance(value, (bool, int, float)):
        return to_text(value)
    return "null" if value is None else json.dumps(to_text(value), ensure_ascii=False)
