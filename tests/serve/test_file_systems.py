"""Which file systems report changes, and which must be polled."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.serve.file_systems import reports_changes

MOUNTS = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:40 / /srv/shared rw shared:2 - nfs4 server:/x rw
31 30 0:41 / /srv/shared/local rw shared:3 - tmpfs tmpfs rw
32 21 0:42 / /mnt/my\\040disk rw - 9p drvfs rw
33 21 0:43 / /home/me/cloud rw - fuse.sshfs me@host: rw
34 21 0:44 / /over rw - ext4 /dev/sdb rw
35 21 0:45 / /over rw - cifs //host/share rw
"""


@pytest.mark.parametrize(
    ("folder", "tells"),
    [
        ("/home/me/blog", True),
        ("/srv/shared/blog", False),
        ("/srv/shared", False),
        ("/srv/sharedless", True),
        ("/srv/shared/local/blog", True),
        ("/mnt/my disk/blog", False),
        ("/home/me/cloud/blog", False),
        ("/over/blog", False),
    ],
)
def test_the_innermost_and_last_mount_decides(folder: str, tells: bool) -> None:
    assert reports_changes(Path(folder), MOUNTS) is tells


def test_a_local_folder_reports_changes(tmp_path: Path) -> None:
    assert reports_changes(tmp_path)
