from __future__ import annotations

import pytest

from allforces_site.config.model import Config, DefaultSet, Scope
from allforces_site.lint.source.language import is_japanese
from allforces_site.lint.source.source_file import parse_source_file

ENGLISH_FOLDER = Config(defaults=(DefaultSet(Scope("_posts/en"), {"lang": "en"}),))


def judged(config: Config, front_matter: str = "title: 試験", source: str = "_posts/2026-01-02-a.md") -> bool:
    return is_japanese(parse_source_file(f"---\n{front_matter}\n---\n本文\n", source), config)


def test_a_file_is_in_the_language_of_its_site() -> None:
    assert judged(Config())
    assert judged(Config(lang="ja-JP"))
    assert not judged(Config(lang="en"))


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "ko", "jam"])
def test_its_own_language_wins(lang: str) -> None:
    assert not judged(Config(), f"lang: {lang}")
    assert judged(Config(lang=lang), "lang: ja")


def test_a_folder_may_have_a_language_of_its_own() -> None:
    assert not judged(ENGLISH_FOLDER, source="_posts/en/2026-01-02-a.md")
    assert judged(ENGLISH_FOLDER, "lang: ja", "_posts/en/2026-01-02-a.md")
    assert judged(ENGLISH_FOLDER)
