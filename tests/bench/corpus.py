"""The posts that every tool builds: real ones where they are, else generated ones of the same shape.

Posts are made one at a time, so that ten thousand of them never lie in memory together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from tests.bench.generated import generate
from tests.bench.posts import JST, BenchPost
from tests.real_posts import POSTS

# What only Liquid could fill is left out: no other tool knows it, and Jekyll would fail on missing includes.
_LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# libyaml is twenty times as fast; some builds of PyYAML are without it.
_YAML = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NO_SLUG = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Where posts come from: `real` holds the real ones, oldest first, or nothing."""

    real: tuple[BenchPost, ...] = ()

    @property
    def name(self) -> str:
        """What the report says of it."""
        return f"{len(self.real)} real posts, repeated" if self.real else "generated posts"

    def posts(self, size: int) -> Iterator[BenchPost]:
        """`size` posts with unique addresses; the same ones each time."""
        return repeat(self.real, size) if self.real else generate(size)


def find_corpus(folder: Path = POSTS) -> Corpus:
    """The real posts of `folder` where it exists, else generated ones."""
    return Corpus(tuple(load_posts(folder))) if folder.is_dir() else Corpus()


def load_posts(folder: Path) -> list[BenchPost]:
    """The posts of a Jekyll folder, oldest first, with unique slugs."""
    posts = sorted(map(_load, folder.glob("*.md")), key=lambda post: (post.date, post.slug))
    seen: dict[str, int] = {}
    unique = []
    for post in posts:
        count = seen[post.slug] = seen.get(post.slug, 0) + 1
        unique.append(replace(post, slug=f"{post.slug}-{count}") if count > 1 else post)
    return unique


def repeat(posts: Sequence[BenchPost], size: int) -> Iterator[BenchPost]:
    """`posts` again and again until there are `size`, each round earlier and with words of its own."""
    days = (posts[-1].date - posts[0].date).days + 1
    growing = _growing_tags(posts)
    for index in range(size):
        round_number, position = divmod(index, len(posts))
        post = posts[position]
        yield _again(post, round_number, days, growing) if round_number else post


def _again(post: BenchPost, round_number: int, days: int, growing: frozenset[str]) -> BenchPost:
    mark = f"（再録{round_number}）"
    return replace(
        post,
        slug=f"{post.slug}-r{round_number}",
        title=post.title + mark,
        date=post.date - timedelta(days=days * round_number),
        tags=tuple(f"{tag}{round_number}" if tag in growing else tag for tag in post.tags),
        excerpt=post.excerpt + mark,
        body=_mark_first_paragraph(post.body, mark),
    )


def _growing_tags(posts: Sequence[BenchPost]) -> frozenset[str]:
    """The tags that are another one in each round, so that there are ever more that are used once.

    Three in five of those used once: the blog has 110 tags on the first quarter of its posts, 240 on all.
    """
    uses = Counter(tag for post in posts for tag in post.tags)
    once = sorted(tag for tag, count in uses.items() if count == 1)
    return frozenset(tag for index, tag in enumerate(once) if index % 5 < 3)


def _mark_first_paragraph(body: str, mark: str) -> str:
    blocks = re.split(r"(\n{2,})", body)
    for index, block in enumerate(blocks):
        if block.strip() and not re.match(r"\s*(#|---|[-*>|`{<])", block):
            blocks[index] = block + mark
            break
    return "".join(blocks)


def _load(file: Path) -> BenchPost:
    _, head, body = re.split(r"^---[ ]*\n", file.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE)
    # All values as they are written: YAML's own idea of dates drops time zones.
    values: Mapping[str, Any] = yaml.load(head, Loader=_YAML)
    categories = values["categories"]
    return BenchPost(
        slug=_slug(file.stem[len("2025-01-01-") :]),
        title=" ".join(values["title"].split()),
        date=datetime.strptime(values["date"], "%Y-%m-%d %H:%M:%S %z").astimezone(JST),
        category=categories if isinstance(categories, str) else categories[0],
        tags=tuple(dict.fromkeys(values.get("tags") or ())),
        excerpt=" ".join(values.get("excerpt", "").split()),
        reading_minutes=int(values.get("reading_time") or 1),
        body=_LIQUID.sub("", body),
    )


def _slug(name: str) -> str:
    return _NO_SLUG.sub("-", normalize("NFC", name)).strip("-").lower()
