"""Explains why a deploy failed and what to do, by the error messages of git, rsync and S3."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from allforces_site.errors import SiteError, error
from allforces_site.files.documentation import page_address
from allforces_site.text.address_secrets import without_secrets


class Cause(msgspec.Struct, frozen=True):
    """A cause of failures: a pattern for the message (`words`), what it means, and what to do."""

    words: str
    what: str
    hint: str


_NETWORK = Cause(
    r"Connection (?:refused|reset|closed|timed out)|Failed to connect|Couldn't connect|Network is unreachable"
    r"|No route to host|timed? ?out|early EOF|hung up|RPC failed|unexpected disconnect|HTTP 5\d\d"
    r"|connection unexpectedly closed",
    "the host does not answer, or the connection broke",
    "check the address and the network, and deploy again",
)
_NO_HOST = Cause(
    r"Could not resolve host|Name or service not known|nodename nor servname|name resolution"
    r"|No address associated|getaddrinfo",
    "there is no host of this name, or no network",
    "check the host's name and the network",
)
_HOST_KEY = Cause(
    r"Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED",
    "ssh does not know the host's key, or it changed",
    "connect once by hand (ssh HOST) and compare the key",
)
_DISK_FULL = Cause(
    r"No space left on device|Disk quota exceeded",
    "the disk is full",
    "free some space there, and deploy again",
)
_READ_ONLY = Cause(
    r"Read-only file system|module is read only|ERROR: .*read.only",
    "it is read-only",
    "choose another folder, or make this one writable",
)

GIT_CAUSES = (
    Cause(
        r"dubious ownership|unsafe repository",
        "git does not trust this repository, which belongs to another user",
        "run: git config --global --add safe.directory FOLDER",
    ),
    _DISK_FULL,
    _HOST_KEY,
    _NO_HOST,
    Cause(
        r"GH006|[Pp]rotected branch",
        "the branch is protected",
        "allow pushes to it in the settings of the repository, or name another branch",
    ),
    Cause(
        r"refusing to update checked out branch",
        "the branch is checked out in the repository there",
        "push to a bare repository, or name another branch",
    ),
    Cause(
        r"GH001|file size limit|[Ff]ile .* exceeds|pack exceeds",
        "a file is larger than the host allows",
        "make it smaller, or publish it elsewhere",
    ),
    Cause(
        r"hook declined|push declined",
        "the repository's own checks refuse the push",
        "do what they say, or name another branch",
    ),
    Cause(
        r"[Uu]nable to create '.*\.lock': File exists",
        "another git is running in the repository, or one that was killed left a lock behind",
        "if no git is running there, delete that file, and deploy again",
    ),
    Cause(
        r"fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref",
        "somebody pushed to the branch meanwhile",
        "deploy again: it starts from what is there now",
    ),
    Cause(
        r"Permission denied|Permission to .* denied|Authentication failed|could not read (?:User|Pass)"
        r"|error: 40[13]|[Aa]ccess denied|[Aa]ccess .* not granted|not allowed to|insufficient permission"
        r"|unable to create temporary",
        "git has no right to push there",
        f"give git a key or token that may write to the repository, see {page_address('deploy.md')}",
    ),
    Cause(
        r"Repository not found|does not appear to be a git repository|repository '.*' not found"
        r"|does not exist|not a git repository",
        "there is no repository at this address, or you may not see it",
        "check `remote:`, and that the repository was created",
    ),
    Cause(
        r"certificate", "the host's certificate is not trusted", "check the address and the machine's clock"
    ),
    Cause(
        r"transport '.*' not allowed|[Uu]nable to find remote helper",
        "git does not support such an address",
        "write an address with https:// or ssh://",
    ),
    _NETWORK,
)

RSYNC_CAUSES = (
    Cause(
        r"[Ff]ailed to exec ssh|ssh: (?:command )?not found",
        "there is no ssh on this machine, which rsync needs to reach the other one",
        "install it, for instance with: apt install openssh-client",
    ),
    Cause(
        r"rsync: (?:command )?not found|rsync: No such file|remote command not found",
        "there is no rsync on the other machine",
        "install it there",
    ),
    _DISK_FULL,
    _READ_ONLY,
    _HOST_KEY,
    _NO_HOST,
    Cause(
        r"auth failed|password file|Permission denied \([a-z]",
        "the host does not let this user in",
        "check the key of ssh, or RSYNC_PASSWORD in the environment",
    ),
    Cause(
        r"Permission denied|Operation not permitted",
        "this user may not write there",
        "let the user write into the folder, or name another one",
    ),
    Cause(r"[Uu]nknown module", "the host has no module of this name", "check the part after the host"),
    Cause(
        r"unknown option|unrecognized option",
        "rsync is too old, here or there",
        "3.2.3 or newer is needed on both machines",
    ),
    Cause(
        r"Not a directory|File exists|could not make way|cannot delete non-empty",
        "a file is where a folder is needed, or a folder where a file is",
        "remove what is there, and deploy again",
    ),
    _NETWORK,
)

# By the code of a response (Amazon S3 API Reference, "Error responses") or the name of a botocore exception.
S3_CAUSES = (
    Cause(
        r"NoSuchBucket", "there is no such bucket", "create it, or check `bucket:`, `endpoint:` and `region:`"
    ),
    Cause(
        r"InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken|ExpiredToken|AuthFailure|UnauthorizedSSO",
        "the server does not know these keys",
        "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment",
    ),
    Cause(
        r"Credentials|TokenRetrieval|ProfileNotFound",
        "there are no keys",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment",
    ),
    Cause(
        r"AccessDenied|AllAccessDisabled|Forbidden|^403|^401",
        "these keys may not do that",
        f"allow them GetObject, PutObject, DeleteObject and ListBucket, see {page_address('deploy.md')}",
    ),
    Cause(
        r"PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocation|^301",
        "the bucket is in another region",
        "write its region below the target, as `region:`",
    ),
    Cause(r"RequestTimeTooSkewed", "this machine's clock is wrong", "set the clock"),
    Cause(
        r"InsufficientStorage|QuotaExceeded|StorageFull|XMinioStorageFull",
        "the bucket is full",
        "free some space",
    ),
    Cause(r"InvalidBucketName|ParamValidation|InvalidARN", "no bucket can have this name", "check `bucket:`"),
    Cause(r"SSLError", "the host's certificate is not trusted", "check `endpoint:` and the machine's clock"),
    Cause(
        r"EndpointConnection|ConnectTimeout|ReadTimeout|ConnectionClosed|ConnectionError|HTTPClientError",
        "the host is not there, does not answer, or the connection broke",
        "check `endpoint:` and the network, and deploy again",
    ),
    Cause(r"SlowDown|ServiceUnavailable|InternalError|^50\d", "the server is busy", "deploy again later"),
)


def failure(name: str, causes: Sequence[Cause], output: str, otherwise: str) -> SiteError:
    """The error that a deploy to the target `name` failed, with the cause by a program's `output`.

    Secrets are left out. The hint is that of the first of `causes` whose words are in the output, or else
    `otherwise`.
    """
    lines = [line.strip() for line in without_secrets(output).splitlines() if line.strip()]
    for cause in causes:
        matching = next((line for line in lines if re.search(cause.words, line)), None)
        if matching is not None:
            return _failed(name, f"{cause.what} ({matching})", cause.hint)
    return _failed(name, lines[0] if lines else "it ended without a message", otherwise)


def _failed(name: str, what: str, hint: str) -> SiteError:
    return SiteError([error("deploy-failed", f"{without_secrets(name)}: {what}", hint=hint)])
