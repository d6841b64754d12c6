"""Names of emoji become pictures, as with jemoji."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from allforces_site.outputs.emoji import emoji_files
from tests.conftest import NOW

PLUGIN = "plugins: [jemoji]"
TEA = (
    '<img class="emoji" title=":tea:" alt=":tea:" '
    'src="https://github.githubassets.com/images/icons/emoji/unicode/1f375.png" height="20" width="20">'
)


@pytest.fixture
def library() -> None:
    pytest.importorskip("pymdownx.gemoji_db", reason="needs the library of the names of emoji")


@pytest.mark.usefixtures("library")
def test_a_name_of_an_emoji_is_a_picture_but_not_in_code_and_tags(workshop: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    workshop.config(PLUGIN)
    body = "お茶:tea: :none: 12:30:45 `:tea:` [x](/:tea:/ ':tea:')\n\n    :tea:\n\n:+1:\n"
    workshop.post("2026-01-02-tea", "title: ':tea:の題'", body)
    workshop.build(cache=cache)
    page = workshop.page("2026/01/02/tea.html")
    head, _, rest = page.partition("</head>")
    assert "<img" not in head
    assert f"お茶{TEA} :none: 12:30:45 <code>:tea:</code>" in rest
    assert 'title=":+1:" alt=":+1:"' in rest
    assert TEA in workshop.page("index.html")
    assert "<img" not in workshop.page("feed.xml")

    workshop.post("2026-01-02-tea", "title: ':tea:の題'", "直した:tea:\n")
    workshop.build(NOW + timedelta(minutes=1), cache=cache)
    assert f"直した{TEA}" in workshop.page("2026/01/02/tea.html")


@pytest.mark.usefixtures("library")
def test_pictures_may_come_from_another_place(workshop: Any) -> None:
    workshop.config(f"{PLUGIN}\nemoji: {{src: 'https://example.org/\"/'}}")
    workshop.post("2026-01-02-tea", body=":tea:")
    workshop.build()
    assert 'src="https://example.org/&quot;/emoji/unicode/1f375.png"' in workshop.page("2026/01/02/tea.html")


def test_names_stay_without_the_plugin(workshop: Any) -> None:
    workshop.config()
    workshop.post("2026-01-02-tea", body=":tea:")
    workshop.build()
    assert "<p>:tea:</p>" in workshop.page("2026/01/02/tea.html")


def test_names_stay_with_a_warning_where_the_library_is_missing(
    workshop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pymdownx.gemoji_db", None)
    emoji_files.cache_clear()
    workshop.config(PLUGIN)
    workshop.post("2026-01-02-tea", body=":tea:")

    report = workshop.build()

    emoji_files.cache_clear()
    assert [problem.code for problem in report.problems] == ["emoji-library"]
    assert "<p>:tea:</p>" in workshop.page("2026/01/02/tea.html")
