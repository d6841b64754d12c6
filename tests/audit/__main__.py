"""`python -m tests.audit`: builds the sites, serves them and looks for what a visitor would suffer from."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.audit.axe import CHECK as AXE
from tests.audit.browser import check_browser
from tests.audit.files import CHECK as FILES
from tests.audit.files import check_files
from tests.audit.findings import BuildOutcome, not_run
from tests.audit.html_checker import CHECK as HTML
from tests.audit.html_checker import check_html, faulty_pages
from tests.audit.kinds import built_pages, choose, missing_kinds
from tests.audit.lighthouse import CHECK as LIGHTHOUSE
from tests.audit.lighthouse import check_lighthouse
from tests.audit.report import as_json, as_text
from tests.audit.sites import BuildFailedError, Site, served_sites, source_names
from tests.audit.tools import MissingToolError, Tools

CHECKS = (FILES, HTML, AXE, LIGHTHOUSE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0, or 1 when something is wrong or could not be looked at."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="audit-") as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        try:
            with served_sites(options.sites, folder) as sites:
                outcome = sum((_audit(site, options) for site in sites), BuildOutcome())
        except BuildFailedError as exc:
            _tell(f"error: {exc}")
            return 1
    sys.stdout.write(f"{as_text(outcome)}\n")
    if options.report:
        options.report.write_text(f"{as_json(outcome)}\n", encoding="utf-8")
    return 0 if outcome.passed else 1


def _audit(site: Site, options: argparse.Namespace) -> BuildOutcome:
    tools = Tools()
    pages = built_pages(site.folder)
    outcome = BuildOutcome()
    if FILES in options.checks:
        outcome += _attempt(FILES, lambda: check_files(site))
    if HTML in options.checks:
        _tell(f"{site.name}: {len(pages):,} pages through the Nu HTML checker")
        outcome += _attempt(HTML, lambda: check_html(tools, site, pages))
    samples = choose(pages, faulty_pages(outcome, site))
    if missing := missing_kinds(samples):
        _tell(f"{site.name} has no page of: {', '.join(missing)}")
    if AXE in options.checks:
        _tell(f"{site.name}: {len(samples)} kinds of page in the browser")
        outcome += _attempt(AXE, lambda: check_browser(tools, site, samples))
    if LIGHTHOUSE in options.checks:
        _tell(f"{site.name}: Lighthouse, a quarter of a minute for each run")
        outcome += _attempt(LIGHTHOUSE, lambda: check_lighthouse(tools, site, samples, options.runs))
    return outcome


def _attempt(check: str, run: Callable[[], BuildOutcome]) -> BuildOutcome:
    """What a check gives; where a tool is missing or fails, what there is to say of it."""
    try:
        return run()
    except MissingToolError as exc:
        return not_run(check, str(exc))
    except subprocess.CalledProcessError as exc:
        return not_run(check, f"{Path(exc.cmd[0]).name} failed: {exc.stderr.decode()[-300:].strip()}")
    except (subprocess.TimeoutExpired, ValueError) as exc:
        return not_run(check, str(exc))


def _parser() -> argparse.ArgumentParser:
    names = source_names()
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("--sites", nargs="+", choices=names, default=names, help="only these")
    parser.add_argument("--checks", nargs="+", choices=CHECKS, default=CHECKS, help="only these")
    parser.add_argument("--runs", type=int, default=3, help="runs of Lighthouse; the median counts")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write all that was found as JSON")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="build into this folder, and leave it")
    return parser


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
