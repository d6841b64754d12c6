"""A built site, and real places to deploy it to, each with a way to look at its files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import pytest

from allforces_site.deploy.local_site import LocalSite
from allforces_site.deploy.plan import DeployPlan
from allforces_site.deploy.record import RECORD_FILE
from allforces_site.deploy.rsync import RsyncTarget
from allforces_site.deploy.run import deploy
from allforces_site.deploy.target import Target


def local_site(root: Path, files: Mapping[str, str]) -> LocalSite:
    """A finished site with these files."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return LocalSite(root, {path: sha256(text.encode()).hexdigest() for path, text in files.items()})


def page(*assets: str, text: str = "本文") -> str:
    """A page that loads these assets."""
    links = "".join(f'<img src="/{asset}">' for asset in assets)
    return f"<!doctype html><title>題</title>{links}<p>{text}</p>\n"


SITE = {
    "index.html": page("static/style.css", "a.png"),
    "2026/01/02/お茶/index.html": page("static/style.css"),
    "static/style.css": "body{}",
    "a.png": "絵",
    "feed.xml": "<feed/>",
    ".well-known/security.txt": "Contact: mailto:a@example.com",
}


class Place(Protocol):
    """A target and a way to look at its files."""

    def target(self) -> Target: ...

    def files(self) -> dict[str, str]:
        """All files there, without the record."""
        ...

    def put_by_hand(self, path: str, text: str) -> None: ...


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root / "www"

    def target(self) -> Target:
        return RsyncTarget(str(self.root))

    def files(self) -> dict[str, str]:
        found = {p.relative_to(self.root).as_posix(): p for p in self.root.rglob("*") if p.is_file()}
        return {name: path.read_text(encoding="utf-8") for name, path in found.items() if name != RECORD_FILE}

    def put_by_hand(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")


class Branch:
    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bare, self.work = root / "bare.git", root / "work"
        for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
            monkeypatch.setenv(f"{name}_NAME", "Test")
            monkeypatch.setenv(f"{name}_EMAIL", "test@example.com")
        monkeypatch.setenv("GIT_TEMPLATE_DIR", "")  # The sample hooks of git are nothing that a test needs.
        subprocess.run(["git", "init", "--quiet", "--bare", self.bare], check=True)
        subprocess.run(["git", "init", "--quiet", self.work], check=True)
        subprocess.run(["git", "remote", "add", "origin", self.bare], cwd=self.work, check=True)
        monkeypatch.chdir(self.work)

    def target(self) -> Target:
        from allforces_site.deploy.branch import BranchTarget

        return BranchTarget("gh-pages")

    def git(self, *arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], cwd=self.bare, check=True, capture_output=True).stdout

    def files(self) -> dict[str, str]:
        names = self.git("ls-tree", "-r", "-z", "--name-only", "gh-pages").decode().split("\0")
        own = (RECORD_FILE, ".nojekyll", "")
        return {name: self.git("show", f"gh-pages:{name}").decode() for name in names if name not in own}

    def put_by_hand(self, path: str, text: str) -> None:
        clone = self.bare.with_name("clone")
        shutil.rmtree(clone, ignore_errors=True)
        subprocess.run(["git", "clone", "--quiet", "--branch", "gh-pages", self.bare, clone], check=True)
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_text(text, encoding="utf-8")
        subprocess.run(["git", "add", "--all"], cwd=clone, check=True)
        subprocess.run(["git", "commit", "--quiet", "--message", "by hand"], cwd=clone, check=True)
        subprocess.run(["git", "push", "--quiet"], cwd=clone, check=True)


class Bucket:
    def __init__(self, endpoint: str, name: str) -> None:
        self.endpoint, self.name = endpoint, name
        self.client.create_bucket(Bucket=name)

    @cached_property
    def client(self) -> Any:
        import boto3

        return boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1")

    def target(self) -> Target:
        from allforces_site.deploy.bucket import BucketTarget

        return BucketTarget(self.name, "blog", self.endpoint, versions=True)

    def objects(self) -> dict[str, Any]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        keys = [item["Key"] for found in pages for item in found.get("Contents", [])]
        return {key: self.client.get_object(Bucket=self.name, Key=key) for key in keys}

    def files(self) -> dict[str, str]:
        found = {key.removeprefix("blog/"): value for key, value in self.objects().items()}
        return {key: value["Body"].read().decode() for key, value in found.items() if key != RECORD_FILE}

    def put_by_hand(self, path: str, text: str) -> None:
        self.client.put_object(Bucket=self.name, Key=f"blog/{path}", Body=text.encode())


def send(place: Place, root: Path, files: dict[str, str], **options: Any) -> DeployPlan:
    with closing(place.target()) as target:
        return deploy(local_site(root, files), target, lambda _: None, **options).plan
