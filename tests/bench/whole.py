"""The whole work: this project with pictures and search, Hugo with Pagefind after it, Hugo with neither."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.bench.peer import FollowUp, Peer, WholeWork, copy_sites
from tests.bench.peers import PEERS_VENV, allforces_themed, asked, hugo, lay_out_themed

PAGES_ONLY = "Hugo, pages only"

# Where the front matter of the posts says that their pictures are, and what each post has of them.
_PICTURES = "assets/images/posts"
_PICTURE, _COPY = f"{_PICTURES}/*.png", f"{_PICTURES}/*-480.avif"

_UNEQUAL = (
    "allforces_site makes two smaller AVIF copies of each picture; Hugo copies the pictures as they are.",
    "allforces_site has its own theme with all it shows; Hugo has the minimal templates, with the picture of "
    "each post.",
)
_UNEQUAL_HUGO = (
    "Pagefind reads the pages that Hugo wrote and makes its whole index at each build, of the text of the "
    "posts only (`data-pagefind-body`).",
)


def find_whole_peers() -> list[Peer]:
    """Those that are installed, this project first."""
    peers = (allforces_whole(), hugo_with_pagefind(), hugo_pages_only())
    return [peer for peer in peers if peer is not None]


def allforces_whole() -> Peer:
    """This project with its own theme, and with all that is on by default."""
    return replace(
        allforces_themed(),
        name="allforces",
        label="allforces_site",
        lay_out=partial(lay_out_themed, site="allforces-whole"),
        unequal=_UNEQUAL,
        whole_work=WholeWork(f"content/{_PICTURES}", (_PICTURE, _COPY), _searchable_in_ours),
    )


def hugo_with_pagefind() -> Peer | None:
    """Hugo with pictures, then Pagefind from the PyPI package `pagefind[extended]`: its binary alone."""
    peer = hugo()
    found = list(PEERS_VENV.glob("lib/python*/site-packages/pagefind_bin_extended/pagefind_extended"))
    if peer is None or not found:
        return None
    version = asked([str(found[0]), "--version"]).split()[-1]
    return replace(
        peer,
        lay_out=copy_sites("hugo", "hugo-whole"),
        unequal=_UNEQUAL_HUGO,
        follow_up=FollowUp("Pagefind", version, (str(found[0]), "--site", peer.output, "--silent")),
        whole_work=WholeWork(f"static/{_PICTURES}", (_PICTURE,), searchable_in_pagefind),
    )


def hugo_pages_only() -> Peer | None:
    """Hugo as it is measured on equal work: what an edit of a whole site is compared with, too."""
    peer = hugo()
    return peer and replace(peer, name="hugo-pages", label=PAGES_ONLY, unequal=())


def _searchable_in_ours(output: Path) -> int:
    return int(json.loads((output / "search" / "index.json").read_bytes())["posts"])


def searchable_in_pagefind(output: Path) -> int:
    """Posts in the index that Pagefind wrote into a built site, all languages together."""
    languages = json.loads((output / "pagefind" / "pagefind-entry.json").read_bytes())["languages"]
    return sum(int(language["page_count"]) for language in languages.values())
