"""Puts the reload script into a page on its way to the browser. It is never written to a file."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files

from allforces_site.serve.site_state import OpenPage

SCRIPT_PATH = "/.allforces/live.js"
CHANNEL_PATH = "/.allforces/live"


def script() -> bytes:
    """The reload script."""
    return files("allforces_site.serve").joinpath("live.js").read_bytes()


def with_script(html: bytes, page: OpenPage) -> bytes:
    """The page with the script at its end, where everything it looks at has been read."""
    shown = escape(json.dumps(page.files))
    served = f'data-run="{page.run}" data-build="{page.build}" data-files="{shown}"'
    tag = f'<script src="{SCRIPT_PATH}" {served}></script>'
    at = html.lower().rfind(b"</body")
    if at < 0:
        at = len(html)
    return b"".join((html[:at], tag.encode(), html[at:]))
