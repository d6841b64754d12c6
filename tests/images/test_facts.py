"""Facts from the bytes of pictures, whole and broken."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from allforces_site.images.facts import read_facts
from allforces_site.images.scaling import copy_widths, scaled


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_has_its_size_and_can_be_made_smaller(make_picture: Any, kind: str) -> None:
    facts = read_facts(make_picture(300, 200, kind), "a")

    assert (facts.width, facts.height, facts.is_scalable, facts.trouble) == (300, 200, True, None)


def test_a_rotated_photo_has_the_size_in_which_it_is_shown(make_picture: Any) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    facts = read_facts(make_picture(300, 200, "JPEG", exif=exif), "a.jpg")

    assert (facts.width, facts.height) == (200, 300)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_a_photo_whose_exif_data_names_no_rotation_has_its_own_size(
    make_picture: Any, orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = make_picture(600, 1300, "JPEG", exif=exif)

    facts = read_facts(content, "a.jpg")

    assert (facts.width, facts.height) == (600, 1300)
    assert scaled(content, copy_widths(facts.width))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animated_picture_is_only_measured(kind: str) -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    made = BytesIO()
    frames[0].save(made, kind, save_all=True, append_images=frames[1:])

    facts = read_facts(made.getvalue(), "a")

    assert (facts.width, facts.height, facts.is_scalable, facts.trouble) == (30, 20, False, None)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_is_cut_short_is_reported(make_picture: Any, kind: str) -> None:
    content = make_picture(300, 200, kind)

    facts = read_facts(content[: len(content) * 2 // 3], "a")

    assert facts.trouble is not None
    assert (facts.width, facts.is_scalable) == (0, False)


@pytest.mark.parametrize("content", [b"", b"<html>", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 "])
def test_a_file_that_is_not_a_picture_is_reported(content: bytes) -> None:
    assert read_facts(content, "a.png").trouble is not None


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_picture_made_to_fill_the_memory_is_reported_and_not_decoded(side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    bomb += struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))

    facts = read_facts(bomb, "a.png")

    assert "pixels" in str(facts.trouble)


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg viewBox="0 0 800 380">', (800, 380)),
        ('<svg viewBox="-10,-10, 20.4 30">', (20, 30)),
        ('<svg width="64px" height="32" viewBox="0 0 1 1">', (64, 32)),
        ('<svg width="100%" height="100%" viewBox="0 0 5 6">', (5, 6)),
        ('<svg data-x="a > b" viewBox="0 0 5 6">', (5, 6)),
        ('<svg width="10em" height="5em">', (0, 0)),
        ('<svg viewBox="0 0 0 0">', (0, 0)),
        ('<svg viewBox="0 0 1.2.3 4">', (0, 0)),
        ("<p>", (0, 0)),
    ],
)
def test_a_vector_picture_has_the_size_in_its_root_element(tag: str, size: tuple[int, int]) -> None:
    facts = read_facts(f'<?xml version="1.0"?>\n<!-- x -->{tag}</svg>'.encode(), "a.SVG")

    assert (facts.width, facts.height) == size
    assert not facts.is_scalable
    assert facts.trouble is None


SIZED = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>'


@pytest.mark.parametrize(
    "text",
    [
        f'<!-- <svg width="9" height="9"> -->{SIZED}',
        f'<?pi <svg width="9" height="9">?>{SIZED}',
        f"<!DOCTYPE svg [<!ENTITY a \"<svg width='9' height='9'>\">]>{SIZED}",
        f'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg.dtd">{SIZED}',
        '<!DOCTYPE svg [<!ENTITY w "30">]><svg width="&w;" height="20"/>',
        '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="30" height="20"></s:svg>',
        f"<!--{'x' * 100_000}-->{SIZED}",
        "\ufeff" + SIZED,
    ],
)
def test_only_the_root_element_counts_for_the_size_of_a_vector_picture(text: str) -> None:
    facts = read_facts(text.encode(), "a.svg")

    assert (facts.width, facts.height) == (30, 20)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "content",
    [
        f"<html>{SIZED}</html>".encode(),
        b"<!-- " * 50_000,
        b"<" * 100_000,
        f'<!DOCTYPE svg [<!ENTITY l0 "lol">{LAUGHS}]><svg width="&l9;" height="1"/>'.encode(),
        b'<?xml version="1.0" encoding="none"?><svg width="1" height="1"/>',
        b'<svg width="\xff" height="1"/>',
    ],
    ids=["html", "comment", "brackets", "laughs", "encoding", "bytes"],
)
def test_a_vector_picture_that_no_browser_shows_has_no_size(content: bytes) -> None:
    facts = read_facts(content, "a.svg")

    assert (facts.width, facts.height) == (0, 0)
