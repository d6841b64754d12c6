"""Files that are copied: those of the source folder as they are, those of `static/` with versions in the
addresses they refer to, and minified.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from allforces_site.cache.file_stats import FileState, stat_in
from allforces_site.cache.keys import key_of
from allforces_site.config.file_filter import FileFilter
from allforces_site.errors import Problem, SiteError, error, note, unreadable
from allforces_site.files.regular_files import read_regular
from allforces_site.files.static_folders import static_files, unfollowed
from allforces_site.loaders.overrides import static_apart
from allforces_site.loaders.static import Static, published_static
from allforces_site.messages.counts import files_number
from allforces_site.messages.message import say
from allforces_site.model import Asset, Claim, Output, Site
from allforces_site.renderer.asset_versions import AssetVersions
from allforces_site.renderer.minify import minified
from allforces_site.renderer.theme import Theme


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields an output for each file, sorted by path."""
    for asset in site.assets:
        yield copied(asset, theme)
    # The last folder is the default theme's.
    config = theme.config
    roots = static_apart(theme.static_roots, theme.gallery.source)
    own = published_static(roots, FileFilter.of(config)).files
    for name, file in sorted((static_files(theme.static_roots[-1:]) | own).items()):
        yield _static(name, file, theme, is_own=name in own)


def copied(asset: Asset, theme: Theme) -> Output:
    """Returns the output of a file of the source folder."""
    key = _copy_key(asset, theme.files.states)
    return Output(asset.path, partial(read_asset, asset), asset.source, Claim.COPIED, key=key)


def _copy_key(asset: Asset, states: Mapping[str, FileState]) -> bytes:
    """Returns a key of a file's stat, so that an unchanged file is not read again; b"" without one."""
    try:
        stat = stat_in(states, asset.file)
    except OSError:  # Reported when the file is copied.
        return b""
    return key_of("copied-file", asset.file, stat) if stat is not None else b""


def own_static(roots: Sequence[Path], static: Static) -> list[Problem]:
    """Notes how many files the site's own `static/` adds, if it is outside the folder of `--source`.

    Reports links in it that cannot be published, too. `roots` are from `static_apart`; `static` holds the
    files that are published.
    """
    problems = list(unfollowed(roots).values())
    count = len(static.files)
    if not count:
        return problems
    return [
        *problems,
        note(
            "static-own",
            say(
                "the folder static/ beside the source folder is published too: {files}, under /static/",
                files=files_number(count),
            ),
            "../static",
            hint=say("rename the folder if it is not meant for this site"),
        ),
    ]


def _static(name: str, file: Path, theme: Theme, *, is_own: bool) -> Output:
    """Returns the output of a file of `static/`: the theme's, or with `is_own` that of the site itself."""
    printable = name.encode("utf-8", "replace").decode()
    source = f"../static/{printable}" if is_own else f"static/{printable}"
    asset = Asset(source, str(file), f"static/{printable}")
    read = partial(read_static, asset, theme.versions, minify=theme.config.allforces.minify)
    make = read if printable == name else partial(_refuse_name, asset)
    if is_own:
        return Output(asset.path, make, source, Claim.COPIED)
    return Output(asset.path, make)


def _refuse_name(asset: Asset) -> bytes:
    raise SiteError(
        [
            error(
                "bad-file-name",
                say("the file's name is not UTF-8"),
                asset.source,
                hint=say("rename the file"),
            )
        ]
    )


def read_static(asset: Asset, versions: AssetVersions, *, minify: bool) -> bytes:
    """Returns the bytes of a file of `static/` to write. Raises `SiteError` if it cannot be read."""
    content = versions.applied(read_asset(asset), asset.path)
    return minified(content, asset.path) if minify else content


def read_asset(asset: Asset) -> bytes:
    """Returns the bytes of a file to copy. Raises `SiteError` if it cannot be read."""
    try:
        return read_regular(asset.file)
    except OSError as exc:
        raise SiteError([unreadable(asset.source, exc)]) from None
