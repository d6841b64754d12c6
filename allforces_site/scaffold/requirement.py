"""The requirements.txt of a new blog: the generator, from where this installation of it came.

pip records an installation that did not come from a package index in `direct_url.json`, see PEP 610
(https://packaging.python.org/specifications/direct-url/). A requirement with an address follows PEP 508.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import msgspec

from allforces_site import __version__
from allforces_site.messages.message import in_language, say

PACKAGE = "allforces-site"
# With the font for generated pictures of posts.
_PACKAGE_WITH_FONT = f"{PACKAGE}[social]"


class _DirectUrl(msgspec.Struct):
    url: str
    subdirectory: str | None = None
    vcs_info: dict[str, Any] | None = None
    archive_info: dict[str, Any] | None = None
    dir_info: dict[str, Any] | None = None


class Requirement(msgspec.Struct, frozen=True):
    """The `line` of a requirements file.

    `folder` is the local file or folder that it names, which no other machine has, or None.
    """

    line: str
    folder: str | None = None

    def text(self, lang: str) -> str:
        """The text of the file, with a comment on a local folder in a language."""
        if self.folder is None:
            return f"{self.line}\n"
        comment = say(
            "# allforces-site from a folder of this computer. For other computers and GitHub,\n"
            "# write an address in its place, such as {example}",
            example=f"{_PACKAGE_WITH_FONT} @ git+https://…",
        )
        return f"{in_language(comment, lang)}\n{self.line}\n"


def requirement() -> Requirement:
    """The requirement for the installation that runs now."""
    return requirement_of(_record())


def requirement_of(record: str | None, version: str = __version__) -> Requirement:
    """The requirement for an installation with this `direct_url.json`.

    None or an invalid record means an installation from a package index: `version`, and later versions that
    are compatible.
    """
    try:
        address = _address(msgspec.json.decode(record or "", type=_DirectUrl))
    except (msgspec.DecodeError, ValueError, TypeError):
        address = None
    if address is None:
        return Requirement(f"{_PACKAGE_WITH_FONT}>={version},<{_next_minor(version)}")
    line = f"{_PACKAGE_WITH_FONT} @ {address}"
    return Requirement(line, address if address.startswith("file:") else None)


def _record() -> str | None:
    try:
        return distribution(PACKAGE).read_text("direct_url.json")
    except (PackageNotFoundError, OSError, UnicodeDecodeError):
        return None


def _address(direct: _DirectUrl) -> str | None:
    """The address to install from, without a password; None if the record is incomplete."""
    url = _without_password(direct.url)
    if not urlsplit(url).scheme or re.search(r"\s", url):
        return None
    details = [f"subdirectory={direct.subdirectory}"] if direct.subdirectory else []
    if direct.vcs_info is not None:
        vcs, commit = direct.vcs_info.get("vcs"), direct.vcs_info.get("commit_id")
        if not isinstance(vcs, str) or not isinstance(commit, str):
            return None
        url = f"{vcs}+{url}@{commit}"
    elif direct.archive_info is not None:
        details += _hash(direct.archive_info)
    elif direct.dir_info is None:
        return None
    return "#".join(filter(None, (url, "&".join(details))))


def _hash(archive: dict[str, Any]) -> list[str]:
    """The hash of an archive as pip accepts it (`sha256=…`), from the key `hashes` or the older `hash`."""
    digest = archive.get("hashes", {}).get("sha256")
    if isinstance(digest, str):
        return [f"sha256={digest}"]
    old = archive.get("hash")
    return [old] if isinstance(old, str) and re.fullmatch(r"sha(256|384|512)=[0-9a-f]+", old) else []


def _without_password(url: str) -> str:
    """The address without credentials; `${NAME}` and the user `git` of an ssh address are kept."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    is_safe = user == "git" or re.fullmatch(r"\$\{[A-Za-z0-9_-]+\}(:\$\{[A-Za-z0-9_-]+\})?", user)
    return url if not at or is_safe else urlunsplit(parts._replace(netloc=host))


def _next_minor(version: str) -> str:
    """The first version that may be incompatible: the next major one, or below 1.0 the next minor one."""
    major, minor = version.split(".")[:2]
    return f"{int(major) + 1}.0" if int(major) else f"0.{int(minor) + 1}"
