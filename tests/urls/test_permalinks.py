"""Slugs, URLs and output files. Expected is the result of Jekyll 4.3.1, unless a test says otherwise."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink

from allforces_site.text.dates import filename_date
from allforces_site.urls.permalinks import (
    POST_STYLES,
    PostAddress,
    PostPlaceholders,
    alternate_url,
    encode_url,
    encoded_address,
    escape_path,
    expand,
    fitting_name,
    output_path,
    page_permalink_template,
    page_url,
    permalink_template,
    post_url,
    sanitize_url,
)
from allforces_site.urls.slugs import slugify
from tests.real_posts import CORPUS, needs_corpus

TOKYO = ZoneInfo("Asia/Tokyo")


HELLO = PostAddress(
    datetime(2025, 9, 1, 9, 5, 7, tzinfo=TOKYO), "Hello_World!", ("AI News", "C#", "日本語"),
    "_posts/2025-09-01-Hello_World!.md",
)  # fmt: skip
TEA = PostAddress(
    datetime(2024, 12, 30, tzinfo=TOKYO), "お茶・Tea-", ("es",), "es/_posts/2024-12-30-お茶・Tea-.md"
)
NAMES = "/ai%20news/c%23/%E6%97%A5%E6%9C%AC%E8%AA%9E"
CALENDAR = (
    "/:i_month_:day/:i_day/:short_month/:long_month/:short_year/:y_day"
    "/:w_year/:week/:w_day/:short_day/:long_day"
)

# template: the URLs of the two posts above
POST_URLS = {
    "none": (f"{NAMES}/Hello_World!.html", "/es/%E3%81%8A%E8%8C%B6-Tea.html"),
    "date": (f"{NAMES}/2025/09/01/Hello_World!.html", "/es/2024/12/30/%E3%81%8A%E8%8C%B6-Tea.html"),
    "ordinal": (f"{NAMES}/2025/244/Hello_World!.html", "/es/2024/365/%E3%81%8A%E8%8C%B6-Tea.html"),
    "pretty": (f"{NAMES}/2025/09/01/Hello_World!/", "/es/2024/12/30/%E3%81%8A%E8%8C%B6-Tea/"),
    "weekdate": (f"{NAMES}/2025/W36/Mon/Hello_World!.html", "/es/2024/W01/Mon/%E3%81%8A%E8%8C%B6-Tea.html"),
    "/:year/:title": ("/2025/Hello_World!", "/2024/%E3%81%8A%E8%8C%B6-Tea"),
    CALENDAR: (
        "/9_01/1/Sep/September/25/244/2025/36/1/Mon/Monday",
        "/12_30/30/Dec/December/24/365/2025/01/1/Mon/Monday",
    ),
    "/:hour-:minute-:second/:slug/:slugified_categories/": (
        "/09-05-07/hello-world/ai-news/c/%E6%97%A5%E6%9C%AC%E8%AA%9E/",
        "/00-00-00/%E3%81%8A%E8%8C%B6-tea/es/",
    ),
    "/:collection/:path:output_ext": (
        "/posts/2025-09-01-Hello_World!.html",
        "/posts/es/2024-12-30-%E3%81%8A%E8%8C%B6%E3%83%BBTea-.html",
    ),
    "/:name/": ("/2025-09-01-hello-world/", "/2024-12-30-%E3%81%8A%E8%8C%B6-tea/"),
}

# source: URL for the styles date, pretty, weekdate
PAGE_URLS = {
    "about.md": ("/about.html", "/about/", "/about"),
    "index.md": ("/", "/", "/"),
    "en/index.html": ("/en/", "/en/", "/en/"),
    "en/a b#c.md": ("/en/a%20b%23c.html", "/en/a%20b%23c/", "/en/a%20b%23c"),
    "a..md": ("/a.html", "/a/", "/a"),
}


@pytest.mark.parametrize(("style", "urls"), POST_URLS.items())
def test_a_post_url_is_the_one_of_jekyll(style: str, urls: tuple[str, str]) -> None:
    template = permalink_template(style)
    assert (post_url(template, HELLO), post_url(template, TEA)) == urls


@pytest.mark.parametrize(("source", "urls"), PAGE_URLS.items())
def test_a_page_url_is_the_one_of_jekyll(source: str, urls: tuple[str, str, str]) -> None:
    assert tuple(page_url(source, style) for style in ("date", "pretty", "weekdate")) == urls


def test_a_page_follows_the_ending_of_a_custom_style() -> None:
    assert page_permalink_template("/:year/:title/") == "/:path/:basename/"
    assert page_permalink_template("/:year/:title:output_ext") == "/:path/:basename:output_ext"
    assert page_permalink_template("/:year/:title") == "/:path/:basename"
    assert page_url("data/list.json", "pretty", output_ext=".json") == "/data/list.json"


def test_a_page_may_have_its_own_permalink() -> None:
    assert page_url("x.md", "pretty", "/:basename/y/") == "/x/y/"
    assert page_url("x.md", "pretty", "feed.xml") == "/feed.xml"
    assert page_url("en/x.md", "pretty", "/:path/z") == "/en/z"


def test_a_literal_permalink_is_percent_encoded_where_jekyll_leaves_it_raw() -> None:
    assert page_url("x.md", "date", "/日本語/") == "/%E6%97%A5%E6%9C%AC%E8%AA%9E/"
    assert page_url("x.md", "date", "/%e6%97%a5/") == "/%E6%97%A5/"
    assert page_url("x.md", "date", "/100%/") == "/100%25/"
    assert page_url("x.md", "date", "/what?/#a") == "/what%3F/%23a"


def test_a_placeholder_may_be_followed_by_an_underscore() -> None:
    assert expand("/:month_:day/", PostPlaceholders(HELLO)) == "/09_01/"


def test_an_unknown_placeholder_is_reported_with_the_nearest_name() -> None:
    with pytest.raises(ValueError, match=r'permalink "/:yaer/" has .* ":yaer", did you mean ":year"\?'):
        post_url("/:yaer/", HELLO)
    with pytest.raises(ValueError, match=r'unknown placeholder ":qqqqq"$'):
        post_url("/:qqqqq/", HELLO)


def test_every_placeholder_has_a_value() -> None:
    placeholders = PostPlaceholders(HELLO)
    assert len(placeholders) == len(list(placeholders)) == 26
    assert all(placeholders[name] for name in placeholders)


def test_a_category_named_twice_is_in_the_url_once() -> None:
    twice = PostAddress(HELLO.date, "tea", ("AI", "ai", "Tea"))
    assert post_url(POST_STYLES["none"], twice) == "/ai/tea/tea.html"


@needs_corpus
def test_every_url_of_the_corpus_is_the_one_it_has_today() -> None:
    lines = (CORPUS / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = []
    for entry in map(json.loads, lines):
        named = filename_date(entry["source"])
        assert named is not None
        address = PostAddress(datetime.fromisoformat(entry["date"]), named[1], (), entry["source"])
        url = post_url("/:year/:month/:day/:title/", address)
        if url != entry["url"]:
            wrong.append((entry["source"], url, entry["url"]))
    assert len(lines) == 614
    assert wrong == []


# ---- URLs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("/a b", "/a%20b"), ("a#b#c", "a%23b%23c"), ("a[b]", "a%5Bb%5D"), ("100%", "100%25"), ("%20", "%2520"),
     ("日本語", "%E6%97%A5%E6%9C%AC%E8%AA%9E"), ("a\\b", "a%5Cb"), ("a|b", "a%7Cb"), ("//h/x", "//h/x"),
     ("AI:入門", "AI:%E5%85%A5%E9%96%80"), ("a&b=c;'~@!$*+,()", "a&b=c;'~@!$*+,()"), ("^`{}", "%5E%60%7B%7D"),
     ("か\u3099", "%E3%81%8C")],
)  # fmt: skip
def test_a_path_is_escaped_as_addressable_does_it(text: str, escaped: str) -> None:
    assert escape_path(text) == escaped


def test_a_question_mark_is_escaped_where_jekyll_would_start_a_query() -> None:
    assert escape_path("what?") == "what%3F"


@pytest.mark.parametrize(
    ("text", "url"),
    [("a//b", "/a/b"), ("../a", "/a"), ("a/../b", "/a/b"), ("./a", "/a"), ("a/./b", "/a/b"), ("a..b", "/a/b"),
     ("a.../b", "/a/b"), ("/a./b", "/ab"), ("日本/..", "/日本/"), ("....", "/"), ("a/b.", "/a/b.")],
)  # fmt: skip
def test_a_url_is_sanitized_as_jekyll_does_it(text: str, url: str) -> None:
    assert sanitize_url(text) == url


@given(st.text())
def test_encoding_a_url_twice_changes_nothing(text: str) -> None:
    assert encode_url(encode_url(text)) == encode_url(text)


def test_a_post_whose_url_is_taken_gets_another() -> None:
    source = "_posts/2025-09-11-tea.md"
    assert alternate_url("/2025/09/11/tea/", source) == "/2025/09/11/tea-3c4e3af3/"
    assert alternate_url("/a/b.html", source) == "/a/b-3c4e3af3.html"
    assert alternate_url("/a/b", source) == "/a/b-3c4e3af3"
    assert alternate_url("/static/style.css", source) == "/static/style-3c4e3af3/"
    assert alternate_url("/a.b/c", source) == "/a.b/c-3c4e3af3"
    assert alternate_url("/", source) == "/post-3c4e3af3/"
    assert alternate_url("/a/", "お茶.md") == alternate_url("/a/", unicodedata.normalize("NFD", "お茶.md"))
    assert alternate_url("/a/", "b.md") != alternate_url("/a/", "c.md")


# ---- files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "path"),
    [("/", "index.html"), ("/a/", "a/index.html"), ("/a/b.html", "a/b.html"), ("/feed.xml", "feed.xml"),
     ("/about", "about.html"), ("/a.b/c", "a.b/c.html"), ("/v1.0", "v1.0.html"),
     ("/.well-known/x.txt", ".well-known/x.txt"),
     ("/%E6%97%A5%E6%9C%AC/", "日本/index.html"), ("/日本/", "日本/index.html"), ("/a%20b.html", "a b.html"),
     ("/c%23/100%25/", "c#/100%/index.html"), ("/what%3F/", "what?/index.html"),
     ("/%E3%81%8B%E3%82%99/", "が/index.html"),
     ("//a//b/", "a/b/index.html"), ("/a./b /", "a./b /index.html"),
     ("/" + "x" * 255 + "/", "x" * 255 + "/index.html")],
)  # fmt: skip
def test_the_file_of_a_url(url: str, path: str) -> None:
    assert output_path(url) == path


def test_a_given_extension_is_added_as_jekyll_does_it() -> None:
    assert output_path("/2025/node.js", ".html") == "2025/node.js.html"
    assert output_path("/2025/tea.html", ".html") == "2025/tea.html"
    assert output_path("/data/", ".json") == "data/index.json"
    assert output_path("/.htaccess", "") == ".htaccess"


@pytest.mark.parametrize(
    "url",
    ["", "/../x", "/a/../../x/", "/%2e%2e/x", "/%2E%2E%2Fx", "/a%2fb/", "/..%5Cx", "/a\\..\\x", "/C:/x",
     "/c%3A/x", "/./a", "/%2e/a", "/a%00b", "/a\nb", "/a%7Fb", "/a%C2%85b", "/%FF/", "/\ud800/", "/a?b=c",
     "/a#b", "/..", "/.", "/" + "x" * 256 + "/", "/" + "x" * 251, "/" + "%E3%81%82" * 86 + "/"],
)  # fmt: skip
def test_a_url_that_cannot_be_a_file_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"^URL "):
        output_path(url)


def _assert_safe(url: str) -> None:
    try:
        path = output_path(url)
    except ValueError:
        return
    parts = PurePosixPath(path).parts
    assert not PurePosixPath(path).is_absolute()
    assert parts
    assert not {"..", "."} & set(parts)
    assert "/".join(parts) == path == unicodedata.normalize("NFC", path)


@given(st.text() | st.text(alphabet="./\\%2eEfF5cC:a"))
def test_no_url_leaves_the_output_folder(url: str) -> None:
    _assert_safe(url)


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.lists(st.text("aA./\\:日%é", max_size=8), max_size=3),
)
def test_no_slug_category_or_permalink_leaves_the_output_folder(slug: str, categories: list[str]) -> None:
    address = PostAddress(HELLO.date, slug, tuple(categories), "_posts/x.md")
    for template in ("/:categories/:title/", "/:title:output_ext", "/:slugified_categories/:slug"):
        _assert_safe(post_url(template, address))
    if ":" not in slug:
        _assert_safe(page_url("x.md", "pretty", slug or None))
    _assert_safe(f"/tags/{escape_path(slugify(slug))}/")


@pytest.mark.parametrize(
    ("written", "encoded"),
    [
        ("/assets/図 1.png", "/assets/%E5%9B%B3%201.png"),
        ("/assets/%E5%9B%B3%201.png", "/assets/%E5%9B%B3%201.png"),
        ("/assets/図%201.png", "/assets/%E5%9B%B3%201.png"),
        ("/100%.png", "/100%25.png"),
        ("/a.png?x=1&y=茶#二", "/a.png?x=1&y=%E8%8C%B6#%E4%BA%8C"),
        ('/a"b<c>\\d.png', "/a%22b%3Cc%3E%5Cd.png"),
        ("https://example.org/図.png", "https://example.org/%E5%9B%B3.png"),
        ("https://例え.jp/図", "https://xn--r8jz45g.jp/%E5%9B%B3"),
        ("/か\u3099.png", "/%E3%81%8C.png"),
        ("/a/b/?c=d#e", "/a/b/?c=d#e"),
        (" /a.png ", "/a.png"),
    ],
)
def test_an_address_is_encoded_as_those_of_markdown_and_once(written: str, encoded: str) -> None:
    assert encoded_address(written) == encoded
    assert encoded_address(encoded) == encoded


@given(st.text().map("/".__add__) | st.text().map("https://example.org/".__add__))
def test_encoding_an_address_twice_changes_nothing(text: str) -> None:
    assert encoded_address(encoded_address(text)) == encoded_address(text)


@given(st.text(max_size=20) | st.text("/\\?#%:@茶. ~[]", max_size=10))
def test_an_address_of_the_site_is_encoded_like_one_in_markdown(rest: str) -> None:
    text = unicodedata.normalize("NFC", f"/a{rest}".strip())
    assert encoded_address(text) == normalizeLink(text)


@pytest.mark.process
def test_to_encode_an_address_of_the_site_does_not_load_the_parser() -> None:
    code = "import sys; from allforces_site.urls.permalinks import encoded_address as encoded; "
    code += "sys.exit(encoded('/茶') != '/%E8%8C%B6' or 'markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_name_that_is_too_long_is_cut_and_made_unique_by_a_digest() -> None:
    assert fitting_name("tea", ".png") == "tea.png"
    assert fitting_name("x" * 251, ".png") == "x" * 251 + ".png"
    one, two = (fitting_name("茶" * 90 + end, ".a-480.avif") for end in "ab")
    assert one != two
    for name in (one, two):
        assert name.endswith(".a-480.avif")
        assert 240 < len(name.encode()) <= 255


def test_a_url_of_more_folders_than_a_disk_can_hold_is_refused_with_a_short_message() -> None:
    with pytest.raises(ValueError, match="has more than 2000 bytes") as caught:
        output_path("/a" * 3000 + "/")
    assert len(str(caught.value)) < 500
    assert output_path("/" + "茶/" * 300) == "茶/" * 300 + "index.html"
