"""One build after the other: what each says to the server, and what to the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from allforces_site.build.run import BuildOptions
from allforces_site.serve import build_loop as building_module
from allforces_site.serve.build_loop import BuildLoop
from tests.conftest import tree

TEA = "2026/01/02/tea/index.html"


@pytest.fixture
def site(tiny: Any) -> Any:
    tiny.config("permalink: pretty\nbaseurl: /blog")
    tiny.post("2026-01-02-tea", "title: お茶")
    return tiny


def build_loop_of(site: Any) -> BuildLoop:
    folder = site.root / ".allforces/serve"
    cache = site.root / ".allforces/cache"
    options = BuildOptions(site.source, folder / "build", 1, cache=cache, is_private=True)
    return BuildLoop(options, folder / "site")


def served(site: Any) -> Path:
    return Path(site.root / ".allforces/serve/site")


def test_the_first_build_names_all_files_and_later_ones_what_changed(site: Any) -> None:
    loop = build_loop_of(site)

    first = loop.build()
    assert first.files is not None
    assert {"index.html", TEA, "404.html", "feed.xml"} <= first.files
    assert first.files == tree(served(site)).keys()
    assert first.baseurl == "/blog"

    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")
    second = loop.build()
    assert second.files is None
    assert TEA in second.changed
    assert "about.html" not in second.changed
    assert loop.build().changed == ()

    (site.source / "_posts/2026-01-02-tea.md").unlink()
    assert TEA in loop.build().removed
    assert not (served(site) / TEA).exists()


def test_nothing_is_said_of_other_files_in_the_folder_of_the_server(site: Any, capsys: Any) -> None:
    loop = build_loop_of(site)
    loop.build()
    (site.root / ".allforces/serve/build/notes.txt").write_text("x")
    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")
    assert TEA in loop.build().changed
    assert "notes.txt" not in "".join(capsys.readouterr())


def test_what_failed_builds_changed_is_published_with_the_next_good_one(site: Any) -> None:
    loop = build_loop_of(site)
    loop.build()
    before = tree(served(site))

    site.post("2026-01-03-water", "title: 水")
    site.post("2026-01-04-bad", "date: 2026-02-32")
    failed = loop.build()
    assert (failed.changed, failed.removed, failed.files, failed.baseurl) == ((), (), None, None)
    assert [problem.place for problem in failed.errors] == [f"{site.source}/_posts/2026-01-04-bad.md:2"]
    assert tree(served(site)) == before

    (site.source / "_posts/2026-01-04-bad.md").unlink()
    good = loop.build()
    assert good.errors == ()
    assert "2026/01/03/water/index.html" in good.changed
    assert tree(served(site)).keys() >= {TEA, "2026/01/03/water/index.html"}


def test_after_a_restart_only_what_differs_is_published_and_left_overs_go(site: Any) -> None:
    build_loop_of(site).build()
    (served(site) / "stray.html").write_text("x")
    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")

    outcome = build_loop_of(site).build()

    assert TEA in outcome.changed
    assert "404.html" not in outcome.changed
    assert outcome.removed == ("stray.html",)
    assert outcome.files is not None
    assert outcome.files == tree(served(site)).keys()


def test_a_bug_of_the_generator_is_an_error_and_the_next_build_works(
    site: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = build_loop_of(site)
    loop.build()
    before = tree(served(site))

    with monkeypatch.context() as patch:
        patch.setattr(building_module, "build", lambda *_: 1 / 0)
        outcome = loop.build()

    assert "ZeroDivisionError" in str(outcome.errors[0].message)
    assert "Traceback" in capsys.readouterr().err
    assert tree(served(site)) == before
    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")
    assert loop.build().errors == ()


def test_the_overlay_is_in_the_language_of_the_site_unless_another_is_asked_for(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = build_loop_of(site)
    asked_for = loop.build()
    monkeypatch.delenv("ALLFORCES_LANG")
    site.post("2026-01-04-bad", "date: [")
    in_japanese = loop.build()
    site.config("lang: en")
    in_english = loop.build()
    site.config("lang: en\nx: [")
    with_a_broken_configuration = loop.build()

    languages = [asked_for.lang, in_japanese.lang, in_english.lang, with_a_broken_configuration.lang]
    assert languages == ["en", "ja", "en", "en"]
    assert str(in_japanese.errors[0].hint).startswith("ヒント: ")
    assert str(in_english.errors[0].hint).startswith("hint: ")


def test_a_disk_that_cannot_be_written_is_an_error_and_is_tried_again(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    loop = build_loop_of(site)
    with monkeypatch.context() as patch:
        patch.setattr(building_module, "publish", refuse)
        outcome = loop.build()
    assert "No space left" in str(outcome.errors[0].message)
    assert outcome.files is None

    assert TEA in loop.build().changed


def test_many_errors_are_shown_in_part_and_counted(site: Any) -> None:
    for day in range(1, 28):
        site.post(f"2026-03-{day:02}-bad", "date: 2026-02-32")

    outcome = build_loop_of(site).build()

    assert (len(outcome.errors), outcome.more) == (20, 7)


def test_a_warning_is_reported_once_though_its_line_moves(
    site: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("2026-01-02-tea", "title: お茶", "{% include x.html %}\n")
    loop = build_loop_of(site)
    loop.build()
    assert "include" in capsys.readouterr().err

    site.post("2026-01-02-tea", "title: お茶", "上に一行。\n\n{% include x.html %}\n")
    loop.build()

    reported = capsys.readouterr()
    assert "include" not in reported.err
    assert "Built in " in reported.out


def test_files_that_are_written_again_with_the_same_bytes_did_not_change(
    site: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = build_loop_of(site)
    loop.build()
    shutil.rmtree(site.root / ".allforces/serve/build")
    capsys.readouterr()

    outcome = loop.build()

    assert (outcome.changed, outcome.removed) == ((), ())
    assert capsys.readouterr().out.endswith("nothing changed\n")


def test_the_first_good_site_of_a_session_is_reported_by_its_pages(
    site: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    site.config("permalink: [")
    loop = build_loop_of(site)
    loop.build()
    site.config("permalink: pretty")
    capsys.readouterr()

    assert TEA in loop.build().changed
    out = capsys.readouterr().out
    assert " pages\n" in out and "changed" not in out
