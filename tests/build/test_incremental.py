"""After any edit a build over an old one, with its cache, is the same as a build from nothing."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from allforces_site.build.report import Report, to_json
from allforces_site.build.run import BuildOptions, build
from tests.conftest import tree
from tests.resting import RESTS, Rests
from tests.sudden_end import before_change

THEME = Path(__file__).parents[1] / "cases" / "_theme"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
TAGS = ("AI", "検索", "画像", "音声", "C")
CATEGORIES = ("技術", "社会")
BASE = (
    '<!doctype html><html lang="{{ site.lang }}"><title>{{ page.title }} - {{ site.title }}</title>\n'
    '{% include "partials/note.html" %}\n'
    '<link rel="stylesheet" href="{{ "/static/style.css" | relative_url }}">\n'
    "{% for item in page.json_ld %}<script>{{ item | tojson }}</script>{% endfor %}\n"
    "{% block main %}{% endblock %}\n"
)


def png(width: int, height: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "PNG")
    return made.getvalue()


PICTURES = (png(600, 300), png(40, 30), png(600, 200)[:100])

# What was reported and written by builds from nothing, by `Author.sources`.
pytestmark = pytest.mark.together
FRESH_BUILDS: dict[bytes, tuple[tuple[Any, ...], dict[str, bytes]]] = {}

# Told of the cache and of what other hands left: no part of what is built.
ASIDE = ("cache", "kept-output", "address-gone")


@dataclass
class Author:
    """A site and its author, who edits it as `chance` has it and then looks at what was built."""

    root: Path
    chance: random.Random
    posts: dict[str, dict[str, Any]] = field(default_factory=dict)
    config: dict[str, Any] = field(
        default_factory=lambda: {
            "title": "試験",
            "url": "https://example.com",
            "allforces": {"social_pictures": False, "search": False},
        }
    )
    flags: dict[str, Any] = field(default_factory=dict)
    now: datetime = START
    number: int = 0
    fresh: dict[str, bytes] = field(default_factory=dict)

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def save(self, name: str) -> None:
        """Writes the post `name`; JSON is YAML."""
        values = {key: value for key, value in self.posts[name].items() if key != "body"}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
        self.write(f"content/_posts/{name}.md", f"---\n{lines}---\n{self.posts[name]['body']}")

    def configure(self, **changes: Any) -> None:
        self.config |= changes
        self.write("content/_config.yml", json.dumps(self.config, ensure_ascii=False))

    def add(self, day: int, **values: Any) -> str:
        """Adds a post of its own number."""
        self.number += 1
        name = f"2026-{day // 28 + 1:02}-{day % 28 + 1:02}-p{self.number}"
        self.posts[name] = {
            "title": f"記事{self.number}",
            "tags": self.chance.sample(TAGS, 2),
            "categories": [self.chance.choice(CATEGORIES)],
            "body": f"本文{self.number}です。\n\n続きです。[次](/a/)\n\n## 見出し\n",
            **values,
        }
        self.save(name)
        return name

    def any_post(self) -> str:
        return self.chance.choice(sorted(self.posts)) if self.posts else self.add(3)

    def change(self, **values: Any) -> None:
        name = self.any_post()
        self.posts[name] |= values
        self.save(name)

    def build(self, output: str = "_site", cache: str | None = "cache") -> Report:
        options = BuildOptions(
            self.root / "content",
            self.root / output,
            jobs=1,
            cache=self.root / cache if cache else None,
            allow_loss=True,  # Some histories do away with half of a site.
            **self.flags,
        )
        return build(options, self.now)

    def look(self) -> Report:
        """Builds into the used folder; the result must be that of a build into a new one."""
        over = self.build()
        fresh_report, self.fresh = self.fresh_build()
        assert reported(over) == fresh_report
        old, new = tree(self.root / "_site"), dict(self.fresh)
        if over.failed:  # What cannot be made now stays as it was.
            new.pop(".allforces-manifest.json")
            old = {path: content for path, content in old.items() if path in new}
        assert old.keys() == new.keys()
        assert [path for path in old if old[path] != new[path]] == []
        return over

    def fresh_build(self) -> tuple[tuple[Any, ...], dict[str, bytes]]:
        """What a build from nothing reports and writes; made once for the same sources."""
        key = self.sources()
        if key not in FRESH_BUILDS:
            shutil.rmtree(self.root / "fresh", ignore_errors=True)
            report = self.build("fresh", None)
            FRESH_BUILDS[key] = reported(report), tree(self.root / "fresh")
        return FRESH_BUILDS[key]

    def sources(self) -> bytes:
        """A digest of all that a build reads."""
        digest = sha256(repr((sorted(self.flags.items()), self.now)).encode())
        for folder in ("content", "static", "templates", "shared"):  # Links lead to what is shared.
            for name, content in tree(self.root / folder).items():
                digest.update(f"{folder}/{name}\0{len(content)}\0".encode() + content)
            for path in sorted((self.root / folder).rglob("*")):
                if path.is_symlink():
                    digest.update(f"{path.relative_to(self.root)}\0{path.readlink()}\0".encode())
        # A draft without a date takes that of its file.
        for draft in sorted(self.root.glob("content/_drafts/*")) if self.flags.get("drafts") else ():
            digest.update(f"{draft.stat().st_mtime_ns}\0".encode())
        return digest.digest()

    def an_output(self) -> Path:
        """A page that the last build wrote."""
        return self.root / "_site" / self.chance.choice(sorted(self.fresh))


def reported(report: Report) -> tuple[Any, ...]:
    content = json.loads(to_json(report))
    problems = [problem for problem in content["problems"] if problem["code"] not in ASIDE]
    return content["pages"], content["skipped"], problems


def new_author(root: Path, seed: int) -> Author:
    """An author of twelve posts, a page, a draft, pictures and templates, all built once."""
    author = Author(root, random.Random(seed))
    shutil.copytree(THEME, root / "templates")
    author.write("templates/base.html", BASE)
    author.write("templates/partials/note.html", "<p>{{ site.title }}</p>")
    author.configure(paginate=4)
    for day in range(0, 60, 5):
        author.add(day)
    author.write("content/about.md", "---\ntitle: 紹介\nredirect_from: /old-about/\n---\n紹介です。\n")
    author.write("content/assets/a.png", b"\x00\x01")
    author.write("content/assets/real.png", PICTURES[0])
    author.write("static/style.css", "body {}")
    author.write("content/_drafts/idea.md", "---\ntitle: 案\ndate: 2026-01-09\n---\n案です。\n")
    author.look()
    return author


@pytest.fixture(scope="module")
def begin(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Author]:
    """A function that gives `new_author` of a seed: the site is made once, and copied for each test.

    All copies are in one place, as the record of a build is known by the path of its output.
    """
    folder = tmp_path_factory.mktemp("authors")
    begun: dict[int, Author] = {}

    def begin(seed: int) -> Author:
        root, kept = folder / "site", folder / f"{seed}"
        shutil.rmtree(root, ignore_errors=True)
        if seed not in begun:
            begun[seed] = new_author(root, seed)
            root.rename(kept)
        shutil.copytree(kept, root)
        return deepcopy(begun[seed])

    return begin


# ---- edits ------------------------------------------------------------------------------------


def body(author: Author) -> None:
    name = author.any_post()
    author.posts[name]["body"] += f"追記{author.chance.random()}。\n"
    author.save(name)


def first_paragraph(author: Author) -> None:
    author.change(body=f"別の書き出し{author.chance.random()}。\n\n続き。\n")


def title(author: Author) -> None:
    author.change(title=f"新しい題{author.chance.randrange(5)}")


def title_of_another(author: Author) -> None:
    author.change(title=author.posts[author.any_post()]["title"])


def title_emptied(author: Author) -> None:
    author.change(title=author.chance.choice(["", " ", "題"]))


def title_with_phrases(author: Author) -> None:
    author.change(title=f"生成AIの<新しい>使い方 & 第{author.chance.randrange(9)}回の\U00020bb7野家")


def excerpt_taken_out(author: Author) -> None:
    name = author.any_post()
    author.posts[name].pop("excerpt", None)
    author.posts[name].pop("description", None)
    author.save(name)


def own_description(author: Author) -> None:
    author.change(description=f"説明{author.chance.randrange(5)}", reading_time=author.chance.randrange(1, 9))


def title_and_body_of_another(author: Author) -> None:
    title(author)
    body(author)


def several_texts(author: Author) -> None:
    for _ in range(3):
        author.chance.choice([title, first_paragraph, own_excerpt, excerpt_taken_out, body])(author)


def title_of_a_post_that_waits(author: Author) -> None:
    later = (author.now + timedelta(hours=30)).isoformat()
    waiting = [name for name, values in author.posts.items() if values.get("mine") == "waits"]
    name = waiting[0] if waiting else author.add(3, date=later, mine="waits")
    author.posts[name]["title"] = f"題{author.chance.random()}"
    author.save(name)


def search_and_pictures(author: Author) -> None:
    chosen = author.chance.choice([(True, True), (True, False), (False, True)])
    author.configure(lang="ja", allforces=dict(zip(("search", "social_pictures"), chosen, strict=True)))


def tag_added(author: Author) -> None:
    name = author.any_post()
    author.posts[name]["tags"] = [*author.posts[name]["tags"], f"新{author.chance.randrange(3)}"]
    author.save(name)


def tag_removed(author: Author) -> None:
    name = author.any_post()
    author.posts[name]["tags"] = author.posts[name]["tags"][1:]
    author.save(name)


def tag_spelling(author: Author) -> None:
    author.change(tags=[author.chance.choice(["ai", "Ai", "ＡＩ", "A I"]), "検索"])


def category(author: Author) -> None:
    author.change(categories=[author.chance.choice(["科学", *CATEGORIES])])


def date(author: Author) -> None:
    author.change(date=f"2026-0{author.chance.randint(1, 2)}-1{author.chance.randrange(3)} 10:00:00 +0900")


def updated(author: Author) -> None:
    author.change(last_modified_at=f"2026-02-1{author.chance.randrange(3)}")


def slug(author: Author) -> None:
    author.change(slug=f"slug-{author.chance.randrange(4)}")


def permalink_of_two(author: Author) -> None:
    author.change(permalink="/same/")


def redirect(author: Author) -> None:
    author.change(redirect_from=[f"/old-{author.chance.randrange(4)}/"])


def what_programs_read(author: Author) -> None:
    chance = author.chance
    given: dict[str, Any] = {"social_pictures": False, "search": False, "news_sitemap": chance.random() < 0.7}
    given["ai"] = {key: chance.random() < 0.7 for key in ("llms_txt", "llms_full_txt", "markdown")}
    given["feeds"] = {
        "/feed.xml": "rss",
        "/f/:tag.xml": "atom",
        "/short.json": {"format": "json", "content": "excerpt"},
    }
    author.configure(allforces=given)


def robots(author: Author) -> None:
    author.change(robots=author.chance.choice(["noindex", "index", "noindex, follow"]))


def byline(author: Author) -> None:
    author.change(author=author.chance.choice(["花子", "太郎"]))


def picture(author: Author) -> None:
    author.change(image=author.chance.choice(["/assets/a.png", "/assets/b.png", "/assets/real.png"]))


def picture_in_a_body(author: Author) -> None:
    name = author.any_post()
    shown = author.chance.choice(["/assets/real.png", "/assets/none.png", "real.svg"])
    author.posts[name]["body"] = f"![]({shown})\n\n" + author.posts[name]["body"]
    author.save(name)


def new_post_with_a_new_picture(author: Author) -> None:
    number = author.number + 1
    author.write(f"content/assets/p{number}.png", author.chance.choice(PICTURES))
    author.add(author.chance.randrange(70), image=f"/assets/p{number}.png")


def picture_drawn_anew(author: Author) -> None:
    author.write("content/assets/real.png", PICTURES[author.chance.randrange(len(PICTURES))])


def drawn_pictures(author: Author) -> None:
    is_drawn = author.chance.random() < 0.5
    has_sizes = author.chance.random() < 0.5
    author.configure(allforces={"social_pictures": is_drawn, "search": False, "image_sizes": has_sizes})


def repairs_on_build(author: Author) -> None:
    name = author.any_post()
    author.posts[name]["body"] = f"---END---\n\n{author.posts[name]['body']}\n![](/none.png)\n"
    author.save(name)
    repair = author.chance.choice(["off", "on-build", "on-build"])
    checks = {"rules": {"end-marker": author.chance.choice(["off", "note", "error"])}}
    switched = {"search": author.chance.random() < 0.5, "repair": repair, "checks": checks}
    author.configure(allforces={"social_pictures": False, **switched})


def own_excerpt(author: Author) -> None:
    author.change(excerpt=f"抜粋{author.chance.randrange(5)}")


def bare_layout(author: Author) -> None:
    author.change(layout=author.chance.choice(["none", "post", "page"]))


def out_of_the_sitemap(author: Author) -> None:
    author.change(sitemap=author.chance.random() < 0.5)


def value_that_is_not_kept(author: Author) -> None:
    author.change(mine=2**70 + author.chance.randrange(3))


def new_post(author: Author) -> None:
    author.add(author.chance.randrange(56))


def deleted_post(author: Author) -> None:
    name = author.any_post()
    del author.posts[name]
    (author.root / f"content/_posts/{name}.md").unlink()


def renamed_post(author: Author) -> None:
    name = author.any_post()
    author.number += 1
    new = f"{name[:10]}-renamed{author.number}"
    author.posts[new] = author.posts.pop(name)
    (author.root / f"content/_posts/{name}.md").rename(author.root / f"content/_posts/{new}.md")


def moved_to_a_folder(author: Author) -> None:
    author.write(f"content/news/_posts/2026-01-0{author.chance.randint(1, 3)}-n.md", "---\ntags: [AI]\n---\n")


def draft_published(author: Author) -> None:
    draft = author.root / "content/_drafts/idea.md"
    if draft.exists():
        draft.rename(author.root / "content/_posts/2026-01-09-idea.md")
    else:
        author.write("content/_drafts/idea.md", f"---\ntitle: 案{author.chance.random()}\n---\n案。\n")


def taken_back(author: Author) -> None:
    author.change(published=author.chance.random() < 0.5)


def related_change(author: Author) -> None:
    for _ in range(2):
        author.change(tags=["珍しい", "AI"])


def base_template(author: Author) -> None:
    author.write("templates/base.html", f"{BASE}<footer>{author.chance.randrange(9)}</footer>")


def a_partial(author: Author) -> None:
    author.write("templates/partials/note.html", f"<p>{author.chance.randrange(9)}</p>")


def new_layout(author: Author) -> None:
    author.write("templates/wide.html", "{{ body }}")
    author.change(layout="wide")


def data_file(author: Author) -> None:
    author.write("templates/partials/note.html", "<p>{{ site.data }}</p>")
    author.write(
        author.chance.choice(["content/_data/a.yml", "content/_data/deep/b.json"]),
        str(author.chance.random()),
    )


def data_file_gone(author: Author) -> None:
    data_file(author)
    author.build()
    shutil.rmtree(author.root / "content/_data")


def template_gone(author: Author) -> None:
    (author.root / "templates/wide.html").unlink(missing_ok=True)
    (author.root / "templates/terms.html").unlink(missing_ok=True)


def template_broken_or_fixed(author: Author) -> None:
    file = author.root / "templates/term.html"
    whole = (THEME / "term.html").read_text(encoding="utf-8")
    is_broken = file.read_text(encoding="utf-8") != whole
    author.write("templates/term.html", whole if is_broken else "{{ nothing_of_this_name }}")


def config_title(author: Author) -> None:
    author.configure(title=f"題{author.chance.randrange(5)}")


def config_option(author: Author) -> None:
    options = [
        {"paginate": 3},
        {"paginate": 5},
        {"permalink": "/:title/"},
        {"permalink": "date"},
        {"timezone": "Europe/Berlin"},
        {"timezone": "Asia/Tokyo"},
        {"author": "編集部"},
        {"limit_posts": 7},
        {"limit_posts": 0},
        {"excerpt_separator": "続"},
        {"allforces": {"cjk_chars_per_minute": 1, "slugs": {"AI": "ai-news"}}},
        {"content_categories": [{"name": "技術", "slug": "tech", "description": "技術の話"}]},
        {"exclude": ["about.md"]},
        {"defaults": [{"scope": {"path": ""}, "values": {"tags": ["既定"]}}]},
    ]
    author.configure(**author.chance.choice(options))


def page(author: Author) -> None:
    name = author.chance.choice(["about.md", "more.md", "index.md", "404.md"])
    author.write(f"content/{name}", f"---\ntitle: 頁{author.chance.randrange(9)}\n---\n頁です。\n")


def page_deleted(author: Author) -> None:
    for name in ("about.md", "index.md", "404.md"):
        (author.root / "content" / name).unlink(missing_ok=True)


def picture_file(author: Author) -> None:
    author.write("content/assets/a.png", author.chance.randbytes(2))
    author.write(f"content/assets/{author.chance.randrange(3)}.png", b"x")


def css(author: Author) -> None:
    author.write("static/style.css", f"body {{ margin: {author.chance.randrange(9)}px }}")


def static_folder_gone(author: Author) -> None:
    shutil.rmtree(author.root / "static", ignore_errors=True)


def broken_or_repaired_post(author: Author) -> None:
    broken = [name for name, values in author.posts.items() if values.get("date") == "2026-13-40"]
    if not broken:
        author.change(date="2026-13-40")
        return
    for name in broken:
        del author.posts[name]["date"]
        author.save(name)


def unreadable_post(author: Author) -> None:
    author.write("content/_posts/2026-01-05-bad.md", author.chance.choice([b"\xff", b"---\n---\nx\n"]))


def sources_touched(author: Author) -> None:
    for file in (author.root / "content").rglob("*"):
        os.utime(file, (1, author.chance.randrange(2**30)))


def falls_due(author: Author) -> None:
    author.add(3, date=(author.now + timedelta(hours=author.chance.choice([1, 30]))).isoformat())


def time_passes(author: Author) -> None:
    author.now += timedelta(days=1)


def drafts(author: Author) -> None:
    author.flags["drafts"] = not author.flags.get("drafts")


def future(author: Author) -> None:
    author.flags["future"] = not author.flags.get("future")


def base_url(author: Author) -> None:
    author.flags["base_url"] = author.chance.choice(
        [None, "https://example.org/blog", "http://localhost:4000"]
    )


def no_address(author: Author) -> None:
    author.configure(url=author.chance.choice(["", "https://example.com"]))


# ---- accidents --------------------------------------------------------------------------------


def cached(author: Author) -> list[Path]:
    return sorted(file for file in (author.root / "cache").rglob("*") if file.is_file())


def cache_deleted(author: Author) -> None:
    shutil.rmtree(author.root / "cache", ignore_errors=True)


def cache_deleted_halfway(author: Author) -> None:
    for file in cached(author):
        if author.chance.random() < 0.5:
            file.unlink()


def cache_cut_short(author: Author) -> None:
    for file in cached(author):
        os.truncate(file, author.chance.randrange(file.stat().st_size + 1))


def cache_corrupted(author: Author) -> None:
    for file in cached(author):
        content = bytearray(file.read_bytes())
        for _ in range(author.chance.choice([1, 1, 3, 100])):
            if content:
                content[author.chance.randrange(len(content))] = author.chance.randrange(256)
        file.write_bytes(content)


def cache_of_an_older_edit(author: Author) -> None:
    """As a CI job restores it: from before the last edits, for an output that is newer."""
    author.build()
    shutil.copytree(author.root / "cache", author.root / "older")
    body(author)
    author.build()
    shutil.rmtree(author.root / "cache")
    (author.root / "older").rename(author.root / "cache")


def cache_of_another_version(author: Author) -> None:
    with other_version():
        title(author)
        author.build()


@contextmanager
def other_version() -> Iterator[None]:
    """The generator in another version, whose pages are others too."""
    with (
        patch("allforces_site.loaders.context.fingerprint", lambda: b"other"),
        patch("allforces_site.renderer.theme.fingerprint", lambda: b"other"),
        patch("allforces_site.outputs.home.home_title", lambda _: "旧版"),
    ):
        yield


def killed_build(author: Author) -> None:
    """Killed before one of its changes on the disk: there are about seventy."""
    body(author)
    title(author)
    change = author.chance.randrange(75)

    def build() -> None:
        before_change(change, lambda: os.kill(os.getpid(), signal.SIGKILL))
        author.build()

    process = multiprocessing.get_context("fork").Process(target=build)
    process.start()
    process.join()


def edit_and_its_undoing(author: Author) -> None:
    """Back to what it was, after a build between: old keys, new files."""
    name = author.any_post()
    file = author.root / f"content/_posts/{name}.md"
    before = file.read_bytes()
    file.write_bytes(before + b"x")
    author.build()
    file.write_bytes(before)


def build_elsewhere(author: Author) -> None:
    title(author)
    author.build("elsewhere")


def output_edited(author: Author) -> None:
    author.look()  # A file that is edited and no part of the site any more would stay, as it must.
    file = author.an_output()
    if file.name != ".allforces-manifest.json":
        content = file.read_bytes()
        file.write_bytes(author.chance.choice([b"", b"x" * len(content), content + b"x"]))
        author.look()


def output_deleted(author: Author) -> None:
    file = author.an_output()
    if file.name != ".allforces-manifest.json":
        file.unlink(missing_ok=True)


def output_touched(author: Author) -> None:
    file = author.an_output()
    if file.exists():
        os.utime(file)


def output_folder_deleted(author: Author) -> None:
    shutil.rmtree(author.root / "_site", ignore_errors=True)


EDITS: dict[str, Callable[[Author], None]] = {
    edit.__name__: edit
    for edit in (
        body, first_paragraph, title, title_of_another, title_emptied, title_with_phrases, excerpt_taken_out,
        own_description, title_and_body_of_another, several_texts, title_of_a_post_that_waits,
        search_and_pictures, tag_added, tag_removed, tag_spelling, category, date, updated, slug,
        permalink_of_two, redirect, robots, what_programs_read, byline, picture, own_excerpt, bare_layout,
        out_of_the_sitemap, new_post_with_a_new_picture,
        value_that_is_not_kept, new_post, deleted_post, renamed_post, moved_to_a_folder, draft_published,
        taken_back, related_change, base_template, a_partial, new_layout, data_file, data_file_gone,
        template_gone,
        template_broken_or_fixed, config_title, config_option, page, page_deleted, picture_file, css,
        picture_in_a_body, picture_drawn_anew, drawn_pictures, repairs_on_build,
        static_folder_gone, broken_or_repaired_post, unreadable_post, sources_touched, falls_due,
        time_passes, drafts, future, base_url, no_address, cache_deleted, cache_deleted_halfway,
        cache_cut_short, cache_corrupted, cache_of_an_older_edit, cache_of_another_version, killed_build,
        edit_and_its_undoing, build_elsewhere, output_edited, output_deleted, output_touched,
        output_folder_deleted,
    )
}  # fmt: skip


# ---- the law ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rests", RESTS)
@pytest.mark.parametrize("edit", EDITS)
def test_after_one_edit_the_tree_is_that_of_a_fresh_build(
    begin: Callable[[int], Author], edit: str, rests: Rests
) -> None:
    author = begin(7)
    rests(author.root)
    author.look()
    # Twice: an edit that breaks something undoes it the second time, and meets the result of the first.
    for _ in range(2):
        EDITS[edit](author)
        rests(author.root)
        author.look()


steps = st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3)


# Without shrinking: a history is short as it is, and each step builds twice.
@settings(
    max_examples=25,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(seed=st.integers(0, 2**16), history=st.lists(steps, min_size=2, max_size=6))
def test_after_any_edits_the_tree_is_that_of_a_fresh_build(
    tmp_path_factory: pytest.TempPathFactory, seed: int, history: list[list[str]]
) -> None:
    author = new_author(tmp_path_factory.mktemp("history"), seed)
    for edits in history:
        for edit in edits:
            EDITS[edit](author)
        author.look()


TEXTS = (
    body, first_paragraph, title, title_of_another, title_emptied, title_with_phrases, own_excerpt,
    excerpt_taken_out, own_description, title_and_body_of_another, several_texts, title_of_a_post_that_waits,
    permalink_of_two, taken_back,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_of_texts_the_tree_is_that_of_a_fresh_build(
    begin: Callable[[int], Author], seed: int
) -> None:
    """With the search, with drawn pictures, with both; some posts share an address or are taken back."""
    author = begin(7)
    author.chance.seed(seed)
    author.configure(lang="ja", allforces={"search": seed != 1, "social_pictures": seed in (1, 2)})
    author.look()
    for _ in range(12):
        author.chance.choice(TEXTS)(author)
        author.look()


def test_a_build_killed_at_any_moment_leaves_nothing_that_misleads_the_next(tmp_path: Path) -> None:
    author = new_author(tmp_path, seed=3)
    for _ in range(25):
        killed_build(author)
        author.look()


def test_two_builds_at_once_may_share_a_cache(tmp_path: Path) -> None:
    author = new_author(tmp_path, seed=5)
    fork = multiprocessing.get_context("fork")
    for _ in range(8):
        title(author)
        new_post(author)
        builds = [fork.Process(target=author.build, args=(output,)) for output in ("_site", "other", "third")]
        for build_at_once in builds:
            build_at_once.start()
        for build_at_once in builds:
            build_at_once.join()
        assert [build_at_once.exitcode for build_at_once in builds] == [0, 0, 0]
        author.look()
        assert tree(tmp_path / "other") == tree(tmp_path / "third") == author.fresh


def nothing(_: Path) -> None:
    """As it is."""


def is_a_file(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("mine", encoding="utf-8")


def parse_cache_is_a_folder(cache: Path) -> None:
    (cache / "parse-cache.sqlite").unlink()
    (cache / "parse-cache.sqlite").mkdir()


def parse_cache_is_no_database(cache: Path) -> None:
    (cache / "parse-cache.sqlite").write_bytes(b"no database")


@pytest.mark.parametrize(
    ("accident", "notes"),
    [(nothing, 0), (is_a_file, 1), (parse_cache_is_a_folder, 1), (parse_cache_is_no_database, 1)],
)
def test_a_cache_that_cannot_be_used_is_reported_in_one_line_and_fails_no_build(
    tmp_path: Path, accident: Callable[[Path], None], notes: int
) -> None:
    author = new_author(tmp_path, seed=1)
    accident(tmp_path / "cache")
    author.flags["strict"] = True
    title(author)

    report = author.look()

    told_of_it = [problem for problem in report.problems if problem.code == "cache"]
    assert len(told_of_it) == notes
    assert not report.failed
    assert all("\n" not in str(problem.message) for problem in told_of_it)


TITLES = "{% for post in POSTS %}{{ post.title }} {% endfor %}"
SHOWN = {
    "term.html": [
        TITLES.replace("POSTS", "posts"),
        "{{ term.name }} {{ term.slug }} {{ term.url }} {{ term.description }} {{ term.count }}",
    ],
    "terms.html": [
        "{{ taxonomy.terms | map(attribute='description') | join(' ') }}",
    ],
    "archive.html": ["{% for year in years %}{{ year.count }} {{ year.months | length }}{% endfor %}"],
    "archive_year.html": [
        "{% for month in year.months %}{{ month.month }} {{ month.count }}{% endfor %}",
    ],
    "archive_month.html": [
        TITLES.replace("POSTS", "posts"),
    ],
    "sitemap.xml": ["{% for output in outputs %}{{ output.url }} {{ output.changed }}{% endfor %}"],
}


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name, texts in SHOWN.items() for number in range(len(texts))]
)
def test_what_an_own_template_shows_is_never_that_of_yesterday(
    begin: Callable[[int], Author], name: str, number: int
) -> None:
    author = begin(2)
    author.write(f"templates/{name}", SHOWN[name][number])
    author.configure(paginate=2)
    author.look()
    for edit in (title, title, new_post, title, tag_added, category_description, title):
        edit(author)
        author.look()


def category_description(author: Author) -> None:
    slug, text = author.chance.choice(["tech", "t"]), f"説明{author.chance.randrange(9)}"
    author.configure(content_categories=[{"name": "技術", "slug": slug, "description": text}])
