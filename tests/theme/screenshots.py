"""Pictures of the theme: `python -m tests.theme.screenshots --out FOLDER`.

Builds a site and takes each kind of page on a phone and on a wide screen, light and dark. With
`--readme` it takes the two pictures of the README instead.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from selectolax.lexbor import LexborHTMLParser

from allforces_site.build.run import BuildOptions, build
from tests.theme.site_server import served

REPOSITORY = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTHS = {"phone": (390, 844), "wide": (1280, 900)}
SCHEMES = ("light", "dark")
# Width, height, and pixels of the picture for one of the page: beside each other they are equally high.
README_PICTURES = {"home-phone.png": (390, 840, 1.5), "home.png": (1280, 1000, 1)}

# A post of the corpus is 20,000 pixels high: nobody looks at all of that.
HIGHEST_PICTURE = 5000


@dataclass(frozen=True)
class Shot:
    """A page to take: the picture's name and the page's address."""

    name: str
    url: str


def shots(folder: Path) -> Iterator[Shot]:
    """One page of each kind that the site has."""
    yield Shot("home", "/")
    yield from _first(folder, "index.html", "post", "main article h2 a")
    yield from _second(folder, "index.html", "post-2", "main article h3 a")
    yield Shot("home-2", "/page2/")
    for kind in ("category", "tag", "author"):
        yield Shot(f"{kind}-index", f"/{kind}/")
        yield from _first(
            folder, f"{kind}/index.html", kind, f'main a[href^="/{kind}/"]:not([href="/{kind}/"])'
        )
    yield Shot("archive", "/archive/")
    yield from _first(folder, "archive/index.html", "archive-year", "main h2 a")
    yield from _first(folder, "archive/index.html", "archive-month", "main ol.months a")
    for name in ("about", "search"):
        if (folder / name / "index.html").is_file():
            yield Shot(name, f"/{name}/")
    if (folder / "search" / "index.html").is_file():
        yield Shot("search-hits", "/search/?q=AI")
        yield Shot("search-near", "/search/?q=プロンプタ")
    yield Shot("404", "/no/such/page/")


def _first(folder: Path, page: str, name: str, selector: str) -> Iterator[Shot]:
    links = LexborHTMLParser((folder / page).read_text(encoding="utf-8")).css(selector)
    if links:
        yield Shot(name, links[0].attributes["href"] or "")


def _second(folder: Path, page: str, name: str, selector: str) -> Iterator[Shot]:
    links = LexborHTMLParser((folder / page).read_text(encoding="utf-8")).css(selector)
    if len(links) > 1:
        yield Shot(name, links[1].attributes["href"] or "")


def take(browser: Any, address: str, chosen: list[Shot], out: Path) -> None:
    """Each page at each width in each scheme, down to its end."""
    for device, (width, height) in WIDTHS.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, is_mobile=device == "phone"
            )
            tab = context.new_page()
            for shot in chosen:
                tab.goto(address + shot.url)
                tab.wait_for_load_state("networkidle")
                # Pictures far down wait until they are near the screen, which here they never are.
                tab.evaluate(
                    "Promise.all([...document.images].map(image => {"
                    " image.loading = 'eager'; return image.decode().catch(() => {}); }))"
                )
                whole = min(tab.evaluate("document.documentElement.scrollHeight"), HIGHEST_PICTURE)
                clip = {"x": 0, "y": 0, "width": width, "height": whole}
                tab.screenshot(path=out / f"{shot.name}.{device}.{scheme}.png", full_page=True, clip=clip)
            context.close()


def take_readme(browser: Any, address: str, out: Path) -> None:
    """The home page as the README shows it."""
    for name, (width, height, scale) in README_PICTURES.items():
        tab = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
        tab.goto(address + "/")
        tab.screenshot(path=out / name)
        tab.close()


def main() -> None:
    """Reads the command line, builds, and takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, default=REPOSITORY / "content")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", help="names of pictures, such as home post")
    parser.add_argument("--readme", action="store_true", help="take the README's pictures only")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary) / "site"
        build(BuildOptions(options.source, folder, jobs=1), datetime.now(UTC))
        path = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with served(folder) as address:
            if options.readme:
                take_readme(browser, address, options.out)
            else:
                named = [shot for shot in shots(folder) if not options.only or shot.name in options.only]
                take(browser, address, named, options.out)
        browser.close()


if __name__ == "__main__":
    main()
