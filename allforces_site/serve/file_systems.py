"""Which file systems tell nothing of changes that are made elsewhere, so that files must be looked at."""

from __future__ import annotations

import os
import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")

# The network's, and those by which a virtual machine or a container sees its host's files: inotify(7)
# reports what this kernel did, not what another machine did.
_SILENT = frozenset(
    {
        "9p", "afs", "ceph", "cifs", "drvfs", "fakeowner", "glusterfs", "grpcfuse", "lustre", "ncpfs", "nfs",
        "nfs4", "osxfs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
    }
)  # fmt: skip


def tells_changes(folder: Path, mounts: str | None = None) -> bool:
    """Whether the system can be relied on to tell of every change below `folder`.

    `mounts` is the text of /proc/self/mountinfo, see proc(5); without one the answer is yes.
    """
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return True
    kind = _kind_at(os.path.realpath(folder), mounts)
    return kind not in _SILENT and not kind.startswith("fuse.")


def _kind_at(path: str, mounts: str) -> str:
    """The type of the file system that `path` lies on; of mounts at one place the last is on top."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        place = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields.split(" ")[4])
        is_above = path == place or path.startswith(place.rstrip("/") + "/")
        if is_above and len(place) >= len(best):
            best, kind = place, rest.split(" ")[0]
    return kind
