"""`python -m tests.bench.live`: from a save to the repainted page, this project beside `hugo server`.

Each tool serves the same posts with its own live reload. A Chromium has one post open; an edit of its body,
then of its title, is saved, and a script in the page takes the time at which the new text has been painted.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.bench import Plan
from tests.bench.corpus import Corpus, find_corpus
from tests.bench.peer import Peer
from tests.bench.peers import OURS, allforces, allforces_themed, hugo
from tests.bench.posts import BenchPost
from tests.bench.workspaces import Workspace, fewest_posts, make_workspaces

# The new text is looked for before each frame. A task that is ordered in the next frame runs after painting.
_WATCH = r"""
(() => {
  let last = null;
  const look = () => {
    const [text] = /新しい(body|title)第\d+版です。/.exec(document.body?.textContent ?? "") ?? [];
    if (text && text !== last) {
      last = text;
      const tell = () => painted(text, performance.timeOrigin + performance.now());
      requestAnimationFrame(() => setTimeout(tell));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_START_SECONDS = 600
_SAVE_SECONDS = 60
_PAUSE_SECONDS = 0.7


# What is edited, by the name of the kind of edit: the post with a text in its body or its title.
_EDITS: Mapping[str, Callable[[BenchPost, str], BenchPost]] = {
    "body": lambda post, text: replace(post, body=f"{text}\n\n{post.body}"),
    "title": lambda post, text: replace(post, title=f"{text}{post.title}"),
}


@dataclass(frozen=True, slots=True)
class Saves:
    """Milliseconds from save to repainted page, by save, of one kind of edit."""

    size: int
    edit: str
    label: str
    milliseconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.milliseconds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0, or 1 when something that is needed is not there."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if min(options.sizes) < fewest_posts(1):
        parser.error(f"at least {fewest_posts(1)} posts are needed")
    peers = [peer for peer in (allforces(), hugo()) if peer is not None]
    if options.theme:
        peers.append(allforces_themed())
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None or len(peers) < 2:
        _tell("error: needs a Chromium, and Hugo (make bench installs it)")
        return 1
    from playwright.sync_api import sync_playwright

    corpus = Corpus() if options.generated else find_corpus()
    with tempfile.TemporaryDirectory(prefix="bench-live-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        plan = Plan(peers, (), corpus, options.saves, Path(folder))
        results = [saves for size in options.sizes for saves in _measured(plan, size, browser)]
        browser.close()
    versions = ", ".join(f"{peer.label} {peer.version}" for peer in peers)
    sys.stdout.write("\n".join((*table(results), "", corpus.name, versions, "")))
    return 0


def table(results: Sequence[Saves]) -> list[str]:
    """A line for each tool and size: median, fastest, slowest, and the median as a share of Hugo's."""
    of_hugo = {(saves.size, saves.edit): saves.median for saves in results if saves.label == "Hugo"}
    return [
        f"{saves.size:>6} posts  {saves.edit:<5}  {saves.label:<26} median {saves.median:6.0f} ms  "
        f"({min(saves.milliseconds):.0f} to {max(saves.milliseconds):.0f})  "
        f"{saves.median / of_hugo[saves.size, saves.edit]:5.2f} of Hugo"
        for saves in results
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.live", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2500, 10000], help="numbers of posts")
    parser.add_argument("--saves", type=int, default=15, help="saves of each tool; the median counts")
    parser.add_argument("--generated", action="store_true", help="generated posts also where real ones are")
    parser.add_argument("--theme", action="store_true", help="this project with its own theme, too")
    return parser


def _measured(plan: Plan, size: int, browser: Any) -> Iterator[Saves]:
    _tell(f"{size} posts: writing sources")
    for site in make_workspaces(plan.peers, plan.corpus, size, 1, plan.folder):
        _tell(f"{size} posts: {site.peer.label} starts")
        with _served(site) as address:
            for edit in _EDITS:
                saves = tuple(_saves(site, address, edit, plan.runs, browser))
                yield Saves(size, edit, site.peer.label, saves)
        shutil.rmtree(site.folder)


def _saves(site: Workspace, address: str, edit: str, count: int, browser: Any) -> Iterator[float]:
    """The first save is not counted: whatever a tool does once, it does then."""
    post = site.changed.body
    painted: dict[str, float] = {}
    page = browser.new_page()
    page.expose_binding("painted", lambda _, text, at: painted.setdefault(text, at))
    page.add_init_script(_WATCH)
    page.goto(f"{address}/{post.output.removesuffix('index.html')}")
    page.wait_for_timeout(2000)
    for number in range(count + 1):
        text = f"新しい{edit}第{number}版です。"
        begun = time.time() * 1000
        site.write(_EDITS[edit](post, text))
        while text not in painted:
            if time.time() * 1000 - begun > _SAVE_SECONDS * 1000:
                raise TimeoutError(f"{site.peer.label} does not show save {number} of the {edit}")
            page.wait_for_timeout(5)
        _tell(f"  {edit}, save {number}: {painted[text] - begun:.0f} ms")
        if number:
            yield painted[text] - begun
        page.wait_for_timeout(_PAUSE_SECONDS * 1000)
    page.close()
    site.write(post)


@contextmanager
def _served(site: Workspace) -> Iterator[str]:
    """Runs a tool's own server until the block ends; gives its address once the edited post is there."""
    port = _free_port()
    with site.folder.with_suffix(".log").open("wb") as log:
        process = subprocess.Popen(
            _command(site.peer, port), cwd=site.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            _wait_for(
                f"http://localhost:{port}/{site.changed.body.output.removesuffix('index.html')}", process
            )
            yield f"http://localhost:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _command(peer: Peer, port: int) -> list[str]:
    if peer.name.startswith(OURS):
        program = peer.command[: peer.command.index("build")]
        return [*program, "serve", "--port", str(port), "--host", "localhost"]
    return [peer.command[0], "server", "--port", str(port), "--bind", "localhost", "--logLevel", "error"]


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=_START_SECONDS):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError(f"{process.args!r} does not serve {address}")


def _free_port() -> int:
    with socket.create_server(("localhost", 0)) as listener:
        return int(listener.getsockname()[1])


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
