"""Pictures for social networks: as large as networks show them, small to load, readable at any title."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PIL.ImageFont import FreeTypeFont

from allforces_site.images.card import Card, _measure, draw_card
from allforces_site.images.fonts import Font, find_font

FONT = find_font(None)
pytestmark = pytest.mark.skipif(FONT is None, reason="no Japanese font: pip install 'allforces-site[social]'")
LONG = "生成AIの導入で「最初の一歩」を間違えないために、担当者が確かめておきたいことを順に並べた表。" * 3


@pytest.fixture
def font() -> Font:
    assert FONT is not None
    return FONT


def drawn(title: str, font: Font, category: str = "AI導入戦略", site: str = "試験のブログ") -> Image.Image:
    return Image.open(BytesIO(draw_card(Card(title, category, site), font))).convert("L")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """The number of dark pixels."""
    return sum(picture.crop(box).histogram()[:128])


@pytest.mark.parametrize(
    "title", ["茶", "RAG入門", "見出し" * 10, LONG, "A" * 200, "Large Language Models " * 10, "🍵", ""]
)
def test_any_title_fits_a_picture_that_loads_fast(title: str, font: Font) -> None:
    content = draw_card(Card(title, "分類" * 40, "名" * 80), font)

    with Image.open(BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(content) < 100_000
    picture = drawn(title, font, "分類" * 40, "名" * 80)
    assert ink(picture, (1118, 0, 1200, 630)) == 0, "something stands in the margin"


def test_it_shows_title_category_and_blog(font: Font) -> None:
    whole = drawn("題", font)

    for box, without in (
        ((88, 156, 1112, 500), drawn("", font)),
        ((88, 60, 1112, 130), drawn("題", font, category="")),
        ((88, 540, 1112, 620), drawn("題", font, site="")),
    ):
        assert ink(without, box) == 0
        assert ink(whole, box) > 100


def test_the_same_words_are_the_same_bytes(font: Font) -> None:
    card = Card(LONG, "分類", "名")

    assert draw_card(card, font) == draw_card(card, font)


def test_two_titles_are_two_pictures_and_japanese_is_not_drawn_as_boxes(font: Font) -> None:
    """A font draws the same box for every letter that it lacks."""
    assert drawn("茶", font).tobytes() != drawn("水", font).tobytes()


def test_a_letter_is_measured_once_for_each_size_however_many_titles_it_stands_in(
    font: Font, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To break a title needs hundreds of widths; measuring takes longer than all else but drawing itself."""
    measured: Counter[tuple[str, float]] = Counter()
    getlength = FreeTypeFont.getlength

    def counted(self: FreeTypeFont, text: str, **options: Any) -> float:
        measured[text, self.size] += 1
        return getlength(self, text, **options)

    monkeypatch.setattr(FreeTypeFont, "getlength", counted)
    _measure.cache_clear()
    for number in range(5):
        draw_card(Card(f"{number}{LONG[:60]}", "分類", "名"), font)

    assert set(measured.values()) == {1}
    assert {letter for letter, _ in measured} <= {*LONG, *"01234分類名…"}


@pytest.mark.parametrize("title", ["未来の読者への手紙", LONG[:47]])
def test_a_slower_search_for_repetitions_saves_no_bytes_of_a_japanese_title(title: str, font: Font) -> None:
    content, slow = draw_card(Card(title, "分類", "名"), font), BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.save(slow, "PNG", bits=4, compress_level=6)

    assert len(content) <= len(slow.getvalue())
