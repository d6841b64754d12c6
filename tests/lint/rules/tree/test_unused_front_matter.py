from __future__ import annotations

import pytest

from allforces_site.errors import Problem
from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import post, site


def unused(check: Check, front_matter: str, files: dict[str, str] | None = None) -> list[Problem]:
    all_files = {**site("急須です。", files), "_posts/2026-01-07-a.md": post("茶です。", front_matter)}
    return [problem for problem in check(all_files) if problem.code == "unused-front-matter"]


def test_a_key_that_nothing_reads_is_reported_once_with_the_number_of_files(check: Check) -> None:
    others = {f"_posts/2026-01-1{n}-b.md": post("湯です。", "subtitle: 湯") for n in range(3)}
    (problem,) = unused(check, "subtitle: 茶園から", others)

    assert (problem.file, problem.line) == ("_posts/2026-01-07-a.md", 4)
    assert str(problem.message) == 'nothing reads "subtitle" here, nor in 3 more files'


def test_a_key_much_like_one_that_is_read_is_hinted_at(check: Check) -> None:
    (problem,) = unused(check, "descripton: 茶園の声です")

    assert str(problem.hint) == 'did you mean "description"?'


@pytest.mark.parametrize(
    "front_matter",
    ["share: false", "lang: en", "image: https://example.net/t.jpg", "robots: noindex", "tag: 茶"],
)
def test_keys_that_the_program_or_the_theme_reads_are_fine(check: Check, front_matter: str) -> None:
    assert unused(check, front_matter) == []


@pytest.mark.parametrize(
    ("template", "count"),
    [
        ("{{ page.front_matter.subtitle }}", 0),
        ("{{ page.front_matter['subtitle'] }}", 0),
        ('{% if page.front_matter.get("subtitle") %}茶{% endif %}', 0),
        ("{% set fm = page.front_matter %}{{ fm.subtitle }}", 0),
        ("{% for key, value in page.front_matter.items() %}{{ key }}{% endfor %}", 0),
        ("{{ page.front_matter | tojson }}", 0),
        ("{{ page.front_matter.title }} subtitle", 1),
        ("{{ page.subtitle }}", 1),
    ],
)
def test_a_template_of_the_site_may_read_a_key(check: Check, template: str, count: int) -> None:
    assert len(unused(check, "subtitle: 茶園から", {"../templates/extra.html": template})) == count


def test_keys_that_plugins_and_the_order_of_collections_read_are_fine(check: Check) -> None:
    lines = "feed: {excerpt_only: true}\nhidden: true\nrank: 1"
    config = "plugins: [jekyll-feed, jekyll-paginate]\ncollections: {guides: {sort_by: rank}}\n"
    settings = site("急須です。")["_config.yml"] + config

    assert len(unused(check, lines)) == 3
    assert unused(check, lines, {"_config.yml": settings}) == []
