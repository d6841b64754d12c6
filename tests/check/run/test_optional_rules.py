"""Rules that are off unless they, or their family, are chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.repair_site import repair_site
from allforces_site.check.run.check import check_site
from allforces_site.check.run.selection import chosen_codes, chosen_rules
from allforces_site.lint.registry import FAMILIES
from tests.conftest import NOW

OLD, NEW = "_posts/2025-01-02-port.md", "_posts/2026-01-02-port.md"
TEXT = """\
---
title: {title}
excerpt: 朝の{title}を歩きました。
description: 港の朝を歩き、{title}の話を聞きました。
---
{title}は六時に開くそうですです。
"""


class Site:
    """Two posts with a fault of style each."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def options(self, *select: str, checks: str = "{}") -> BuildOptions:
        settings = f"{{search: false, social_pictures: false, checks: {checks}}}"
        config = f"title: 港\nurl: https://example.com\nallforces: {settings}\n"
        files = {"_config.yml": config, OLD: TEXT.format(title="朝市"), NEW: TEXT.format(title="魚市場")}
        for name, text in files.items():
            path = self.root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        cache, chosen = self.root / "cache", chosen_rules(select)
        return BuildOptions(self.root / "content", self.root / "_site", 1, cache=cache, chosen=chosen)

    def found(self, *select: str, checks: str = "{}", ignore: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        options = self.options(*select, checks=checks)
        problems = check_site(options, NOW, codes=chosen_codes(select, ignore)).problems
        return [(problem.file or "", problem.severity.value) for problem in problems]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_without_a_choice_they_do_not_run(site: Site) -> None:
    assert site.found() == []
    assert site.found(ignore=("end-marker",)) == []
    assert site.found("metadata") == []


@pytest.mark.parametrize("name", ["style", "doubled-word"])
def test_a_rule_runs_if_it_or_its_family_is_selected(site: Site, name: str) -> None:
    assert site.found(name) == [(OLD, "warning"), (NEW, "warning")]
    assert site.found() == []
    assert site.found(name) == [(OLD, "warning"), (NEW, "warning")]


@pytest.mark.parametrize(
    ("checks", "found"),
    [
        ("{rules: {style: note}}", [(OLD, "note"), (NEW, "note")]),
        ("{rules: {style: note, doubled-word: error}}", [(OLD, "error"), (NEW, "error")]),
        ("{rules: {style: note, doubled-word: off}}", []),
        ('{paths: {"_posts/2026-*": {style: warning}}}', [(NEW, "warning")]),
        ('{rules: {style: note}, per_file_ignores: {"_posts/2025-*": [style]}}', [(NEW, "note")]),
    ],
)
def test_the_configuration_chooses_rules_families_and_files(
    site: Site, checks: str, found: list[tuple[str, str]]
) -> None:
    assert site.found(checks=checks) == found


def test_the_configuration_has_the_last_word_on_a_selected_rule(site: Site) -> None:
    assert site.found("style", checks="{rules: {doubled-word: off}}") == []


def test_a_family_that_silences_nothing_is_reported(site: Site) -> None:
    ((file, _),) = site.found(checks='{per_file_ignores: {"_posts/2024-*": [metadata]}}')

    assert file == "_config.yml"


def test_repair_makes_fixes_of_chosen_rules_alone(site: Site) -> None:
    def repaired(*select: str) -> list[str]:
        options, codes = site.options(*select), chosen_codes(select, ())
        return [file.source for file in repair_site(options, NOW, lambda *_: None, codes).files]

    assert repaired() == []
    assert repaired("style") == [OLD, NEW]


def test_a_family_is_all_of_its_rules() -> None:
    assert chosen_codes(["style"], []) == {rule.code for rule in FAMILIES["style"]}
    assert chosen_codes(["style"], ["style"]) == frozenset()
