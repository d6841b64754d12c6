"""A Jekyll repository: where its source is, and which folders of it hold built sites."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from allforces_site.config.load import load_config
from allforces_site.config.model import CONFIG_FILE
from allforces_site.errors import SiteError, error
from allforces_site.files.paths import is_within
from allforces_site.importing.values import ImportRefusedError
from allforces_site.loaders.source_folder import SourceFault, fault_of_source, nearest_source
from allforces_site.messages.message import N_, say

USUAL_OUTPUT = "_site"


class Repository(msgspec.Struct, frozen=True):
    """A repository. `root` and `source` are real paths; `source` is `root`, or the folder in it that
    `source:` of `_config.yml` names. `configs` is the file of settings, if there is one. `built` are folders
    of built sites, relative to the source.
    """

    root: Path
    source: Path
    configs: tuple[Path, ...]
    built: tuple[str, ...]

    def own_file(self, name: str) -> Path | None:
        """The file of this name at the root; None if there is none, or a link that leads out."""
        return _own_file(self.root, name)

    @property
    def is_whole(self) -> bool:
        """Whether the source is the repository itself, and no folder in it."""
        return self.root == self.source


def find_repository(folder: Path) -> Repository:
    """The Jekyll repository in a folder.

    Raises `ImportRefusedError` if it holds none, `SiteError` for settings that cannot be read.
    """
    if fault := fault_of_source(folder):
        near = nearest_source(folder)
        hint = (
            say("did you mean {folder}?", folder=near)
            if near
            else say("name the folder that holds {settings} and _posts", settings=CONFIG_FILE)
        )
        message = say(_FAULTS[fault], folder=str(folder), settings=CONFIG_FILE)
        raise ImportRefusedError("DIR", message, hint)
    root = Path(os.path.realpath(folder))
    config, _ = load_config(root)
    file = _own_file(root, CONFIG_FILE)
    if file is None and (root / CONFIG_FILE).exists():
        message = say("{file} is a link out of the repository", file=str(folder / CONFIG_FILE))
        raise ImportRefusedError("DIR", message, say("put the file in the place of the link"))
    source = _source_in(root, config.extra)
    return Repository(root, source, (file,) if file else (), _built(root, source, config.extra))


def _own_file(root: Path, name: str) -> Path | None:
    file = root / name
    return file if file.is_file() and is_within(os.path.realpath(file), str(root)) else None


_FAULTS = {
    SourceFault.MISSING: N_("{folder} is no Jekyll repository: it does not exist"),
    SourceFault.NO_FOLDER: N_("{folder} is no Jekyll repository: it is not a folder"),
    SourceFault.ONLY_POSTS: N_("{folder} is no Jekyll repository: it holds posts, but not a site"),
    SourceFault.NOTHING: N_(
        "{folder} is no Jekyll repository: it holds neither {settings} nor _posts "
        "nor a page with front matter"
    ),
}


def _source_in(root: Path, extra: Mapping[str, Any]) -> Path:
    """The source folder that the settings name. Raises `SiteError` if it is not one in the repository."""
    written = extra.get("source")
    if not isinstance(written, str) or not written.strip():
        return root
    source = Path(os.path.realpath(root / written))
    if not is_within(str(source), str(root)) or not source.is_dir():
        raise SiteError(
            [
                error(
                    "config-value",
                    say('source: "{folder}" is no folder in the repository', folder=written),
                    CONFIG_FILE,
                    hint=say("name a folder below the one of _config.yml, or delete the line"),
                )
            ]
        )
    return source


def _built(root: Path, source: Path, extra: Mapping[str, Any]) -> tuple[str, ...]:
    """`_site`, and what `destination:` names if that is inside the source."""
    written = extra.get("destination")
    folders = [USUAL_OUTPUT]
    if isinstance(written, str) and written.strip():
        real = Path(os.path.realpath(root / written))
        if source in real.parents:
            folders.insert(0, real.relative_to(source).as_posix())
    return tuple(dict.fromkeys(folders))
