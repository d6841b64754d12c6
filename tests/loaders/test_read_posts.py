"""A cached post is the post that was read; it is read again when anything that shapes it differs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.model import KNOWN_KEYS, AllforcesSettings, Config
from allforces_site.config.parse import parse_config
from allforces_site.errors import SiteError
from allforces_site.loaders import cached_documents
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.packing import pack, unpack, unpack_document
from allforces_site.loaders.post_keys import post_key
from allforces_site.loaders.posts import PostReading, read_post
from allforces_site.loaders.walk import SourceEntry, SourceKind
from allforces_site.model import Document, Post, Summary
from allforces_site.outputs.posts import render_post
from allforces_site.renderer.theme import find_theme, make_theme
from tests.resting import RESTS, Rests

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LAYOUTS = frozenset({"post", "page"})
ENTRY = SourceEntry("_posts/2026-01-02-a.md", "", SourceKind.POST)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources of the posts that were parsed."""
    sources: list[str] = []

    def counted(entry: SourceEntry, *arguments: Any) -> PostReading:
        sources.append(entry.source)
        return read_post(entry, *arguments)

    monkeypatch.setattr(cached_documents, "read_post", counted)
    return sources


@pytest.fixture
def site(tiny: Any) -> Any:
    """Three posts, built once with a cache in `cache/`."""
    for number in range(1, 4):
        tiny.post(f"2026-01-0{number}-p{number}", f"title: 記事{number}\ntags: [x]", f"本文{number}。\n")
    tiny.build(cache=tiny.root / "cache")
    return tiny


def is_whole(shop: Any, **options: Any) -> bool:
    """Whether a build with the cache gives the pages of one without it."""
    shop.build(output=shop.root / "fresh", **options)
    files = [path for path in (shop.root / "fresh").rglob("*") if path.is_file()]
    return shop.tree() == {
        path.relative_to(shop.root / "fresh").as_posix(): path.read_bytes() for path in files
    }


# ---- what is read again -----------------------------------------------------------------------


def test_posts_that_did_not_change_are_not_parsed_again(site: Any, parsed: list[str]) -> None:
    site.build(cache=site.root / "cache")
    assert parsed == []
    site.build(output=site.root / "other", cache=site.root / "cache")
    assert parsed == []
    site.post("2026-01-02-p2", "title: 記事2")
    site.build(cache=site.root / "cache")
    assert parsed == ["_posts/2026-01-02-p2.md"]
    assert is_whole(site)


def test_the_cache_works_on_another_machine_and_at_another_path(
    site: Any, parsed: list[str], tmp_path: Path
) -> None:
    other = type(site)(tmp_path / "other" / "place")
    shutil.copytree(site.source, other.source)
    shutil.copytree(site.root / "templates", other.root / "templates")
    shutil.copytree(site.root / "cache", other.root / "moved-cache")
    for file in other.source.rglob("*.md"):
        os.utime(file, (1, 1))

    other.build(cache=other.root / "moved-cache")

    assert parsed == []
    assert other.tree() == site.tree()


def test_a_changed_file_with_its_old_time_is_parsed_again(site: Any, parsed: list[str]) -> None:
    file = site.source / "_posts/2026-01-02-p2.md"
    status = file.stat()
    file.write_bytes(file.read_bytes().replace("本文2".encode(), "本文9".encode()))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    site.build(cache=site.root / "cache")

    assert parsed == ["_posts/2026-01-02-p2.md"]
    assert "本文9" in site.page("2026/01/02/p2.html")


@pytest.mark.parametrize("rests", RESTS)
def test_another_version_of_the_generator_reads_all_posts_again(
    site: Any, parsed: list[str], monkeypatch: pytest.MonkeyPatch, rests: Rests
) -> None:
    # Wherever it is asked for: files that have rested since they were written are known by their times alone.
    rests(site.root)
    for module in list(sys.modules.values()):
        if getattr(module, "fingerprint", None) is fingerprint:
            monkeypatch.setattr(module, "fingerprint", lambda: b"another version")

    report = site.build(cache=site.root / "cache")

    assert (len(parsed), report.problems) == (3, [])


