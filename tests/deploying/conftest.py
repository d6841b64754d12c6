"""A site that was built, and places to deploy it to."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from allforces_site.deploying.local_site import LocalSite


def local_site(root: Path, files: Mapping[str, str]) -> LocalSite:
    """A finished site with these files."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return LocalSite(root, {path: sha256(text.encode()).hexdigest() for path, text in files.items()})


def page(*assets: str, text: str = "本文") -> str:
    """A page that asks for these assets."""
    links = "".join(f'<img src="/{asset}">' for asset in assets)
    return f"<!doctype html><title>題</title>{links}<p>{text}</p>\n"
