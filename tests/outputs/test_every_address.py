"""Whatever names an address for programs names one that the site has."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree

from allforces_site.build.run import BuildOptions, build
from tests.conftest import NOW, picture_bytes
from tests.outputs.named_addresses import named_addresses
from tests.outputs.reading import ATOM, addresses, is_published, pictures, read_feed, read_sitemap

CONTENT = Path(__file__).parents[2] / "content"
SETTINGS = (
    "  social_pictures: false\n  news_sitemap: true\n  date_aliases: true\n"
    "  redirect_files: [netlify, nginx, apache]\n"
    "  ai: {llms_txt: true, llms_full_txt: true, markdown: true}\n"
    "  feeds: {/feed.xml: atom, /feeds/all.xml: rss, /feed.json: json, /feeds/:category.xml: rss,\n"
    "    /feeds/tag/:tag.xml: atom, '/feeds/author/:author.json': {format: json, content: excerpt}}\n"
)


def own_site(root: Path) -> Path:
    """A site with all that may go wrong: a baseurl, hidden pages, redirects, odd names, own files."""
    source = root / "content"
    files = {
        "_config.yml": f"title: 試験\nurl: https://example.com\nbaseurl: /blog\nlogo: /a.png\npaginate: 2\n"
        "plugins: [jekyll-redirect-from]\nauthors: {花子: {bio: 紹介, picture: /a.png}}\n"
        f"allforces:\n  icon: icon.png\n{SETTINGS}",
        "_posts/2026-01-02-お茶 & 水.md": "---\ntags: ['お茶 & 水', C++]\n---\n![](/blog/a.png) [b](../x)\n",
        "_posts/2026-01-03-open.md": "---\ncategories: [技術]\nredirect_from: /o/\nimage: /a.png\n---\n",
        "_posts/2026-01-03-second.md": "---\npermalink: /open/\n---\n本文\n",
        "_posts/2026-01-04-third.md": "---\npermalink: /open/\n---\n本文\n",
        "_posts/2026-01-05-hidden.md": "---\ncategories: [技術]\nrobots: noindex\n---\n本文\n",
        "_posts/2026-01-06-新.md": "---\ndate: 2026-01-07\nauthor: 花子\ntags: ['お茶 & 水']\n"
        "redirect_from: [/古い 頁/, '/$a b/']\n---\n本文\n",
        "_posts/2026-11-20-news.md": "---\nlang: en\n---\nText.\n",
        "about.md": "---\nsitemap: false\n---\n紹介\n",
        "en/about.md": "---\nlang: en\nimage: /日本 語.png\n---\nAbout.\n",
        "away.md": "---\nredirect_to: /about.html\n---\n",
        "a.png": "",
        "日本 語.png": "",
        "feeds/tag/c.xml": "<own/>",
    }
    for name, text in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    (source / "icon.png").write_bytes(picture_bytes(512, 512))
    return source


def real_site(root: Path) -> Path:
    """`content/`, with all feeds."""
    source = root / "content"
    shutil.copytree(CONTENT, source)
    config = source / "_config.yml"
    text = config.read_text(encoding="utf-8")
    assert text.count("\nallforces:\n") == 1
    config.write_text(text.replace("\nallforces:\n", f"\nallforces:\n{SETTINGS}"), encoding="utf-8")
    return source


@pytest.fixture(scope="module", params=[own_site, real_site])
def site(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The output folder of a site, and its address."""
    root = tmp_path_factory.mktemp("site")
    source = request.param(root)
    report = build(BuildOptions(source, root / "_site", jobs=1), NOW)
    return root / "_site", report.config.url + report.config.baseurl


def test_every_address_that_a_file_names_for_programs_is_that_of_a_file(site: tuple[Path, str]) -> None:
    output, address = site
    named = named_addresses(output, address)
    assert {"index.html", "sitemap.xml", "feed.xml", "feed.json", "llms.txt", "_redirects"} <= named.keys()
    host = address.removesuffix("/blog")
    lost = {
        (path, url)
        for path, urls in named.items()
        for url in urls
        if url.startswith(host) and not is_published(url, output, address)
    }
    assert lost == set()


