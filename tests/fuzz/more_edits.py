"""What else happens to a site between two builds: links to folders, times put back, switched options.

The edits of `tests/build/test_incremental.py` are the others.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unicodedata import normalize

import pytest

from allforces_site.errors import SiteError
from tests.build.test_incremental import PICTURES, Author, body, title
from tests.conftest import tree


@contextmanager
def times_kept(path: Path) -> Iterator[None]:
    """Puts back the times that a file has now, as `rsync -t`, `cp -p` and unpacked archives do."""
    before = path.stat()
    yield
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _swapped(content: bytes) -> bytes:
    """Other bytes of the same number."""
    return content[:-1] + bytes([content[-1] ^ 1]) if content else content


def source_of_the_same_size_and_time(author: Author) -> None:
    file = author.root / f"content/_posts/{author.any_post()}.md"
    with times_kept(file):
        file.write_bytes(file.read_bytes().replace("本".encode(), "体".encode()))


def source_replaced_by_a_file_of_the_same_time(author: Author) -> None:
    """As tools that write beside a file and rename do."""
    file = author.root / f"content/_posts/{author.any_post()}.md"
    other = file.with_suffix(".new")
    shutil.copy2(file, other)
    with times_kept(other):
        other.write_bytes(file.read_bytes().replace("続".encode(), "繋".encode()))
    other.replace(file)


def two_posts_change_places(author: Author) -> None:
    names = sorted(author.posts)
    if len(names) < 2:
        return
    one, two = author.chance.sample(names, 2)
    author.posts[one], author.posts[two] = author.posts[two], author.posts[one]
    first, second = (author.root / f"content/_posts/{name}.md" for name in (one, two))
    aside = first.with_suffix(".aside")
    first.rename(aside)
    second.rename(first)
    aside.rename(second)


def template_of_the_same_size_and_time(author: Author) -> None:
    file = author.root / "templates/partials/note.html"
    with times_kept(file):
        file.write_bytes(_swapped(file.read_bytes()))


def picture_of_the_same_size_and_time(author: Author) -> None:
    file = author.root / "content/assets/real.png"
    with times_kept(file):
        file.write_bytes(_swapped(file.read_bytes()))


def style_of_the_same_size_and_time(author: Author) -> None:
    author.write("static/style.css", "body {}")
    author.look()
    file = author.root / "static/style.css"
    with times_kept(file):
        file.write_bytes(author.chance.choice([b"main {}", b"html {}"])[:7])


# ---- links ------------------------------------------------------------------------------------


def _linked(author: Author, place: str, shared: str, name: str, text: str) -> None:
    """A folder of the site that is a link; then what lies behind it is edited."""
    link = author.root / place
    author.write(f"{shared}/{name}", text)
    if not link.is_symlink():
        if link.is_dir():
            return
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(author.root / shared, link.parent))


def partials_behind_a_link(author: Author) -> None:
    text = f"<i>{author.chance.randrange(9)}</i>"
    _linked(author, "templates/parts", "shared/parts", "deep/foot.html", text)
    author.write("templates/partials/note.html", '{% include "parts/deep/foot.html" %}')


def static_folder_behind_a_link(author: Author) -> None:
    _linked(
        author, "static/more", "shared/static", "more.css", f"p {{ margin: {author.chance.randrange(9)}px }}"
    )


def pictures_behind_a_link(author: Author) -> None:
    author.write("content/drawn/c.png", PICTURES[author.chance.randrange(2)])
    link = author.root / "content/assets/linked"
    if not link.is_symlink():
        link.parent.mkdir(exist_ok=True)
        link.symlink_to("../drawn")
    author.change(image="/assets/linked/c.png")


def posts_behind_a_link(author: Author) -> None:
    day = author.chance.randint(1, 3)
    author.write(
        f"content/series/2026-02-0{day}-s.md", f"---\ntitle: 連載{author.chance.random()}\n---\n連載。\n"
    )
    link = author.root / "content/_posts/series"
    if not link.is_symlink():
        link.symlink_to("../series")


def data_behind_a_link(author: Author) -> None:
    author.write("templates/partials/note.html", "<p>{{ site.data }}</p>")
    _linked(author, "content/_data/more", "content/tables", "t.yml", f"a: {author.chance.randrange(9)}\n")


def template_that_is_a_link(author: Author) -> None:
    file = author.root / "templates/partials/note.html"
    author.write("shared/note.html", f"<b>{author.chance.randrange(99)}</b>")
    file.unlink(missing_ok=True)
    file.symlink_to("../../shared/note.html")


def post_that_is_a_link(author: Author) -> None:
    author.write("content/texts/t.txt", f"---\ntitle: 繋がる{author.chance.random()}\n---\n本文。\n")
    link = author.root / "content/_posts/2026-02-20-linked.md"
    if not link.is_symlink():
        link.symlink_to("../texts/t.txt")


def link_in_a_circle(author: Author) -> None:
    for place in ("templates/partials/loop", "static/loop", "content/assets/loop", "content/_data/loop"):
        link = author.root / place
        if author.chance.random() < 0.5 and link.parent.is_dir() and not link.is_symlink():
            link.symlink_to(".")


def links_gone(author: Author) -> None:
    for folder in ("templates", "static", "content"):
        for path in sorted((author.root / folder).rglob("*")):
            if path.is_symlink() and author.chance.random() < 0.5:
                path.unlink()
    needed = ("partials/note.html", "parts")
    if not all((author.root / "templates" / name).exists() for name in needed):
        author.write("templates/partials/note.html", "<p>{{ site.title }}</p>")


# ---- names and kinds --------------------------------------------------------------------------


def file_becomes_a_folder(author: Author) -> None:
    place = author.root / "content/assets/thing"
    if place.is_file():
        place.unlink()
        author.write("content/assets/thing/inner.txt", "x")
    else:
        shutil.rmtree(place, ignore_errors=True)
        author.write("content/assets/thing", "y")


def name_in_the_other_form(author: Author) -> None:
    """か with its dakuten in one character, and in two, as macOS hands it out."""
    composed = author.root / "content/_posts/2026-02-21-ガイド.md"
    decomposed = composed.with_name(normalize("NFD", composed.name))
    if composed.exists():
        composed.rename(decomposed)
    else:
        decomposed.unlink(missing_ok=True)
        author.write(f"content/_posts/{composed.name}", "---\ntitle: 案内\n---\n案内。\n")


def name_in_capitals(author: Author) -> None:
    small, large = (author.root / f"content/assets/{name}" for name in ("photo.png", "Photo.PNG"))
    if small.exists():
        small.rename(large)
    else:
        large.unlink(missing_ok=True)
        small.write_bytes(PICTURES[1])


def configuration_of_another_name(author: Author) -> None:
    """Jekyll reads `_config.yml`; another file of that kind changes nothing."""
    author.write("content/_config.yaml", f"title: {author.chance.random()}\n")


def configuration_broken_for_a_while(author: Author) -> None:
    author.write("content/_config.yml", "title: [\n")
    with pytest.raises(SiteError):
        author.build()
    author.configure()


def byte_order_mark(author: Author) -> None:
    file = author.root / f"content/_posts/{author.any_post()}.md"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))


# ---- switches ---------------------------------------------------------------------------------


def search_switched(author: Author) -> None:
    author.configure(allforces={"social_pictures": False, "search": author.chance.random() < 0.7})


def output_options_switched(author: Author) -> None:
    switched = {name: author.chance.random() < 0.5 for name in ("minify", "asset_versions", "image_sizes")}
    author.configure(allforces={"social_pictures": False, "search": False, **switched})


def unpublished(author: Author) -> None:
    author.flags["unpublished"] = not author.flags.get("unpublished")


def strict(author: Author) -> None:
    author.flags["strict"] = not author.flags.get("strict")


# ---- accidents in the output folder -----------------------------------------------------------


def output_damaged_at_the_same_size_and_time(author: Author) -> None:
    author.look()  # A damaged file that is no part of the site any more would stay, as it must.
    file = author.an_output()
    if file.name == ".allforces-manifest.json" or not file.exists():
        return
    with times_kept(file):
        file.write_bytes(_swapped(file.read_bytes()))
    author.look()


def two_outputs_change_places(author: Author) -> None:
    author.look()
    pages = [name for name in tree(author.root / "_site") if name.endswith(".html")]
    if len(pages) < 2:
        return
    one, two = (author.root / "_site" / name for name in author.chance.sample(pages, 2))
    aside = author.root / "aside"
    one.rename(aside)
    two.rename(one)
    aside.rename(two)
    author.look()


def output_of_an_older_time(author: Author) -> None:
    """As a cache of a CI job brings it back, its times with it."""
    author.build()
    shutil.copytree(author.root / "_site", author.root / "kept", symlinks=True)
    body(author)
    title(author)
    author.build()
    shutil.rmtree(author.root / "_site")
    (author.root / "kept").rename(author.root / "_site")


def output_and_cache_copied(author: Author) -> None:
    """A working folder that was moved: the same files, other inodes."""
    for name in ("_site", "cache", "content"):
        if (author.root / name).is_dir():
            shutil.copytree(author.root / name, author.root / "copy", symlinks=True)
            shutil.rmtree(author.root / name)
            (author.root / "copy").rename(author.root / name)


def output_folder_of_a_page_deleted(author: Author) -> None:
    file = author.an_output()
    if file.parent != author.root / "_site":
        shutil.rmtree(file.parent, ignore_errors=True)


MORE_EDITS: dict[str, Callable[[Author], None]] = {
    edit.__name__: edit
    for edit in (
        source_of_the_same_size_and_time, source_replaced_by_a_file_of_the_same_time,
        two_posts_change_places, template_of_the_same_size_and_time, picture_of_the_same_size_and_time,
        style_of_the_same_size_and_time, partials_behind_a_link, static_folder_behind_a_link,
        pictures_behind_a_link, posts_behind_a_link, data_behind_a_link, template_that_is_a_link,
        post_that_is_a_link, link_in_a_circle, links_gone, file_becomes_a_folder, name_in_the_other_form,
        name_in_capitals, configuration_of_another_name, configuration_broken_for_a_while, byte_order_mark,
        search_switched, output_options_switched, unpublished, strict,
        output_damaged_at_the_same_size_and_time, two_outputs_change_places, output_of_an_older_time,
        output_and_cache_copied, output_folder_of_a_page_deleted,
    )
}  # fmt: skip
