"""One post's file to a post. Lists, slugs and URLs are those of Jekyll 4.3.1 unless noted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.config.parse import parse_config
from allforces_site.errors import Severity
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.posts import PostReading, read_post, reading_at
from allforces_site.loaders.walk import SourceEntry, SourceKind
from allforces_site.model import SourcePost

NOW = datetime(2025, 6, 1, tzinfo=UTC)
MODIFIED = datetime(2025, 5, 5, 1, 2, 3, 456, tzinfo=UTC)
CONFIG = "timezone: Asia/Tokyo\npermalink: /:categories/:title/\n"
LAYOUTS = frozenset({"post", "page", "wide"})


def reading(
    text: str | bytes,
    source: str = "_posts/2025-01-10-x.md",
    config: str = "",
    kind: SourceKind = SourceKind.POST,
) -> PostReading:
    content = text.encode() if isinstance(text, str) else text
    context = ReadContext(parse_config(CONFIG + config)[0], NOW, LAYOUTS)
    return reading_at(read_post(SourceEntry(source, "", kind), content, MODIFIED, context), NOW)


def post(front_matter: str = "", body: str = "本文。", **options: Any) -> SourcePost:
    found = reading(f"---\n{front_matter}\n---\n{body}", **options).post
    assert found is not None
    return found


def problems(front_matter: str, **options: Any) -> list[tuple[str, int | None]]:
    return [(item.code, item.line) for item in reading(f"---\n{front_matter}\n---\n", **options).problems]


# ---- lists -----------------------------------------------------------------------------------

CATEGORIES = [
    ("categories: AI news", ["AI", "news"], "/ai/news/x/"),
    ("categories: [AI, news]", ["AI", "news"], "/ai/news/x/"),
    ('categories: "AI, news"', ["AI,", "news"], "/ai,/news/x/"),
    ('categories: "  a  b "', ["a", "b"], "/a/b/x/"),
    ("categories: 'a　b'", ["a　b"], "/a%E3%80%80b/x/"),
    ("categories: [AI, AI, ai]", ["AI", "ai"], "/ai/x/"),
    ('categories: ["a/b", "c d"]', ["a/b", "c d"], "/a/b/c%20d/x/"),
    ('categories: ""', [], "/x/"),
    ("categories:", [], "/x/"),
    ("category: AI news", ["AI news"], "/ai%20news/x/"),
    ("category: [a, b]", ["a", "b"], "/a/b/x/"),
    ("category: 5", ["5"], "/5/x/"),
    ("category: AI\ncategories: news tools", ["news", "tools", "AI"], "/news/tools/ai/x/"),
    ("categories: [2025, 1.10, true, null, '']", ["2025", "1.10", "true", "null"], "/2025/1.10/true/null/x/"),
]


@pytest.mark.parametrize(("front_matter", "names", "url"), CATEGORIES, ids=[row[0] for row in CATEGORIES])
def test_categories_are_jekylls(front_matter: str, names: list[str], url: str) -> None:
    found = post(front_matter)
    assert (list(found.categories), found.url) == (names, url)


@pytest.mark.parametrize(
    ("source", "front_matter", "names", "url"),
    [
        ("News/AI tools/_posts/2025-01-10-x.md", "categories: [x, News]",
         ["News", "AI tools", "x"], "/news/ai%20tools/x/x/"),
        ("News/AI tools/_posts/2025-01-10-x.md", "category: y",
         ["News", "AI tools", "y"], "/news/ai%20tools/y/x/"),
        ("news/_posts/deep/er/2025-01-10-x.md", "", ["news"], "/news/x/"),
        ("_posts/sub/2025-01-10-x.md", "", [], "/x/"),
    ],
)  # fmt: skip
def test_folders_above_posts_are_categories_and_folders_below_are_not(
    source: str, front_matter: str, names: list[str], url: str
) -> None:
    found = post(front_matter, source=source)
    assert (list(found.categories), found.url) == (names, url)


WITH_DEFAULTS = """
defaults:
  - {scope: {path: ""}, values: {categories: [d1, d2]}}
  - {scope: {path: "_posts/in"}, values: {categories: "e1 d2"}}
  - {scope: {path: "_posts/single"}, values: {category: [dc, dd]}}
