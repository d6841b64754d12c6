"""Refuses to deploy to the sources, the output, home, or the root of a disk or repository.

A destination can name them in different ways: relative, through links, as `localhost:…`.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from posixpath import normpath

from allforces_site.errors import SiteError, error
from allforces_site.messages.message import N_, Message, say

# rsync(1): the text before a colon is a host if it contains no slash.
_REMOTE = re.compile(r"(?:(?P<user>[^/@\s]*)@)?(?P<host>\[[^/\]]*\]|[^/:]*):(?P<folder>.*)", re.DOTALL)
_DAEMON = re.compile(
    r"rsync://[^/]*/*(?P<folder>.*)|(?:[^/@\s]*@)?(?:\[[^/\]]*\]|[^/:\[]*)::(?P<module>.*)",
    re.DOTALL | re.IGNORECASE,
)
_LOOPBACK = re.compile(r"localhost|ip6-localhost|127(?:\.\d+){1,3}|\[?::1\]?", re.IGNORECASE)


def refuse_own_folders(destination: str, own: Mapping[Message, Path]) -> None:
    """Raises `SiteError` for an rsync destination that is, contains or is inside a folder that builds use.

    `own` are these folders by their description. The root of a disk or repository and the home folder are
    refused too.
    """
    daemon = _DAEMON.fullmatch(destination)
    if daemon is not None:
        _check_module(destination, daemon["folder"] or daemon["module"] or "")
        return
    if re.match(r"\w+://|file:", destination):
        raise _refused(
            destination, say("rsync supports no such address"), say("write a folder, or host:folder")
        )
    remote = _REMOTE.fullmatch(destination)
    if remote is None:
        if destination.startswith("~"):
            raise _refused(destination, say("rsync does not expand ~ here"), say("write the whole path"))
        _check_folder(destination, Path(destination), own)
    elif _is_this_machine(remote["host"]):
        _check_folder(destination, _folder_of_user(remote["user"], remote["folder"]), own)
    else:
        _check_elsewhere(destination, remote["folder"])


def _check_module(destination: str, folder: str) -> None:
    if not folder.strip("/"):
        raise _refused(
            destination, say("it names no module of the host"), say("write rsync://host/module/folder")
        )
    _check_steps(destination, folder)


def _check_elsewhere(destination: str, folder: str) -> None:
    """Checks a folder on another machine, of which only the name is known."""
    _check_steps(destination, folder)
    name = normpath(folder or ".")
    if name in ("/", "//", ".") or re.fullmatch(r"~[^/]*", name):
        is_root = name.startswith("/")
        why = say("that is the root of the host") if is_root else say("that is the home folder there")
        raise _refused(destination, why, say("name the folder that readers see"))


def _check_steps(destination: str, folder: str) -> None:
    if ".." in folder.split("/"):
        raise _refused(destination, say("it leads upwards with .."), say("write the whole path"))


def _check_folder(destination: str, folder: Path, own: Mapping[Message, Path]) -> None:
    real = Path(os.path.realpath(folder))
    for what, other in own.items():
        if relation := _relation(real, Path(os.path.realpath(other))):
            raise _refused(destination, _related(relation, what, other), _CHOOSE)
    for what, other in _not_to_contain():
        if (relation := _relation(real, other)) in (Relation.IS, Relation.CONTAINS):
            raise _refused(destination, _related(relation, what, other), _CHOOSE)
    if ".git" in real.parts:
        raise _refused(destination, say("it is inside a folder of git"), _CHOOSE)
    if real.exists() and not real.is_dir():
        raise _refused(destination, say("it is a file"), _CHOOSE)


_CHOOSE = say("name a folder that contains nothing but the site")


def _not_to_contain() -> Iterator[tuple[Message, Path]]:
    """Folders that a target may be inside of, but must neither be nor contain."""
    yield say("the home folder"), Path(os.path.realpath(Path.home()))
    # This also refuses the repository's root, wherever in the repository the command runs.
    yield say("the working directory"), Path(os.path.realpath(Path.cwd()))


class Relation(Enum):
    """How a folder relates to another, as a sentence."""

    IS = N_("it is {what}, {folder}")
    CONTAINS = N_("it contains {what}, {folder}")
    IS_INSIDE = N_("it is inside {what}, {folder}")


def _related(relation: Relation, what: Message, folder: Path) -> Message:
    return say(relation.value, what=what, folder=str(folder))


def _relation(folder: Path, other: Path) -> Relation | None:
    """How `folder` relates to `other`; both are real paths and need not exist."""
    if _is_same(folder, other):
        return Relation.IS
    if any(_is_same(folder, above) for above in other.parents):
        return Relation.CONTAINS
    if any(_is_same(above, other) for above in folder.parents):
        return Relation.IS_INSIDE
    return None


def _is_same(folder: Path, other: Path) -> bool:
    """Whether two paths name one folder, also on a disk that ignores case."""
    try:
        return folder == other or folder.samefile(other)
    except OSError:  # One of them does not exist.
        return False


def _is_this_machine(host: str) -> bool:
    names = {socket.gethostname().casefold()}
    return bool(_LOOPBACK.fullmatch(host)) or host.casefold() in names


def _folder_of_user(user: str | None, folder: str) -> Path:
    """A folder as the host of ssh resolves it: relative to the home folder of the user who logs in."""
    home = Path(f"~{user}").expanduser() if user and _is_user(user) else Path.home()
    if folder.startswith("~"):
        named, _, rest = folder.partition("/")
        return (Path(named).expanduser() if named != "~" and _is_user(named[1:]) else home) / rest
    return home / folder


def _is_user(name: str) -> bool:
    try:
        return bool(Path(f"~{name}").expanduser())
    except RuntimeError:
        return False


def _refused(destination: str, why: Message, hint: Message) -> SiteError:
    message = say("{destination} is not a place to deploy to: {why}", destination=destination, why=why)
    hint = say("{hint}; nothing was deployed", hint=hint)
    return SiteError([error("deploy-target", message, hint=hint)])