def test_a_draft_without_a_date_takes_that_of_its_file_each_time(tiny: Any) -> None:
    draft = tiny.write("content/_drafts/idea.md", "---\ntitle: 案\n---\n本文\n")
    for day in (1, 2):
        os.utime(draft, (datetime(2026, 3, day, tzinfo=UTC).timestamp(),) * 2)
        tiny.build(cache=tiny.root / "cache", drafts=True)
        assert (tiny.output / f"2026/03/0{day}/idea.html").exists()
        assert is_whole(tiny, drafts=True)


# ---- what is part of the key ------------------------------------------------------------------

SHAPING = [
    "lang: en",
    "timezone: Europe/Berlin",
    "permalink: /:title/",
    "collections: {posts: {permalink: /p/:title/}}",
    "excerpt_separator: <!--more-->",
    "author: 花子",
    "author: {name: 太郎}",
    "show_drafts: true",
    "unpublished: true",
    "future: true",
    "allforces: {cjk_chars_per_minute: 100}",
    "allforces: {words_per_minute: 100}",
    "defaults: [{scope: {path: ''}, values: {tags: [a]}}]",
    "defaults: [{scope: {path: 'x'}, values: {tags: [a]}}]",
    "defaults: [{scope: {path: '', type: posts}, values: {tags: [a]}}]",
    "defaults: [{scope: {path: ''}, values: {tags: [b]}}]",
]
NOT_SHAPING = ["title: 別", "url: https://example.org", "baseurl: /b", "paginate: 3", "mine: 1"]


def digest(config: str = "", layouts: frozenset[str] = LAYOUTS) -> bytes:
    return ReadContext(parse_config(config)[0], NOW, layouts).digest


def test_every_option_that_shapes_a_post_is_part_of_its_key() -> None:
    digests = [digest(), digest(layouts=LAYOUTS | {"wide"}), *(digest(config) for config in SHAPING)]

    assert len(set(digests)) == len(SHAPING) + 2


def test_options_that_shape_pages_alone_are_no_part_of_a_posts_key() -> None:
    assert {digest(config) for config in NOT_SHAPING} == {digest()}


def test_the_time_is_no_part_of_the_key_and_content_name_and_kind_are() -> None:
    keys = {
        post_key(SourceEntry(source, "", kind), content, NOW, b"digest")
        for source in ("_posts/a.md", "_posts/b.md")
        for kind in (SourceKind.POST, SourceKind.DRAFT)
        for content in (b"", b"x")
    }
    assert len(keys) == 8
    assert post_key(ENTRY, b"", NOW, b"") == post_key(ENTRY, b"", datetime(2000, 1, 1, tzinfo=UTC), b"")


def test_every_option_that_reading_a_post_uses_is_in_the_key() -> None:
    asked: set[str] = set()
    names = [field.name for field in fields(AllforcesSettings)]

    class Settings(AllforcesSettings):
        def __getattribute__(self, name: str) -> Any:
            if name in names:
                asked.add(f"allforces.{name}")
            return super().__getattribute__(name)

    class Asked(Config):
        def __getattribute__(self, name: str) -> Any:
            if name in (*KNOWN_KEYS, "extra"):
                asked.add(name)
            return super().__getattribute__(name)

    config = Asked(author="花子", excerpt_separator="<!--more-->", allforces=Settings())
    context = ReadContext(config, NOW, LAYOUTS)
    asked.clear()
    assert context.digest
    in_key = set(asked)
    asked.clear()
    for entry in (ENTRY, SourceEntry("_drafts/idea.md", "", SourceKind.DRAFT)):
        for text in TEXTS:
            read_post(entry, text.encode(), NOW, context)

    assert asked <= in_key
    assert asked >= {"timezone", "permalink", "author", "excerpt_separator", "defaults", "future"}


