from __future__ import annotations

import pytest

from allforces_site.errors import Problem
from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import site

BASE = "title: 試験\nurl: https://example.com\n"
QUIET = "social_pictures: false, search: false"


def empty(check: Check, config: str, files: dict[str, str] | None = None) -> list[Problem]:
    settings = "" if "allforces:" in config else f"allforces: {{{QUIET}}}\n"
    found = check(site("新茶です。", files, f"{BASE}{config}\n{settings}"))
    return [problem for problem in found if problem.code == "empty-filter"]


@pytest.mark.parametrize(
    ("config", "line"),
    [
        ("defaults:\n  - scope: {path: _posts}\n    values: {share: no}\n  - scope: {path: news}\n", 6),
        ("defaults:\n  - scope: {type: pages}\n    values: {share: no}\n", 4),
        ("defaults:\n  - scope: {path: 'a*'}\n    values: {share: no}\n", 4),
        ("include:\n  - .htaccess\n  - _pages\n", 5),
        ("exclude: [node_modules, script/]", 3),
        ("content_categories:\n  - {name: 暮らし}\n  - {name: 暮し}\n", 5),
        ("content_categories:\n  - name: 旅\n    slug: trip\n", 4),
        (f"allforces:\n  {QUIET.replace(', ', chr(10) + '  ')}\n  slugs:\n    抹茶: matcha\n", 7),
        (
            f"allforces:\n  {QUIET.replace(', ', chr(10) + '  ')}\n  checks:\n    paths:\n      o*: {{}}\n",
            8,
        ),
    ],
)
def test_a_filter_that_fits_nothing_is_found_at_its_line(check: Check, config: str, line: int) -> None:
    (problem,) = empty(check, config, {"scripts/a.txt": ""})

    assert (problem.file, problem.line) == ("_config.yml", line)


@pytest.mark.parametrize(
    "config",
    [
        "defaults:\n  - scope: {path: ''}\n    values: {share: no}\n",
        "defaults:\n  - scope: {path: _posts, type: posts}\n    values: {share: no}\n",
        "defaults:\n  - scope: {path: '*/2026-*', type: post}\n    values: {share: no}\n",
        "defaults:\n  - scope: {type: drafts}\n    values: {share: no}\n",
        "include: [.htaccess, _pages, .well-known]",
        "exclude: [node_modules, vendor/bundle/, README.md, scripts, '*.log', _pages/old.md]",
        "content_categories:\n  - {name: 暮らし}\n",
        f"allforces: {{{QUIET}, slugs: {{暮らし: life}}}}",
        f"allforces: {{{QUIET}, checks: {{paths: {{'_posts/2026-*': {{secret: warning}}}}}}}}",
    ],
)
def test_filters_that_fit_and_precautions_are_fine(check: Check, config: str) -> None:
    files = {
        "scripts/a.txt": "",
        "_pages/about.md": "---\ntitle: 頁\n---\n茶",
        "_drafts/later.md": "---\ntitle: 次\n---\n茶",
        ".well-known/x.txt": "",
    }
    assert empty(check, config, files) == []


def test_a_category_that_posts_misspell_is_left_to_the_rule_for_unknown_ones(check: Check) -> None:
    config = "content_categories:\n  - {name: 暮らしと茶}\n"

    assert empty(check, config) == []


def test_an_excluded_name_much_like_one_that_exists_is_hinted_at(check: Check) -> None:
    (problem,) = empty(check, "exclude: [script/]", {"scripts/a.txt": ""})

    assert str(problem.hint) == 'did you mean "scripts"?'
