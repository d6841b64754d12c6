"""Finds the pictures that posts, pages and the configuration name; reports missing and unreadable ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Problem, warning
from allforces_site.files.regular_files import read_regular
from allforces_site.images.gallery import Gallery, SitePicture
from allforces_site.messages.message import Message, say, say_plural
from allforces_site.model import NamedPicture, Site, SourcePage, SourcePost
from allforces_site.text.lookalikes import distinguished
from allforces_site.text.nearest_names import NearestNames

# Keys of the configuration that name a picture for pages.
_SITE_KEYS = ("favicon", "og_image")

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")

# If more pictures are missing from a folder that has none at all, they are reported in one message.
_SINGLY = 5


class PictureUse(NamedPicture, frozen=True, array_like=True):
    """Such a place, with the picture: None if it is not found or cannot be read."""

    site_picture: SitePicture | None


def picture_targets(site: Site) -> Iterator[tuple[str, str | None]]:
    """Yields every target that posts and pages name, with the URL it is relative to (see `Gallery.path`)."""
    sources: list[tuple[SourcePost | SourcePage, str]] = [(post.source, post.url) for post in site.posts]
    sources += [(page, page.url) for page in site.pages]
    for source, url in sources:
        if source.image is not None:
            yield source.image, None
        yield from ((picture.target, url) for picture in source.pictures)


_Use = TypeVar("_Use", bound=NamedPicture)


def picture_uses(site: Site, gallery: Gallery) -> list[PictureUse]:
    """Returns every place in posts and pages that names a picture of this site, in order."""
    uses = [use for post in site.posts for use in uses_in(post.source, post.url, gallery)]
    uses += [use for page in site.pages for use in uses_in(page, page.url, gallery)]
    return in_order(uses)


def in_order(uses: Iterable[_Use]) -> list[_Use]:
    """Returns the uses sorted by file and line."""
    return sorted(uses, key=lambda use: (use.file, use.line or 0, use.path))


def named_by_file(uses: Iterable[NamedPicture]) -> Mapping[str, Sequence[NamedPicture]]:
    """The uses of pictures, which are in order, by file, without the pictures."""
    return {
        file: [NamedPicture(use.path, use.file, use.line, use.trouble) for use in own]
        for file, own in groupby(uses, key=lambda use: use.file)
    }


def uses_in(source: SourcePost | SourcePage, url: str, gallery: Gallery) -> Iterator[PictureUse]:
    """Yields every place in a post or page, at `url`, that names a picture of this site."""
    if source.image is not None:
        path = gallery.path(source.image)
        if path is not None:
            yield _use(path, source.source, source.lines.get("image"), gallery.find(source.image))
    for picture in source.pictures:
        path = gallery.path(picture.target, url)
        if path is not None:
            yield _use(path, source.source, picture.line, gallery.find(picture.target, url))


def _use(path: str, file: str, line: int | None, site_picture: SitePicture | None) -> PictureUse:
    trouble = site_picture.facts.trouble if site_picture is not None else None
    return PictureUse(path, file, line, trouble or None, site_picture)


def config_picture_uses(config: Config, gallery: Gallery) -> list[PictureUse]:
    """Returns the uses of pictures in the configuration. Pages show these unchanged: no `site_picture`."""
    named = [(key, value) for key in _SITE_KEYS if isinstance(value := config.extra.get(key), str)]
    paths = [(key, path) for key, value in named if (path := gallery.path(value)) is not None]
    lines = _lines(gallery.source / CONFIG_FILE) if paths and gallery.source is not None else []
    return [PictureUse(path, CONFIG_FILE, _line_of(key, lines), None, None) for key, path in paths]


def config_line(key: str, source: Path) -> int | None:
    """The first line of `_config.yml` with a key that is below another one, also in braces."""
    found = re.compile(rf"(?:^\s+|[{{,]\s*){key}\s*:")
    lines = enumerate(_lines(source / CONFIG_FILE), 1)
    return next((number for number, line in lines if found.search(line)), None)


def _lines(file: Path) -> list[str]:
    try:
        return read_regular(file).decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _line_of(key: str, lines: Sequence[str]) -> int | None:
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), None)


def picture_problems(uses: Sequence[NamedPicture], written: Collection[str]) -> list[Problem]:
    """Reports each picture that is used and not among `written` (output paths), or that readers may not see.

    `uses` are all that the site has, in order.
    """
    return [*_missing_problems(uses, written), *_unreadable_problems(uses)]


def _missing_problems(uses: Sequence[NamedPicture], written: Collection[str]) -> list[Problem]:
    missing: dict[str, list[NamedPicture]] = defaultdict(list)
    for use in uses:
        if use.path not in written:
            missing[use.path].append(use)
    if not missing:
        return []
    existing = [path for path in written if path.lower().endswith(PICTURE_ENDINGS)]
    names = NearestNames(sorted(existing), 0.7)
    folders: dict[str, list[str]] = defaultdict(list)
    for path in missing:
        folders[path.rpartition("/")[0]].append(path)
    problems = []
    for folder, paths in folders.items():
        if len(paths) > _SINGLY and not any(path.startswith(f"{folder}/") for path in existing):
            problems.append(_folder_missing(folder, paths, missing))
        else:
            problems += [_missing(path, missing[path], names) for path in paths]
    return problems


def _missing(path: str, uses: Sequence[NamedPicture], names: NearestNames) -> Problem:
    others = len({use.file for use in uses}) - 1
    message = say("there is no picture {path}", path=f"/{path}")
    if others:
        message = say_plural(
            "there is no picture {path} ({number} more file uses it)",
            "there is no picture {path} ({number} more files use it)",
            number=others,
            path=f"/{path}",
        )
    return warning(
        "image-missing",
        message,
        uses[0].file,
        uses[0].line,
        hint=_hint(path, names),
    )


def _hint(path: str, names: NearestNames) -> Message:
    near = names.find(path)
    if not near:
        return say("add the file, or fix its address")
    return say("did you mean {near}{difference}?", near=f"/{near}", difference=distinguished(path, near))


def _folder_missing(
    folder: str, paths: Sequence[str], missing: Mapping[str, Sequence[NamedPicture]]
) -> Problem:
    first = min((missing[path][0] for path in paths), key=lambda use: (use.file, use.line or 0))
    return warning(
        "image-missing",
        say(
            "there is no picture below {folder}, but {number} are used, the first is {first}",
            folder=f"/{folder}/",
            number=len(paths),
            first=f"/{first.path}",
        ),
        first.file,
        first.line,
        hint=say("add the folder {folder} to the source folder", folder=f"{folder}/"),
    )


def _unreadable_problems(uses: Sequence[NamedPicture]) -> list[Problem]:
    first: dict[str, NamedPicture] = {}
    for use in uses:
        if use.trouble is not None:
            first.setdefault(use.path, use)
    return [_unreadable(use, use.trouble) for use in first.values() if use.trouble is not None]


def _unreadable(use: NamedPicture, trouble: Message) -> Problem:
    return warning(
        "image-unreadable",
        say("the picture {path} is published as it is: {trouble}", path=f"/{use.path}", trouble=trouble),
        use.file,
        use.line,
        hint=say("save it again as PNG or JPEG"),
    )
