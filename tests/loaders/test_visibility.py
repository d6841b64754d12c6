from __future__ import annotations

from typing import Any

import pytest

from allforces_site.config.model import Config
from allforces_site.front_matter.parse import parse_front_matter
from allforces_site.loaders.fields import Fields
from allforces_site.loaders.visibility import why_doubtful, why_hidden

FILE = "_posts/2026-01-02-tea.md"


def fields_of(lines: str) -> Fields:
    return Fields(FILE, parse_front_matter(f"---\ntitle: 茶\n{lines}\n---\n", FILE), {})


def seen(lines: str, **options: Any) -> tuple[str | None, list[tuple[str, int | None]]]:
    """Why a file with these lines is hidden, and the problems with their lines."""
    fields = fields_of(lines)
    config = Config(**options)
    reason = why_hidden(fields, config) or why_doubtful(fields, config)
    return reason and str(reason), [(problem.code, problem.line) for problem in fields.problems]


@pytest.mark.parametrize("lines", ["", "published: true", "draft: false", "published:", "draft: ~"])
def test_a_file_is_published_unless_it_says_otherwise(lines: str) -> None:
    assert seen(lines) == (None, [])


@pytest.mark.parametrize(
    ("lines", "option", "reason"),
    [("published: false", "unpublished", "unpublished: "), ("draft: true", "show_drafts", "draft: ")],
)
def test_a_file_that_hides_itself_is_hidden_unless_all_are_shown(
    lines: str, option: str, reason: str
) -> None:
    assert (seen(lines)[0] or "").startswith(reason)
    assert seen(lines, **{option: True}) == (None, [])


@pytest.mark.parametrize(
    "value", ["いいえ", "ｆａｌｓｅ", "0", "fasle", "[false]", "{a: b}", "2026-13-40", '""']
)
@pytest.mark.parametrize("key", ["published", "draft"])
def test_a_file_with_an_unclear_value_is_hidden_and_reported(key: str, value: str) -> None:
    assert seen(f"{key}: {value}") == (
        f"its `{key}` is neither true nor false: see the error",
        [("front-matter-value", 3)],
    )


@pytest.mark.parametrize(
    "line",
    [
        "publish: false", "Published: false", "PUBLISHED: false", "publised: no", 'Publish: "false"',
        "Draft: true", "drafts: true", "DRAFT: yes",
    ],
)  # fmt: skip
def test_a_misspelled_key_that_was_meant_to_hide_a_file_is_reported(line: str) -> None:
    assert seen(line) == (None, [("visibility-key", 3)])


@pytest.mark.parametrize(
    "line",
    [
        "publisher: 茶の新聞社", "publish: true", "Draft: false", "drafts: 3", "pinned: false", "data: true",
        "permalink: /x/", "1: false", "published_at: 2026-01-02",
    ],
)  # fmt: skip
def test_other_keys_are_their_authors_own(line: str) -> None:
    assert seen(line) == (None, [])


def test_a_post_with_a_broken_value_is_on_no_page(tiny: Any) -> None:
    tiny.post("2026-01-02-tea", "published: いいえ")
    tiny.write("content/about.md", "---\ndraft: はい\n---\n紹介。\n")

    report = tiny.build()

    assert sorted(skipped.source for skipped in report.skipped) == ["_posts/2026-01-02-tea.md", "about.md"]
    assert report.failed
    assert not (tiny.output / "2026/01/02/tea/index.html").exists()
    assert not (tiny.output / "about/index.html").exists()


def test_other_broken_values_are_reported_at_once(tiny: Any) -> None:
    tiny.post("2026-01-02-tea", "published: いいえ\ntitle: [a]\ntags: {a: b}")
    tiny.write("content/about.md", "---\ndraft: はい\ntitle: [a]\n---\n紹介。\n")

    problems = {(problem.file, problem.line) for problem in tiny.build().problems}

    assert problems >= {("_posts/2026-01-02-tea.md", line) for line in (2, 3, 4)}
    assert problems >= {("about.md", line) for line in (2, 3)}
