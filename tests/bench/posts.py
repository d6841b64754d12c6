"""A post of the benchmark, and how the tools that read Jekyll's front matter want it written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

AUTHOR = "編集部"
JST = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True)
class BenchPost:
    """`date` is in Japan's zone; `slug` holds only letters, digits and hyphens, and is unique in a corpus."""

    slug: str
    title: str
    date: datetime
    category: str
    tags: tuple[str, ...]
    excerpt: str
    reading_minutes: int
    body: str

    @property
    def file_name(self) -> str:
        """The source's name, as Jekyll wants it."""
        return f"{self.date:%Y-%m-%d}-{self.slug}.md"

    @property
    def output(self) -> str:
        """The page's file, relative to the output folder; the same for every tool."""
        return f"{self.date:%Y/%m/%d}/{self.slug}/index.html"

    @property
    def image(self) -> str:
        """The picture that the front matter names. No such file exists, and no tool looks."""
        return f"/assets/images/posts/{self.slug}.png"


def front_matter(**values: object) -> str:
    """A YAML block. JSON is YAML, and is quoted the same way for every tool."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "\n".join(("---", *lines, "---", ""))


def jekyll_text(post: BenchPost, *, with_author: bool = True) -> str:
    """The whole file for Jekyll, and for what reads Jekyll's front matter."""
    author = {"author": AUTHOR} if with_author else {}
    head = front_matter(
        layout="post",
        title=post.title,
        date=f"{post.date:%Y-%m-%d %H:%M:%S %z}",
        categories=[post.category],
        tags=list(post.tags),
        **author,
        excerpt=post.excerpt,
        reading_time=post.reading_minutes,
        image=post.image,
        description=post.excerpt,
    )
    return f"{head}\n{post.body}"
