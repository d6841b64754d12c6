"""Deploys to real places: a folder through rsync, a bare git repository, an S3-compatible server.

First, unchanged, small, deleting and cut-off deploys, to each of them.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from allforces_site.deploy.record import RECORD_FILE
from allforces_site.deploy.rsync import RsyncTarget
from allforces_site.deploy.run import deploy
from allforces_site.errors import SiteError
from tests.deploy.places import SITE, Branch, Bucket, Place, local_site, page, send
from tests.running_processes import eventually


def test_a_first_deploy_brings_all_files_there(place: Place, tmp_path: Path) -> None:
    plan = send(place, tmp_path / "site", SITE)

    assert place.files() == SITE
    assert sorted(plan.uploads) == sorted(SITE)


def test_an_unchanged_site_sends_nothing(place: Place, tmp_path: Path) -> None:
    send(place, tmp_path / "site", SITE)

    plan = send(place, tmp_path / "again", SITE)

    assert (plan.uploads, plan.deletions, plan.unchanged) == ((), (), len(SITE))


def test_a_small_change_sends_only_what_changed(place: Place, tmp_path: Path) -> None:
    send(place, tmp_path / "site", SITE)
    after = {**SITE, "index.html": page("static/style.css", text="新しい本文")}

    plan = send(place, tmp_path / "site", after)

    assert plan.uploads == ("index.html",)
    assert place.files() == after


def test_a_change_of_the_same_size_in_the_same_second_is_sent(place: Place, tmp_path: Path) -> None:
    send(place, tmp_path / "site", SITE)
    after = {**SITE, "static/style.css": "nav {}"}
    assert len(after["static/style.css"]) == len(SITE["static/style.css"])

    send(place, tmp_path / "site", after)

    assert place.files() == after


def test_files_that_left_the_site_are_deleted_and_files_of_others_stay(place: Place, tmp_path: Path) -> None:
    send(place, tmp_path / "site", SITE)
    place.put_by_hand("google1234.html", "google-site-verification")
    after = {path: text for path, text in SITE.items() if not path.startswith("2026/")}

    plan = send(place, tmp_path / "after", after)

    assert plan.deletions == ("2026/01/02/お茶/index.html",)
    assert place.files() == {**after, "google1234.html": "google-site-verification"}


def test_many_deletions_are_refused_before_anything_happens_and_can_be_allowed(
    place: Place, tmp_path: Path
) -> None:
    many = {**SITE, **{f"tag/{number}/index.html": page() for number in range(30)}}
    send(place, tmp_path / "site", many)

    with pytest.raises(SiteError, match="30 of 36 files would be deleted"):
        send(place, tmp_path / "after", SITE)
    assert place.files() == many

    send(place, tmp_path / "after", SITE, allow_delete=30)
    assert place.files() == SITE


def test_a_dry_run_changes_nothing(place: Place, tmp_path: Path) -> None:
    send(place, tmp_path / "site", SITE)

    plan = send(place, tmp_path / "after", {**SITE, "index.html": page(text="別")}, dry_run=True)

    assert plan.uploads == ("index.html",)
    assert place.files() == SITE


def test_an_interrupted_deploy_is_completed_by_the_next_one(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(place, tmp_path / "site", SITE)
    after = {"index.html": page("b.png"), "b.png": "別の絵", "feed.xml": "<feed>2</feed>"}
    target = place.target()
    put = target.put

    def broken(root: Path, paths: Any) -> None:
        put(root, paths)
        if "index.html" in paths:
            raise KeyboardInterrupt

    monkeypatch.setattr(target, "put", broken)
    with closing(target), pytest.raises(KeyboardInterrupt):
        deploy(local_site(tmp_path / "after", after), target, lambda _: None)

    send(place, tmp_path / "after", after)

    assert place.files() == after


def test_files_of_an_interrupted_deploy_are_deleted_when_the_site_no_longer_has_them(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(place, tmp_path / "site", SITE)
    target = place.target()
    put = target.put

    def broken(root: Path, paths: Any) -> None:
        put(root, paths)
        raise KeyboardInterrupt

    monkeypatch.setattr(target, "put", broken)
    with closing(target), pytest.raises(KeyboardInterrupt):
        deploy(local_site(tmp_path / "wrong", {**SITE, "wrong.png": "誤り"}), target, lambda _: None)

    send(place, tmp_path / "site", SITE)

    assert place.files() == SITE


def test_objects_of_a_bucket_have_their_type_and_how_long_they_are_kept(
    s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    bucket = Bucket(s3, "headers")
    send(bucket, tmp_path / "site", SITE)

    objects = bucket.objects()
    headers = {key: (value["ContentType"], value["CacheControl"]) for key, value in objects.items()}

    assert headers["blog/index.html"] == ("text/html; charset=utf-8", "public, max-age=300")
    assert headers["blog/static/style.css"] == (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
    assert headers["blog/a.png"] == ("image/png", "public, max-age=86400")
    assert headers[f"blog/{RECORD_FILE}"][1] == "no-store"
    assert json.loads(bucket.client.get_object(Bucket="headers", Key=f"blog/{RECORD_FILE}")["Body"].read())


def test_a_secret_is_in_no_message(s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from allforces_site.deploy.bucket import BucketTarget

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "schluessel-1")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "geheim-4711")

    with pytest.raises(SiteError) as raised:
        deploy(
            local_site(tmp_path, SITE), BucketTarget("no-such-bucket", "", s3, versions=True), lambda _: None
        )

    reported = repr(raised.value.problems)
    assert "NoSuchBucket" in reported
    assert "geheim-4711" not in reported and "schluessel-1" not in reported


def test_a_remote_that_is_not_there_is_reported_without_the_password_in_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from allforces_site.deploy.branch import BranchTarget

    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "--quiet"], check=True)
    target = BranchTarget("gh-pages", "https://me:geheim-4711@127.0.0.1:9/blog.git")

    with pytest.raises(SiteError) as raised:
        deploy(local_site(tmp_path / "site", SITE), target, lambda _: None)

    assert "the host does not answer" in repr(raised.value.problems)
    assert "geheim-4711" not in repr(raised.value.problems)


def test_a_push_whose_connection_breaks_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Branch(tmp_path, monkeypatch)
    wrapper, count = tmp_path / "commands" / "git", tmp_path / "count"
    wrapper.parent.mkdir()
    git = shutil.which("git")
    wrapper.write_text(
        f'#!/bin/sh\nif [ "$1" = push ]; then echo x >> {count}; fi\n'
        f'if [ "$1" = push ] && [ "$(wc -l < {count})" -lt 3 ]; then\n'
        f"  echo 'fatal: the remote end hung up unexpectedly' >&2; exit 128\nfi\nexec {git} \"$@\"\n",
        encoding="utf-8",
    )
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}:{os.environ['PATH']}")
    monkeypatch.setattr("allforces_site.processes.git.time.sleep", lambda _: None)

    send(place, tmp_path / "site", SITE)

    assert count.read_text() == "x\nx\nx\n"
    assert place.files() == SITE


def test_a_branch_of_that_name_in_the_working_copy_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Branch(tmp_path, monkeypatch)
    (place.work / "own.txt").write_text("まだ送っていない仕事", encoding="utf-8")
    for command in (
        ["checkout", "--quiet", "-b", "gh-pages"],
        ["add", "--all"],
        ["commit", "--quiet", "-m", "own"],
        ["checkout", "--quiet", "-b", "main"],
    ):
        subprocess.run(["git", *command], cwd=place.work, check=True)
    kept = subprocess.run(
        ["git", "rev-parse", "gh-pages"], cwd=place.work, check=True, capture_output=True
    ).stdout

    send(place, tmp_path / "site", SITE)
    send(place, tmp_path / "site", {**SITE, "index.html": page(text="別")})

    now = subprocess.run(
        ["git", "rev-parse", "gh-pages"], cwd=place.work, check=True, capture_output=True
    ).stdout
    assert now == kept
    assert "own.txt" not in place.files()


def answers(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def rsync_host(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of an rsync server that asks for a password, and the folder that it serves."""
    program = shutil.which("rsync")
    if program is None:
        pytest.skip("there is no rsync on this machine")
    folder = tmp_path / "served"
    folder.mkdir()
    secrets = tmp_path / "secrets"
    secrets.write_text("deploy:geheim-4711\n", encoding="utf-8")
    secrets.chmod(0o600)
    settings = tmp_path / "rsyncd.conf"
    settings.write_text(
        f"use chroot = no\nlog file = {tmp_path}/log\npid file = {tmp_path}/pid\n"
        + (f"uid = {os.getuid()}\ngid = {os.getgid()}\n" if hasattr(os, "getuid") else "")
        + f"[www]\npath = {folder}\nread only = no\nauth users = deploy\nsecrets file = {secrets}\n",
        encoding="utf-8",
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        program,
        "--daemon",
        "--no-detach",
        "--address=127.0.0.1",
        f"--port={port}",
        f"--config={settings}",
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    eventually(lambda: answers(port))
    yield f"rsync://deploy@127.0.0.1:{port}/www", folder
    server.terminate()
    server.wait()


def test_another_host_is_reached_with_the_password_of_the_environment(
    rsync_host: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, folder = rsync_host
    monkeypatch.setenv("RSYNC_PASSWORD", "geheim-4711")
    after = {path: text for path, text in SITE.items() if path != "a.png"} | {"index.html": page(text="別")}

    deploy(local_site(tmp_path / "site", SITE), RsyncTarget(address), lambda _: None)
    deploy(local_site(tmp_path / "after", after), RsyncTarget(address), lambda _: None)

    there = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    assert {
        name: file.read_text(encoding="utf-8") for name, file in there.items() if name != RECORD_FILE
    } == after


def test_a_host_that_refuses_is_reported_without_the_password(
    rsync_host: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, folder = rsync_host
    monkeypatch.setenv("RSYNC_PASSWORD", "falsch-0815")

    with pytest.raises(SiteError) as raised:
        deploy(local_site(tmp_path / "site", SITE), RsyncTarget(address), lambda _: None)

    assert "auth failed" in repr(raised.value.problems)
    assert "falsch-0815" not in repr(raised.value.problems)
    assert not list(folder.iterdir())
