"""Smaller copies: of the requested width, upright, in the same colours, never larger than the picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from PIL import Image

from allforces_site.images import scaling
from allforces_site.images.scaling import copy_widths, scaled


def copied(content: bytes, width: int) -> bytes:
    """The bytes of one copy of a picture."""
    return scaled(content, {width})[width]


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("width", "widths"), [(480, ()), (481, (480,)), (1200, (480, 960)), (4000, (480, 960, 1440))]
)
def test_no_copy_is_as_wide_as_the_picture(width: int, widths: tuple[int, ...]) -> None:
    assert copy_widths(width) == widths


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_copy_is_an_avif_of_the_same_proportions(make_picture: Any, kind: str) -> None:
    copy = opened(copied(make_picture(1200, 630, kind), 480))

    assert (copy.format, copy.size) == ("AVIF", (480, 252))


def test_a_copy_of_a_rotated_photo_is_upright(make_picture: Any) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    copy = opened(copied(make_picture(1600, 800, "JPEG", exif=exif), 480))

    assert copy.size == (480, 960)
    assert copy.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_every_kind_of_pixel_can_be_made_smaller(mode: str) -> None:
    made = BytesIO()
    Image.new(mode, (600, 300)).save(made, "JPEG" if mode == "CMYK" else "PNG")

    copy = opened(copied(made.getvalue(), 480))

    assert copy.size == (480, 240)
    assert copy.mode == ("RGBA" if mode in ("RGBA", "LA") else "RGB")


def test_the_colours_stay() -> None:
    made = BytesIO()
    Image.new("RGB", (600, 300), (200, 30, 60)).save(made, "PNG")

    pixel = opened(copied(made.getvalue(), 480)).convert("RGB").getpixel((240, 120))

    assert all(abs(one - other) <= 4 for one, other in zip(pixel, (200, 30, 60), strict=True))


def test_bytes_that_cannot_be_decoded_are_an_error(make_picture: Any) -> None:
    content = make_picture(600, 300)

    with pytest.raises(ValueError, match=r"\w"):
        scaled(content[: len(content) // 2], {480})


def test_a_picture_that_was_replaced_by_a_narrow_one_is_not_made_wider(make_picture: Any) -> None:
    with pytest.raises(ValueError, match="only 600 pixels wide by now"):
        scaled(make_picture(600, 300), {480, 960})


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_copy_has_the_same_bytes_whichever_others_are_made_with_it(make_picture: Any, kind: str) -> None:
    content = make_picture(1500, 801, kind)

    together = scaled(content, {480, 960, 1440})

    assert [opened(copy).size for copy in together.values()] == [(1440, 769), (960, 513), (480, 256)]
    assert together == {width: copied(content, width) for width in together}


def test_all_copies_of_a_picture_are_made_of_one_decode(make_picture: Any) -> None:
    content = make_picture(1500, 800)

    with patch("PIL.Image.open", side_effect=Image.open) as opening:
        scaled(content, {480, 960, 1440})

    assert opening.call_count == 1


@pytest.mark.parametrize("height", [630, 631])
def test_lines_of_one_pixel_become_an_even_grey_in_the_narrow_copy(height: int) -> None:
    made = BytesIO()
    lines = Image.frombytes("L", (1200, 1), bytes(255 * (x % 2) for x in range(1200)))
    lines.resize((1200, height)).save(made, "PNG")

    darkest, lightest = opened(copied(made.getvalue(), 480)).convert("L").getextrema()

    assert 96 < darkest <= lightest < 160


def test_an_encoder_that_refuses_the_options_of_another_makes_copies_too(
    make_picture: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scaling, "_LIBAOM_OPTIONS", {"an-option-that-no-encoder-has": "1"})

    assert opened(copied(make_picture(1200, 630, "PNG"), 480)).format == "AVIF"
