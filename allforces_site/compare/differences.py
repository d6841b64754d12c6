"""The differences between an old page and the new one, and between two feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from allforces_site.compare.page_signals import with_resolved
from allforces_site.compare.texts import LEAST_TEXT, first_difference, kept_share, without_spaces
from allforces_site.compare.values import SIGNALS, Change, Entry, Feed, Items, Kind, Page, SiteTree

# Instructions with which a page disappears from search engines, or what it links to.
_HIDING = frozenset({"noindex", "nofollow", "none"})


def page_changes(old: Page, new: Page, old_tree: SiteTree, new_tree: SiteTree) -> list[Change]:
    """The signals that differ, worst first."""
    before = _with_canonical_page(old, old_tree)
    after = _with_canonical_page(_at_old_address(new, old), new_tree)
    if "redirect" in before and "redirect" in after:
        # Whatever else such a page holds is seen by nobody.
        return list(_signal_changes("redirect", before["redirect"], after["redirect"], new_tree))
    if not ("canonical" in before and "canonical" in after):
        before.pop("canonical_page", None)
        after.pop("canonical_page", None)
    changes = [
        change
        for signal in SIGNALS
        for change in _signal_changes(signal, before.get(signal, {}), after.get(signal, {}), new_tree)
    ]
    return worst_first([*changes, *_text_changes(old.text, new.text)])


def worst_first(changes: list[Change]) -> list[Change]:
    """Losses before others, then in the order of the signals."""
    return sorted(changes, key=lambda change: (not change.loss, SIGNALS.index(change.signal)))


def _at_old_address(page: Page, old: Page) -> Page:
    """A page that moved, as if it named its old address wherever it names its own."""
    own = page.address
    if own == old.address:
        return page
    # The home page's own address is part of ids that all pages name.
    named_before = {value for items in old.signals.values() for value in items.values()}

    def resolve(value: str) -> str:
        is_own = value not in named_before and (value == own or value.startswith(f"{own}#"))
        return old.address + value.removeprefix(own) if is_own else value

    return with_resolved(page, resolve)


def _with_canonical_page(page: Page, tree: SiteTree) -> dict[str, Items]:
    """The signals with `canonical_page`, if the canonical address leads to a page of the tree."""
    signals = dict(page.signals)
    canonical = (page.value("canonical") or "").partition("#")[0]
    if canonical == page.address or (canonical.startswith("/") and tree.page_at(canonical)):
        signals["canonical_page"] = {"": "yes"}
    return signals


def _signal_changes(signal: str, old: Items, new: Items, new_tree: SiteTree) -> Iterator[Change]:
    for item, before in old.items():
        after = new.get(item)
        if after is None or (before and not after):
            yield Change(signal, item, "lost", True, before, after)
        elif before != after:
            yield Change(signal, item, "changed", _is_loss(signal, before, after, new_tree), before, after)
    for item, after in new.items():
        if item not in old:
            yield Change(signal, item, "new", _is_loss(signal, "", after, new_tree), None, after)


def _is_loss(signal: str, before: str, after: str, new_tree: SiteTree) -> bool:
    """Whether a value that is there, but is another one, is a loss."""
    if signal == "robots":
        return bool((set(after.split(", ")) - set(before.split(", "))) & _HIDING)
    if signal == "redirect":
        return after.startswith("/") and new_tree.page_at(after.partition("#")[0]) is None
    return False


def _text_changes(old: str, new: str) -> Iterator[Change]:
    if without_spaces(old) == without_spaces(new):
        return
    share = kept_share(old, new)
    before, after = first_difference(old, new)
    if not old:
        yield Change("text", "", "new", False, None, after, 1.0)
    elif not new:
        yield Change("text", "", "lost", True, before, None, 0.0)
    else:
        yield Change("text", "", "changed", share < LEAST_TEXT, before, after, round(share, 4))


def feed_changes(old: Feed, new: Feed) -> list[Change]:
    """The entries that are lost or new, and the ids that changed, worst first.

    A changed id is a loss: feed readers show the entry to all subscribers once more, and forget that it was
    read.
    """
    changes = []
    if old.id != new.id:
        kind: Kind = "changed" if old.id and new.id else "lost" if old.id else "new"
        changes.append(Change("feeds", "id", kind, bool(old.id), old.id or None, new.id or None))
    new_ids, old_ids = ({entry.id for entry in feed.entries} for feed in (new, old))
    added = [entry for entry in new.entries if entry.id not in old_ids]
    by_link, by_title = _unique(added, "link"), _unique(added, "title")
    claimed = set()
    for entry in old.entries:
        if entry.id in new_ids:
            continue
        same = by_link.get(entry.link) or by_title.get(entry.title)
        claimed.add(same.id if same is not None else None)
        kind = "lost" if same is None else "changed"
        changes.append(Change("feeds", _name(entry), kind, True, entry.id, same.id if same else None))
    changes += [
        Change("feeds", _name(entry), "new", False, None, entry.id)
        for entry in added
        if entry.id not in claimed
    ]
    return worst_first(changes)


def _unique(entries: list[Entry], key: str) -> Mapping[str, Entry]:
    """Entries by their link or title, without those that share it or have none."""
    found: dict[str, Entry] = {}
    twice = {""}
    for entry in entries:
        value = getattr(entry, key)
        twice.update({value} & found.keys())
        found[value] = entry
    return {value: entry for value, entry in found.items() if value not in twice}


def _name(entry: Entry) -> str:
    return entry.title or entry.link or entry.id
