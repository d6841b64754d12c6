"""The Japanese of the catalogues is Japanese, as a native editor writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.messages.extraction import LOCALE, read_catalog

# Names, and words that one types, which are the same in Japanese.
NAMES = frozenset((
    "AI", "Anthropic", "Discord", "Face", "GitLab", "HEAD", "Hugging", "OpenAI", "PyPI", "SendGrid", "Slack",
    "Stripe", "Webhook", "http", "https", "npm",
    "DeleteObject", "GetObject", "ListBucket", "PutObject", "boto3", "ssh",
    "Graph", "LD", "MB", "Open", "hreflang", "robots",
    "ALLFORCES", "API", "ASCII", "AVIF", "AWS", "Apache", "Atom", "BOM", "Base64", "CDN", "CODE",
    "CODES", "CPU", "CSS", "Cloudflare", "DIR", "DNS", "Dart", "FILE", "Facebook", "Gist", "Git",
    "GitHub", "Google", "HTML", "HTTP", "HTTPS", "ID", "IMPORT", "IP", "IPv4", "IPv6", "IndexNow",
    "JPEG", "JSON", "JavaScript", "Jekyll", "Jinja", "LANG", "LinkedIn", "Liquid", "Markdown",
    "Mastodon", "NAME", "NEW", "NFC", "NUL", "Netlify", "OK", "OLD", "PATH", "PATHS", "PDF", "PNG",
    "POSIX", "Pages", "Python", "REV", "RSS", "RULES", "Ruby", "S3", "SEO", "SNS", "SQLite", "SSH",
    "SVG", "Sass", "TARGET", "TITLE", "TLS", "TOML", "URL", "UTF", "Unicode", "WebP", "WebSub",
    "Windows", "Workers", "X", "XML", "YAML", "allforces", "atom", "baseurl", "blog", "canonical",
    "content", "data", "diff", "em", "en", "error", "false", "gem", "git", "html", "iPhone", "jekyll",
    "jemoji", "json", "kramdown", "macOS", "markdown", "mkd", "mkdn", "mkdown", "nginx", "nil",
    "noindex", "note", "off", "origin", "pip", "push", "rss", "rsync", "sass", "site", "sitemap",
    "true", "url", "warning", "xx", "yml",
))  # fmt: skip
# What is no word: code in backticks, places of values, options, file names, links, addresses and variables.
CODE = re.compile(
    r"`[^`]*`|\]\([^)]*\)|\{\{.*?\}\}|\{\w+(?:!r)?\}|https?://\S+|--?[a-z][\w-]*|[\w./*-]+\.[a-z]{2,9}\b|\$?[A-Z]+_[A-Z_]+"
    r"|\.?_[\w.]+|[a-z]+(?:-[a-z]+)+|U\+|\.[a-z]{2,8}\b",
    re.ASCII,
)
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def translations() -> Iterator[tuple[str, str]]:
    """Each message of a catalogue with its Japanese."""
    for source in sorted((LOCALE / "ja" / "LC_MESSAGES").glob("*.po")):
        for message in read_catalog(source):
            texts = [message.string] if isinstance(message.string, str) else message.string
            yield from ((str(message.id), text) for text in texts if message.id)


def test_no_english_word_is_left_but_names() -> None:
    left = {
        word: text
        for _, text in translations()
        for word in re.findall(r"[A-Za-z][A-Za-z0-9]+", CODE.sub(" ", text))
        if word not in NAMES
    }

    assert left == {}


def test_every_message_with_words_has_japanese_ones() -> None:
    left = [
        text
        for message, text in translations()
        if len(re.findall("[a-z]{3,}", CODE.sub(" ", message))) > 2
        and CODE.sub("", text).strip(" 、:「」")
        and not JAPANESE.search(text)
    ]

    assert left == []


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (r"[\uff61-\uff9f]", "half-width kana"),
        (r"[\u3040-\u30ff\u4e00-\u9fff][,.!?](?!\w)", "a half-width mark after Japanese"),
        (r"(?<=[\u3040-\u30ff\u4e00-\u9fff]) (?=[\u3040-\u30ff\u4e00-\u9fff])", "a space inside Japanese"),
        (r"、、|。。|。」|[をがはに]{3}", "a slip of the pen"),
    ],
)
def test_the_japanese_is_set_as_japanese(wrong: str, why: str) -> None:
    found = [text for _, text in translations() if re.search(wrong, CODE.sub("x", text))]

    assert found == [], why
