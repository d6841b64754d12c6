"""Structured data of every kind of page, as search engines read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Workshop

# Fields that Google asks for or recommends, by type; those that a site cannot know are left out. Source:
# https://developers.google.com/search/docs/appearance/structured-data/article (breadcrumb, organization,
# profile-page), read 2026-11. Of the validators of schema.org in the registries none takes the place of this
# table: schema-org-py 0.2.0 refuses subtypes (a SearchAction as the `potentialAction` of a site), and
# @adobe/structured-data-validator 1.7.1 knows no Article.
FIELDS = {
    "BlogPosting": {"author", "dateModified", "datePublished", "headline", "image"},
    "BreadcrumbList": {"itemListElement"},
    "Organization": {
        *("name", "url", "logo", "sameAs", "description", "email", "legalName", "address", "alternateName"),
        *("contactPoint", "duns", "foundingDate", "globalLocationNumber", "iso6523Code", "leiCode", "naics"),
        *("numberOfEmployees", "taxID", "telephone", "vatID"),
    },
    # Nobody knows when a profile was made (`dateCreated`) or who follows its author (`interactionStatistic`).
    "ProfilePage": {"mainEntity", "dateModified"},
    "Person": {
        *("name", "url", "image", "sameAs", "description", "jobTitle"),
        *("agentInteractionStatistic", "alternateName", "identifier"),
    },
    "WebSite": {"name", "url", "potentialAction"},
}

CONFIG = """url: https://example.com
description: 説明
logo: /img/印 1.png
author: 編集部
social: {name: 新聞社, links: ["https://x.com/news"]}
organization:
  legalName: 株式会社新聞社
  email: a@example.com
  description: 新聞です
  bad key: 1
  alternateName: 新聞
  address: {addressLocality: 東京, addressCountry: JP}
  contactPoint: [{telephone: "+81-3-0000-0000"}]
  numberOfEmployees: {value: 3}
  duns: "1"
  foundingDate: "2020-01-02"
  globalLocationNumber: "1"
  iso6523Code: "0188:1"
  leiCode: "1"
  naics: "1"
  taxID: "1"
  telephone: "+81-3-0000-0000"
  vatID: "1"
content_categories:
  - {name: 報道, slug: news, article_type: NewsArticle}
  - {name: 随筆}
authors:
  tanaka: {name: 田中花子, bio: 記者です。, picture: /img/田中 1.png, role: 記者, twitter: tanaka, url: "https://tanaka.example"}
allforces: {search: true, social_pictures: false}
"""
QUESTIONS = """前書き。

## 価格はいくらですか？

千円です。

### 税込みですか？

はい。

## 送料はかかる?

かかりません。

- 沖縄も同じです。

## まとめ

