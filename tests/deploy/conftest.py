"""The places that tests deploy to."""

from __future__ import annotations

import shutil
import sys
import urllib.request
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from allforces_site.processes import children
from tests.deploy.places import Branch, Bucket, Folder, Place


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of an S3-compatible server, which ends with the tests of this file."""
    server = pytest.importorskip("moto.server", reason="the S3-compatible server (moto) is not here")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture(autouse=True)
def boto3_reads_its_descriptions_of_services_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each session of boto3 would read them again: half of the work of a deploy to a bucket."""
    session = sys.modules.get("botocore.session")
    if session is not None:
        monkeypatch.setattr(session, "create_loader", lambda _search_path=None: _loader())


@cache
def _loader() -> Any:
    from botocore.loaders import Loader

    return Loader()


@pytest.fixture(params=["folder", "branch", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    if request.param == "branch":
        return Branch(tmp_path, monkeypatch)
    if request.param == "folder":
        if shutil.which("rsync") is None:
            pytest.skip("there is no rsync on this machine")
        return Folder(tmp_path)
    endpoint = request.getfixturevalue("s3")
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/moto-api/reset", method="POST"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "geheim-4711")
    return Bucket(endpoint, "site")


@pytest.fixture(autouse=True)
def programs_are_started_without_a_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs would be tied to this process by a fork of all that pytest has loaded: half of the work here.

    That they end with the program that started them is tested in `tests/processes`.
    """
    children.prepare()  # It remembers for the whole process what it finds; later tests need the real answer.
    monkeypatch.setattr(children, "_IS_LINUX", False)
