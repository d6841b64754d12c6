from __future__ import annotations

import pytest

from allforces_site.serve.overlay_words import overlay_words


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        ("en", "This disappears when it is fixed."),
        ("ja", "直すと、この表示は消えます。"),
    ],
)
def test_without_a_good_site_none_is_said_to_be_behind_the_overlay(lang: str, note: str) -> None:
    assert overlay_words(1, 0, lang, has_site=False)["note"] == note
    assert overlay_words(1, 0, lang, has_site=True)["note"] != note


def test_errors_are_counted_as_the_language_does() -> None:
    titles = [
        overlay_words(number, 0, lang, has_site=True)["title"] for lang in ("en", "ja") for number in (1, 2)
    ]

    assert titles == ["1 error", "2 errors", "エラー1件", "エラー2件"]
