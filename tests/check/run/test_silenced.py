from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.repair_site import repair_site
from allforces_site.check.run.baseline import entries_of
from allforces_site.check.run.check import check_site
from allforces_site.errors import Problem
from tests.conftest import NOW, Workshop

FRONT = """\
---
title: 新茶の季節
excerpt: 新しい葉が店に並びはじめました。
description: 味わいと選び方を、茶園の声とともに紹介します。
---
"""
TEA, RICE = "_posts/2026-01-02-tea.md", "_posts/2026-01-03-rice.md"
MARKED = f"{FRONT}本文です。\n\n---END---\n"
COMMENTED = f"{FRONT}本文です。\n\n<!-- allforces-ignore: end-marker -->\n---END---\n"


class Site:
    """A site that is checked, with a cache."""

    def __init__(self, root: Path) -> None:
        self.source = root / "content"
        self.options = BuildOptions(self.source, root / "_site", jobs=1, cache=root / "cache")

    def check(
        self, files: Mapping[str, str], checks: str = "{}", codes: frozenset[str] | None = None
    ) -> list[Problem]:
        settings = f"search: false, social_pictures: false, checks: {checks}"
        config = f"title: 試験\nurl: https://example.com\nallforces: {{{settings}}}\n"
        for name, text in {"_config.yml": config, **files}.items():
            (self.source / name).parent.mkdir(parents=True, exist_ok=True)
            (self.source / name).write_text(text, encoding="utf-8")
        return list(check_site(self.options, NOW, codes=codes).problems)

    def repaired(self) -> list[str]:
        return [file.source for file in repair_site(self.options, NOW, lambda *_: None).files]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def codes(problems: list[Problem]) -> list[tuple[str | None, str]]:
    return [(problem.file, problem.code) for problem in problems]


def test_a_comment_silences_the_finding_below_it_and_no_other(site: Site) -> None:
    assert codes(site.check({TEA: COMMENTED + "\n段落です。\n\n---END---\n"})) == [(TEA, "end-marker")]


def test_front_matter_silences_a_rule_in_its_file(site: Site) -> None:
    ignoring = MARKED.replace("title: 新茶の季節\n", "title: 新茶の季節\nallforces_ignore: [end-marker]\n")

    assert codes(site.check({TEA: ignoring, RICE: MARKED.replace("葉", "米").replace("茶", "米")})) == [
        (RICE, "end-marker")
    ]


@pytest.mark.parametrize("pattern", ["_posts/2026-01-02-*", "_posts", TEA])
def test_the_configuration_silences_rules_by_file(site: Site, pattern: str) -> None:
    assert site.check({TEA: MARKED}, f'{{per_file_ignores: {{"{pattern}": [end-marker]}}}}') == []


def test_repairs_and_baselines_leave_silenced_findings_alone(site: Site) -> None:
    assert entries_of(site.check({TEA: COMMENTED})) == []
    assert site.repaired() == []

    assert len(entries_of(site.check({TEA: MARKED}))) == 1
    assert site.repaired() == [TEA]

    assert site.check({}, "{per_file_ignores: {_posts: end-marker}}") == []
    assert site.repaired() == []


def test_what_silences_nothing_is_found_where_it_stands(site: Site) -> None:
    text = COMMENTED.replace("end-marker", "end-marker, cut-text")
    text = text.replace("title: 新茶の季節\n", "title: 新茶の季節\nallforces_ignore: title-cut\n")
    found = site.check({TEA: text}, '{per_file_ignores: {"_posts/2025-*": [end-marker]}}')

    assert [(problem.file, problem.line, problem.code) for problem in found] == [
        ("_config.yml", None, "unused-ignore"),
        (TEA, 3, "unused-ignore"),
        (TEA, 9, "unused-ignore"),
    ]
    assert "cut-text" in str(found[2].message)


def test_after_a_repair_by_hand_the_comment_is_found(site: Site) -> None:
    assert site.check({TEA: COMMENTED}) == []
    assert codes(site.check({TEA: COMMENTED.replace("---END---", "別の段落です。")})) == [
        (TEA, "unused-ignore")
    ]


def test_only_rules_that_run_are_judged(site: Site) -> None:
    files = {TEA: COMMENTED.replace("---END---", "別の段落です。")}

    assert site.check(files, codes=frozenset({"cut-text", "unused-ignore"})) == []
    assert site.check(files, codes=frozenset({"end-marker"})) == []


@pytest.mark.parametrize(
    ("named", "message", "hint"),
    [
        ("end-markr", 'there is no rule "end-markr" to silence', 'did you mean "end-marker"?'),
        ("image-missing", 'there is no rule "image-missing" to silence', "it is a problem of the build"),
        ("", "no rule is named that is to be silenced", "name rules: cut-text, image-alt"),
    ],
)
def test_a_code_that_is_no_rules_is_told_with_the_nearest(
    site: Site, named: str, message: str, hint: str
) -> None:
    [found, _] = site.check({TEA: COMMENTED.replace("end-marker", named)})

    assert (found.code, found.line, str(found.message)) == ("unused-ignore", 8, message)
    assert str(found.hint).startswith(hint)


def test_an_unknown_rule_in_the_configuration_is_told(site: Site) -> None:
    [found] = site.check({TEA: COMMENTED}, "{per_file_ignores: {_posts: [end-markr]}}")

    assert found.code == "unknown-rule" and str(found.hint) == 'did you mean "end-marker"?'


def test_a_strict_build_follows_each_change_of_what_is_silenced(workshop: Workshop) -> None:
    cache = workshop.root / "cache"
    workshop.post("2026-01-02-tea", "title: 茶", "本文です。\n\n---END---\n")

    def errors(checks: str) -> int:
        workshop.config(f"allforces: {{search: false, social_pictures: false, checks: {checks}}}")
        return workshop.build(strict=True, cache=cache).rule_errors

    assert errors("{}") == 1
    assert errors("{per_file_ignores: {_posts: end-marker}}") == 0
    assert errors("{}") == 1
    workshop.post(
        "2026-01-02-tea", "title: 茶", "本文です。\n\n<!-- allforces-ignore: end-marker -->\n---END---\n"
    )
    assert errors("{}") == 0


def test_a_build_that_repairs_follows_each_change_of_what_is_silenced(
    workshop: Workshop,
) -> None:
    workshop.post("2026-01-02-tea", "title: 茶", "本文です。\n\n---END---\n")
    page = "2026/01/02/tea.html"

    def settings(allforces: str) -> None:
        workshop.config(f"allforces: {{search: false, social_pictures: false, {allforces}}}")

    settings("repair: on-build")
    workshop.build(cache=workshop.root / "cache")
    assert "---END---" not in workshop.page(page)

    settings("repair: on-build, checks: {per_file_ignores: {_posts: [end-marker]}}")
    workshop.build(cache=workshop.root / "cache")
    assert "---END---" in workshop.page(page)


def test_readers_see_no_comment(workshop: Workshop) -> None:
    comment = "<!-- allforces-ignore: end-marker -->"
    workshop.post("2026-01-02-tea", "title: 茶", f"{comment}\n茶の話です。\n\n{comment}\n\n次の段落です。\n")

    workshop.build()

    found = [
        file.relative_to(workshop.output).as_posix()
        for file in workshop.output.rglob("*")
        if file.is_file() and b"allforces-ignore" in file.read_bytes()
    ]
    assert found == []
    assert "<p>茶の話です。</p>" in workshop.page("2026/01/02/tea.html")
