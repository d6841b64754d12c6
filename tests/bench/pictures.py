"""Pictures of posts, drawn: no real ones are needed. The same name gives the same picture."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

# What social networks show, and what the posts of the blog have.
SIZE = (1200, 630)
_SHAPES = 24
# Soft light and shade: a few points with colours of their own, and all between them blended.
_POINTS = (9, 5)


def draw_pictures(names: Sequence[str], folders: Sequence[Path]) -> None:
    """One PNG for each name in the first folder, and links to them in the other ones; on all cores."""
    first, *others = folders
    first.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(partial(_draw_in, first), names, chunksize=20):
            pass
    for folder in others:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            os.link(first / f"{name}.png", folder / f"{name}.png")


def draw_picture(file: Path) -> None:
    """Blended colours with shapes of one colour on them, about as many bytes as the pictures of a blog."""
    random = Random(f"picture {file.stem}")
    points = Image.frombytes("RGB", _POINTS, random.randbytes(_POINTS[0] * _POINTS[1] * 3))
    picture = points.resize(SIZE, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for _ in range(_SHAPES):
        left, top = random.randrange(SIZE[0]), random.randrange(SIZE[1])
        box = (left, top, left + random.randrange(20, 200), top + random.randrange(20, 200))
        colour = (random.randrange(256), random.randrange(256), random.randrange(256))
        (pen.ellipse if random.random() < 0.5 else pen.rectangle)(box, fill=colour)
    picture.save(file, compress_level=3)


def _draw_in(folder: Path, name: str) -> None:
    draw_picture(folder / f"{name}.png")