TEXTS = [
    "---\n---\n本文\n",
    "---\ntitle: 題\ndate: 2026-01-02 10:00:00\nlast_modified_at: 2026-01-03\nauthor: 花子\n---\n"
    "前<!--more-->後\n",
    "---\ndraft: true\n---\n",
    "---\npublished: false\n---\n",
    "---\nlayout: nowhere\nslug: あ\npermalink: /:year/:x/\nimage: a.png\n---\n{% x %}\n",
    "---\ntags: a b\ntag: c\ncategories: [d]\nreading_time: 5\nrobots: noindex\nsitemap: false\n---\n",
    "no front matter",
    "---\nbroken: [\n---\n",
]


# ---- what cannot be kept ----------------------------------------------------------------------

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
NOT_KEPT = {
    "bomb": BOMB,
    "many": f"mine: [{', '.join('1' * 10_001)}]",
}
ODD_BUT_KEPT = {
    "float": "mine: [.inf, -.inf, .nan, 1e308, -0.0]",
    "int": f"mine: [{2**63 - 1}, -{2**63 - 1}]",
    "dates": "mine: [2026-01-02, 2026-01-02 10:00:00, 0001-01-01, 9999-12-31]",
    "keys": "mine: {1: 2, true: x, null: y, 2026-01-02: z, '': w}",
    "deep": f"mine: {'[' * 40}{']' * 40}",
    "early": "date: 0001-01-02",
    "late": "date: 9999-12-30 23:59:59",
    "out of range": "date: 9999-12-31 23:59:59 -1200",
    "minutes": "reading_time: 99999999",
    "wide": 'title: "𠮷\\U0001F600\\u0000"',
    "broken": "mine: [",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NOT_KEPT)
def test_a_value_that_would_not_be_read_back_the_same_is_not_kept(
    site: Any, parsed: list[str], name: str
) -> None:
    site.post("2026-01-02-p2", NOT_KEPT[name])
    for _ in range(2):
        parsed.clear()
        site.build(cache=site.root / "cache")
        assert set(parsed) == {"_posts/2026-01-02-p2.md"}
        assert is_whole(site)


@pytest.mark.parametrize("name", ODD_BUT_KEPT)
def test_an_odd_value_is_kept(site: Any, parsed: list[str], name: str) -> None:
    site.post("2026-01-02-p2", ODD_BUT_KEPT[name])
    first = site.build(cache=site.root / "cache", future=True)
    parsed.clear()

    second = site.build(cache=site.root / "cache", future=True)

    assert parsed == []
    # The first build tells besides which address of the fixture's build is gone.
    lasting = [problem for problem in first.problems if problem.code != "address-gone"]
    assert (second.problems, second.skipped) == (lasting, first.skipped)
    fresh = site.build(output=site.root / "fresh", future=True)
    assert (second.problems, second.skipped) == (fresh.problems, fresh.skipped)
    for file in (site.root / "fresh").rglob("*.html"):
        assert (site.output / file.relative_to(site.root / "fresh")).read_bytes() == file.read_bytes()


# ---- a lost body ------------------------------------------------------------------------------


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """No parse cache holds a body, as after another build dropped it meanwhile."""
    monkeypatch.setattr(ParseCache, "body", lambda *_: None)


@pytest.mark.usefixtures("lost")
def test_a_lost_body_is_made_again(site: Any) -> None:
    site.write("templates/base.html", "{{ page.title }}{% block main %}{% endblock %}")

    report = site.build(cache=site.root / "cache")

    assert report.problems == []
    assert is_whole(site)


