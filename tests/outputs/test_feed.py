"""The Atom feed is valid whatever authors write (RFC 4287), and its links lead to the site."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"

# The part of the RELAX NG grammar in RFC 4287 (appendix B) that applies to a feed of this kind.
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed">
    <ref name="common"/>
    <interleave>
      <element name="id"><ref name="uri"/></element>
      <element name="title"><ref name="text"/></element>
      <optional><element name="subtitle"><ref name="text"/></element></optional>
      <element name="updated"><ref name="date"/></element>
      <oneOrMore><ref name="link"/></oneOrMore>
      <oneOrMore><ref name="author"/></oneOrMore>
      <optional><element name="generator">
        <optional><attribute name="uri"/></optional><text/></element></optional>
      <zeroOrMore><ref name="entry"/></zeroOrMore>
    </interleave>
  </element></start>
  <define name="entry"><element name="entry">
    <ref name="common"/>
    <interleave>
      <element name="id"><ref name="uri"/></element>
      <element name="title"><ref name="text"/></element>
      <element name="published"><ref name="date"/></element>
      <element name="updated"><ref name="date"/></element>
      <oneOrMore><ref name="link"/></oneOrMore>
      <zeroOrMore><ref name="author"/></zeroOrMore>
      <zeroOrMore><element name="category"><attribute name="term"/><empty/></element></zeroOrMore>
      <optional><element name="summary"><ref name="text"/></element></optional>
      <element name="content"><ref name="common"/><attribute name="type"><value>html</value></attribute>
        <text/></element>
    </interleave>
  </element></define>
  <define name="common">
    <optional><attribute name="xml:lang"/></optional><optional><attribute name="xml:base"/></optional>
  </define>
  <define name="author"><element name="author"><element name="name">
    <data type="string"><param name="minLength">1</param></data></element></element></define>
  <define name="link"><element name="link">
    <attribute name="href"><ref name="uri"/></attribute><attribute name="rel"/><attribute name="type"/>
  </element></define>
  <define name="text"><optional><attribute name="type"><choice><value>text</value><value>html</value></choice>
    </attribute></optional><text/></define>
  <define name="uri"><data type="anyURI"><param name="pattern">https?://.+</param></data></define>
  <define name="date"><data type="dateTime">
    <param name="pattern">.*T.*(Z|[+\\-][0-9]{2}:[0-9]{2})</param></data></define>
</grammar>
"""


def feed(workshop: Any) -> etree._Element:
    """The feed, after checking it."""
    xml = (workshop.output / "feed.xml").read_bytes()
    root = etree.fromstring(xml)
    etree.RelaxNG(etree.fromstring(SCHEMA)).assertValid(root)
    parsed = feedparser.parse(xml)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    ids = [entry.id for entry in parsed.entries]
    assert len(set(ids)) == len(ids)
    return root


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
    assert root.findtext(f"{ATOM}id") == "https://example.com/blog/"
    assert root.findtext(f"{ATOM}entry/{ATOM}id") == (
        "https://example.com/blog/2026/01/02/%E3%81%8A%E8%8C%B6.html"
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


def test_without_posts_there_is_no_feed(workshop: Any) -> None:
    workshop.build()

    assert not (workshop.output / "feed.xml").exists()
