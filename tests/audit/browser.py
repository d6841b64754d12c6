"""Opens a page of every kind on a phone and a wide screen, light and dark: axe, weight, steadiness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Response, Route, sync_playwright

from tests.audit import axe
from tests.audit.article_text import TEXT_CLASS
from tests.audit.findings import BuildOutcome, Finding, Row
from tests.audit.kinds import Sample
from tests.audit.sites import Site
from tests.audit.tools import Tools
from tests.audit.weight import Fetched, Weight, weigh

LOADING = "loading"
WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# Adds up all shifts, also those that Google's session windows would part: none is wanted.
_WATCH_SHIFTS = """() => {
  window.auditShift = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.auditShift += shift.value;
  }).observe({type: "layout-shift", buffered: true});
  window.scrollTo(0, document.documentElement.scrollHeight);
}"""


def check_browser(tools: Tools, site: Site, samples: Sequence[Sample]) -> BuildOutcome:
    """axe, third parties, errors in the console and layout shifts on all samples; the weight of the posts."""
    axe_core = tools.axe.read_text(encoding="utf-8")
    faults: list[Finding] = []
    weights: dict[str, Weight] = {}
    with _browser(tools.browser) as browser:
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 844}, reduced_motion="reduce", bypass_csp=True
            )
            for sample in samples:
                visit = Visit(site, sample, width)
                page = context.new_page()
                faults += visit.faults(page, axe_core)
                page.close()
                weights[sample.kind] = visit.weight
            context.close()
    return BuildOutcome(tuple(_rows(site, faults, weights, len(samples))), tuple(faults))


@contextmanager
def _browser(path: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Without a sandbox it also starts as root, as in a container; only our own pages are opened.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """One page in one window, whose width is in CSS pixels."""

    def __init__(self, site: Site, sample: Sample, width: int) -> None:
        self._site = site
        self._sample = sample
        self._where = f"{width} px"
        self._fetched: list[Fetched] = []
        self.weight = Weight()

    def faults(self, page: Page, axe_core: str) -> list[Finding]:
        """Opens the page and looks for all that may be wrong; `weight` is known afterwards."""
        console: list[str] = []
        page.on("response", self._keep)
        page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: console.append(str(error)))
        url = f"{self._site.address}{self._sample.url}"
        if self._sample.kind == "redirect":
            page.route(url, _stay)
        page.goto(url)
        page.evaluate(_WATCH_SHIFTS)
        page.wait_for_load_state("networkidle")
        self.weight = weigh(self._sample.page.html, self._fetched)
        found = [self._finding(LOADING, "error in the console", text) for text in console]
        found += [self._finding(LOADING, "third party", host) for host in self.weight.other_hosts]
        if shift := page.evaluate("window.auditShift"):
            found.append(self._finding(LOADING, "layout shift", f"{shift:.4f}"))
        page.evaluate(axe_core)
        return found + [finding for scheme in SCHEMES for finding in self._violations(page, scheme)]

    def _keep(self, response: Response) -> None:
        ours = response.url.startswith(f"{self._site.address}/")
        host = "" if ours else urlsplit(response.url).netloc
        path = unquote(urlsplit(response.url).path)
        file = self._site.folder / path.lstrip("/")
        body = file.read_bytes() if ours and file.is_file() else b""
        self._fetched.append(Fetched(host, response.request.resource_type, body))

    def _violations(self, page: Page, scheme: Literal["light", "dark"]) -> list[Finding]:
        page.emulate_media(color_scheme=scheme)
        place = replace(self._finding(axe.CHECK, "", ""), where=f"{self._where} {scheme}")
        entries: list[dict[str, Any]] = page.evaluate(axe.SCRIPT, [axe.TAGS, TEXT_CLASS])
        return [axe.violation(entry, place, own_text=self._site.own_text) for entry in entries]

    def _finding(self, check: str, rule: str, element: str) -> Finding:
        return Finding(check, self._site.name, self._sample.url, rule, element, self._where)


def _stay(route: Route) -> None:
    """Gives a page of a redirect, but does not let it lead away."""
    answer = route.fetch()
    body = answer.text().replace('http-equiv="refresh"', 'name="refresh"')
    route.fulfill(response=answer, body=body)


def _rows(site: Site, faults: Sequence[Finding], weights: dict[str, Weight], samples: int) -> Iterator[Row]:
    subject = f"{samples} kinds × {len(WIDTHS)} widths × {' and '.join(SCHEMES)}"
    violations = [fault for fault in faults if fault.check == axe.CHECK]
    ours = sum(not fault.of_author for fault in violations)
    theirs = f", {len(violations) - ours} in authors' text" if ours < len(violations) else ""
    yield Row(axe.CHECK, site.name, subject, f"{ours} violations{theirs}", "0 violations", ours == 0)
    loading = sum(fault.check == LOADING for fault in faults)
    wanted = "no shift, no third party, no error"
    yield Row(LOADING, site.name, subject, f"{loading} faults", wanted, loading == 0)
    for kind, weight in weights.items():
        if "post" in kind:
            yield Row("weight", site.name, kind, weight.text, weight.wanted, weight.light)