"""


@pytest.mark.parametrize(
    ("source", "front_matter", "names"),
    [
        ("_posts/2025-01-10-x.md", "", ["d1", "d2"]),
        ("_posts/2025-01-10-x.md", "categories: [o, d1]", ["d1", "d2", "o"]),
        ("_posts/2025-01-10-x.md", "categories:", ["d1", "d2"]),
        ("_posts/2025-01-10-x.md", "categories: []", ["d1", "d2"]),
        ('_posts/2025-01-10-x.md', 'categories: ""', ["d1", "d2"]),
        ("_posts/2025-01-10-x.md", "category: oc", ["d1", "d2", "oc"]),
        ("_posts/in/2025-01-10-x.md", "categories: o", ["e1", "d2", "o"]),
        ("_posts/single/2025-01-10-x.md", "category: oc", ["d1", "d2", "oc"]),
        ("_posts/single/2025-01-10-x.md", "categories: o", ["d1", "d2", "o", "dc", "dd"]),
        ("f/_posts/2025-01-10-x.md", "categories: [o, f]", ["f", "d1", "d2", "o"]),
    ],
)  # fmt: skip
def test_categories_of_the_defaults_are_united_with_the_posts_own_as_in_jekyll(
    source: str, front_matter: str, names: list[str]
) -> None:
    assert list(post(front_matter, source=source, config=WITH_DEFAULTS).categories) == names


def test_wrong_categories_of_the_defaults_are_reported_as_such() -> None:
    config = "defaults: [{values: {categories: {a: 1}}}]"
    (problem,) = reading("---\ntitle: 題\ncategories: [o]\n---\n", config=config).problems
    assert str(problem.message) == "categories: found a mapping, wanted a list of names"


NFD = normalize("NFD", "ガイド")


@pytest.mark.parametrize("names", [f"[{NFD}, ガイド]", "[ガイ\u200bド, ガイド]", f'"{NFD} ガイド\u200b"'])
@pytest.mark.parametrize("key", ["tags", "categories"])
def test_names_that_look_the_same_are_one_name_in_nfc(key: str, names: str) -> None:
    found = reading(f"---\ntitle: 題\n{key}: {names}\n---\n本文\n")
    assert found.post is not None
    assert getattr(found.post, key) == ("ガイド",)
    assert {problem.code for problem in found.problems} == (
        {"invisible-character"} if "\u200b" in names else set()
    )


@pytest.mark.parametrize(
    "names", ["[3.10, 1.0, 007, yes, 12:30]", "\n  - 3.10\n  - 1.0\n  - 007\n  - yes\n  - 12:30"]
)
@pytest.mark.parametrize("key", ["tags", "categories"])
def test_names_are_kept_as_written(key: str, names: str) -> None:
    found = reading(f"---\ntitle: 題\n{key}: {names}\n---\n本文\n")
    assert found.post is not None
    assert getattr(found.post, key) == ("3.10", "1.0", "007", "yes", "12:30")
    assert found.post.front_matter[key] == ["3.10", "1.0", "007", "yes", "12:30"]


def test_names_of_the_defaults_are_kept_as_written() -> None:
    config = "defaults: [{values: {tags: [1.0, no], author: 007}}]"
    found = reading("---\ntitle: 題\n---\n本文\n", config=config).post
    assert found is not None
    assert (found.tags, found.authors) == (("1.0", "no"), ("007",))


def test_a_list_in_full_width_brackets_is_reported() -> None:
    (problem,) = reading("---\ntitle: 題\ntags: ［AI］\n---\n本文\n").problems
    assert (problem.code, problem.line) == ("comma-list", 3)


def test_a_wrong_value_with_an_invisible_character_says_so() -> None:
    found = reading("---\ntitle: 題\npublished: false\u200b\n---\n本文\n")
    assert found.post is None
    assert "U+200B (zero width space)" in str(found.problems[0].message)


@pytest.mark.parametrize("title", ["title:", 'title: ""', "title: ~", "title: #AI"])
def test_an_empty_title_is_reported_with_what_is_shown_instead(title: str) -> None:
    found = reading(f"---\n{title}\n---\n本文\n")
    assert found.post is not None
    assert found.post.title == "X"
    assert [(problem.code, problem.line) for problem in found.problems][-1] == ("title-empty", 2)
    assert '"X" is shown' in str(found.problems[-1].message)


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_file_is_reported_and_built(text: str) -> None:
    found = reading(text)
    assert [problem.code for problem in found.problems] == ["file-empty"]
    assert found.post is not None


@pytest.mark.parametrize(
    ("front_matter", "names"),
    [
        ("tags: AI news", ["AI", "news"]),
        ("tags: [AI, news]", ["AI", "news"]),
        ('tags: "AI, news"', ["AI,", "news"]),
        ("tag: AI news", ["AI news"]),
        ("tag: [a, b]", ["a", "b"]),
        ("tags: [[a, b], c]", ["a", "b", "c"]),
        ("tags: [2025, 1.10, true, null, '']", ["2025", "1.10", "true", "null"]),
        ("tags: [2025-01-01]", ["2025-01-01"]),
        ('tags: "  a  b "', ["a", "b"]),
        ('tags: ""', []),
    ],
)
def test_tags_are_jekylls(front_matter: str, names: list[str]) -> None:
    assert list(post(front_matter).tags) == names


@pytest.mark.parametrize(
    ("front_matter", "names", "in_jekyll"),
    [
        ("tag: x\ntags: [a, b]", ["x", "a", "b"], ["x"]),
        ("tags: 2025", ["2025"], []),
        ("tags: [AI, AI]", ["AI"], ["AI", "AI"]),
        ('tags: [" a "]', ["a"], [" a "]),
    ],
)
def test_tags_that_jekyll_loses_or_mangles_are_kept(
    front_matter: str, names: list[str], in_jekyll: list[str]
) -> None:
    assert list(post(front_matter).tags) == names != in_jekyll


def test_a_tag_beside_tags_is_reported_once() -> None:
    assert problems("title: 題\ntag: x\ntags: [a]") == [("tag-and-tags", 3)]


@pytest.mark.parametrize(
    ("default", "own", "names"),
    [
        ("tag: d", "tags: [a, b]", ["a", "b", "d"]),
        ("tags: [d]", "tag: a", ["a", "d"]),
        ("tag: d", "tag: a", ["a"]),
        ("tags: [d]", "tags: [a]", ["a"]),
    ],
)
def test_a_posts_own_tags_come_before_those_of_the_defaults_without_a_warning(
    default: str, own: str, names: list[str]
) -> None:
    config = f"defaults: [{{values: {{{default}}}}}]"
    assert list(post(own, config=config).tags) == names
    assert problems(f"title: 題\n{own}", config=config) == []


@pytest.mark.parametrize("value", ["AI, RAG", "AI、RAG", "AI，RAG", "AI　RAG"])
def test_names_that_are_separated_by_anything_but_spaces_get_a_hint(value: str) -> None:
    (problem,) = reading(f'---\ntitle: 題\ntags: "{value}"\n---\n').problems
    assert (problem.code, str(problem.hint)) == ("comma-list", "write a list: tags: [AI, RAG]")


@pytest.mark.parametrize("key", ["categories", "tags", "authors"])
def test_the_first_hundred_names_of_a_post_count_and_the_rest_is_reported(key: str) -> None:
    names = [f"n{number}" for number in range(2000)]
    text = f"---\ntitle: 題\n{key}: [{', '.join(names)}]\n---\n"
    found = reading(text)

    assert found.post is not None
    assert getattr(found.post, key) == tuple(names[:100])
    assert [(problem.code, problem.line) for problem in found.problems] == [("names-many", 3)]
    assert not reading(f"---\ntitle: 題\n{key}: [{', '.join(names[:100])}]\n---\n").problems


def test_definitions_that_are_used_too_often_are_reported_with_their_line() -> None:
    body = "[題]: /" + "u" * 20_000 + "\n\n文\n\n" + "[題] " * 5_000
    (problem,) = reading(f"---\ntitle: 題\n---\n{body}").problems

    assert (problem.code, problem.severity, problem.line) == ("definitions-too-much", Severity.WARNING, 8)


def test_a_body_with_too_much_markup_is_reported_with_the_line_from_which_it_is_shown_as_written() -> None:
    found = reading("---\ntitle: 題\n---\n" + "- 項目\n" * 40_000)
    (problem,) = found.problems

    assert (problem.code, problem.severity) == ("markup-too-much", Severity.WARNING)
    assert found.post is not None
    assert problem.line == 4 + found.post.document.load().html.count("<li>")


def test_html_without_an_end_tag_is_reported_with_its_line() -> None:
    (problem,) = reading("---\ntitle: 題\n---\n文\n\n<div>\n\n    <p>文</p>\n").problems

    assert (problem.code, problem.severity, problem.line) == ("html-not-closed", Severity.WARNING, 6)
    assert "</div>" in str(problem.hint)


def test_markdown_that_is_not_rendered_because_it_is_in_html_is_reported_with_its_line() -> None:
    (problem,) = reading("---\ntitle: 題\n---\n文\n\n<details>\n\n- 項目\n\n</details>\n").problems

    assert (problem.code, problem.severity, problem.line) == ("markdown-in-html", Severity.WARNING, 8)
    assert '<details markdown="1"> in line 6' in str(problem.hint)


@pytest.mark.parametrize("key", ["categories", "tags", "authors", "category", "tag", "author"])
def test_of_a_text_that_stands_as_a_name_the_beginning_counts_and_its_author_is_told(key: str) -> None:
    found = reading(f"---\ntitle: 題\npermalink: /x/\n{key}: [{'名' * 5000}, 短い]\n---\n")
    read = {"category": "categories", "tag": "tags", "author": "authors"}.get(key, key)

    assert found.post is not None
    assert getattr(found.post, read) == ("名" * 1000, "短い")
    assert [(problem.code, problem.line) for problem in found.problems] == [("name-long", 4)]


def test_a_long_name_in_a_mapping_is_shortened_too_and_an_old_address_is_not() -> None:
    assert post(f"author: {{name: {'名' * 5000}}}").authors == ("名" * 1000,)
    assert post(f"redirect_from: /{'a/' * 700}").redirect_from == (f"/{'a/' * 700}",)


def test_a_title_that_is_too_long_is_cut_and_reported() -> None:
    found = reading(f"---\ndate: 2025-01-10\ntitle: {'題' * 5000}\n---\n")

    assert found.post is not None
    assert found.post.title == "題" * 1000
    assert [(problem.code, problem.line) for problem in found.problems] == [("title-long", 3)]


def test_a_bad_item_of_a_list_spares_the_others() -> None:
    assert post("tags: [a, {b: c}, d]").tags == ("a", "d")
    assert problems("tags: [a, {b: c}, d]") == [("front-matter-value", 2)]


# ---- title, slug, address --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front_matter", "source", "title"),
    [
        ("title: 題", "_posts/2025-01-10-x.md", "題"),
        ("title: 2025", "_posts/2025-01-10-x.md", "2025"),
        ("title: 1.10", "_posts/2025-01-10-x.md", "1.10"),
        ("title: 2025-01-01", "_posts/2025-01-10-x.md", "2025-01-01"),
        ('title: "  a  "', "_posts/2025-01-10-x.md", "a"),
        ("title: |\n  長い題の\n  続き\n", "_posts/2025-01-10-x.md", "長い題の続き"),
        ("title: |\n  AI news\n  of today\n", "_posts/2025-01-10-x.md", "AI news of today"),
        ('title: "題　副題"', "_posts/2025-01-10-x.md", "題　副題"),
        ("title:", "_posts/2025-01-10-m04.md", "M04"),
        ("", "_posts/2025-01-10-My-Post.Name.md", "My Post.name"),
    ],
)
def test_titles(front_matter: str, source: str, title: str) -> None:
    assert post(front_matter, source=source).title == title


@pytest.mark.parametrize(
    ("front_matter", "source", "url"),
    [
        ("", "_posts/2025-01-10-My-Post.Name.md", "/My-Post.Name/"),
        ("", "_posts/2025-1-5-short.md", "/short/"),
        ("", "_posts/25-1-5-year2.md", "/year2/"),
        ("", "_posts/2025-01-05-UPPER.MARKDOWN", "/UPPER/"),
        ("slug: My Slug", "_posts/2025-01-10-x.md", "/My-Slug/"),
        ("slug: a/b", "_posts/2025-01-10-x.md", "/a-b/"),
        ("slug: 日本 語", "_posts/2025-01-10-x.md", "/%E6%97%A5%E6%9C%AC-%E8%AA%9E/"),
        ("permalink: /y/:slug/", "_posts/2025-01-10-x.md", "/y/x/"),
        ("slug: 12", "_posts/2025-01-10-x.md", "/12/"),
    ],
)
def test_urls(front_matter: str, source: str, url: str) -> None:
    assert post(front_matter, source=source).url == url


@pytest.mark.parametrize(
    ("style", "url", "path"),
    [
        ("/:title:output_ext", "/x.htm", "x.htm"),
        ("/:title", "/x", "x.htm"),
        ("/:title/", "/x/", "x/index.html"),
    ],
)
def test_an_htm_post_keeps_its_ending_as_in_jekyll(style: str, url: str, path: str) -> None:
    config = f"collections: {{posts: {{permalink: '{style}'}}}}"
    found = post("", "<p>文</p>", source="_posts/2025-01-10-x.htm", config=config)
    assert (found.url, found.path) == (url, path)
    assert found.document.load().html == "<p>文</p>"


def test_a_slug_of_signs_gives_the_address_that_jekyll_makes_and_a_warning() -> None:
    found = reading("---\nslug: 。。。\npermalink: /:year/:title:output_ext\n---\n")
    assert found.post is not None and found.post.url == "/2025/.html"
    assert [(item.code, item.severity, item.line) for item in found.problems] == [
        ("permalink", Severity.WARNING, 2)
    ]
    assert post("slug: 。。。\npermalink: /fine/").url == "/fine/"


def test_the_address_of_a_site_as_a_permalink_gives_the_address_that_jekyll_makes_and_a_warning() -> None:
    found = reading("---\npermalink: https://a.example/x/\n---\n")
    assert found.post is not None and found.post.url == "/https:/a.example/x/"
    assert [(item.code, item.severity) for item in found.problems] == [("permalink", Severity.WARNING)]


# What Jekyll 4.3.1 builds, its title and date: real mistakes of public blogs.
VALID_IN_JEKYLL = [
    ("title: false", "X", "2025-01-10T00:00:00+09:00", "title-empty"),
    ("title: [a, b]", "X", "2025-01-10T00:00:00+09:00", "front-matter-value"),
    ("title: 題\nimage: [a.png]", "題", "2025-01-10T00:00:00+09:00", "front-matter-value"),
    ("title: 題\ntags: {a: b}", "題", "2025-01-10T00:00:00+09:00", "front-matter-value"),
    ("title: 題\nauthor: {twitter: a}", "題", "2025-01-10T00:00:00+09:00", "front-matter-value"),
    ("title: 題\nreading_time: 5 min", "題", "2025-01-10T00:00:00+09:00", "front-matter-value"),
    ("title: 題\nlast_modified_at: yesterday", "題", "2025-01-10T00:00:00+09:00", "date"),
    ("title: 題\nlayout: nothing", "題", "2025-01-10T00:00:00+09:00", "layout-missing"),
    ("title: 題\nredirect_from: https://a.example/", "題", "2025-01-10T00:00:00+09:00", "redirect-from"),
    ("title: 題\ndate: 2013-05-02 18:30:22 2023 -0800", "題", "2013-05-02T18:30:22+09:00", "date-odd"),
    ("title: 題\ndate: 2013-05-02 00:10::00", "題", "2013-05-02T00:10:00+09:00", "date-odd"),
    ("title: 題\ndate: 2013-02-30", "題", "2013-03-02T00:00:00+09:00", "date-odd"),
    ("title: 題\ndate: May 2013", "題", "2013-05-01T00:00:00+09:00", "date-odd"),
]


@pytest.mark.parametrize(("front_matter", "title", "date", "code"), VALID_IN_JEKYLL)
def test_what_jekyll_builds_is_built_with_a_warning(
    front_matter: str, title: str, date: str, code: str
) -> None:
    found = reading(f"---\n{front_matter}\n---\n")
    assert found.post is not None
    assert (found.post.title, found.post.date.isoformat()) == (title, date)
    assert [(item.code, item.severity) for item in found.problems] == [(code, Severity.WARNING)]


@pytest.mark.parametrize(
    "key", ["image", "author", "tags", "redirect_from", "excerpt", "permalink", "layout"]
)
def test_false_says_that_there_is_no_value_as_in_jekyll(key: str) -> None:
    found = reading(f"---\ntitle: 題\n{key}: false\n---\n本文です。\n")
    assert found.post is not None
    assert found.problems == ()


# ---- dates and publishing --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front_matter", "date"),
    [
        ("", "2025-01-10T00:00:00+09:00"),
        ("date: 2025-03-04", "2025-03-04T00:00:00+09:00"),
        ("date: 2025-03-04 01:02:03", "2025-03-04T10:02:03+09:00"),
        ('date: "2025-03-04 01:02:03"', "2025-03-04T01:02:03+09:00"),
        ("date: 2025-03-04 01:02:03 +0100", "2025-03-04T09:02:03+09:00"),
    ],
)
def test_dates_are_in_the_zone_of_the_site(front_matter: str, date: str) -> None:
    assert post(front_matter).date.isoformat() == date


@pytest.mark.parametrize(
    ("front_matter", "config", "kind", "reason"),
    [
        ("draft: true", "", SourceKind.POST, "draft: its front matter says `draft: true`"),
        ("draft: true", "show_drafts: true", SourceKind.POST, None),
        ("published: false", "", SourceKind.POST, "unpublished: its front matter says `published: false`"),
        ('published: "false"', "", SourceKind.POST, "unpublished: its front matter says `published: false`"),
        ("published: no", "", SourceKind.POST, "unpublished: its front matter says `published: false`"),
        ("published: false", "unpublished: true", SourceKind.POST, None),
        ("date: 2025-06-02", "", SourceKind.POST, "future: it appears at 2025-06-02T00:00:00+09:00"),
        ("date: 2025-06-02", "future: true", SourceKind.POST, None),
        ("date: 2025-06-02\nfuture: true", "", SourceKind.POST, None),
        ("", "", SourceKind.DRAFT, "draft: it lies in _drafts"),
        ("", "show_drafts: true", SourceKind.DRAFT, None),
    ],
)
def test_what_is_left_out_is_listed_with_its_reason(
    front_matter: str, config: str, kind: SourceKind, reason: str | None
) -> None:
    found = reading(f"---\ntitle: 題\n{front_matter}\n---\n", config=config, kind=kind)
    assert (str(found.skipped.reason) if found.skipped else None) == reason
    assert (found.post is None) == (reason is not None)


def test_a_draft_without_a_date_has_its_files() -> None:
    found = post(source="_drafts/idea.md", kind=SourceKind.DRAFT, config="show_drafts: true")
    assert found.date.isoformat() == "2025-05-05T10:02:03+09:00"
    assert found.url == "/idea/"


def test_a_wrong_date_does_not_hide_the_other_mistakes() -> None:
    wrong = "date: 2025-13-40\ntitle: [a]\nslug: [b]\ntags: {c: 1}\nlayout: wid"
    assert problems(wrong) == [
        ("date", 2),
        ("front-matter-value", 4),
        ("front-matter-value", 3),
        ("front-matter-value", 5),
        ("layout-missing", 6),
    ]


# ---- text ------------------------------------------------------------------------------------


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_bom_and_line_ends_make_no_difference(bom: str, line_end: str) -> None:
    text = "---\ntitle: 題\n---\n一つ目の段落。\n\n二つ目の段落。\n"
    found = reading((bom + text.replace("\n", line_end)).encode())
    assert found == reading(text)
    assert found.post is not None
    assert found.post.excerpt == "一つ目の段落。"


def test_an_excerpt_of_its_own_and_a_separator_come_before_the_first_paragraph() -> None:
    body = "一つ目。\n\n二つ目。\n<!--more-->\n三つ目。\n"
    assert post("excerpt: 要約", body).excerpt == "要約"
    assert post("", body, config="excerpt_separator: <!--more-->").excerpt.startswith("一つ目。")
    assert "三つ目" not in post("", body, config="excerpt_separator: <!--more-->").excerpt
    assert post("", body).excerpt == "一つ目。"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**重要**な`変更`です。", "重要な変更です。"),
        ("<b>太字</b>と[記事](/x/)", "太字と記事"),
        ("R&amp;D と AT&T", "R&D と AT&T"),
        ("snake_case_name と _強調_", "snake_case_name と 強調"),
        ("1. 手順、# 見出し", "1. 手順、# 見出し"),
        ("5 < 6、2 * 3、[メモ]", "5 < 6、2 * 3、[メモ]"),
    ],
)
@pytest.mark.parametrize("key", ["excerpt", "description"])
def test_an_excerpt_or_description_of_its_own_is_shown_without_its_markup(
    key: str, written: str, shown: str
) -> None:
    found = post(f'{key}: "{written}"')
    assert getattr(found, key) == found.description == shown


def test_markdown_over_several_lines_makes_an_excerpt() -> None:
    found = post("excerpt: |\n  **一つ目**の文。\n  続き。\n\n  - 項目\n")
    assert found.excerpt == "一つ目の文。続き。項目"


def test_faulty_liquid_is_kept_off_the_page_and_reported_at_its_line() -> None:
    found = reading("---\ntitle: 題\n---\n一行目\n\n{% include x.html %} 二行目\n")
    assert found.post is not None
    assert "{%" not in found.post.document.load().html
    assert [(item.code, item.line, item.severity) for item in found.problems] == [
        ("liquid", 6, Severity.WARNING)
    ]


def test_html_posts_are_not_markdown() -> None:
    assert (
        "<p>*そのまま*</p>"
        in post("", "<p>*そのまま*</p>", source="_posts/2025-01-10-x.html").document.load().html
    )


@pytest.mark.parametrize(
    ("front_matter", "layout"),
    [
        ("", "post"),
        ("layout: wide", "wide"),
        ("layout: none", None),
        ("layout:", None),
        ("layout: nope", "post"),
    ],
)
def test_layouts(front_matter: str, layout: str | None) -> None:
    assert post(front_matter).layout == layout


@pytest.mark.parametrize("layout", ["home", "term", "terms", "archive", "archive_month", "redirect", "404"])
def test_a_post_with_the_layout_of_a_list_is_shown_as_a_post(layout: str) -> None:
    assert post(f"layout: {layout}").layout == "post"
    assert problems(f"title: 題\nlayout: {layout}") == [("layout-replaced", 3)]


def test_a_post_may_have_the_layout_of_a_page() -> None:
    assert post("layout: page").layout == "page"
    assert problems("title: 題\nlayout: page") == []


@pytest.mark.parametrize(
    ("front_matter", "authors"),
    [
        ("", ("編集部",)),
        ("author: 山田", ("山田",)),
        ("author: [山田, 佐藤]", ("山田", "佐藤")),
        ("author: {name: 山田}", ("山田",)),
        ("authors: [山田]", ("山田",)),
        ("author: 山田 太郎", ("山田 太郎",)),
    ],
)
def test_authors(front_matter: str, authors: tuple[str, ...]) -> None:
    assert post(front_matter, config="author: 編集部").authors == authors


@pytest.mark.parametrize(
    ("default", "own", "authors"),
    [
        ("author: 編集部", "authors: [山田, 佐藤]", ("山田", "佐藤")),
        ("authors: [編集部]", "author: 山田", ("山田",)),
        ("author: 編集部", "authors:", ("編集部",)),
        ("authors: [編集部]", "", ("編集部",)),
    ],
)
def test_a_posts_own_authors_come_before_those_of_the_defaults(
    default: str, own: str, authors: tuple[str, ...]
) -> None:
    config = f"author: 会社\ndefaults: [{{values: {{{default}}}}}]"
    assert post(own, config=config).authors == authors


@pytest.mark.parametrize(
    ("front_matter", "in_sitemap"),
    [
        ("", True),
        ("sitemap: false", False),
        ("robots: noindex, follow", False),
        ("sitemap: {exclude: 1}", True),
    ],
)
def test_sitemap(front_matter: str, in_sitemap: bool) -> None:
    assert post(front_matter).in_sitemap is in_sitemap


def test_redirects_are_rooted_unique_and_never_the_posts_own_address() -> None:
    found = reading("---\ntitle: 題\nredirect_from: [old/, /old/, /x/, /a/../b/]\n---\n")
    assert found.post is not None
    assert found.post.redirect_from == ("/old/",)
    assert sorted(item.code for item in found.problems) == ["redirect-from", "redirect-own"]


@pytest.mark.parametrize(
    ("value", "minutes"),
    [("5", 5), ("4.2", 5), ('"7"', 7), ("0", 0), ("true", None), ("5分", None), (".nan", None)],
)
def test_reading_time(value: str, minutes: int | None) -> None:
    found = reading(f"---\ntitle: 題\nreading_time: {value}\n---\n")
    assert found.post is not None
    assert found.post.declared_minutes == minutes
    assert bool(found.problems) == (minutes is None)


# ---- rules -----------------------------------------------------------------------------------

KEYS = [
    "title", "slug", "date", "categories", "category", "tags", "tag", "published", "draft", "future",
    "permalink", "excerpt", "description", "author", "authors", "image", "last_modified_at",
    "reading_time", "layout", "robots", "sitemap", "canonical_url", "redirect_from",
]  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.dates(), st.datetimes(),
    st.binary(max_size=4),
    st.sampled_from(["2025-13-40", "../..", "/", ".", "//", "%", "%ff", "a\\b", ":title", "/:x/", "::"]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=2),
    max_leaves=5,
)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8))
def test_any_values_of_known_keys_make_a_post_or_a_located_reason(values: dict[str, Any]) -> None:
    text = yaml.dump(values, Dumper=yaml.SafeDumper, allow_unicode=True)
    found = reading(f"---\n{text}---\n本文。\n")
    assert (found.post is None) != (found.skipped is None)
    for problem in found.problems:
        assert problem.file == "_posts/2025-01-10-x.md"
        assert problem.hint
    if found.post is not None:
        assert found.post.url.startswith("/")
        assert not found.post.path.startswith(("/", ".."))
        assert found.post.title


@pytest.mark.slow
@settings(max_examples=300)
@given(
    st.binary(max_size=200)
    | st.binary(max_size=100).map(lambda junk: b"---\ntitle: " + junk + b"\n---\n" + junk)
)
def test_any_bytes_make_a_post_or_a_reason(content: bytes) -> None:
    found = reading(content)
    assert (found.post is None) != (found.skipped is None)
    if found.post is None and found.skipped is not None and "see the error" in str(found.skipped.reason):
        assert any(problem.severity is Severity.ERROR for problem in found.problems)


def test_the_phrases_of_a_japanese_title_are_read_with_the_post() -> None:
    assert post("title: 今日は良い天気です").title_phrases == ("今日は", "良い", "天気です")
    assert post("title: 今日は良い天気です", config="lang: en\n").title_phrases == ()
    assert post("title: Tea").title_phrases == ()
