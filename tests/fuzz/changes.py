"""A change of one file of the sample site: its text, its name, or what kind of file it is."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.fuzz.mutations import mutated, mutated_bytes
from tests.fuzz.sample_posts import article
from tests.fuzz.sample_site import CONFIG, DATA, POST, picture

VICTIM = "content/_posts/2026-02-03-shincha.md"
PAGE = (
    "---\ntitle: 手引き\npermalink: /guide/\nredirect_from: [/old-guide/]\nsitemap: true\n---\n手引きです。\n"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><title>図</title><path d="M9"/></svg>\n'
TABLE = "name,size\n静岡,12.5\n宇治,\n"
CSS = 'body { margin: 0; background: url("../assets/a.png") }\n/* 注 */\n@media print { a { color: #000 } }\n'

# Names that some system, tool or reader stumbles over. Bytes that are no UTF-8 are spelled by `os.fsdecode`.
NAMES = (
    "2026-02-30-x.md", "2026-1-1-x.md", "2026-02-03-.md", "0000-00-00-x.md", "9999-12-31-x.md",
    "2026-02-03.md", "x.md", ".md", "2026-02-03-a b.md", "2026-02-03-a\nb.md", "2026-02-03-か\u3099.md",
    "2026-02-03-茶.MD", "2026-02-03-a%20b.md", "2026-02-03-?.md", "2026-02-03-#a.md", "2026-02-03-...md",
    "2026-02-03--.md", "2026-02-03-a\\b.md", "2026-02-03-CON.md", "2026-02-03-\u202ea.md",
    "2026-02-03-\udcff.md", "2026-02-03-" + "x" * 241 + ".md", "2026-02-03-" + "茶" * 80 + ".md",
    "2026-02-03-\u200b.md", "-rf.md", "2026-02-03-a.markdown", "2026-02-03-a.html", "2026-02-03-a.txt",
    "2026-02-03-a.textile", "2026-02-03-<b>.md", "２０２６-02-03-a.md", "2026-02-03-p0.md",
    "2026-01-05-P0.md", "deep/2026-02-03-a.md", "_x/2026-02-03-a.md", "2026-02-03-a.md/2026-02-03-b.md",
    "2026-02-03-&amp;.md",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What to put at `path`: a file with some bytes, a link that leads to `link`, or a pipe or folder."""

    path: str
    content: bytes = b""
    link: str | None = None
    kind: str = "file"

    @property
    def lines(self) -> Sequence[bytes]:
        return self.content.splitlines(keepends=True)

    def with_lines(self, lines: Sequence[bytes]) -> Change:
        return replace(self, content=b"".join(lines))

    def make_in(self, root: Path) -> None:
        """Puts it there in place of what is there."""
        place = root / self.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        if self.link is not None:
            place.symlink_to(self.link)
        elif self.kind == "pipe":
            os.mkfifo(place)
        elif self.kind == "folder":
            place.mkdir()
        else:
            place.write_bytes(self.content)
            if self.kind == "unreadable":
                place.chmod(0)

    def __str__(self) -> str:
        what = f"a link to {self.link}" if self.link is not None else self.kind
        return f"{self.path!r}: {what}\n{self.content!r}\n{self.content.decode(errors='backslashreplace')}"


def post(chance: random.Random) -> Change:
    return Change(VICTIM, mutated(chance, article(chance)).encode())


def post_bytes(chance: random.Random) -> Change:
    return Change(VICTIM, mutated_bytes(chance, article(chance).encode()))


def post_of_another_name(chance: random.Random) -> Change:
    name = chance.choice(NAMES)
    if chance.random() < 0.3:
        name = mutated(chance, name, 1).replace("/", "").replace("\0", "") or "x"
    name = os.fsdecode(os.fsencode(name)[:255]) if "/" not in name else name
    return Change(
        f"content/{chance.choice(['_posts', '_posts', '_drafts', 'news/_posts'])}/{name}",
        article(chance).encode(),
    )


def page(chance: random.Random) -> Change:
    name = chance.choice(
        ["guide.md", "index.md", "404.md", "about/index.html", "feed.xml", "robots.txt", "茶.md", "tags.md"]
    )
    return Change(f"content/{name}", mutated(chance, PAGE).encode())


def config(chance: random.Random) -> Change:
    return Change("content/_config.yml", mutated(chance, CONFIG).encode())


def config_bytes(chance: random.Random) -> Change:
    return Change("content/_config.yml", mutated_bytes(chance, CONFIG.encode()))


def data_file(chance: random.Random) -> Change:
    name, text = chance.choice(
        [
            ("farms.yml", DATA),
            ("a/b.json", '{"a": [1, 2.5, null, "茶"]}\n'),
            ("c.csv", TABLE),
            ("d.tsv", TABLE.replace(",", "\t")),
        ]
    )
    text = mutated(chance, text)
    return Change(
        f"content/_data/{name}",
        text.encode() if chance.random() < 0.8 else mutated_bytes(chance, text.encode()),
    )


def template(chance: random.Random) -> Change:
    name = chance.choice(["post.html", "term.html", "note.html", "sitemap.xml"])
    return Change(f"templates/{name}", mutated(chance, POST).encode())


def asset(chance: random.Random) -> Change:
    name, content = chance.choice(
        [
            ("content/assets/a.png", picture(60, 30)), ("content/assets/b.svg", SVG.encode()),
            ("static/style.css", CSS.encode()), ("static/a.js", "const 茶 = `a${1}`; // 注\n".encode()),
            ("content/assets/図.png", picture(900, 20)), ("content/data.json", b"{}"),
            ("content/CNAME", b"example.com\n"),
        ]
    )  # fmt: skip
    text = content.decode("latin-1")
    changed = (
        mutated_bytes(chance, content)
        if chance.random() < 0.5
        else mutated(chance, text).encode("latin-1", "replace")
    )
    return Change(name, changed)


def another_kind(chance: random.Random) -> Change:
    """A link, a pipe, a folder, nothing at all, where a file of the site might be."""
    place = chance.choice(
        [
            VICTIM, "content/guide.md", "content/assets/a.png", "content/_data/x.yml", "templates/term.html",
            "static/more.css", "content/assets/b.svg", "static/more", "templates/more", "content/_posts/more",
            "content/_data/more", "content/more",
        ]
    )  # fmt: skip
    target = chance.choice(
        [
            "itself",
            "nowhere",
            ".",
            "..",
            "/",
            "/dev/null",
            "/etc/passwd",
            "../about.md",
            "../_posts",
            "../../static",
        ]
    )
    link = Path(place).name if target == "itself" else target
    return chance.choice(
        [
            Change(place, link=link),
            Change(place, link=link),
            Change(place, kind="pipe"),
            Change(place, kind="folder"),
            Change(place),
            Change(place, b"---\n---\n", kind="unreadable"),
            Change(place, "茶".encode() * 60_000),
        ]
    )


CHANGES: tuple[Callable[[random.Random], Change], ...] = (
    post, post, post, post, post_bytes, post_of_another_name, page, config, config, config_bytes, data_file,
    template, asset, another_kind,
)  # fmt: skip


def any_change(chance: random.Random) -> Change:
    return chance.choice(CHANGES)(chance)
