"""A site with the search, a server that works like GitHub Pages, and a browser."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from allforces_site import markdown
from allforces_site.config.model import Config
from allforces_site.model import SourcePost, Sources
from allforces_site.outputs import plan, search
from allforces_site.renderer.theme import find_theme, make_theme
from allforces_site.search.catalogue import PartKeys
from allforces_site.search.contributions import Contribution, Words, contribution
from allforces_site.search.documents import numbered
from allforces_site.search.parts import Part, parts_of
from allforces_site.search.shards import gather, make_shard, shard_key
from allforces_site.site.assemble import assemble
from tests.serve.conftest import browser, profile, tab  # noqa: F401 (fixtures)

STYLED = (".html", ".js", ".css", ".json", ".svg", ".xml")
TYPES = {".js": "text/javascript", ".json": "application/json", ".css": "text/css", ".html": "text/html"}
# The policy of a strict site. Pictures in data: URLs are for the icon of the theme.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'"
)


def load_contribution(post: SourcePost) -> Contribution:
    """What a post adds to the index, from all of its searched texts."""
    document = post.document.load()
    names = [*(heading.text for heading in document.headings), *post.categories, *post.tags]
    return contribution(Words(post.title, names, document.text))


def write_site(folder: Path, posts: Iterable[SourcePost], config: Config, parts: Sequence[Part] = ()) -> None:
    """Writes the whole site of `posts`, oldest first, with its search, whose index has the `parts`."""
    posts = list(posts)
    made = {post.source: load_contribution(post) for post in posts}
    site = assemble(config, Sources(tuple(posts)))
    theme = make_theme(config, find_theme(folder / "content"), ())
    summaries = numbered(site)
    parts = parts or parts_of(len(posts), sum(post.measured_minutes for post in posts))
    shards = [
        list(
            map(
                make_shard,
                gather((made[post.source] for post in summaries[part.first : part.end]), part.shards),
            )
        )
        for part in parts
    ]
    keys = [PartKeys(part, list(map(shard_key, own))) for part, own in zip(parts, shards, strict=True)]
    search_outputs = search.plan(
        site, theme, search.catalogue_of(summaries, keys), lambda part, number: shards[part][number]
    )
    outputs = [*plan(site, theme).outputs, *search_outputs]
    link = theme.render("partials/search_link.html", "a page with the link")
    pages = {output.path: output.make() for output in outputs}
    pages["link.html"] = b"<!doctype html><title>link</title><input id='other'>" + link
    for path, content in pages.items():
        file = folder / "_site" / unquote(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


@dataclass
class Host:
    """A site that is served below `baseurl`. `sent` are paths and numbers of bytes sent, in order."""

    address: str
    sent: list[tuple[str, int]] = field(default_factory=list)

    def loaded(self, *parts: str) -> int:
        """Bytes of files whose path holds one of `parts`."""
        return sum(size for path, size in self.sent if any(part in path for part in parts))


@pytest.fixture(scope="session")
def host() -> Iterator[Callable[[Path, str], Host]]:
    """A function that serves a folder."""
    servers: list[ThreadingHTTPServer] = []

    def start(root: Path, baseurl: str = "") -> Host:
        host = Host("")
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(root, baseurl, host))
        server.daemon_threads = True
        host.address = f"http://127.0.0.1:{server.server_port}{baseurl}"
        # Its end is waited for until it looks: 0.5 s, unless it looks more often.
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return host

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def _handler(root: Path, baseurl: str, host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            path = unquote(self.path.partition("?")[0])
            file = root / path.removeprefix(baseurl).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            found = path.startswith(f"{baseurl}/") and file.is_file()
            content = file.read_bytes() if found else b""
            self.send_response(200 if found else 404)
            if file.suffix in STYLED:
                content = gzip.compress(content, 6)
                self.send_header("Content-Encoding", "gzip")
            kind = TYPES.get(file.suffix, "application/octet-stream")
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if file.suffix in TYPES else kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            host.sent.append((path, len(content)))

    return Handler


@dataclass
class Search:
    """The search page in a browser tab."""

    tab: Any
    host: Host

    def __call__(self, query: str, **filters: str) -> list[str]:
        """Opens the page for `query` and returns the titles that it shows first."""
        values = {"q": query, **filters}
        self.tab.goto(
            f"{self.host.address}/search/?" + "&".join(f"{k}={quote(v)}" for k, v in values.items())
        )
        return self.titles()

    def again(self, query: str) -> list[str]:
        """Searches on the page that is open."""
        self.tab.fill("[name=q]", query)
        # The status of the last search could be taken for that of this one.
        self.tab.evaluate("document.querySelector('[data-search-status]').textContent = ''")
        self.tab.press("[name=q]", "Enter")
        return self.titles()

    def titles(self) -> list[str]:
        """The titles shown, once the search has ended."""
        self.tab.wait_for_selector("[data-search-hits]:not([aria-busy])", state="attached")
        self.tab.wait_for_selector("[data-search-status]:not(:empty):not(:has-text('検索しています'))")
        return [str(title) for title in self.tab.locator(".search-hit .search-title").all_inner_texts()]

    @property
    def status(self) -> str:
        return str(self.tab.inner_text("[data-search-status]"))

    @property
    def suggestions(self) -> list[str]:
        return [str(word) for word in self.tab.locator("[data-search-near] a").all_inner_texts()]

    @property
    def marks(self) -> set[str]:
        return {str(mark) for mark in self.tab.locator(".search-excerpt mark").all_inner_texts()}


@pytest.fixture
def rendered(make_post: Callable[..., SourcePost]) -> Callable[..., SourcePost]:
    """A function that makes a post from Markdown."""

    def make(name: str, body: str, **values: Any) -> SourcePost:
        return make_post(name, document=markdown.render(body), **values)

    return make
