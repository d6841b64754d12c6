"""The files of the search that the changed bodies of some posts change: a few shards, and the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

from allforces_site.incremental.last_build import LastBuild
from allforces_site.loaders.searched import contribution_of
from allforces_site.loaders.seen import Trace
from allforces_site.memo import Memo
from allforces_site.model import Output
from allforces_site.outputs.search import CATALOGUE_PATH, catalogue_key, plan_edit, shard_path
from allforces_site.search.catalogue import SearchState
from allforces_site.search.contributions import Contribution


class SearchAgain(msgspec.Struct, frozen=True):
    """The outputs to write, the search's state then, and the keys that their files had `before`, by path."""

    state: SearchState | None
    outputs: list[Output]
    before: dict[str, bytes]


def search_again(
    last: LastBuild, traces: Sequence[Trace], changed: Collection[int], memo: Memo, output: Path
) -> SearchAgain | None:
    """What the posts `changed` (indexes into `traces`) change; None where the memo does not know."""
    if last.search is None:
        return SearchAgain(None, [], {})
    places = {number: place for place, number in enumerate(last.shape.order)}
    edits: dict[int, tuple[Contribution, Contribution]] = {}
    for number in changed:
        if number in places:
            old, new = (
                contribution_of(trace.key, memo) for trace in (last.inputs.traces[number], traces[number])
            )
            if old is None or new is None:
                return None
            edits[places[number]] = (old, new)
    state, outputs = plan_edit(last.search, edits, lambda path: (output / path).read_bytes())
    return SearchAgain(state, outputs, _keys_before(last.search, outputs))


def _keys_before(state: SearchState, outputs: Sequence[Output]) -> dict[str, bytes]:
    keys = {shard_path(number): key for number, key in enumerate(state.catalogue.shards)}
    keys[CATALOGUE_PATH] = catalogue_key(state.catalogue)
    return {item.path: keys[item.path] for item in outputs}
