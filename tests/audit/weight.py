"""What the style and the scripts of a page weigh on the wire."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass

# kB (of 1000 bytes), compressed, on the page of a post.
CSS_LIMIT_KB = 25
JS_LIMIT_KB = 10

# What hosts compress with.
_LEVEL = 6

_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that a page loaded. `host` is empty where it is the site's own; `kind` is the browser's word."""

    host: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Weight:
    """Compressed bytes, and the hosts that were asked besides the site's own."""

    css_bytes: int = 0
    js_bytes: int = 0
    other_hosts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return f"CSS {self.css_bytes / 1000:.1f} kB, JS {self.js_bytes / 1000:.1f} kB"

    @property
    def wanted(self) -> str:
        return f"CSS ≤ {CSS_LIMIT_KB} kB, JS ≤ {JS_LIMIT_KB} kB"

    @property
    def light(self) -> bool:
        return self.css_bytes <= CSS_LIMIT_KB * 1000 and self.js_bytes <= JS_LIMIT_KB * 1000


def weigh(html: str, fetched: Iterable[Fetched]) -> Weight:
    """The weight of a page with all it loaded; what stands in the page itself counts, too."""
    files = list(fetched)
    styles = [file.body for file in files if file.kind == "stylesheet"]
    scripts = [file.body for file in files if file.kind == "script"]
    styles += [text.encode() for text in _STYLE.findall(html)]
    scripts += [text.encode() for attributes, text in _SCRIPT.findall(html) if _runs(attributes) and text]
    hosts = sorted({file.host for file in files if file.host})
    return Weight(_compressed(styles), _compressed(scripts), tuple(hosts))


def _runs(attributes: str) -> bool:
    """Whether the browser runs a script: JSON is data."""
    return "json" not in attributes


def _compressed(texts: Iterable[bytes]) -> int:
    return sum(len(gzip.compress(text, _LEVEL)) for text in texts)
