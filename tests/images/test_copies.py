"""No copy is offered that costs a reader more than the picture itself."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PIL import Image, ImageDraw

from allforces_site.images.copies import offered_widths, stored_copy
from allforces_site.images.fact_index import FactIndex
from allforces_site.images.scaling import copy_widths, scaled
from allforces_site.images.store import Store
from tests.resting import rest

WIDTHS = (480, 960, 1440)


def sizes(**by_width: int) -> Any:
    """A function that "makes" copies of these sizes, by width."""
    return lambda width: bytes(by_width[f"w{width}"])


@pytest.mark.parametrize(
    ("copies", "offered"),
    [
        ({"w1440": 9_999, "w960": 5_000, "w480": 2_000}, WIDTHS),
        # Copies of the same size gain nothing.
        ({"w1440": 10_000, "w960": 5_000, "w480": 2_000}, (480, 960)),
        # With narrow copies only, wide screens would show fewer pixels than the picture has.
        ({"w1440": 12_000, "w960": 11_000, "w480": 2_000}, ()),
        ({"w1440": 12_000, "w960": 11_000, "w480": 10_500}, ()),
    ],
)
def test_copies_are_offered_that_take_fewer_bytes(copies: dict[str, int], offered: tuple[int, ...]) -> None:
    assert offered_widths(WIDTHS, (2000, 1000), 10_000, sizes(**copies)) == offered


def test_a_narrow_picture_has_its_narrow_copy() -> None:
    assert offered_widths((480,), (900, 600), 10_000, sizes(w480=9_000)) == (480,)
    assert offered_widths((480,), (900, 600), 10_000, sizes(w480=10_000)) == ()


def test_no_copy_of_a_large_file_is_made_just_to_compare_sizes() -> None:
    def never(_width: int) -> bytes:
        raise AssertionError("made")

    assert offered_widths(WIDTHS, (2000, 1000), 1_000_000, never) == WIDTHS


@pytest.mark.parametrize(("kind", "width"), [("PNG", 1200), ("PNG", 500), ("JPEG", 1200), ("WEBP", 1200)])
def test_the_assumption_for_large_files_is_true_even_of_noise(kind: str, width: int) -> None:
    noise = Image.frombytes("RGB", (width, 630), random.Random(1).randbytes(width * 630 * 3))
    made = BytesIO()
    noise.save(made, kind, **({"quality": 30} if kind != "PNG" else {}))

    widths = copy_widths(width)
    copies = scaled(made.getvalue(), widths)

    assert offered_widths(widths, (width, 630), len(made.getvalue()), lambda narrower: copies[narrower])
    assert all(len(copy) / (narrower**2 * 630 / width) < 0.42 for narrower, copy in copies.items())


def test_a_picture_that_cannot_be_decoded_is_reported_when_its_copies_are_written() -> None:
    def broken(_width: int) -> bytes:
        raise ValueError("broken")

    assert offered_widths((480,), (900, 600), 10_000, broken) == (480,)


def drawing(width: int, height: int) -> bytes:
    """A flat drawing with thin lines, which PNG compresses best."""
    picture = Image.new("1", (width, height), 1)
    pen = ImageDraw.Draw(picture)
    for x in range(0, width, 40):
        pen.line((x, 0, width - x, height), fill=0)
    made = BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def test_a_flat_drawing_that_is_smaller_than_its_copies_has_none(tmp_path: Path, make_picture: Any) -> None:
    (tmp_path / "flat.png").write_bytes(drawing(1200, 630))
    (tmp_path / "photo.png").write_bytes(make_picture(1200, 630))
    index = FactIndex(Store(None), with_copies=True)

    assert index.facts(str(tmp_path / "flat.png")).copies == ()
    assert index.facts(str(tmp_path / "photo.png")).copies == (480, 960)


@pytest.mark.process
def test_many_pictures_are_read_by_several_processes_with_the_same_result(
    tmp_path: Path, make_picture: Any
) -> None:
    files = []
    for number in range(90):
        file = tmp_path / f"{number}.png"
        file.write_bytes(make_picture(20 + number, 20))
        files.append(str(file))
    alone, together = (FactIndex(Store(tmp_path / name), with_copies=True) for name in ("alone", "together"))

    alone.read_ahead([*files, str(tmp_path / "none.png")], jobs=1)
    together.read_ahead([*files, str(tmp_path / "none.png")], jobs=2)

    assert [alone.facts(file) for file in files] == [together.facts(file) for file in files]
    with pytest.raises(OSError, match=r"none\.png"):
        together.facts(str(tmp_path / "none.png"))


def test_copies_that_were_made_to_compare_sizes_are_not_made_again(tmp_path: Path, make_picture: Any) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(make_picture(1200, 630, "JPEG"))
    store = Store(tmp_path / "kept")
    facts = FactIndex(store, with_copies=True).facts(str(file))

    with patch("allforces_site.images.copies.scaled", side_effect=AssertionError("made again")):
        copies = [stored_copy(store, file.read_bytes(), facts.digest, width) for width in facts.copies]

    assert len(copies) == 2


def test_the_copies_of_a_picture_are_kept_when_one_is_asked_for(tmp_path: Path, make_picture: Any) -> None:
    content, store = make_picture(1200, 630), Store(tmp_path)
    first = stored_copy(store, content, b"digest", 480, (480, 960))

    with patch("allforces_site.images.copies.scaled", side_effect=AssertionError("made again")):
        second = stored_copy(store, content, b"digest", 960, (480, 960))

    assert {480: first, 960: second} == scaled(content, (480, 960))


def test_without_a_cache_only_the_copy_that_is_asked_for_is_made(make_picture: Any) -> None:
    content = make_picture(1200, 630)

    with patch("allforces_site.images.copies.scaled", side_effect=scaled) as scaling:
        copy = stored_copy(Store(None), content, b"digest", 480, (480, 960))

    scaling.assert_called_once_with(content, {480})
    assert copy == scaled(content, (480, 960))[480]


def test_no_narrow_copy_of_a_drawing_is_made_just_to_compare_sizes() -> None:
    asked: list[int] = []

    def large(width: int) -> bytes:
        asked.append(width)
        return bytes(10_000)

    assert offered_widths((480, 960), (1200, 630), 10_000, large) == ()
    assert asked == [960]


def test_facts_that_were_read_without_copies_are_read_again_with_copies(
    tmp_path: Path, make_picture: Any
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(make_picture(1200, 630))
    rest(tmp_path)
    without = FactIndex(Store(tmp_path / "kept"), with_copies=False)
    assert without.facts(str(file)).copies == ()
    without.keep()

    assert FactIndex(Store(tmp_path / "kept"), with_copies=True).facts(str(file)).copies == (480, 960)