@pytest.mark.usefixtures("lost")
@pytest.mark.parametrize("change", ["edited", "deleted"])
def test_a_page_is_never_made_from_another_text_than_planned(
    site: Any, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = site.source / "_posts/2026-01-02-p2.md"
    before = site.page("2026/01/02/p2.html")
    content = file.read_bytes()
    site.write("templates/base.html", "<p>{{ page.title }}{% block main %}{% endblock %}")
    fetch = cached_documents.CachedDocuments.fetch

    def meanwhile(self: Any, key: bytes, source: str) -> Document:
        if change == "edited":
            file.write_bytes(content.replace("本文2".encode(), "別の文".encode()))
        else:
            file.unlink(missing_ok=True)
        return fetch(self, key, source)

    monkeypatch.setattr(cached_documents.CachedDocuments, "fetch", meanwhile)
    report = site.build(cache=site.root / "cache")
    assert {problem.file for problem in report.problems} == {"_posts/2026-01-02-p2.md"}
    assert site.page("2026/01/02/p2.html") == before

    monkeypatch.setattr(cached_documents.CachedDocuments, "fetch", fetch)
    file.write_bytes(content)
    assert site.build(cache=site.root / "cache").problems == []
    assert is_whole(site)


# ---- a property -------------------------------------------------------------------------------

plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=5),
    st.sampled_from(["2026-01-02", "AI 検索", "/old/", "assets/a.png", "post", "none", "花子"]),
)
nested = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
KEYS = [
    "title", "date", "tags", "tag", "categories", "category", "author", "authors", "layout", "image",
    "excerpt", "description", "slug", "permalink", "redirect_from", "reading_time", "published", "draft",
    "last_modified_at", "robots", "canonical_url", "sitemap", "future", "mine",
]  # fmt: skip
texts = st.text(st.sampled_from("本文。 \n#*_`<>[]()|-1a"), max_size=80)


@pytest.fixture(scope="module")
def render(new_workshop: Callable[[], Any]) -> Iterator[Callable[[Any], bytes | tuple[Any, ...]]]:
    """A function that renders a `SourcePost` in a layout that shows all of its values."""
    shop = new_workshop()
    shop.write(
        "templates/post.html",
        "{{ page }} {{ post }} {{ body }} {{ headings }} {{ page.front_matter }}"
        "{% for item in page.json_ld %}{{ item | tojson }}{% endfor %}",
    )
    theme = make_theme(Config(title="試験", url="https://example.com"), find_theme(shop.source), ())

    def rendered(source: Any) -> bytes | tuple[Any, ...]:
        summary = Summary(
            source.source, source.url, source.title, source.date, source.updated, (), (), (),
            source.excerpt, source.description, source.measured_minutes, source.image,
        )  # fmt: skip
        try:
            return render_post(Post(summary, source, source.url, source.path), theme)
        except SiteError as exc:
            return exc.problems

    yield rendered


@pytest.mark.slow
@settings(max_examples=150)
@given(values=st.dictionaries(st.sampled_from(KEYS), nested, max_size=6), body=texts)
def test_a_cached_post_is_the_post_that_was_read(
    render: Callable[[Any], bytes | tuple[Any, ...]], values: dict[str, Any], body: str
) -> None:
    front_matter = yaml.safe_dump(values, allow_unicode=True)
    content = f"---\n{front_matter}---\n{body}".encode()
    context = ReadContext(Config(), NOW, LAYOUTS)
    fresh = read_post(ENTRY, content, NOW, context)

    row = pack(b"key", fresh)
    if row is None:
        return
    cached = unpack(row.summary, row.key, Kept(row.body), context.config.zone)

    assert cached is not None
    if fresh.post is None or cached.post is None:
        assert cached == fresh
        return
    loaded = replace(cached.post, document=cached.post.document.load())
    # As text: a NaN does not equal itself, and a date that is not quoted is text that knows it.
    assert repr(replace(cached, post=loaded)) == repr(replace(fresh, contribution=None))
    assert render(cached.post) == render(fresh.post)


@pytest.mark.parametrize(
    ("body", "most"), [("An English text. " * 500, 1.0), ("日本語の文章です。𠮷野家😀\n" * 500, 0.75)]
)
def test_a_kept_body_takes_at_most_the_space_of_its_html_and_is_read_back(body: str, most: float) -> None:
    content = f"---\ntitle: 題\n---\nShort.\n\n{body}".encode()
    fresh = read_post(ENTRY, content, NOW, ReadContext(Config(), NOW, LAYOUTS))
    assert fresh.post is not None
    document = fresh.post.document.load()

    row = pack(b"key", fresh)

    assert row is not None
    assert len(row.body) < most * len(document.html.encode()) + 200
    assert unpack_document(row.body) == replace(document, text="")


class Kept:
    """Holds the body of the one post."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def fetch(self, key: bytes, source: str) -> Document:
        document = unpack_document(self.body)
        assert document is not None
        assert (key, source) == (b"key", ENTRY.source)
        return document
