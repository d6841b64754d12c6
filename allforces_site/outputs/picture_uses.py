"""Where posts and pages ask for pictures, and what is wrong with those that they ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Problem, warning
from allforces_site.files.regular_files import read_regular
from allforces_site.images.gallery import FoundPicture, Gallery
from allforces_site.model import Site, SourcePage, SourcePost
from allforces_site.text.counted import counted
from allforces_site.text.lookalikes import distinguished
from allforces_site.text.nearest_names import NearestNames

# Keys of the configuration that name a picture for pages.
_SITE_KEYS = ("favicon", "og_image")

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")

# Of a folder with more missing pictures, and none that is there, one message tells.
_SINGLY = 5


class Use(msgspec.Struct, frozen=True):
    """A place that asks for the picture at an output path; `line` is None where a default asks for it.

    `found` is what is known of the picture, None where it is not this site's to know.
    """

    path: str
    file: str
    line: int | None
    found: FoundPicture | None


def asked_for(site: Site) -> Iterator[tuple[str, str | None]]:
    """Every target that posts and pages name, with the URL that it counts from (see `Gallery.path`)."""
    sources: list[tuple[SourcePost | SourcePage, str]] = [(post.source, post.url) for post in site.posts]
    sources += [(page, page.url) for page in site.pages]
    for source, url in sources:
        if source.image is not None:
            yield source.image, None
        yield from ((picture.target, url) for picture in source.pictures)


def uses_of(site: Site, gallery: Gallery) -> list[Use]:
    """Every place that asks for a picture of this site, by file and line."""
    uses = [use for post in site.posts for use in _uses(post.source, post.url, gallery)]
    uses += [use for page in site.pages for use in _uses(page, page.url, gallery)]
    return sorted(uses, key=lambda use: (use.file, use.line or 0, use.path))


def _uses(source: SourcePost | SourcePage, url: str, gallery: Gallery) -> Iterator[Use]:
    if source.image is not None:
        path = gallery.path(source.image)
        if path is not None:
            yield Use(path, source.source, source.lines.get("image"), gallery.find(source.image))
    for picture in source.pictures:
        path = gallery.path(picture.target, url)
        if path is not None:
            yield Use(path, source.source, picture.line, gallery.find(picture.target, url))


def site_uses(config: Config, gallery: Gallery) -> list[Use]:
    """The pictures that the configuration names. Pages show them as they are: no more is known of them."""
    named = [(key, value) for key in _SITE_KEYS if isinstance(value := config.extra.get(key), str)]
    paths = [(key, path) for key, value in named if (path := gallery.path(value)) is not None]
    lines = _lines(gallery.source / CONFIG_FILE) if paths and gallery.source is not None else []
    return [Use(path, CONFIG_FILE, _line_of(key, lines), None) for key, path in paths]


def _lines(file: Path) -> list[str]:
    try:
        return read_regular(file).decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _line_of(key: str, lines: Sequence[str]) -> int | None:
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), None)


def missing_problems(uses: Sequence[Use], written: Collection[str]) -> list[Problem]:
    """A problem for each picture that is asked for and not `written` (output paths)."""
    missing: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        if use.path not in written:
            missing[use.path].append(use)
    if not missing:
        return []
    there = [path for path in written if path.lower().endswith(PICTURE_ENDINGS)]
    names = NearestNames(sorted(there), 0.7)
    folders: dict[str, list[str]] = defaultdict(list)
    for path in missing:
        folders[path.rpartition("/")[0]].append(path)
    problems = []
    for folder, paths in folders.items():
        if len(paths) > _SINGLY and not any(path.startswith(f"{folder}/") for path in there):
            problems.append(_folder_missing(folder, paths, missing))
        else:
            problems += [_missing(path, missing[path], names) for path in paths]
    return problems


def _missing(path: str, uses: Sequence[Use], there: NearestNames) -> Problem:
    others = len({use.file for use in uses}) - 1
    also = f" ({counted(others, 'more file asks', 'more files ask')} for it)" if others else ""
    return warning(
        "image-missing",
        f"there is no picture /{path}{also}",
        uses[0].file,
        uses[0].line,
        hint=_nearest(path, there),
    )


def _nearest(path: str, there: NearestNames) -> str:
    near = there.find(path)
    return (
        f"did you mean /{near}{distinguished(path, near)}?" if near else "add the file, or mend its address"
    )


def _folder_missing(folder: str, paths: Sequence[str], missing: Mapping[str, Sequence[Use]]) -> Problem:
    first = min((missing[path][0] for path in paths), key=lambda use: (use.file, use.line or 0))
    return warning(
        "image-missing",
        f"there is no picture below /{folder}/, where {len(paths)} are asked for, /{first.path} first",
        first.file,
        first.line,
        hint=f"add the folder {folder}/ to the source folder",
    )


def unreadable_problems(uses: Sequence[Use]) -> list[Problem]:
    """A problem for each picture that is there, and that readers may not see."""
    first: dict[str, Use] = {}
    for use in uses:
        if use.found is not None and use.found.facts.trouble:
            first.setdefault(use.path, use)
    return [_unreadable(use, use.found.facts.trouble) for use in first.values() if use.found]


def _unreadable(use: Use, trouble: str | None) -> Problem:
    return warning(
        "image-unreadable",
        f"the picture /{use.path} is published as it is: {trouble}",
        use.file,
        use.line,
        hint="save it anew as PNG or JPEG",
    )