def test_the_walk_meets_redirects_manifests_twins_and_pictures(tmp_path: Path) -> None:
    source = own_site(tmp_path)
    build(BuildOptions(source, tmp_path / "_site", jobs=1), NOW)
    named = named_addresses(tmp_path / "_site", "https://example.com/blog")
    post = "https://example.com/blog/2026/01/07/%E6%96%B0.html"
    for path in ("_redirects", "redirects.nginx.conf", ".htaccess", "redirects.json", "古い 頁/index.html"):
        assert post in named[path], path
    assert post in named["2026/01/06/新.html"]
    assert "https://example.com/blog/icon-192.png" in named["site.webmanifest"]
    assert "https://example.com/blog/en/about.html" in named["about.html"]
    assert "https://example.com/blog/%E6%97%A5%E6%9C%AC%20%E8%AA%9E.png" in named["en/about.html"]
    assert "https://example.com/blog/about.html" in named["away.html"]
    assert "https://example.com/blog/page2/" in named["index.html"]
    assert "https://example.com/blog/2026/11/20/news.html" in named["news-sitemap.xml"]


def feeds(output: Path) -> dict[str, bytes]:
    """The feeds below an output folder."""
    found = {
        path: path.read_bytes() for path in sorted(output.rglob("*")) if path.suffix in (".xml", ".json")
    }
    starts = (b'{"version":"https://jsonfeed.org', b"<feed", b"<rss")
    return {
        path.relative_to(output).as_posix(): data
        for path, data in found.items()
        if any(start in data[:400] for start in starts)
    }


def test_every_entry_of_every_feed_leads_to_a_page(site: tuple[Path, str]) -> None:
    output, address = site
    found = feeds(output)
    assert {"feed.xml", "feeds/all.xml", "feed.json"} <= {*found}
    for data in found.values():
        assert [item for item in read_feed(data) if not is_published(item.link, output, address)] == []


def test_feeds_of_all_formats_read_back_the_same(site: tuple[Path, str]) -> None:
    atom, rss, json_feed = (
        read_feed((site[0] / path).read_bytes()) for path in ("feed.xml", "feeds/all.xml", "feed.json")
    )
    assert len(atom) > 2
    assert atom == rss == json_feed


def test_every_feed_says_where_it_is_and_which_page_it_belongs_to(site: tuple[Path, str]) -> None:
    output, address = site
    for path, data in feeds(output).items():
        if data.startswith(b"{"):
            continue
        root = etree.fromstring(data)
        (own,) = root.xpath("//a:link[@rel='self']/@href", namespaces={"a": ATOM.strip("{}")})
        (home,) = root.xpath("/a:feed/a:link[@rel='alternate']/@href | /rss/channel/link/text()",
                             namespaces={"a": ATOM.strip("{}")})  # fmt: skip
        assert is_published(own, output, address)
        assert own.endswith(path) or "%" in own
        assert is_published(home, output, address)


def test_every_address_of_the_sitemap_is_a_file_and_each_is_there_once(site: tuple[Path, str]) -> None:
    output, address = site
    root = read_sitemap((output / "sitemap.xml").read_bytes())
    found = addresses(root)
    assert len(found) > 5
    assert [url for url in (*found, *pictures(root)) if not is_published(url, output, address)] == []
    assert not [url for url in found if "hidden" in url]


def test_every_address_of_the_news_sitemap_and_of_robots_txt_is_a_file(site: tuple[Path, str]) -> None:
    output, address = site
    robots, news = output / "robots.txt", output / "news-sitemap.xml"
    found = re.findall("^Sitemap: (.+)$", robots.read_text("utf-8"), re.MULTILINE) if robots.exists() else []
    found += addresses(read_sitemap(news.read_bytes())) if news.exists() else []
    assert [url for url in found if not is_published(url, output, address)] == []


def test_every_address_of_llms_txt_and_every_markdown_twin_is_a_file(site: tuple[Path, str]) -> None:
    output, address = site
    found = re.findall(r"\]\((http[^)]+)\)", (output / "llms.txt").read_text("utf-8"))
    assert len(found) > 2
    assert [url for url in found if not is_published(url, output, address)] == []
    pages = "".join(page.read_text("utf-8") for page in output.rglob("*.html"))
    named = {unescape(href) for href in re.findall('type="text/markdown" href="([^"]+)"', pages)}
    assert named == {urlsplit(url).path for url in found}
