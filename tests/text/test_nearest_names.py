from __future__ import annotations

import pytest

from allforces_site.text.nearest_names import nearest_name


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("permalnk", ["paginate", "permalink"], "permalink"),
        ("TITLE", ["tile", "title"], "title"),
        ("Ａｉ", ["ai news", "AI"], "AI"),
        ("カ\u3099イド", ["ガイト", "ガイド"], "ガイド"),
        # A name with only another ending is nearer than one that shares more letters.
        ("assets/tea.jpeg", ["assets/pea.jpeg", "assets/tea.png"], "assets/tea.png"),
        ("assets/Tea.PNG", ["assets/seal.png", "assets/tea.webp"], "assets/tea.webp"),
        ("assets/tea.jpg", ["old/tea.png", "assets/tea.png"], "assets/tea.png"),
        ("assets/tea.jpg", ["old/tea.png"], "old/tea.png"),
        ("assets/tea.jpg", ["assets/tea.png", "old/Tea.jpg"], "old/Tea.jpg"),
        ("assets/tea.jpg", ["old/tea.jpg", "assets/TEA.jpg"], "assets/TEA.jpg"),
        ("harbour", ["tea", "rice"], None),
        ("harbour", [], None),
        ("", ["tea"], None),
    ],
)
def test_the_name_that_was_meant_is_found(name: str, known: list[str], meant: str | None) -> None:
    assert nearest_name(name, known) == meant


def test_the_needed_similarity_can_be_chosen() -> None:
    assert nearest_name("titel", ["title"], 0.5) == "title"
    assert nearest_name("titel", ["title"], 0.95) is None
