"""Explains why a deploy failed and what to do, by the error messages of git, rsync and S3."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from allforces_site.errors import SiteError, error
from allforces_site.files.documentation import page_named
from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.text.address_secrets import message_without_secrets, without_secrets


class Cause(msgspec.Struct, frozen=True):
    """A cause of failures: a pattern for the message (`words`), what it means, and what to do."""

    words: str
    what: Message
    hint: Message


_NETWORK = Cause(
    r"Connection (?:refused|reset|closed|timed out)|Failed to connect|Couldn't connect|Network is unreachable"
    r"|No route to host|timed? ?out|early EOF|hung up|RPC failed|unexpected disconnect|HTTP 5\d\d"
    r"|connection unexpectedly closed",
    say("the host does not answer, or the connection broke"),
    say("check the address and the network, and deploy again"),
)
_NO_HOST = Cause(
    r"Could not resolve host|Name or service not known|nodename nor servname|name resolution"
    r"|No address associated|getaddrinfo",
    say("there is no host of this name, or no network"),
    say("check the host's name and the network"),
)
_HOST_KEY = Cause(
    r"Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED",
    say("ssh does not know the host's key, or it changed"),
    say("connect once by hand (ssh HOST) and compare the key"),
)
_DISK_FULL = Cause(
    r"No space left on device|Disk quota exceeded",
    say("the disk is full"),
    say("free some space there, and deploy again"),
)
_READ_ONLY = Cause(
    r"Read-only file system|module is read only|ERROR: .*read.only",
    say("it is read-only"),
    say("choose another folder, or make this one writable"),
)

GIT_CAUSES = (
    Cause(
        r"dubious ownership|unsafe repository",
        say("git does not trust this repository, which belongs to another user"),
        say("run: git config --global --add safe.directory FOLDER"),
    ),
    _DISK_FULL,
    _HOST_KEY,
    _NO_HOST,
    Cause(
        r"GH006|[Pp]rotected branch",
        say("the branch is protected"),
        say("allow pushes to it in the settings of the repository, or name another branch"),
    ),
    Cause(
        r"refusing to update checked out branch",
        say("the branch is checked out in the repository there"),
        say("push to a bare repository, or name another branch"),
    ),
    Cause(
        r"GH001|file size limit|[Ff]ile .* exceeds|pack exceeds",
        say("a file is larger than the host allows"),
        say("make it smaller, or publish it elsewhere"),
    ),
    Cause(
        r"hook declined|push declined",
        say("the repository's own checks refuse the push"),
        say("do what they say, or name another branch"),
    ),
    Cause(
        r"[Uu]nable to create '.*\.lock': File exists",
        say("another git is running in the repository, or one that was killed left a lock behind"),
        say("if no git is running there, delete that file, and deploy again"),
    ),
    Cause(
        r"fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref",
        say("somebody pushed to the branch meanwhile"),
        say("deploy again: it starts from what is there now"),
    ),
    Cause(
        r"Permission denied|Permission to .* denied|Authentication failed|could not read (?:User|Pass)"
        r"|error: 40[13]|[Aa]ccess denied|[Aa]ccess .* not granted|not allowed to|insufficient permission"
        r"|unable to create temporary",
        say("git has no right to push there"),
        say(
            "give git a key or token that may write to the repository, see {page}",
            page=page_named("deploy.md"),
        ),
    ),
    Cause(
        r"Repository not found|does not appear to be a git repository|repository '.*' not found"
        r"|does not exist|not a git repository",
        say("there is no repository at this address, or you may not see it"),
        say("check `remote:`, and that the repository was created"),
    ),
    Cause(
        r"certificate",
        say("the host's certificate is not trusted"),
        say("check the address and the machine's clock"),
    ),
    Cause(
        r"transport '.*' not allowed|[Uu]nable to find remote helper",
        say("git does not support such an address"),
        say("write an address with https:// or ssh://"),
    ),
    _NETWORK,
)

RSYNC_CAUSES = (
    Cause(
        r"[Ff]ailed to exec ssh|ssh: (?:command )?not found",
        say("there is no ssh on this machine, which rsync needs to reach the other one"),
        say("install it, for instance with: apt install openssh-client"),
    ),
    Cause(
        r"rsync: (?:command )?not found|rsync: No such file|remote command not found",
        say("there is no rsync on the other machine"),
        say("install it there"),
    ),
    _DISK_FULL,
    _READ_ONLY,
    _HOST_KEY,
    _NO_HOST,
    Cause(
        r"auth failed|password file|Permission denied \([a-z]",
        say("the host does not let this user in"),
        say("check the key of ssh, or RSYNC_PASSWORD in the environment"),
    ),
    Cause(
        r"Permission denied|Operation not permitted",
        say("this user may not write there"),
        say("let the user write into the folder, or name another one"),
    ),
    Cause(
        r"[Uu]nknown module", say("the host has no module of this name"), say("check the part after the host")
    ),
    Cause(
        r"unknown option|unrecognized option",
        say("rsync is too old, here or there"),
        say("3.2.3 or newer is needed on both machines"),
    ),
    Cause(
        r"Not a directory|File exists|could not make way|cannot delete non-empty",
        say("a file is where a folder is needed, or a folder where a file is"),
        say("remove what is there, and deploy again"),
    ),
    _NETWORK,
)

# By the code of a response (Amazon S3 API Reference, "Error responses") or the name of a botocore exception.
S3_CAUSES = (
    Cause(
        r"NoSuchBucket",
        say("there is no such bucket"),
        say("create it, or check `bucket:`, `endpoint:` and `region:`"),
    ),
    Cause(
        r"InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken|ExpiredToken|AuthFailure|UnauthorizedSSO",
        say("the server does not know these keys"),
        say("check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"),
    ),
    Cause(
        r"Credentials|TokenRetrieval|ProfileNotFound",
        say("there are no keys"),
        say("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"),
    ),
    Cause(
        r"AccessDenied|AllAccessDisabled|Forbidden|^403|^401",
        say("these keys may not do that"),
        say(
            "allow them GetObject, PutObject, DeleteObject and ListBucket, see {page}",
            page=page_named("deploy.md"),
        ),
    ),
    Cause(
        r"PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocation|^301",
        say("the bucket is in another region"),
        say("write its region below the target, as `region:`"),
    ),
    Cause(r"RequestTimeTooSkewed", say("this machine's clock is wrong"), say("set the clock")),
    Cause(
        r"InsufficientStorage|QuotaExceeded|StorageFull|XMinioStorageFull",
        say("the bucket is full"),
        say("free some space"),
    ),
    Cause(
        r"InvalidBucketName|ParamValidation|InvalidARN",
        say("no bucket can have this name"),
        say("check `bucket:`"),
    ),
    Cause(
        r"SSLError",
        say("the host's certificate is not trusted"),
        say("check `endpoint:` and the machine's clock"),
    ),
    Cause(
        r"EndpointConnection|ConnectTimeout|ReadTimeout|ConnectionClosed|ConnectionError|HTTPClientError",
        say("the host is not there, does not answer, or the connection broke"),
        say("check `endpoint:` and the network, and deploy again"),
    ),
    Cause(
        r"SlowDown|ServiceUnavailable|InternalError|^50\d",
        say("the server is busy"),
        say("deploy again later"),
    ),
)


def failure(name: Message, causes: Sequence[Cause], output: Message, otherwise: Message) -> SiteError:
    """The error that a deploy to the target `name` failed, with the cause by a program's `output`.

    Secrets are left out. The hint is that of the first of `causes` whose words are in the output, or else
    `otherwise`.
    """
    lines = [line.strip() for line in without_secrets(str(output)).splitlines() if line.strip()]
    for cause in causes:
        matching = next((line for line in lines if re.search(cause.words, line)), None)
        if matching is not None:
            return _failed(name, say("{cause} ({words})", cause=cause.what, words=matching), cause.hint)
    return _failed(name, _first_line(output, lines), otherwise)


def _first_line(output: Message, lines: Sequence[str]) -> Message:
    """What is said of an unknown failure; what we say ourselves has one line."""
    if not lines:
        return say("it ended without a message")
    return message_without_secrets(output) if len(lines) == 1 else as_it_is(lines[0])


def _failed(name: Message, what: Message, hint: Message) -> SiteError:
    message = say("{target}: {problem}", target=message_without_secrets(name), problem=what)
    return SiteError([error("deploy-failed", message, hint=hint)])
