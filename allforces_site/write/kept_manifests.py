"""The manifests of the last two good builds that differ, in the cache, to say what changed between them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from allforces_site.cache.kept_values import read_value
from allforces_site.cache.output_files import output_file, write_output_value
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.files.regular_files import read_regular
from allforces_site.write.manifest import Manifest, parse_manifest


def keep_manifest(cache: Path, output: Path) -> None:
    """Keeps the manifest that a good build left in `output`, and with it the last one that is another.

    Builds for another address, such as that of a preview, are kept apart.
    """
    with suppress(OSError, ValueError):  # Without them everything counts as new.
        content = read_regular(output / MANIFEST_FILE)
        address = parse_manifest(content).address
        newest = output_file(cache, "manifest", output, address)
        last = read_value(newest)
        if last != content:
            if last is not None:
                write_output_value(output_file(cache, "before", output, address), last)
            write_output_value(newest, content)


def last_manifest(cache: Path, output: Path) -> Manifest | None:
    """The manifest of the good build before the one in `output`; an empty one if there was none before.

    None if the cache does not hold the build in `output`, so that nothing is known of the one before.
    """
    try:
        content = read_regular(output / MANIFEST_FILE)
        address = parse_manifest(content).address
        if read_value(output_file(cache, "manifest", output, address)) != content:
            return None
        before = read_value(output_file(cache, "before", output, address))
        return parse_manifest(before) if before is not None else Manifest()
    except (OSError, ValueError):
        return None
