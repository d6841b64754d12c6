"""Runs git, in the working directory or another folder."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from pathlib import Path

from allforces_site.errors import reason_of
from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.processes.children import run_program

# Seconds to wait before each new attempt after a connection broke.
_PAUSES = (1.0, 4.0)

# Error messages of git that are about the network.
_NETWORK_ERRORS = re.compile(
    rb"timed out|connection (?:reset|closed)|early EOF|RPC failed|hung up|unexpected disconnect|HTTP 5\d\d",
    re.IGNORECASE,
)

# git-config(1), protocol.allow: protocols with which git would start a program or use an open file.
_FORBIDDEN = ("protocol.ext.allow", "protocol.fd.allow")


class GitError(Exception):
    """What went wrong; the message may contain passwords."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def git(
    *arguments: str,
    stdin: bytes = b"",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Runs git. Returns its standard output, or raises `GitError`.

    Values from a configuration belong after a `--` in `arguments`.
    """
    import shutil  # Takes longer to import than most builds wait for it.

    program = shutil.which("git")
    if program is None:
        raise GitError(say("git cannot be run: there is no git on this machine"))
    for pause in (*_PAUSES, None):
        try:
            done = run_program(
                [program, *arguments], stdin=stdin, folder=folder, environment=_environment(environment or {})
            )
        except OSError as exc:
            raise GitError(say("git cannot be run: {reason}", reason=reason_of(exc))) from None
        if done.returncode == 0:
            return done.stdout
        if pause is None or not _NETWORK_ERRORS.search(done.stderr):
            break
        time.sleep(pause)
    message = done.stderr.decode(errors="replace").strip()
    raise GitError(as_it_is(message) if message else _ended(arguments[0], done.returncode))


def _ended(command: str, code: int) -> Message:
    return say("git {command} ended with {code}", command=command, code=code)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    # git must not ask for a password, because nobody is there to type it.
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **more}
    setting = environment.get("GIT_CONFIG_COUNT", "0")
    count = int(setting) if setting.isdigit() else 0
    for number, key in enumerate(_FORBIDDEN, count):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": "never"}
    return {**environment, "GIT_CONFIG_COUNT": str(count + len(_FORBIDDEN))}
