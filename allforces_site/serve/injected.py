"""Inserts the reload script into pages as they are served. It is never written to a file."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files

from allforces_site.serve.site_state import OpenPage

SCRIPT_PATH = "/.allforces/live.js"
SOCKET_PATH = "/.allforces/live"


def script() -> bytes:
    """The reload script."""
    return files("allforces_site.serve").joinpath("live.js").read_bytes()


def with_script(html: bytes, page: OpenPage) -> bytes:
    """The page with the script at its end, after everything that the script reads."""
    shown = escape(json.dumps(page.files))
    served = f'data-run="{page.run}" data-build="{page.build}" data-files="{shown}"'
    tag = f'<script src="{SCRIPT_PATH}" {served}></script>'
    end = html.lower().rfind(b"</body")
    if end < 0:
        end = len(html)
    return b"".join((html[:end], tag.encode(), html[end:]))
