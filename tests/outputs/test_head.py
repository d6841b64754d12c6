"""The head of every page, read as browsers and crawlers read it."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.outputs.named_addresses import of_page

HOSTILE = "</script><script>alert(1)</script><!-- \" ' & 𠮷🍵"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def site(new_workshop: Any, make_picture: Any) -> Any:
    """A built site with a hostile post, more than one page of everything, and a page."""
    workshop = new_workshop()
    workshop.config("description: 説明です\nauthor: 編集部\npaginate: 2\nbaseurl: /blog\nog_image: /og.png")
    workshop.write("content/og.png", "a picture")
    workshop.post(
        "2026-01-02-hostile",
        f"title: {json.dumps(HOSTILE, ensure_ascii=False)}\ntags: [AI]\ncategories: [飲み物]\n"
        # As entities, because real tags are removed.
        f"description: {json.dumps(escape(HOSTILE), ensure_ascii=False)}\nimage: /assets/a.png\n"
        "author: 花子\nlast_modified_at: 2026-02-03 04:05:06 +0900",
        "本文\n",
    )
    for day in range(3, 8):
        workshop.post(f"2026-01-{day:02}-p{day}", "tags: [AI]", "本文です。\n")
    workshop.post("2026-01-09-empty", "title: 空", "")
    workshop.write("content/about.md", "---\ntitle: 紹介\n---\n")
    workshop.write("content/assets/a.png", make_picture(1200, 630))
    assert workshop.build().problems == []
    return workshop


@cache
def parsed(path: Path) -> Any:
    return html5lib.HTMLParser().parse(path.read_text(encoding="utf-8"))


def pages(site: Any) -> list[Path]:
    return sorted(site.output.rglob("*.html"))


def meta(document: Any, key: str, name: str) -> list[str]:
    return [item.get("content") for item in document.iter(f"{XHTML}meta") if item.get(key) == name]


def json_ld(document: Any) -> list[dict[str, Any]]:
    scripts = [item for item in document.iter(f"{XHTML}script") if item.get("type") == "application/ld+json"]
    graphs = [json.loads(script.text) for script in scripts]
    assert all(graph["@context"] == "https://schema.org" for graph in graphs)
    return [node for graph in graphs for node in graph["@graph"]]


def of_type(document: Any, kind: str) -> dict[str, Any]:
    [found] = [item for item in json_ld(document) if item["@type"] == kind]
    return found


def test_every_page_says_its_language_title_description_and_open_graph(site: Any) -> None:
    for path in pages(site):
        document = parsed(path)
        assert document.get("lang") == "ja", path
        assert len([title for title in document.iter(f"{XHTML}title") if title.text]) == 1, path
        assert [text for text in meta(document, "name", "description") if text], path
        for name in ("og:type", "og:title", "og:site_name", "og:locale", "og:description", "og:image"):
            assert len([text for text in meta(document, "property", name) if text]) == 1, (path, name)


def test_every_page_but_404_names_its_own_canonical_address(site: Any) -> None:
    for path in pages(site):
        links = [
            link.get("href") for link in parsed(path).iter(f"{XHTML}link") if link.get("rel") == "canonical"
        ]
        if path.name == "404.html":
            assert links == []
            continue
        name = path.relative_to(site.output).as_posix().removesuffix("index.html")
        assert [unquote(link) for link in links] == [f"https://example.com/blog/{name}"]
        assert meta(parsed(path), "property", "og:url") == links


def test_a_posts_page_has_a_whole_blog_posting(site: Any) -> None:
    posting = of_type(parsed(site.output / "飲み物/2026/01/02/hostile.html"), "BlogPosting")

    url = "https://example.com/blog/%E9%A3%B2%E3%81%BF%E7%89%A9/2026/01/02/hostile.html"
    assert posting == {
        "@type": "BlogPosting",
        "@id": f"{url}#article",
        "headline": HOSTILE,
        "description": HOSTILE,
        "inLanguage": "ja",
        "datePublished": "2026-01-02T00:00:00+09:00",
        "dateModified": "2026-02-03T04:05:06+09:00",
        "url": url,
        "author": [
            {
                "@type": "Person",
                "@id": "https://example.com/blog/author/%E8%8A%B1%E5%AD%90/#person",
                "name": "花子",
                "url": "https://example.com/blog/author/%E8%8A%B1%E5%AD%90/",
            }
        ],
        "image": [
            {
                "@type": "ImageObject",
                "url": "https://example.com/blog/assets/a.png",
                "width": 1200,
                "height": 630,
            }
        ],
        "keywords": ["AI"],
        "articleSection": ["飲み物"],
        "publisher": {"@id": "https://example.com/blog/#organization"},
        "isPartOf": {"@id": "https://example.com/blog/#website"},
        "wordCount": 2,
        "timeRequired": "PT1M",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
    }


def test_a_hostile_title_ends_no_script_and_no_attribute_on_any_page(site: Any) -> None:
    for path in pages(site):
        for script in parsed(path).iter(f"{XHTML}script"):
            assert "alert(1)" not in (script.text or "") or script.get("type") == "application/ld+json", path
        json_ld(parsed(path))
    assert meta(parsed(site.output / "飲み物/2026/01/02/hostile.html"), "property", "og:title") == [HOSTILE]


def test_every_page_is_html_without_parse_errors(site: Any) -> None:
    for path in pages(site):
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        assert parser.errors == [], (path, parser.errors[:3])


def test_lists_name_their_posts_in_json_ld(site: Any) -> None:
    blog = of_type(parsed(site.output / "index.html"), "Blog")
    assert [post["headline"] for post in blog["blogPost"]] == ["空", "P7"]
    collection = of_type(parsed(site.output / "tag/ai/page2/index.html"), "CollectionPage")
    assert collection["name"] == "AI（2/3ページ）"
    assert [post["@type"] for post in collection["hasPart"]] == ["BlogPosting"] * 2


def test_later_pages_of_a_list_name_their_neighbours(site: Any) -> None:
    links = {
        link.get("rel"): link.get("href")
        for link in parsed(site.output / "page2/index.html").iter(f"{XHTML}link")
    }

    assert links["prev"] == "https://example.com/blog/"
    assert links["next"] == "https://example.com/blog/page3/"


def test_dates_and_sections_of_a_post_are_open_graphs_article_properties(site: Any) -> None:
    document = parsed(site.output / "飲み物/2026/01/02/hostile.html")

    assert meta(document, "property", "og:type") == ["article"]
    assert meta(document, "property", "article:published_time") == ["2026-01-02T00:00:00+09:00"]
    assert meta(document, "property", "article:modified_time") == ["2026-02-03T04:05:06+09:00"]
    assert meta(document, "property", "article:tag") == ["AI"]


def test_a_site_without_an_address_names_no_canonical_one(workshop: Any) -> None:
    workshop.write("content/_config.yml", "title: 試験\n")
    workshop.post("2026-01-02-tea")
    workshop.build()

    document = parsed(workshop.output / "2026/01/02/tea.html")

    assert not [link for link in document.iter(f"{XHTML}link") if link.get("rel") == "canonical"]
    assert "url" not in of_type(document, "BlogPosting")


def test_an_authors_canonical_url_and_robots_win(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "canonical_url: https://other.example/tea\nrobots: noindex")
    workshop.build()

    document = parsed(workshop.output / "2026/01/02/tea.html")

    assert meta(document, "name", "robots") == ["noindex"]
    assert meta(document, "property", "og:url") == ["https://other.example/tea"]


def test_addresses_of_front_matter_and_settings_are_percent_encoded_wherever_they_are_written(
    workshop: Any,
) -> None:
    workshop.config(
        "url: https://example.com\nog_image: /素材/共有 1.png\nfavicon: /素材/印 1.png\nbaseurl: /ブログ\n"
        "navigation: [{title: 甲, url: /頁 1/}, {title: 乙, url: 'https://example.org/図 1?q=茶'}]"
    )
    workshop.post("2026-01-02-a", "image: /素材/図 1.png\ncanonical_url: https://example.org/元の 記事/")
    workshop.post("2026-01-03-b", "image: https://example.org/写真 1.png\nredirect_from: /旧 住所/")
    workshop.post("2026-01-04-c", "image: /%E7%B4%A0%E6%9D%90/%E5%9B%B3%201.png\ncanonical_url: /元 2/")
    workshop.post("2026-01-05-d")
    workshop.write("content/頁 2.md", "---\ntitle: 頁\nimage: 素材/図 2.png\n---\n")

    workshop.build()

    address = re.compile(
        r"""(?:href|src|content)=["'](?:0; url=)?(?=/|https?:|#)([^"']*)["']|<(?:loc|id)>([^<]*)<"""
    )
    found = []
    for path, content in workshop.tree().items():
        if path.endswith((".html", ".xml")):
            text = content.decode()
            found += [one or other for one, other in address.findall(text)]
            for value in re.findall(r'application/ld\+json">(.*?)</script>', text, re.DOTALL):
                found += re.findall(r'"((?:https?:/)?/[^"]*)"', value)
    # Links for sharing a page hold its address inside their own.
    found = [one for one in found if "url=http" not in one and "?u=" not in one]
    assert len(found) > 100
    assert [one for one in found if not one.isascii() or " " in one or "%25" in one] == []
    for wanted in (
        "https://example.com/%E3%83%96%E3%83%AD%E3%82%B0/%E7%B4%A0%E6%9D%90/%E5%9B%B3%201.png",
        "https://example.com/%E3%83%96%E3%83%AD%E3%82%B0/%E7%B4%A0%E6%9D%90/%E5%85%B1%E6%9C%89%201.png",
        "https://example.org/%E5%86%99%E7%9C%9F%201.png",
        "https://example.org/%E5%85%83%E3%81%AE%20%E8%A8%98%E4%BA%8B/",
        "https://example.org/%E5%9B%B3%201?q=%E8%8C%B6",
    ):
        assert wanted in found, wanted


# Whatever may be in the name of a file, in NFC, as addresses are. `%`, `?` and `#` mean something in them.
NAMES = st.text(
    st.one_of(
        st.sampled_from(" \"'<>&[]{}|^`+,;=@!$()*~日本語🍵é"),
        st.characters(categories=("L", "N"), max_codepoint=0xFFFF),
    ),
    min_size=1,
    max_size=8,
).filter(lambda name: name == normalize("NFC", name.strip()))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(names=st.lists(NAMES, min_size=4, max_size=8, unique_by=lambda name: name.casefold()))
def test_any_name_of_a_picture_or_page_is_percent_encoded_in_head_structured_data_and_pictures(
    new_workshop: Any, names: list[str]
) -> None:
    workshop = new_workshop()
    workshop.config(f"og_image: {json.dumps('/img/' + names[0])}\nlogo: {json.dumps('/logo/' + names[1])}")
    for number, name in enumerate(names):
        picture, other = json.dumps(f"/img/{name}"), json.dumps(f"https://ex.jp/{name}/")
        front = f"title: 記事{number}\nimage: {picture}\ncanonical_url: {other}"
        workshop.post(f"2026-01-0{number + 1}-p", front)

    workshop.build()

    for number, name in enumerate(names):
        page = (workshop.output / f"2026/01/0{number + 1}/p.html").read_bytes()
        found = [*of_page(page), *map(str, html.document_fromstring(page.decode()).xpath("//img/@src"))]
        assert [one for one in found if not re.fullmatch("[!-~]+", one) or set(one) & set('"<>`{}|^ ')] == []
        assert {f"https://example.com/img/{name}", f"https://ex.jp/{name}/"} <= {
            unquote(one) for one in found
        }
