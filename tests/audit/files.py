"""Feeds, sitemaps, manifests, files for language models and of redirects: each valid, each address a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from tests.audit.findings import BuildOutcome, Finding, Row
from tests.audit.sites import Site
from tests.outputs.named_addresses import READERS, named_addresses, reader_of
from tests.outputs.reading import check_feed, is_published, read_sitemap

CHECK = "files"


def check_files(site: Site) -> BuildOutcome:
    """Faults of the files, and addresses of the site, also those of pages' heads, where nothing is.

    Pictures of the real blog's theme are not there; that is no fault of the generator.
    """
    files = [path for path in sorted(site.folder.rglob("*")) if path.is_file() and not _is_page(path)]
    read = [path for path in files if reader_of(_name(path, site), path.read_bytes()) is not None]
    findings = [finding for path in read for finding in _invalid(path, site)]
    findings += _lost(site)
    ours = sum(not finding.of_author for finding in findings)
    found = f"faults: {ours}" + (f", {len(findings) - ours} of authors" if len(findings) > ours else "")
    row = Row(CHECK, site.name, f"{len(read)} files and all heads", found, "faults: 0", ours == 0)
    return BuildOutcome((row,), tuple(findings))


def _is_page(path: Path) -> bool:
    return path.suffix in (".html", ".png", ".bin", ".md")


def _name(path: Path, site: Site) -> str:
    return path.relative_to(site.folder).as_posix()


def _invalid(path: Path, site: Site) -> Iterator[Finding]:
    name, text = _name(path, site), path.read_bytes()
    if name in READERS:
        return
    is_sitemap = b"<urlset" in text[:400] or b"<sitemapindex" in text[:400]
    check: Callable[[bytes], object] = read_sitemap if is_sitemap else check_feed
    try:
        check(text)
    except (AssertionError, ValueError, etree.LxmlError) as exc:
        yield Finding(CHECK, site.name, f"/{name}", f"not valid: {exc}")


def _lost(site: Site) -> Iterator[Finding]:
    for name, urls in named_addresses(site.folder, site.address).items():
        for url in dict.fromkeys(urls):
            if url.startswith(f"{site.address}/") and not is_published(url, site.folder, site.address):
                path = url.removeprefix(site.address)
                of_author = path.startswith("/assets/") and not site.own_text
                yield Finding(CHECK, site.name, f"/{name}", "nothing is at", path, of_author=of_author)