以上。
"""


def nodes(page: str) -> list[dict[str, Any]]:
    """The nodes of the only graph of a page."""
    [graph] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found = json.loads(graph)
    assert found["@context"] == "https://schema.org"
    return list(found["@graph"])


def node(page: str, kind: str) -> dict[str, Any]:
    [found] = [item for item in nodes(page) if item["@type"] == kind]
    return found


@pytest.fixture(scope="module")
def site(new_workshop: Any, make_picture: Any) -> Workshop:
    shop: Workshop = new_workshop()
    shop.config(CONFIG)
    shop.write("content/img/a.png", make_picture(1200, 630))
    front = "tags: [茶]\ncategories: [随筆]\nauthor: tanaka\nimage: /img/a.png\n"
    shop.post("2026-01-02-a", f"title: 甲\n{front}last_modified_at: 2026-01-05", QUESTIONS)
    shop.post("2026-01-03-b", "title: 乙\ncategories: [報道]\n", "本文です。\n")
    front = "title: 丙\ncategories: [報道]\nseo: {type: Report}\n"
    shop.post("2026-01-04-c", front, "## 一つだけ？\n\nはい。\n")
    shop.write("content/about.md", "---\ntitle: 紹介\n---\n紹介です。\n")
    report = shop.build()
    assert [problem for problem in report.problems if problem.code != "image-missing"] == []
    return shop


def _values(value: Any) -> Iterator[Any]:
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _values(inner)


def test_every_page_is_one_graph_whose_references_lead_to_a_node_or_a_page(site: Workshop) -> None:
    graphs = {path: nodes(content.decode()) for path, content in site.tree().items() if b"ld+json" in content}
    named = {
        item["@id"]
        for graph in graphs.values()
        for item in _values(graph)
        if isinstance(item, dict) and len(item) > 1 and "@id" in item
    }
    assert len(graphs) > 10
    for path, graph in graphs.items():
        for item in _values(graph):
            if isinstance(item, dict) and "@id" in item:
                assert item["@id"] in named, (path, item["@id"])
                assert item["@id"].startswith("https://example.com/"), path
                assert item["@id"].isascii(), path
        kinds = [item["@type"] for item in graph]
        assert kinds.count("WebSite") == 1, path
        assert kinds.count("Organization") == 1, path
        assert kinds.count("BreadcrumbList") <= 1, path


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("随筆/2026/01/02/a.html", "BlogPosting"),
        ("随筆/2026/01/02/a.html", "BreadcrumbList"),
        ("index.html", "Organization"),
        ("index.html", "WebSite"),
        ("author/田中花子/index.html", "ProfilePage"),
    ],
)
def test_a_node_has_every_field_that_search_engines_ask_for(site: Workshop, page: str, kind: str) -> None:
    found = node(site.page(page), kind)
    assert FIELDS[kind] - {key for key, value in found.items() if value} == set()
    if kind == "ProfilePage":
        author = found["mainEntity"]
        assert FIELDS["Person"] - author.keys() == set()
        assert author["agentInteractionStatistic"]["userInteractionCount"] == 1


def test_every_page_of_every_kind_has_the_fields_that_are_required_of_its_nodes(site: Workshop) -> None:
    kinds = set()
    for path, content in site.tree().items():
        found = nodes(content.decode()) if b"ld+json" in content else []
        canonical = re.findall(rb'<link rel="canonical" href="([^"]*)">', content)
        for item in found:
            kinds.add(item["@type"])
            assert FIELDS.get(item["@type"], set()) - {"image"} - item.keys() == set(), (path, item["@type"])
        for crumbs in (item["itemListElement"] for item in found if item["@type"] == "BreadcrumbList"):
            assert [crumb["position"] for crumb in crumbs] == [*range(1, len(crumbs) + 1)]
            assert all(crumb["name"] and crumb["item"] for crumb in crumbs), path
            assert [crumbs[-1]["item"]] == [url.decode() for url in canonical] or path == "404.html"
        articles = [item for item in found if "wordCount" in item]
        for author in (author for item in articles for author in item["author"]):
            assert author["@type"] in ("Person", "Organization")
            assert author["name"] and author["url"]
    assert {*FIELDS} - kinds == {"Person"}  # It is inside other nodes.


def test_the_parts_of_an_organization_have_their_types(site: Workshop) -> None:
    organization = node(site.page("index.html"), "Organization")
    assert organization["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "東京",
        "addressCountry": "JP",
    }
    assert organization["contactPoint"] == [{"@type": "ContactPoint", "telephone": "+81-3-0000-0000"}]
    assert organization["numberOfEmployees"]["@type"] == "QuantitativeValue"


def test_the_type_of_a_post_is_that_of_its_front_matter_its_category_or_the_site(site: Workshop) -> None:
    kinds = {
        path: {item["@type"] for item in nodes(site.page(path))}
        for path in ("随筆/2026/01/02/a.html", "報道/2026/01/03/b.html", "報道/2026/01/04/c.html")
    }
    assert "BlogPosting" in kinds["随筆/2026/01/02/a.html"]
    assert "NewsArticle" in kinds["報道/2026/01/03/b.html"]
    assert "Report" in kinds["報道/2026/01/04/c.html"]


def test_all_posts_may_be_news(workshop: Workshop) -> None:
    workshop.config("allforces: {article_type: NewsArticle, search: false, social_pictures: false}\n")
    workshop.post("2026-01-02-a", "title: 甲")
    workshop.build()
    assert node(workshop.page("2026/01/02/a.html"), "NewsArticle")["headline"] == "甲"
    [listed] = node(workshop.page("index.html"), "Blog")["blogPost"]
    assert listed["@type"] == "NewsArticle"


def test_questions_of_a_post_are_answered_by_the_text_below_them(site: Workshop) -> None:
    faq = node(site.page("随筆/2026/01/02/a.html"), "FAQPage")
    asked = {item["name"]: item["acceptedAnswer"]["text"] for item in faq["mainEntity"]}
    assert asked == {
        "価格はいくらですか？": "千円です。 税込みですか？ はい。",
        "送料はかかる?": "かかりません。 沖縄も同じです。",
    }


def test_one_question_makes_no_page_of_questions(site: Workshop) -> None:
    assert "FAQPage" not in {item["@type"] for item in nodes(site.page("報道/2026/01/04/c.html"))}


def test_an_author_may_be_named_by_a_key_and_has_a_profile_with_links(site: Workshop) -> None:
    page = site.page("author/田中花子/index.html")
    assert "記者です。" in page
    assert 'src="/img/%E7%94%B0%E4%B8%AD%201.png"' in page
    assert '<a rel="me" href="https://x.com/tanaka">x.com</a>' in page
    assert '<meta name="description" content="記者です。">' in page
    post = site.page("随筆/2026/01/02/a.html")
    assert '<meta name="twitter:creator" content="@tanaka">' in post
    [author] = node(post, "BlogPosting")["author"]
    assert author["name"] == "田中花子"
    assert author["@id"] == node(page, "ProfilePage")["mainEntity"]["@id"]
    assert author["sameAs"] == ["https://tanaka.example", "https://x.com/tanaka"]


def test_authors_may_be_in_the_data_folder_and_an_edit_is_followed(workshop: Workshop, tmp_path: Any) -> None:
    workshop.write("content/_data/authors.yml", "sato:\n  name: 佐藤\n  bio: 前の紹介\n")
    workshop.post("2026-01-02-a", "title: 甲\nauthor: sato")
    workshop.build(cache=tmp_path / "cache")
    assert "前の紹介" in workshop.page("author/佐藤/index.html")
    workshop.write("content/_data/authors.yml", "sato:\n  name: 佐藤太郎\n  bio: 後の紹介\n")
    workshop.build(cache=tmp_path / "cache")
    assert "後の紹介" in workshop.page("author/佐藤太郎/index.html")
    assert "佐藤太郎" in workshop.page("2026/01/02/a.html")


@pytest.mark.parametrize(
    "authors",
    ["1", "[a]", "{a: 1}", "{a: {name: [1]}}", "{a: {links: 3, twitter: [x], url: 'javascript:a'}}"],
)
def test_odd_authors_never_end_a_build(workshop: Workshop, authors: str) -> None:
    workshop.config(f"url: https://example.com\nauthors: {authors}\n")
    workshop.post("2026-01-02-a", "author: a")
    assert workshop.build().problems == []
    assert "javascript:" not in workshop.page("author/a/index.html")


def test_the_organization_has_the_fields_that_the_configuration_gives(site: Workshop) -> None:
    organization = node(site.page("about.html"), "Organization")
    assert organization["name"] == "新聞社"
    assert organization["legalName"] == "株式会社新聞社"
    assert organization["logo"]["url"] == "https://example.com/img/%E5%8D%B0%201.png"
    assert "bad key" not in organization


def test_every_page_has_a_description_of_its_own(site: Workshop) -> None:
    described: dict[str, str] = {}
    for path, content in site.tree().items():
        page = content.decode("utf-8", "ignore")
        for description in re.findall(r'<meta name="description" content="([^"]*)">', page):
            assert described.setdefault(description, path) == path


def descriptions(shop: Workshop) -> dict[str, str]:
    pages = {path: content.decode() for path, content in shop.tree().items() if path.endswith(".html")}
    found = {
        path: re.findall(r'<meta name="description" content="([^"]*)">', page) for path, page in pages.items()
    }
    return {path: description for path, [description] in found.items()}


def test_pages_and_posts_without_words_of_their_own_do_not_share_the_sites_description(
    workshop: Workshop,
) -> None:
    workshop.config("description: 茶の話\n")
    for name in ("北海道", "沖縄"):
        workshop.write(f"content/{name}.html", f"---\ntitle: {name}\nlayout: page\n---\n<form></form>\n")
    for day in (1, 2):
        workshop.post(f"2026-01-0{day}-p", f"title: 写真{day}", "![](a.png)\n")
    workshop.build()
    found = descriptions(workshop)
    assert len({*found.values()}) == len(found)
    assert found["index.html"] == "茶の話"
    assert found["北海道.html"] == "北海道 – 茶の話"
    assert found["2026/01/02/p.html"] == "写真2 – 茶の話"


def test_a_category_a_tag_and_an_author_of_one_name_have_descriptions_of_their_own(
    workshop: Workshop,
) -> None:
    workshop.post("2026-01-02-a", "title: 甲\ncategories: [茶]\ntags: [茶]\nauthor: 茶")
    workshop.build()
    found = descriptions(workshop)
    pages = [f"{kind}/茶/index.html" for kind in ("category", "tag", "author")]
    assert len({found[page] for page in pages}) == 3


def test_pages_of_a_list_that_an_authors_page_makes_say_which_they_are_and_name_their_neighbours(
    workshop: Workshop,
) -> None:
    workshop.config("paginate: 1\n")
    loop = "{% for post in paginator.posts %}{{ post.title }}{% endfor %}"
    workshop.write(
        "content/index.html", f"---\ntitle: 一覧\nlayout: page\n---\n<p>新しい順です。</p>\n{loop}\n"
    )
    for day in (1, 2, 3):
        workshop.post(f"2026-01-0{day}-p", f"title: 甲{day}")
    workshop.build()
    assert descriptions(workshop)["page2/index.html"] == "新しい順です。（2/3ページ）"
    page = workshop.page("page2/index.html")
    assert "<title>一覧（2/3ページ） ｜ 試験</title>" in page
    assert '<link rel="prev" href="https://example.com/">' in page
    assert '<link rel="next" href="https://example.com/page3/">' in page
    assert node(page, "WebPage")["name"] == "一覧（2/3ページ）"
    assert 'rel="prev"' not in workshop.page("index.html")


def test_later_pages_of_a_list_say_which_they_are(workshop: Workshop) -> None:
    workshop.config("paginate: 1\n")
    for day in (1, 2):
        workshop.post(f"2026-01-0{day}-p", "tags: [茶]\ncategories: [甲]")
    workshop.build()
    for path in ("page2/index.html", "tag/茶/page2/index.html", "category/甲/page2/index.html"):
        [description] = re.findall(r'<meta name="description" content="([^"]*)">', workshop.page(path))
        assert description.endswith("（2/2ページ）")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("", "max-image-preview:large, max-snippet:-1, max-video-preview:-1"),
        ("robots: noindex", "noindex"),
        ("robots: nofollow", "nofollow, max-image-preview:large, max-snippet:-1, max-video-preview:-1"),
        ("robots: max-image-preview:none", "max-image-preview:none"),
        ("robots: none", "none"),
    ],
)
def test_search_engines_may_show_large_previews_unless_a_page_says_otherwise(
    workshop: Workshop, own: str, said: str
) -> None:
    workshop.post("2026-01-02-a", own)
    workshop.build()
    assert f'<meta name="robots" content="{said}">' in workshop.page("2026/01/02/a.html")


def test_the_site_may_tell_search_engines_something_else(workshop: Workshop) -> None:
    workshop.config('allforces: {robots: "", search: false, social_pictures: false}\n')
    workshop.post("2026-01-02-a")
    workshop.build()
    assert 'name="robots"' not in workshop.page("2026/01/02/a.html")
