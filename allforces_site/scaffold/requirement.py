"""What a new blog's requirements.txt asks for: the generator, from where this installation of it came.

pip leaves a record of an installation that came from elsewhere than a package index: `direct_url.json`, PEP
610 (https://packaging.python.org/specifications/direct-url/). A requirement with an address is PEP 508's.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import msgspec

from allforces_site import __version__

PACKAGE = "allforces-site"
# With the font for pictures of posts that have none.
_WANTED = f"{PACKAGE}[social]"


class _DirectUrl(msgspec.Struct):
    url: str
    subdirectory: str | None = None
    vcs_info: dict[str, Any] | None = None
    archive_info: dict[str, Any] | None = None
    dir_info: dict[str, Any] | None = None


class Requirement(msgspec.Struct, frozen=True):
    """The `text` of a requirements file; `folder` is the local file or folder that it names, which no other
    machine has, or None."""

    text: str
    folder: str | None = None


def requirement() -> Requirement:
    """The requirement for what runs now."""
    return requirement_of(_record())


def requirement_of(record: str | None, version: str = __version__) -> Requirement:
    """The requirement for an installation with this `direct_url.json`.

    None, or a record that cannot be understood, stands for one from a package index: its `version`, and later
    ones that read a blog in the same way.
    """
    try:
        found = msgspec.json.decode(record or "", type=_DirectUrl)
        address = _address(found)
    except (msgspec.DecodeError, ValueError, TypeError):
        address = None
    if address is None:
        return Requirement(f"{_WANTED}>={version},<{_next_minor(version)}\n")
    line = f"{_WANTED} @ {address}\n"
    if not address.startswith("file:"):
        return Requirement(line)
    note = (
        "# 手元のフォルダーから入れた allforces-site です。ほかのパソコンや GitHub では、この行を\n"
        f"# {_WANTED} @ git+https://…（リポジトリのアドレス） のように書き換えてください。\n"
    )
    return Requirement(note + line, address)


def _record() -> str | None:
    try:
        return distribution(PACKAGE).read_text("direct_url.json")
    except (PackageNotFoundError, OSError, UnicodeDecodeError):
        return None


def _address(found: _DirectUrl) -> str | None:
    """The address to install from, without a password; None where the record does not say enough."""
    url = _without_password(found.url)
    if not urlsplit(url).scheme or re.search(r"\s", url):
        return None
    details = [f"subdirectory={found.subdirectory}"] if found.subdirectory else []
    if found.vcs_info is not None:
        vcs, commit = found.vcs_info.get("vcs"), found.vcs_info.get("commit_id")
        if not isinstance(vcs, str) or not isinstance(commit, str):
            return None
        url = f"{vcs}+{url}@{commit}"
    elif found.archive_info is not None:
        details += _hash(found.archive_info)
    elif found.dir_info is None:
        return None
    return "#".join(filter(None, (url, "&".join(details))))


def _hash(archive: dict[str, Any]) -> list[str]:
    """The hash of an archive as pip takes it (`sha256=…`), from the key `hashes` or the older `hash`."""
    digest = archive.get("hashes", {}).get("sha256")
    if isinstance(digest, str):
        return [f"sha256={digest}"]
    old = archive.get("hash")
    return [old] if isinstance(old, str) and re.fullmatch(r"sha(256|384|512)=[0-9a-f]+", old) else []


def _without_password(url: str) -> str:
    """The address without what may be secret: not `${NAME}`, and not the `git` of an ssh address."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    is_safe = user == "git" or re.fullmatch(r"\$\{[A-Za-z0-9_-]+\}(:\$\{[A-Za-z0-9_-]+\})?", user)
    return url if not at or is_safe else urlunsplit(parts._replace(netloc=host))


def _next_minor(version: str) -> str:
    """The first version that may break what this one reads: below 1.0 that is the next minor one."""
    major, minor = version.split(".")[:2]
    return f"{int(major) + 1}.0" if int(major) else f"0.{int(minor) + 1}"
