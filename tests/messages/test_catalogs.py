from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from allforces_site.messages import catalogs
from allforces_site.messages.catalogs import ALLFORCES, THEME, translations


@pytest.mark.parametrize("lang", ["ja", "JA", "ja-JP", "ja_JP.UTF-8"])
def test_a_language_is_found_as_pages_and_terminals_write_it(lang: str) -> None:
    assert translations(THEME, lang).gettext("Home") == "ホーム"


@pytest.mark.parametrize("lang", ["en", "fr", "", "C", "jam", "../ja", "/", "\0", "日本語"])
def test_a_language_without_a_catalogue_is_english(lang: str) -> None:
    assert translations(THEME, lang).gettext("Home") == "Home"
    assert translations(ALLFORCES, lang).ngettext("{n} post", "{n} posts", 2) == "{n} posts"


def test_a_catalogue_is_read_once() -> None:
    assert translations(THEME, "ja") is translations(THEME, "ja")


def test_a_checkout_without_compiled_catalogues_speaks_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ignored = shutil.ignore_patterns("*.mo")
    shutil.copytree(catalogs.LOCALE, tmp_path / "locale", ignore=ignored)
    monkeypatch.setattr(catalogs, "LOCALE", tmp_path / "locale")

    assert translations.__wrapped__(THEME, "ja").gettext("Home") == "Home"
