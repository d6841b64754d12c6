"""A site is never deployed over sources, home or a whole disk."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from allforces_site.deploy.own_folders import refuse_own_folders
from allforces_site.errors import SiteError
from allforces_site.messages.message import Message, say


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Message, Path]:
    """A blog in a repository, with the working directory there and home above it."""
    blog = tmp_path / "home" / "blog"
    for name in ("content/_posts", "static", "_site", ".git/info", "tools"):
        (blog / name).mkdir(parents=True)
    (tmp_path / "way").symlink_to(blog)
    monkeypatch.chdir(blog)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return {
        say("the source folder"): Path("content"),
        say("the folder static/"): blog / "static",
        say("the output folder"): Path("_site"),
    }


@pytest.mark.parametrize(
    "destination",
    [
        "content", "content/", "./content", "content/_posts", "content/new", "static/x", "_site",
        "_site/blog",
        ".", "..", "../..", "../blog", "/", "//", "{root}/way/content", "{root}/way", "{root}/home",
        "{root}/home/", "{root}", ".git", ".git/info", "tools/../content", "~", "~/www", "file:///srv/www",
        "file:/srv/www", "localhost:{root}/home/blog/content", "me@localhost:blog/_site", "127.0.0.1:blog",
        "[::1]:blog/content", "localhost:", "localhost:~", "localhost:~/blog", "localhost:/",
        "{host}:blog/content",
        "host:", "host:/", "host:.", "host:./", "host:~", "host:~/", "host:~me", "host:..", "host:/var/../..",
        "me@host:", "rsync://host", "rsync://host/", "rsync://me@host//", "rsync://host/module/../x",
        "host::", "[::1]::", "me@host::",
    ],
)  # fmt: skip
def test_the_folders_of_the_blog_of_home_and_of_the_disk_are_refused(
    own: dict[Message, Path], tmp_path: Path, destination: str
) -> None:
    written = destination.format(root=tmp_path, host=socket.gethostname())
    with pytest.raises(SiteError) as raised:
        refuse_own_folders(written, own)

    (problem,) = raised.value.problems
    assert problem.code == "deploy-target" and str(problem.message).startswith(written)
    assert problem.hint and str(problem.hint).endswith("nothing was deployed")


@pytest.mark.parametrize(
    "destination",
    [
        "public", "../www", "{root}/srv/www", "{root}/way/public", "localhost:www", "localhost:{root}/srv",
        "host:www", "me@host:/var/www/blog", "host:~/www", "rsync://host/module", "rsync://me@host:873/module/blog",
        "host::module", "host:content",
    ],
)  # fmt: skip
def test_any_other_folder_is_accepted(own: dict[Message, Path], tmp_path: Path, destination: str) -> None:
    refuse_own_folders(destination.format(root=tmp_path), own)


def test_the_root_of_the_repository_is_refused_from_a_folder_of_it(
    own: dict[Message, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("tools")

    with pytest.raises(SiteError, match="the working directory"):
        refuse_own_folders("..", {say("the cache"): own[say("the folder static/")].parents[2] / "cache"})
