"""The sites that are audited: the demonstration blog, and the real posts where they are there."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from allforces_site.build.run import BuildOptions, build
from tests.audit.server import address_of, listener, served
from tests.audit.tools import ROOT
from tests.real_posts import CORPUS

CONTENT = ROOT / "content"

# The posts of the corpus come without their pictures: this one stands in for each.
STAND_IN = CONTENT / "assets" / "images" / "posts" / "rag-basics.png"

# All that a site may have for programs.
FOR_PROGRAMS = """allforces:
  news_sitemap: true
  date_aliases: true
  redirect_files: [netlify, nginx, apache]
  ai: {llms_txt: true, llms_full_txt: true, markdown: true}
  feeds:
    /feed.xml: atom
    /rss.xml: rss
    /feed.json: json
    /feeds/:category.xml: rss
    /feeds/tag/:tag.xml: atom
"""

_IMAGE = re.compile(r'^image:\s*"?/(assets/[^"\n]+?)"?\s*$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Site:
    """A built site. `address` has no slash at the end.

    `own_text` tells that its posts are part of this project, so that a fault in their text counts, too.
    """

    name: str
    folder: Path
    address: str
    own_text: bool


class BuildFailedError(Exception):
    """A site that could not be built."""


def source_names() -> tuple[str, ...]:
    """The sites there are."""
    return ("content", "corpus") if CORPUS.is_dir() else ("content",)


@contextmanager
def served_sites(names: Sequence[str], folder: Path) -> Iterator[tuple[Site, ...]]:
    """Builds sites below `folder`, each for the address at which it is then served."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(listener()) for _ in names]
        # All are built before the first is served: a build may fork, and a server has threads.
        sites = [_built(name, folder, address_of(sock)) for name, sock in zip(names, sockets, strict=True)]
        for site, sock in zip(sites, sockets, strict=True):
            stack.enter_context(served(site.folder, sock))
        yield tuple(sites)


def _built(name: str, folder: Path, address: str) -> Site:
    source = CONTENT if name == "content" else with_pictures(CORPUS, folder / f"{name}-source")
    output, more = folder / name, folder / "more.yml"
    more.parent.mkdir(parents=True, exist_ok=True)
    more.write_text(FOR_PROGRAMS, encoding="utf-8")
    options = BuildOptions(
        source=source,
        output=output,
        jobs=os.cpu_count() or 1,
        base_url=address,
        configs=(source / "_config.yml", more),
    )
    report = build(options, datetime.now(UTC))
    if report.failed or not (output / "index.html").is_file():
        raise BuildFailedError(f"{source} does not build: see `allforces build --source {source}`")
    return Site(name, output, address, own_text=name == "content")


def with_pictures(source: Path, target: Path) -> Path:
    """A copy of a blog in which every picture that a post names is there."""
    shutil.copytree(source / "_posts", target / "_posts", copy_function=shutil.copyfile)
    shutil.copyfile(source / "_config.yml", target / "_config.yml")
    for post in sorted((target / "_posts").iterdir()):
        for name in _IMAGE.findall(post.read_text(encoding="utf-8")):
            picture = target / name
            if ".." not in picture.parts and picture.suffix == STAND_IN.suffix:
                picture.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(STAND_IN, picture)
    return target
