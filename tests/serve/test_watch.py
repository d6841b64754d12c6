"""Which changes on disk are reported."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allforces_site.serve import watch as watch_module
from allforces_site.serve.watch import Watch, is_ignored
from tests.running_processes import eventually


class Heard:
    """A watch, and what it reported."""

    def __init__(self, folders: list[Path], linked: Callable[[], list[Path]] = list) -> None:
        self.paths: list[str] = []
        self.lines: list[str] = []
        self.watch = Watch(folders, self.paths.append, self.lines.append, linked)

    def names(self) -> set[str]:
        return {Path(path).name for path in self.paths}


@pytest.fixture
def hear(tmp_path: Path) -> Iterator[Callable[..., Heard]]:
    started: list[Heard] = []

    def start(*names: str) -> Heard:
        heard = Heard([tmp_path / name for name in names])
        heard.watch.start()
        started.append(heard)
        return heard

    yield start
    for heard in started:
        heard.watch.stop()


def test_saves_deletions_and_renames_are_reported(tmp_path: Path, hear: Callable[..., Heard]) -> None:
    (tmp_path / "content/_posts").mkdir(parents=True)
    old = tmp_path / "content/_posts/old.md"
    old.write_text("x")
    heard = hear("content")

    (tmp_path / "content/_posts/a.md").write_text("x")
    eventually(lambda: "a.md" in heard.names())
    old.rename(tmp_path / "content/_posts/new.md")
    eventually(lambda: {"old.md", "new.md"} <= heard.names())
    heard.paths.clear()
    (tmp_path / "content/_posts/a.md").unlink()
    eventually(lambda: "a.md" in heard.names())


def test_reading_is_not_reported(tmp_path: Path, hear: Callable[..., Heard]) -> None:
    file = tmp_path / "content/a.md"
    file.parent.mkdir()
    file.write_text("x")
    heard = hear("content")

    file.read_text()
    list(file.parent.iterdir())
    (tmp_path / "content/last.md").write_text("x")

    eventually(lambda: "last.md" in heard.names())
    assert heard.names() == {"last.md"}


def test_a_folder_that_comes_later_is_reported_and_then_watched(
    tmp_path: Path, hear: Callable[..., Heard]
) -> None:
    (tmp_path / "content").mkdir()
    heard = hear("content", "templates")

    (tmp_path / "templates").mkdir()
    eventually(lambda: "templates" in heard.names())
    heard.watch.follow()
    (tmp_path / "templates/post.html").write_text("x")
    eventually(lambda: "post.html" in heard.names())

    (tmp_path / "templates").rename(tmp_path / "aside")
    (tmp_path / "templates").mkdir()
    heard.watch.follow()
    (tmp_path / "templates/home.html").write_text("x")
    eventually(lambda: "home.html" in heard.names())


def test_other_files_beside_the_watched_folders_are_ignored(
    tmp_path: Path, hear: Callable[..., Heard]
) -> None:
    (tmp_path / "content").mkdir()
    heard = hear("content")

    (tmp_path / "_site").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "content/last.md").write_text("x")

    eventually(lambda: "last.md" in heard.names())
    assert heard.names() == {"last.md"}


def test_where_the_system_reports_nothing_files_are_polled(
    tmp_path: Path, hear: Callable[..., Heard], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_module, "reports_changes", lambda _: False)
    (tmp_path / "content").mkdir()
    heard = hear("content")

    (tmp_path / "content/a.md").write_text("x")

    eventually(lambda: "a.md" in heard.names())
    assert list(map(str, heard.lines)) == [
        f"{tmp_path}/content is on a disk that reports no changes: checking every 0.5 s"
    ]


def test_when_the_system_has_no_more_watches_files_are_polled(
    tmp_path: Path, hear: Callable[..., Heard], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(watch_module.PollingObserver):
        def schedule(self, *_: object, **__: object) -> object:  # type: ignore[override]
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(watch_module, "Observer", Full)
    (tmp_path / "content").mkdir()
    heard = hear("content")

    (tmp_path / "content/a.md").write_text("x")

    eventually(lambda: "a.md" in heard.names())
    assert list(map(str, heard.lines)) == [
        "the system reports no changes (inotify watch limit reached): checking every 0.5 s"
    ]


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("_posts/.2026-01-02-tea.md.swp", True),
        ("_posts/2026-01-02-tea.md~", True),
        ("_posts/.#tea.md", True),
        ("_posts/4913", True),
        (".git/index", True),
        (".allforces/cache/parse-cache.sqlite", True),
        ("_site/2026/01/02/tea.html", True),
        ("_posts/2026-01-02-tea.md", False),
        (".well-known/security.txt", False),
        ("data/4913.json", False),
    ],
)
def test_files_that_tools_write_beside_the_authors_files_are_ignored(path: str, ignored: bool) -> None:
    assert is_ignored(path) is ignored


def test_changes_behind_links_are_reported_as_long_as_the_links_lead_there(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "shared/parts/deep").mkdir(parents=True)
    (tmp_path / "one").mkdir()
    (tmp_path / "one/note.html").write_text("x")
    linked = [tmp_path / "shared/parts", tmp_path / "one/note.html"]
    heard = Heard([tmp_path / "templates"], lambda: linked)
    heard.watch.start()
    try:
        (tmp_path / "shared/parts/deep/a.html").write_text("x")
        eventually(lambda: "a.html" in heard.names())
        (tmp_path / "one/note.html").write_text("y")
        eventually(lambda: "note.html" in heard.names())

        linked.clear()
        heard.watch.follow()
        heard.paths.clear()
        (tmp_path / "shared/parts/deep/b.html").write_text("x")
        (tmp_path / "one/note.html").write_text("z")
        (tmp_path / "templates/last.html").write_text("x")
        eventually(lambda: "last.html" in heard.names())
        assert heard.names() == {"last.html"}

        linked.append(tmp_path / "shared/parts")
        heard.watch.follow()
        (tmp_path / "shared/parts/deep/b.html").write_text("y")
        eventually(lambda: "b.html" in heard.names())
    finally:
        heard.watch.stop()
