"""A deploy that fails says what is wrong and what to do, whatever the target; and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from allforces_site.deploy.bucket import BucketTarget
from allforces_site.deploy.failures import GIT_CAUSES, RSYNC_CAUSES, S3_CAUSES, Cause, failure
from allforces_site.deploy.rsync import TEMPORARY_FOLDER, RsyncTarget
from allforces_site.deploy.run import deploy
from allforces_site.deploy.target import Target
from allforces_site.errors import Problem, SiteError
from allforces_site.messages.message import as_it_is, in_language, say
from tests.deploy.places import SITE, Folder, local_site, send

needs_rsync = pytest.mark.skipif(shutil.which("rsync") is None, reason="there is no rsync on this machine")


def problem_of(target: Target, root: Path) -> Problem:
    with closing(target), pytest.raises(SiteError) as raised:
        deploy(local_site(root, SITE), target, lambda _: None)
    (problem,) = raised.value.problems
    assert problem.code == "deploy-failed" and problem.hint
    return problem


# What the programs write, word for word, with the hosts changed.
GIT = [
    ("git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.",
     "no right to push", "key or token"),
    ("remote: Permission to a/b.git denied to c.\nfatal: unable to access 'https://github.com/a/b.git/': "
     "The requested URL returned error: 403", "no right to push", "key or token"),
    ("fatal: could not read Username for 'https://github.com': terminal prompts disabled",
     "no right to push", "key or token"),
    ("remote: Repository not found.\nfatal: repository 'https://github.com/a/b.git/' not found",
     "no repository at this address", "`remote:`"),
    ("fatal: unable to access 'https://nohost.example/': Could not resolve host: nohost.example",
     "no host of this name", "network"),
    ("ssh: Could not resolve hostname nohost: Name or service not known", "no host of this name", "host"),
    ("ssh: connect to host a.example port 22: Connection timed out", "does not answer", "network"),
    ("ssh: connect to host a.example port 22: Network is unreachable", "does not answer", "network"),
    (" ! [rejected]        x -> gh-pages (fetch first)", "pushed to the branch meanwhile", "again"),
    ("remote: error: GH006: Protected branch update failed for refs/heads/gh-pages.\n"
     " ! [remote rejected] x -> gh-pages (protected branch hook declined)", "is protected", "settings"),
    ("remote: error: File a.mp4 is 120.00 MB; this exceeds GitHub's file size limit of 100.00 MB\n"
     " ! [remote rejected] x -> gh-pages (pre-receive hook declined)", "larger than the host", "smaller"),
    ("fatal: write error: No space left on device", "the disk is full", "free some space"),
    ("fatal: detected dubious ownership in repository at '/work'", "another user", "safe.directory"),
    ("Host key verification failed.", "does not know the host's key", "compare the key"),
    ("fatal: transport 'ext' not allowed", "does not support such an address", "https://"),
]  # fmt: skip
RSYNC = [
    ("rsync: [sender] Failed to exec ssh: No such file or directory (2)", "no ssh on this machine", "ssh"),
    ("bash: line 1: rsync: command not found", "no rsync on the other machine", "install it there"),
    ("me@host: Permission denied (publickey,password).", "does not let this user in", "key of ssh"),
    ("@ERROR: auth failed on module www", "does not let this user in", "RSYNC_PASSWORD"),
    ("@ERROR: Unknown module 'nix'", "no module of this name", "after the host"),
    (
        'rsync: [receiver] write failed on "/www/a": No space left on device (28)',
        "is full",
        "free some space",
    ),
    ('rsync: [Receiver] mkdir "/www" failed: Permission denied (13)', "may not write", "another one"),
    ("ssh: Could not resolve hostname nohost: Name or service not known", "no host", "name"),
    ("ERROR: module is read only", "it is read-only", "another folder"),
    ("rsync: --mkpath: unknown option", "too old", "3.2.3"),
]
S3 = [
    ("NoSuchBucket: The specified bucket does not exist", "no such bucket", "`bucket:`"),
    ("InvalidAccessKeyId: The AWS Access Key Id you provided does not exist", "these keys", "AWS_"),
    ("SignatureDoesNotMatch: The request signature we calculated does not match", "these keys", "AWS_"),
    ("AccessDenied: Access Denied", "may not do that", "ListBucket"),
    ("NoCredentialsError", "there are no keys", "AWS_ACCESS_KEY_ID"),
    ("AuthorizationHeaderMalformed: the region 'us-east-1' is wrong", "another region", "`region:`"),
    ("EndpointConnectionError", "does not answer", "`endpoint:`"),
    (
        "XMinioStorageFull: Storage backend has reached its minimum free drive threshold",
        "is full",
        "free some space",
    ),
    ("RequestTimeTooSkewed: The difference is too large", "clock is wrong", "clock"),
]
SAID = [
    (causes, *row)
    for causes, rows in ((GIT_CAUSES, GIT), (RSYNC_CAUSES, RSYNC), (S3_CAUSES, S3))
    for row in rows
]


@pytest.mark.parametrize(("causes", "said", "what", "hint"), SAID)
def test_each_kind_of_failure_is_named_with_what_to_do(
    causes: Sequence[Cause], said: str, what: str, hint: str
) -> None:
    (problem,) = failure(as_it_is("there"), causes, as_it_is(said), as_it_is("otherwise")).problems

    assert str(problem.message).startswith("there: ") and what in str(problem.message)
    assert hint in str(problem.hint)


def test_an_unknown_failure_shows_the_first_line_of_the_program() -> None:
    said = as_it_is("fatal: odd\n\nand the repository exists.")
    (problem,) = failure(as_it_is("there"), GIT_CAUSES, said, as_it_is("do so")).problems

    assert (str(problem.message), str(problem.hint)) == ("there: fatal: odd", "do so")


def test_a_failure_is_told_in_the_language_of_the_reader_with_the_words_of_the_program() -> None:
    said = as_it_is("fatal: No space left on device")
    (problem,) = failure(say("branch {branch}", branch="gh-pages"), GIT_CAUSES, said, as_it_is("")).problems

    assert in_language(problem.message, "ja") == (
        "ブランチ「gh-pages」: ディスクがいっぱいです（fatal: No space left on device）"
    )
    unknown = failure(as_it_is("there"), GIT_CAUSES, say("git cannot be run: {reason}", reason="odd"), said)
    assert in_language(unknown.problems[0].message, "ja") == "there: gitを実行できません: odd"


@pytest.mark.parametrize(
    "secret",
    ["https://me:geheim@host/a.git", "https://geheim@host/a.git", "https://host/a?token=geheim",
     "me:geheim@host:www", "https://me:ge/heim@host/", "ghp_" + "aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vW5geheim"],
)  # fmt: skip
def test_no_secret_of_an_address_is_in_the_message(secret: str) -> None:
    for said in (f"fatal: unable to access '{secret}/': odd", f"{secret}: Permission denied (publickey)."):
        problem = failure(as_it_is(f"to {secret}"), GIT_CAUSES, as_it_is(said), as_it_is("")).problems[0]
        assert "heim" not in repr(problem), problem


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@needs_rsync
def test_rsync_to_a_machine_without_ssh_on_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rsync = shutil.which("rsync")
    assert rsync is not None
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "rsync").symlink_to(rsync)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("RSYNC_RSH", raising=False)

    problem = problem_of(RsyncTarget("nohost.example:www"), tmp_path / "site")

    assert "there is no ssh on this machine" in str(problem.message) and "apt install" in str(problem.hint)


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.process
def test_rsync_speaks_english_to_a_japanese_user_so_that_it_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bin" / "rsync"
    fake.parent.mkdir()
    fake.write_text(
        '#!/bin/sh\n[ "$LC_ALL" = C ] && echo "me@host: Permission denied (publickey)." >&2\nexit 1\n'
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.parent), prepend=os.pathsep)
    for name in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "ja_JP.UTF-8")

    problem = problem_of(RsyncTarget("host:www"), tmp_path / "site")

    assert in_language(problem.message, "ja") == (
        "host:www: ホストがこのユーザーのログインを許可していません"
        "（me@host: Permission denied (publickey).）"
    )


@needs_rsync
def test_rsync_to_a_port_where_nobody_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allforces_site.deploy.rsync.time.sleep", lambda _: None)

    problem = problem_of(RsyncTarget(f"rsync://127.0.0.1:{closed_port()}/www"), tmp_path / "site")

    assert "the host does not answer" in str(problem.message)


@needs_rsync
def test_rsync_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "www").write_text("a file", encoding="utf-8")

    problem_of(RsyncTarget(str(tmp_path / "www")), tmp_path / "site")

    assert (tmp_path / "www").read_text(encoding="utf-8") == "a file"


@needs_rsync
def test_unfinished_files_of_a_killed_deploy_are_removed_by_the_next_and_no_others(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    send(place, tmp_path / "site", SITE)
    place.put_by_hand(f"{TEMPORARY_FOLDER}/.index.html.Xy1234", "half")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "own").write_text("own", encoding="utf-8")
    (place.root / TEMPORARY_FOLDER / "link").symlink_to(outside)

    send(place, tmp_path / "after", {**SITE, "b.html": "b"})

    assert not (place.root / TEMPORARY_FOLDER).exists()
    assert (outside / "own").exists()

    (place.root / TEMPORARY_FOLDER).symlink_to(outside)
    send(place, tmp_path / "again", {**SITE, "b.html": "c"})
    assert (outside / "own").exists() and place.files() == {**SITE, "b.html": "c"}


def test_a_bucket_without_keys_or_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("boto3", reason="boto3 is not here")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    address = f"http://127.0.0.1:{closed_port()}"
    keyless = problem_of(BucketTarget("blog", "", address, versions=True), tmp_path / "site")
    assert "there are no keys" in str(keyless.message)

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "schluessel-1")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "geheim-4711")
    monkeypatch.setattr("allforces_site.deploy.bucket._ATTEMPTS", 1)
    gone = problem_of(BucketTarget("blog", "", address, versions=True), tmp_path / "site")
    assert "does not answer" in str(gone.message) and "`endpoint:`" in str(gone.hint)
    assert "geheim" not in repr(gone)

    named = problem_of(BucketTarget("no bucket!", "", address, versions=True), tmp_path / "site")
    assert "no bucket can have this name" in str(named.message)


@pytest.mark.parametrize("endpoint", ["http://", "not an address"])
def test_an_invalid_endpoint(endpoint: str) -> None:
    pytest.importorskip("boto3", reason="boto3 is not here")

    with pytest.raises(SiteError) as raised:
        BucketTarget("blog", "", endpoint, versions=True)

    assert "`endpoint:`" in str(raised.value.problems[0].hint)
