"""The manifest: what builds wrote into an output folder, so that nothing else is overwritten or removed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from allforces_site.errors import SiteError, error
from allforces_site.files.atomic_files import replace_whole
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.files.paths import check_paths
from allforces_site.files.regular_files import read_regular

_FORMAT = 1

# The SHA-256 of each file, by path; None for a file that was announced but perhaps not written.
Digests = dict[str, str | None]


def load_manifest(output: Path) -> Digests:
    """The files that earlier builds wrote, by path, with the SHA-256 of their bytes.

    Anybody may have written the manifest: raises `SiteError` also if it names anything but files of a site.
    """
    path = output / MANIFEST_FILE
    try:
        content = json.loads(read_regular(path))
        if content["format"] != _FORMAT:
            raise ValueError(f"its format is {content['format']}, not {_FORMAT}")
        files = {name: _digest(digest) for name, digest in content["files"].items()}
        check_paths(files)
        return files
    except FileNotFoundError:
        return {}
    except OSError as exc:
        raise SiteError([error("output-unreadable", f"{path} cannot be read: {exc.strerror}")]) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise SiteError(
            [
                error(
                    "manifest",
                    f"{path} cannot be used: {exc}",
                    hint="delete the output folder, or choose another --output",
                )
            ]
        ) from None


def _digest(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f"{value} is no digest")


def save_manifest(output: Path, files: Mapping[str, str | None]) -> None:
    """Writes the manifest whole or not at all. Raises OSError."""
    # One file a line, as with `indent=0`, which takes twenty times as long.
    lines = json.dumps(dict(sorted(files.items())), ensure_ascii=False, separators=(",\n", ": "))[1:-1]
    content = f'{{\n"format": {_FORMAT},\n"files": {{\n{lines}\n}}\n}}'
    replace_whole(output / MANIFEST_FILE, content.encode(), output)
