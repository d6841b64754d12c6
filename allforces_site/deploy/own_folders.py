"""Folders that nobody means to deploy to: the sources, the output, home, the root of a disk or repository.

A destination may name them in other words: relative, through links, as `localhost:…`.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import normpath

from allforces_site.errors import SiteError, error

# rsync(1): what stands before a colon that no slash precedes is a host.
_REMOTE = re.compile(r"(?:(?P<user>[^/@\s]*)@)?(?P<host>\[[^/\]]*\]|[^/:]*):(?P<folder>.*)", re.DOTALL)
_DAEMON = re.compile(
    r"rsync://[^/]*/*(?P<folder>.*)|(?:[^/@\s]*@)?(?:\[[^/\]]*\]|[^/:\[]*)::(?P<module>.*)",
    re.DOTALL | re.IGNORECASE,
)
_LOOPBACK = re.compile(r"localhost|ip6-localhost|127(?:\.\d+){1,3}|\[?::1\]?", re.IGNORECASE)


def refuse_own_folders(destination: str, own: Mapping[str, Path]) -> None:
    """Raises `SiteError` where an rsync destination is, holds or lies in one of `own`, the folders that
    builds read and write, by what they are; or where it is the root of a disk or a repository, or home.
    """
    daemon = _DAEMON.fullmatch(destination)
    if daemon is not None:
        _check_module(destination, daemon["folder"] or daemon["module"] or "")
        return
    if re.match(r"\w+://|file:", destination):
        raise _refused(destination, "rsync knows no such address", "write a folder, or host:folder")
    remote = _REMOTE.fullmatch(destination)
    if remote is None:
        if destination.startswith("~"):
            raise _refused(destination, "rsync does not know ~ here", "write the whole path")
        _check_folder(destination, Path(destination), own)
    elif _is_this_machine(remote["host"]):
        _check_folder(destination, _of_user(remote["user"], remote["folder"]), own)
    else:
        _check_elsewhere(destination, remote["folder"])


def _check_module(destination: str, folder: str) -> None:
    if not folder.strip("/"):
        raise _refused(destination, "it names no module of the host", "write rsync://host/module/folder")
    _check_steps(destination, folder)


def _check_elsewhere(destination: str, folder: str) -> None:
    """A folder on another machine, of which only the name is known."""
    _check_steps(destination, folder)
    name = normpath(folder or ".")
    if name in ("/", "//", ".") or re.fullmatch(r"~[^/]*", name):
        where = "the root of the host" if name.startswith("/") else "the home folder there"
        raise _refused(destination, f"that is {where}", "name the folder that is shown to readers")


def _check_steps(destination: str, folder: str) -> None:
    if ".." in folder.split("/"):
        raise _refused(destination, "it leads upwards with ..", "write the whole path")


def _check_folder(destination: str, folder: Path, own: Mapping[str, Path]) -> None:
    real = Path(os.path.realpath(folder))
    for what, other in own.items():
        if relation := _relation(real, Path(os.path.realpath(other))):
            raise _refused(destination, f"it {relation} {what}, {other}", _CHOOSE)
    for what, other in _not_to_hold():
        if (relation := _relation(real, other)) in ("is", "holds"):
            raise _refused(destination, f"it {relation} {what}, {other}", _CHOOSE)
    if ".git" in real.parts:
        raise _refused(destination, "it lies in a folder of git's", _CHOOSE)
    if real.exists() and not real.is_dir():
        raise _refused(destination, "it is a file", _CHOOSE)


_CHOOSE = "name a folder that holds nothing but the site"


def _not_to_hold() -> Iterator[tuple[str, Path]]:
    """Folders that a target may lie in, but neither be nor hold."""
    yield "the home folder", Path(os.path.realpath(Path.home()))
    # So a repository's root is none either, wherever in it we are.
    yield "the working directory", Path(os.path.realpath(Path.cwd()))


def _relation(folder: Path, other: Path) -> str | None:
    """What `folder` is to `other`; both are real paths, and need not be there."""
    if _is_same(folder, other):
        return "is"
    if any(_is_same(folder, above) for above in other.parents):
        return "holds"
    if any(_is_same(above, other) for above in folder.parents):
        return "lies in"
    return None


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths name one folder, also where the disk takes capitals for small letters."""
    try:
        return one == other or one.samefile(other)
    except OSError:  # One of them is not there.
        return False


def _is_this_machine(host: str) -> bool:
    names = {socket.gethostname().casefold()}
    return bool(_LOOPBACK.fullmatch(host)) or host.casefold() in names


def _of_user(user: str | None, folder: str) -> Path:
    """A folder as ssh's host takes it: from the home folder of the user who logs in."""
    home = Path(f"~{user}").expanduser() if user and _is_user(user) else Path.home()
    if folder.startswith("~"):
        own, _, rest = folder.partition("/")
        return (Path(own).expanduser() if own != "~" and _is_user(own[1:]) else home) / rest
    return home / folder


def _is_user(name: str) -> bool:
    try:
        return bool(Path(f"~{name}").expanduser())
    except RuntimeError:
        return False


def _refused(destination: str, why: str, hint: str) -> SiteError:
    message = f"{destination} is no place to deploy to: {why}"
    return SiteError([error("deploy-target", message, hint=f"{hint}; nothing was deployed")])
