"""What a check and a strict build report of a site whose pages show repaired texts."""

from __future__ import annotations

from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.check.run.repaired_pages import left_on_pages
from allforces_site.config.model import Config
from allforces_site.errors import Problem, error
from allforces_site.messages.message import as_it_is
from tests.conftest import NOW, Workshop

MARKED = "本文です。\n\n---END---\n"
FILE = "_posts/2026-01-02-tea.md"


def test_a_check_does_not_report_twice_what_its_rules_report(workshop: Workshop) -> None:
    workshop.config("allforces: {search: false, social_pictures: false, repair: on-build}")
    workshop.post("2026-01-02-tea", "title: 茶", MARKED)

    checked = check_site(BuildOptions(workshop.source, workshop.output, 1), NOW)

    codes = [problem.code for problem in checked.problems]
    assert "end-marker" in codes
    assert "repaired" not in codes


def test_only_findings_that_no_repair_removes_are_left_on_the_page(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: 茶", MARKED)
    repaired, other_line = (error("end-marker", as_it_is(""), FILE, line) for line in (6, 4))
    of_the_site, of_the_build = (
        error("broken-link", as_it_is(""), FILE, 4),
        error("liquid", as_it_is(""), FILE, 4),
    )
    found: list[Problem] = [repaired, other_line, of_the_site, of_the_build]

    assert list(left_on_pages(found, workshop.source, Config())) == [of_the_site, of_the_build]


def test_a_page_without_repairs_keeps_all_findings(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: 茶", "本文です。\n")
    found = [
        error("end-marker", as_it_is(""), FILE, 4),
        error("end-marker", as_it_is(""), "_posts/gone.md", 1),
    ]

    assert list(left_on_pages(found, workshop.source, Config())) == found
