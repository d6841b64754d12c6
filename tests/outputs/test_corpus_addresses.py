"""The 614 real posts, where they are: their feeds and sitemaps, and every address that the site names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from allforces_site.build.run import BuildOptions, build
from allforces_site.urls.permalinks import document_id, encode_url
from tests.conftest import NOW
from tests.outputs.named_addresses import named_addresses
from tests.outputs.reading import Item, addresses, check_feed, is_published, read_feed, read_sitemap
from tests.real_posts import CORPUS, needs_corpus

URL = "https://ai-media.co.jp"
SETTINGS = """allforces:
  search: false
  social_pictures: false
  news_sitemap: true
  date_aliases: true
  redirect_files: [netlify, nginx, apache]
  ai: {llms_txt: true, llms_full_txt: true, markdown: true}
  feeds:
    /all.xml: {format: atom, entries: 614}
    /all-rss.xml: {format: rss, entries: 614}
    /all.json: {format: json, entries: 614}
    /feeds/:category.xml: rss
    /feeds/tag/:tag.xml: atom
    /feeds/author/:author.json: {format: json, content: excerpt}
"""

pytestmark = [
    pytest.mark.slow,
    needs_corpus,
]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "more.yml").write_text(SETTINGS, encoding="utf-8")
    configs = (CORPUS / "_config.yml", folder / "more.yml")
    report = build(BuildOptions(CORPUS, folder / "_site", jobs=1, configs=configs), NOW)
    assert not report.failed
    return folder / "_site"


@pytest.fixture(scope="module")
def items(output: Path) -> list[Item]:
    """The entries of a feed of all posts."""
    return read_feed((output / "all.xml").read_bytes())


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    """What Jekyll says of each post."""
    lines = (CORPUS / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def is_hidden(source: str) -> bool:
    return re.search("^robots: .*noindex", (CORPUS / source).read_text("utf-8"), re.MULTILINE) is not None


def test_feeds_of_all_formats_read_back_with_jekylls_titles_dates_and_links(
    output: Path, items: list[Item], expected: list[dict[str, Any]]
) -> None:
    rss, json_feed = (read_feed((output / name).read_bytes()) for name in ("all-rss.xml", "all.json"))
    assert items == rss == json_feed
    found = {(item.title, item.published, item.link) for item in items}
    wanted = {
        (post["title"], datetime.fromisoformat(post["date"]).astimezone(UTC), URL + encode_url(post["url"]))
        for post in expected
        if not is_hidden(post["source"])
    }
    # Of two posts with one URL, the earlier one has another here.
    assert (len(wanted), len(wanted - found), len(found - wanted)) == (len(items), 1, 1)


def test_ids_are_those_of_jekyll_feed(items: list[Item], expected: list[dict[str, Any]]) -> None:
    """Jekyll makes an id of the URL and the slug; a build with jekyll-feed gave the same for all posts."""
    ids = {item.link: item.id for item in items}
    wanted = {
        URL + encode_url(post["url"]): URL + encode_url(document_id(post["url"], post["slug"]))
        for post in expected
    }
    assert {link: found for link, found in ids.items() if found != wanted.get(link, link)} == {}


def test_every_feed_and_every_sitemap_is_valid(output: Path) -> None:
    feeds = [*output.glob("*.xml"), *output.glob("*.json"), *output.glob("feeds/**/*.*")]
    feeds = [path for path in feeds if not re.search(r"sitemap|^\.|^redirects", path.name)]
    for path in feeds:
        check_feed(path.read_bytes())
    assert len(feeds) > 100
    sitemaps = [read_sitemap(path.read_bytes()) for path in output.glob("*sitemap*.xml")]
    assert sum(len(addresses(root)) for root in sitemaps) > 1000


def test_every_address_but_those_of_authors_is_that_of_a_file(output: Path) -> None:
    lost = {
        url
        for urls in named_addresses(output, URL).values()
        for url in urls
        if url.startswith(f"{URL}/") and not is_published(url, output, URL)
    }
    # The pictures of the real posts are not here, and some name a post that is not here either.
    own = {
        unquote(found)
        for post in CORPUS.glob("_posts/*")
        for found in re.findall(
            f"^canonical_url: *['\"]?({URL}[^\\s'\"]*)", post.read_text("utf-8"), re.MULTILINE
        )
    }
    assert {unquote(url) for url in lost if not url.startswith(f"{URL}/assets/")} <= own


def posts_by_name() -> set[tuple[str, str]]:
    """The day in the file name of each post and its name without a hyphen at the end."""
    names = (re.fullmatch(r"(\d{4}-\d\d-\d\d)-(.+)\.\w+", path.name) for path in CORPUS.glob("_posts/*"))
    return {(name[1], name[2].rstrip("-")) for name in names if name}


def links_between_posts(output: Path) -> Iterator[tuple[str, str, str]]:
    """Each link of a text to a day and a name: its path, the day, the name."""
    for page in output.glob("20*/*/*/*/index.html"):
        for href in html.document_fromstring(page.read_text("utf-8")).xpath("//*[@class='prose']//a/@href"):
            parts = urlsplit(str(href))
            path = unquote(parts.path)
            found = re.fullmatch(r"/(\d{4})/(\d\d)/(\d\d)/([^/]+?)(?:/|\.html)?", path)
            if found and parts.netloc in ("", urlsplit(URL).netloc):
                yield path, "-".join(found.groups()[:3]), found[4]


def test_no_link_by_the_name_of_a_posts_file_is_broken(output: Path) -> None:
    names, links = posts_by_name(), [*links_between_posts(output)]
    meant = {path for path, day, name in links if (day, name.rstrip("-")) in names}
    assert len(meant) > 100
    assert [
        path for path in sorted(meant) if not is_published(f"{URL}{path.rstrip('/')}/", output, URL)
    ] == []
