"""A comparison as JSON for scripts; the keys are stable (docs/compare.md)."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from allforces_site.compare.values import Change, ChangedPage, Comparison, SiteTree
from allforces_site.files.utf8_text import json_report
from allforces_site.messages.message import Message, in_language


def to_json(comparison: Comparison, lang: str) -> str:
    """The comparison as JSON text; reasons are in the language `lang`."""
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
        "changed": [_page(page, lang) for page in comparison.changed],
        "unread": [
            {"address": unread.address, "reason": in_language(unread.reason, lang)}
            for unread in comparison.unread
        ],
        "unused": list(comparison.unused),
    }
    return json_report(content)


def _site(site: SiteTree) -> dict[str, Any]:
    kind = "sitemap" if site.pages is None else "folder"
    return {"name": site.name, "kind": kind, "address": site.site.prefix, "addresses": len(site.addresses)}


def _page(page: ChangedPage, lang: str) -> dict[str, Any]:
    return {
        "address": page.address,
        "target": page.target,
        "title": page.title,
        "losses": page.losses,
        "changes": [_change(change, lang) for change in page.changes],
    }


def _change(change: Change, lang: str) -> dict[str, Any]:
    new = in_language(change.new, lang) if isinstance(change.new, Message) else change.new
    return {**asdict(change), "new": new}
