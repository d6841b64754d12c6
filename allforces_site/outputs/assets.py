"""Files that are copied as they are: the source's, and the theme's `static/`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from allforces_site.errors import SiteError, error
from allforces_site.model import Asset, Claim, Output, Site
from allforces_site.render import Theme


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """One output a file, by path."""
    for asset in site.assets:
        yield Output(asset.path, partial(read_asset, asset), asset.source, Claim.AUTHORED)
    for name, file in theme_files(theme):
        yield Output(f"static/{name}", partial(read_asset, Asset(f"static/{name}", str(file), name)))


def theme_files(theme: Theme) -> list[tuple[str, Path]]:
    """The files of the theme's `static/` folders by name; a site's own file replaces the theme's."""
    files: dict[str, Path] = {}
    for root in reversed(theme.static_roots):
        for file in root.rglob("*"):
            if file.is_file() and not file.name.startswith("."):
                files[file.relative_to(root).as_posix()] = file
    return sorted(files.items())


def read_asset(asset: Asset) -> bytes:
    """The bytes of a file to copy. Raises `SiteError` when it cannot be read."""
    try:
        return Path(asset.file).read_bytes()
    except OSError as exc:
        raise SiteError(
            [
                error(
                    "unreadable",
                    f"the file cannot be read: {exc.strerror}",
                    asset.source,
                    hint="mend its permissions, or exclude it",
                )
            ]
        ) from None
