"""Feeds are valid whatever authors write, in each format, and their links lead to the site."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree, html

from allforces_site.errors import SiteError
from tests.outputs.reading import ATOM, read_feed


def feed(workshop: Any, path: str = "feed.xml") -> etree._Element:
    """The feed, after checking it."""
    xml = (workshop.output / path).read_bytes()
    read_feed(xml)
    return etree.fromstring(xml)


def content(root: etree._Element) -> str:
    found: str | None = root.findtext(f"{ATOM}entry/{ATOM}content")
    assert found is not None
    return found


def links(root: etree._Element) -> list[str]:
    document = html.fromstring(f"<div>{content(root)}</div>")
    return [link for _, _, link, _ in document.iterlinks()]


def test_the_feed_holds_the_twenty_newest_posts_newest_first(workshop: Any) -> None:
    for day in range(1, 29):
        workshop.post(f"2026-01-{day:02}-p{day}")

    workshop.build()

    titles = [title.text for title in feed(workshop).iter(f"{ATOM}title")]
    assert titles == ["試験", *(f"P{day}" for day in range(28, 8, -1))]


@pytest.mark.parametrize(
    "text",
    [
        "]]> <![CDATA[ &amp; & < > \" '",
        "<script>alert(1)</script>",
        "絵文字 🍵👨‍👩‍👧 と 𠮷野家",
        "&#8; &#x0; &nbsp; &unknown;",
        "\u2028\u202e",
    ],
)
def test_no_title_body_tag_author_or_excerpt_can_break_the_feed(workshop: Any, text: str) -> None:
    quoted = text.replace('"', '\\"')
    workshop.config(f'description: "{quoted}"\nauthor: "{quoted}"')
    workshop.post(
        "2026-01-02-tea",
        f'title: "{quoted}"\ntags: ["AI {quoted}"]\nauthor: "花子 {quoted}"\nexcerpt: "{quoted}"',
        f"{text}\n\n```\n{text}\n```\n\n<div title=']]>'>{text}</div>\n",
    )

    workshop.build()

    assert len(feed(workshop).findall(f"{ATOM}entry")) == 1


def test_characters_that_xml_forbids_are_left_out(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", body="a\x08b\x1bc\x0c\ufffed\uffff e\x7f\n")

    workshop.build()

    assert "abcd e" in content(feed(workshop))


def test_a_title_with_markup_is_read_as_it_was_written(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "title: 'A < B & C]]>'")

    workshop.build()

    feed(workshop)
    parsed = feedparser.parse(workshop.page("feed.xml"))
    assert parsed.entries[0].title_detail.type == "text/plain"
    assert parsed.entries[0].title == "A < B & C]]>"


def test_links_of_a_body_lead_to_the_site_wherever_the_feed_is_read(workshop: Any) -> None:
    workshop.config("baseurl: /blog\npermalink: /:year/:title/")
    body = (
        "[a](/about/) [b](/blog/about/) [c](../x/) [d](https://other.example/) [e](#part) "
        "[f](mailto:a@example.com) ![g](pic.png)\n\n<img src='/h.png'>\n"
    )
    workshop.post("2026-01-02-tea", body=body)

    workshop.build()

    assert links(feed(workshop)) == [
        "https://example.com/about/",
        "https://example.com/blog/about/",
        "https://example.com/blog/2026/x/",
        "https://other.example/",
        "https://example.com/blog/2026/tea/#part",
        "mailto:a@example.com",
        "https://example.com/blog/2026/tea/pic.png",
        "https://example.com/h.png",
    ]


def test_ids_and_links_are_absolute_and_under_the_baseurl(workshop: Any) -> None:
    workshop.config("baseurl: /blog")
    workshop.post("2026-01-02-お茶", "last_modified_at: 2026-05-06 07:08:09 +0900")

    workshop.build()

    root = feed(workshop)
    assert root.findtext(f"{ATOM}id") == "https://example.com/blog/feed.xml"
    assert root.findtext(f"{ATOM}entry/{ATOM}id") == (
        "https://example.com/blog/2026/01/02/%E3%81%8A%E8%8C%B6"
    )
    assert [urlsplit(link.get("href") or "").path for link in root.findall(f"{ATOM}link")] == [
        "/blog/feed.xml",
        "/blog/",
    ]
    assert root.findtext(f"{ATOM}updated") == "2026-05-06T07:08:09+09:00"


def test_a_site_without_title_and_author_has_a_valid_feed(workshop: Any) -> None:
    workshop.write("content/_config.yml", "url: https://example.com\n")
    workshop.post("2026-01-02-tea", "title: ''")

    workshop.build()

    feed(workshop)


FORMATS = ("feed.xml", "rss.xml", "feed.json")
ALL = (
    "allforces:\n  social_pictures: false\n  search: false\n"
    "  feeds: {/feed.xml: atom, /rss.xml: rss, /feed.json: json, MORE}\n"
)


@pytest.mark.parametrize("path", FORMATS)
def test_without_posts_there_is_a_valid_empty_feed_as_pages_link_to_it(workshop: Any, path: str) -> None:
    workshop.config(ALL.replace(", MORE", ""))

    workshop.build()

    assert read_feed((workshop.output / path).read_bytes()) == []
    assert f'href="/{path}"' in workshop.page("index.html")


def test_all_formats_say_the_same(workshop: Any) -> None:
    workshop.config(ALL.replace(", MORE", ""))
    workshop.post("2026-01-02-tea", "title: 'A < B & C]]> &amp; <i>'\nauthor: 花子\ntags: [茶 & 水]")
    workshop.post("2026-01-03-kiln", "title: 窯元\nlast_modified_at: 2026-05-06 07:08:09 +0900")

    workshop.build()

    atom, rss, json_feed = (read_feed((workshop.output / path).read_bytes()) for path in FORMATS)
    assert atom == rss == json_feed
    assert [item.title for item in atom] == ["窯元", "A < B & C]]> &amp; <i>"]
    assert atom[0].updated == datetime(2026, 5, 5, 22, 8, 9, tzinfo=UTC)


def test_every_feed_names_the_hub_that_is_told_of_changes(workshop: Any) -> None:
    workshop.config(
        ALL.replace(", MORE", "") + "  hub: 'https://hub.example/?a=1&b=2'\n"
        "plugins: [jekyll-feed]\nfeed: {path: /jekyll.xml}\nauthor: 花子"
    )
    workshop.post("2026-01-02-tea")

    workshop.build()

    for path in ("feed.xml", "rss.xml", "jekyll.xml"):
        assert 'rel="hub" href="https://hub.example/?a=1&amp;b=2"' in workshop.page(path)
        feed(workshop, path)
    read_feed((workshop.output / "feed.json").read_bytes())
    assert json.loads(workshop.page("feed.json"))["hubs"] == [
        {"type": "WebSub", "url": "https://hub.example/?a=1&b=2"}
    ]


def test_each_category_tag_and_author_has_a_feed_where_it_is_asked_for(workshop: Any) -> None:
    more = "/feeds/:category.xml: rss, '/t/:tag.json': json, by/:author.xml: {format: atom, content: excerpt}"
    workshop.config(
        ALL.replace("MORE", more) + "content_categories: [{name: 技術, slug: tech}, {name: 空, slug: empty}]"
    )
    workshop.post("2026-01-02-tea", "title: 茶\ncategories: [技術]\ntags: [お茶]\nauthor: 花子")
    workshop.post("2026-01-03-kiln", "title: 窯\nauthor: 花子")

    workshop.build()

    def titles(path: str) -> list[str]:
        return [item.title for item in read_feed((workshop.output / path).read_bytes())]

    assert titles("feeds/tech.xml") == ["茶"]
    assert titles("feeds/empty.xml") == []
    assert titles("t/お茶.json") == ["茶"]
    assert titles("by/花子.xml") == ["窯", "茶"]
    assert "本文" not in workshop.page("by/花子.xml").replace('<summary type="text">本文です。</summary>', "")
    link = '<link rel="alternate" type="application/rss+xml" title="技術 ｜ 試験" href="/feeds/tech.xml">'
    assert link in workshop.page("category/tech/index.html")
    assert link not in workshop.page("category/empty/index.html")


def test_posts_of_one_slug_have_ids_of_their_own(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "permalink: /one.html")
    workshop.post("2026-01-03-tea", "permalink: /two.html")

    workshop.build()

    assert [item.id for item in read_feed((workshop.output / "feed.xml").read_bytes())] == [
        "https://example.com/two.html",
        "https://example.com/tea",
    ]


# File name, front matter, and the ids that jekyll-feed 0.17 gave with the permalinks `date` and
# `/:categories/:slug/` (Jekyll 4.3.1, baseurl /blog, timezone Asia/Tokyo).
JEKYLL_FEED_IDS = [
    ("2026-01-02-tea", "", "2026/01/02/tea", "tea"),
    ("2026-01-03-Tea Pot", "", "2026/01/03/Tea%20Pot", "Tea%20Pot"),
    ("2026-01-04-trailing-", "", "2026/01/04/trailing-", "trailing-"),
    ("2026-01-05-お茶", "", "2026/01/05/%E3%81%8A%E8%8C%B6", "%E3%81%8A%E8%8C%B6"),
    ("2026-01-06-c++ & co", "", "2026/01/06/c++%20&%20co", "c++%20&%20co"),
    ("2026-01-07-a.b", "", "2026/01/07/a.b", "a.b"),
    ("2026-01-08-own", "slug: My Slug", "2026/01/08/My%20Slug", "My%20Slug"),
    ("2026-01-09-far", "date: 2026-02-09 23:30:00 +0000", "2026/02/10/far", "far"),
    ("2026-01-10-placed", "permalink: /special/窯/", "special/placed", "special/placed"),
    ("2026-01-11-file", "permalink: /special/file.html", "special/file", "special/file"),
    (
        "2026-01-12-sorted",
        "categories: [飲み物, Green Tea]",
        "%E9%A3%B2%E3%81%BF%E7%89%A9/green%20tea/2026/01/12/sorted",
        "%E9%A3%B2%E3%81%BF%E7%89%A9/green%20tea/sorted",
    ),
    ("2026-01-13-100%", "", "2026/01/13/100%25", "100%25"),
    ("2026-01-14-é", "", "2026/01/14/%C3%A9", "%C3%A9"),
]


@pytest.mark.parametrize(("permalink", "answer"), [("date", 2), ("/:categories/:slug/", 3)])
@pytest.mark.parametrize("plugins", ["[]", "[jekyll-feed]"])
def test_ids_are_those_of_jekyll_feed(workshop: Any, permalink: str, answer: int, plugins: str) -> None:
    workshop.config(
        f"baseurl: /blog\npermalink: {permalink}\nplugins: {plugins}\nfeed: {{posts_limit: 99}}\nauthor: 花子"
    )
    for case in JEKYLL_FEED_IDS:
        workshop.post(case[0], f"title: '{case[0]}'\n{case[1]}")

    workshop.build()

    root = feed(workshop)
    ids = {entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")}
    assert {title.replace("&amp;", "&"): found for title, found in ids.items()} == {
        case[0]: f"https://example.com/blog/{case[answer]}" for case in JEKYLL_FEED_IDS
    }


@pytest.mark.parametrize("path", ["feed.xml", "jekyll.xml"])
def test_the_post_that_keeps_an_address_keeps_its_id_and_the_other_one_has_another(
    workshop: Any, path: str
) -> None:
    workshop.config(
        "permalink: /:year/:title/\nplugins: [jekyll-feed]\nfeed: {path: /jekyll.xml}\nauthor: 花子\n"
        "allforces: {feeds: {/feed.xml: atom}, search: false, social_pictures: false}"
    )
    workshop.post("2026-01-02-tea", "title: 先")
    workshop.post("2026-01-03-tea", "title: 後")

    workshop.build()

    later, earlier = read_feed((workshop.output / path).read_bytes())
    assert (later.title, later.link, later.id) == (
        "後",
        "https://example.com/2026/tea/",
        "https://example.com/2026/tea",
    )
    assert earlier.id == earlier.link != later.link


def test_no_feed_is_made_where_the_list_is_empty(workshop: Any) -> None:
    workshop.config("allforces: {feeds: {}, social_pictures: false, search: false}")
    workshop.post("2026-01-02-tea")

    workshop.build()

    assert not (workshop.output / "feed.xml").exists()
    assert not (workshop.output / "feed.xsl").exists()
    assert 'rel="alternate"' not in workshop.page("index.html")


def test_a_feed_that_is_asked_for_replaces_that_of_jekyll_feed(workshop: Any) -> None:
    workshop.config(
        "plugins: [jekyll-feed]\n"
        "allforces: {feeds: {/feed.xml: rss, /more.json: json}, social_pictures: false, search: false}"
    )
    workshop.post("2026-01-02-tea")

    assert workshop.build().problems == []

    assert feed(workshop).tag == "rss"
    assert workshop.page("index.html").count('rel="alternate"') == 2


def test_a_category_feed_beside_those_of_jekyll_feed_leaves_them_as_they_are(workshop: Any) -> None:
    workshop.config(
        "plugins: [jekyll-feed]\nauthor: 編集部\n"
        "allforces: {feeds: {/feeds/:category.xml: rss}, social_pictures: false, search: false}"
    )
    workshop.post("2026-01-02-tea", "categories: [茶]")

    workshop.build()

    assert feed(workshop).tag == f"{ATOM}feed"
    assert feed(workshop, "feeds/茶.xml").tag == "rss"


@pytest.mark.parametrize(
    ("settings", "linked"),
    [
        ("{}", []),
        ("{/f/:tag.xml: rss}", []),
        (
            "{/rss.xml: rss, /feed.json: json}",
            [("application/rss+xml", "/rss.xml"), ("application/feed+json", "/feed.json")],
        ),
    ],
)
def test_a_layout_in_liquid_links_to_the_feeds_that_are_there(
    workshop: Any, settings: str, linked: list[tuple[str, str]]
) -> None:
    workshop.config(f"allforces: {{feeds: {settings}, social_pictures: false, search: false}}")
    workshop.write("content/_layouts/post.html", "---\n---\n<head>{% feed_meta %}</head>{{ content }}")
    workshop.post("2026-01-02-tea", "layout: post")

    workshop.build()

    head = workshop.page("2026/01/02/tea.html").partition("</head>")[0]
    assert re.findall(r'type="([^"]+)" rel="alternate" href="https://example.com([^"]+)"', head) == linked


def test_a_browser_shows_a_feed_as_a_page(workshop: Any) -> None:
    workshop.config(ALL.replace(", MORE", "") + "baseurl: /blog")
    workshop.post("2026-01-02-tea", "title: お茶 & 水")
    workshop.build()
    show = etree.XSLT(etree.parse(workshop.output / "feed.xsl"))

    for path in ("feed.xml", "rss.xml"):
        assert '<?xml-stylesheet type="text/xsl" href="/blog/feed.xsl"?>' in workshop.page(path)
        page = html.fromstring(str(show(etree.parse(workshop.output / path))))
        assert [h1.text for h1 in page.iter("h1")] == ["試験"]
        assert [(a.get("href"), a.text) for a in page.iter("a")] == [
            ("https://example.com/blog/", "サイトを見る"),
            ("https://example.com/blog/2026/01/02/tea.html", "お茶 & 水"),
        ]


def test_a_picture_and_its_sizes_are_found_wherever_the_feed_is_read(workshop: Any) -> None:
    body = (
        "<IMG SRC=a.png SRCSET='b.png 1x, c,d.png 2x'>\n<video poster=p.jpg src='/v.mp4'></video>\n"
        "<svg><use href='#mark'/></svg>\n"
    )
    workshop.post("2026-01-02-tea", body=body)

    workshop.build()

    text = content(feed(workshop))
    here = "https://example.com/2026/01/02"
    assert f'<img src="{here}/a.png" srcset="{here}/b.png 1x, {here}/c,d.png 2x">' in text
    assert f'poster="{here}/p.jpg" src="https://example.com/v.mp4"' in text
    assert 'href="#mark"' in text


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("/feed.xml: atm", "allforces.feeds./feed.xml.format: found \"atm\", wanted 'atom', 'rss' or 'json'"),
        ("/feeds/: atom", 'allforces.feeds./feeds/: "/feeds/" is no name of a file such as /feed.xml'),
        (
            "/:year.xml: atom",
            'allforces.feeds./:year.xml: "/:year.xml" may hold one of :category, :tag and :author',
        ),
        ("../x.xml: atom", "allforces.feeds.../x.xml:"),
        (
            "/a.xml: {format: rss, entries: 0}",
            "allforces.feeds./a.xml.entries: found 0, wanted a number",
        ),
        ("/a.xml: {format: rss, full: true}", "allforces.feeds./a.xml.full: there is no such setting"),
    ],
)
def test_a_wrong_setting_is_reported_with_its_line(workshop: Any, setting: str, message: str) -> None:
    workshop.config(f"allforces:\n  feeds: {{{setting}}}")

    with pytest.raises(SiteError) as caught:
        workshop.build()

    (problem,) = caught.value.problems
    assert str(problem.message).startswith(message)
    assert (problem.file, problem.line) == ("_config.yml", 4)
