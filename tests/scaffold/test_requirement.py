"""A new blog installs what its author has installed, from the same place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from packaging.requirements import Requirement as Parsed

from allforces_site.scaffold.requirement import requirement_of

COMMIT = "1f2e3d4c5b6a79880102030405060708090a0b0c"
VCS = {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"}
SHA = "ab" * 32
AT = "allforces-site[social] @ "


def asked(**record: Any) -> str:
    """The line that is written for a record."""
    lines = requirement_of(json.dumps(record), "0.1.0").text("en").splitlines()
    (line,) = (line for line in lines if not line.startswith("#"))
    Parsed(line)
    return line


@pytest.mark.parametrize(
    ("record", "line"),
    [
        ({"url": "https://h/x.git", "vcs_info": VCS}, f"{AT}git+https://h/x.git@{COMMIT}"),
        ({"url": "ssh://git@h/x.git", "vcs_info": VCS}, f"{AT}git+ssh://git@h/x.git@{COMMIT}"),
        (
            {"url": "https://h/x.git", "vcs_info": VCS, "subdirectory": "a/b"},
            f"{AT}git+https://h/x.git@{COMMIT}#subdirectory=a/b",
        ),
        ({"url": "https://me:token@h/x.git", "vcs_info": VCS}, f"{AT}git+https://h/x.git@{COMMIT}"),
        ({"url": "https://token@h/x.git", "vcs_info": VCS}, f"{AT}git+https://h/x.git@{COMMIT}"),
        (
            {"url": "https://${TOKEN}@h/x.git", "vcs_info": VCS},
            f"{AT}git+https://${{TOKEN}}@h/x.git@{COMMIT}",
        ),
        (
            {
                "url": "https://h/a-0.1.0.whl",
                "archive_info": {"hashes": {"sha256": SHA}, "hash": f"sha256={SHA}"},
            },
            f"{AT}https://h/a-0.1.0.whl#sha256={SHA}",
        ),
        (
            {"url": "https://h/a.whl", "archive_info": {"hash": f"sha256={SHA}"}},
            f"{AT}https://h/a.whl#sha256={SHA}",
        ),
        ({"url": "https://h/a.whl", "archive_info": {}}, f"{AT}https://h/a.whl"),
        ({"url": "file:///home/me/a.whl", "archive_info": {}}, f"{AT}file:///home/me/a.whl"),
        ({"url": "file:///home/me/a%20b", "dir_info": {}}, f"{AT}file:///home/me/a%20b"),
        ({"url": "file:///home/me/a", "dir_info": {"editable": True}}, f"{AT}file:///home/me/a"),
    ],
)
def test_it_is_installed_from_where_it_came(record: dict[str, Any], line: str) -> None:
    assert asked(**record) == line


@pytest.mark.parametrize(
    "record",
    [
        None,
        "",
        "no JSON",
        "[]",
        "{}",
        '{"url": 1, "dir_info": {}}',
        '{"url": "https://h/x"}',
        '{"url": "no-address", "dir_info": {}}',
        '{"url": "https://h/x\\n--index-url https://evil", "dir_info": {}}',
        '{"url": "https://h/x.git", "vcs_info": {"vcs": "git"}}',
        '{"url": "https://h/x.whl", "archive_info": []}',
    ],
)
def test_an_empty_record_means_a_package_index(record: str | None) -> None:
    assert requirement_of(record, "0.1.0").text("en") == "allforces-site[social]>=0.1.0,<0.2\n"
    assert requirement_of(record, "1.4.2").text("en") == "allforces-site[social]>=1.4.2,<2.0\n"


def test_what_only_this_machine_has_is_said_so() -> None:
    local = requirement_of('{"url": "file:///home/me/a", "dir_info": {}}')
    elsewhere = requirement_of(json.dumps({"url": "https://h/x.git", "vcs_info": VCS}))

    assert local.folder == "file:///home/me/a"
    assert local.text("en").startswith("# allforces-site from a folder of this computer.")
    assert local.text("ja").startswith("# 手元のフォルダーから入れたallforces-siteです。")
    assert local.text("en").splitlines()[-1] == local.text("ja").splitlines()[-1] == f"{AT}file:///home/me/a"
    assert elsewhere.folder is None
