"""The files of `static/` folders: those that are published, and those that no site means to publish."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from allforces_site.config.file_filter import FileFilter
from allforces_site.files.kinds import is_environment
from allforces_site.files.static_folders import static_files
from allforces_site.loaders.walk import skipped_as
from allforces_site.messages.message import say
from allforces_site.model import Skipped


class Static(msgspec.Struct, frozen=True):
    """`files` by name relative to their folder; `skipped` are those left out, sorted."""

    files: dict[str, Path]
    skipped: tuple[Skipped, ...]


def published_static(roots: Sequence[Path], files: FileFilter) -> Static:
    """The files to copy from the folders `roots`; if several have a file, the first one provides it."""
    found = static_files(roots)
    homes = {name.rpartition("/")[0] for name in found if is_environment((name.rpartition("/")[2],))}
    environments = {home for home in homes if home and not files.is_named(f"static/{home}")}
    published: dict[str, Path] = {}
    skipped: dict[str, Skipped] = {}
    for name, file in found.items():
        left_out = _left_out(name, files, environments)
        if left_out is None:
            published[name] = file
        else:
            skipped[left_out.source] = left_out
    return Static(published, tuple(skipped[source] for source in sorted(skipped)))


def _left_out(name: str, files: FileFilter, environments: set[str]) -> Skipped | None:
    """The file or the folder above it that is left out; None if the file is published."""
    steps = name.split("/")
    for depth in range(1, len(steps) + 1):
        place, is_folder = "/".join(steps[:depth]), depth < len(steps)
        shown = f"../static/{place}{'/' if is_folder else ''}".encode("utf-8", "replace").decode()
        if place in environments:
            return skipped_as(shown, say("a virtual environment of Python"))
        what = files.left_out_as(f"static/{place}", is_folder=is_folder)
        if what is not None:
            return skipped_as(shown, what)
    return None
