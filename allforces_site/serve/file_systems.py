"""Knows the file systems that do not report changes made elsewhere, so that files must be polled."""

from __future__ import annotations

import os
import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")

# Network file systems, and those through which a virtual machine or a container sees its host's files:
# inotify(7) reports what this kernel did, not what another machine did.
_SILENT = frozenset(
    {
        "9p", "afs", "ceph", "cifs", "drvfs", "fakeowner", "glusterfs", "grpcfuse", "lustre", "ncpfs", "nfs",
        "nfs4", "osxfs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
    }
)  # fmt: skip


def reports_changes(folder: Path, mounts: str | None = None) -> bool:
    """Whether the system reliably reports every change below `folder`.

    `mounts` is the text of /proc/self/mountinfo, see proc(5); if there is no such file, the result is True.
    """
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return True
    kind = _kind_at(os.path.realpath(folder), mounts)
    return kind not in _SILENT and not kind.startswith("fuse.")


def _kind_at(path: str, mounts: str) -> str:
    """The type of the file system that contains `path`; of several mounts at one place the last counts."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        place = re.sub(r"\\([0-7]{3})", lambda escape: chr(int(escape[1], 8)), fields.split(" ")[4])
        is_above = path == place or path.startswith(place.rstrip("/") + "/")
        if is_above and len(place) >= len(best):
            best, kind = place, rest.split(" ")[0]
    return kind
