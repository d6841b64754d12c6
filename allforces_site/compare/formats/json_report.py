"""A comparison as JSON for scripts; the keys are stable (docs/compare.md)."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import asdict

from allforces_site.compare.values import ChangedPage, Comparison, SiteTree


def to_json(comparison: Comparison) -> str:
    """The comparison as JSON text."""
    content = {
        "loss": comparison.is_loss,
        "compared": "pages" if comparison.has_pages else "addresses",
        "old": _site(comparison.old),
        "new": _site(comparison.new),
        "counts": {
            "kept": comparison.kept,
            "lost": len(comparison.lost),
            "moved": len(comparison.moved),
            "new": len(comparison.added),
            "changed": len(comparison.changed),
            "lost_signals": comparison.lost_signals,
            "unread": len(comparison.unread),
            "allowed": comparison.allowed,
        },
        "lost": [asdict(lost) for lost in comparison.lost],
        "moved": [{**asdict(move), "loss": move.loss} for move in comparison.moved],
        "new_addresses": list(comparison.added),
        "changed": [_page(page) for page in comparison.changed],
        "unread": [asdict(unread) for unread in comparison.unread],
        "unused": list(comparison.unused),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _site(site: SiteTree) -> dict[str, Any]:
    kind = "sitemap" if site.pages is None else "folder"
    return {"name": site.name, "kind": kind, "address": site.site.prefix, "addresses": len(site.addresses)}


def _page(page: ChangedPage) -> dict[str, Any]:
    return {
        "address": page.address,
        "target": page.target,
        "title": page.title,
        "losses": page.losses,
        "changes": [asdict(change) for change in page.changes],
    }
