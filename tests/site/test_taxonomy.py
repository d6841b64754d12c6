"""Terms, their slugs and what is wrong with them; the three kinds behave alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allforces_site.config.model import Config
from allforces_site.config.schema import validated
from allforces_site.model import SourcePost
from allforces_site.site.outlines import outline_of
from allforces_site.site.taxonomy import KINDS, TaxonomyKind, TermIndex, index_terms, term_key

MakePost = Callable[..., SourcePost]
FIELDS = {"category": "categories", "tag": "tags", "author": "authors"}

pytestmark = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


def index(
    kind: TaxonomyKind, make_post: MakePost, *names: tuple[str, ...], config: Config | None = None
) -> tuple[TermIndex, list[tuple[str, str | None, str]]]:
    posts = [
        make_post(f"2026-01-{day:02}-p", **{FIELDS[kind.kind]: of_post, "lines": {FIELDS[kind.kind]: day}})
        for day, of_post in enumerate(names, 1)
    ]
    found, problems = index_terms(kind, [*map(outline_of, posts)], config or Config())
    return found, [(problem.code, problem.file, str(problem.message)) for problem in problems]


def urls(found: TermIndex) -> dict[str, str]:
    return {entry.link.name: entry.link.url for entry in found.terms.values()}


def test_slugs_keep_japanese_and_urls_are_encoded_like_those_of_posts(
    kind: TaxonomyKind, make_post: MakePost
) -> None:
    found, problems = index(kind, make_post, ("AI最新ニュース", "Machine Learning"))

    assert [entry.slug for entry in found.terms.values()] == ["ai最新ニュース", "machine-learning"]
    assert urls(found) == {
        "Machine Learning": f"/{kind.kind}/machine-learning/",
        "AI最新ニュース": f"/{kind.kind}/ai%E6%9C%80%E6%96%B0%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9/",
    }
    assert problems == []


def test_names_that_differ_by_case_or_width_are_one_term_and_reported(
    kind: TaxonomyKind, make_post: MakePost
) -> None:
    found, problems = index(kind, make_post, ("AI",), ("ＡＩ",), ("ai",), ("AI",), ("ﾃﾞｰﾀ", "データ"))

    assert [entry.link.name for entry in found.terms.values()] == ["AI", "データ"]
    assert [(code, file) for code, file, _ in problems] == [
        (f"{kind.kind}-spelling", "_posts/2026-01-03-p.md"),
        (f"{kind.kind}-spelling", "_posts/2026-01-02-p.md"),
        (f"{kind.kind}-spelling", "_posts/2026-01-05-p.md"),
    ]
    assert '"ai" is shown as "AI"' in problems[0][2]


def test_a_post_that_names_one_term_twice_has_one_link(kind: TaxonomyKind, make_post: MakePost) -> None:
    found, _ = index(kind, make_post, ("AI",))

    assert len(found.links(["AI", "ai", "ＡＩ"])) == 1


def test_an_empty_slug_is_an_error_at_the_post(kind: TaxonomyKind, make_post: MakePost) -> None:
    found, problems = index(kind, make_post, ("！！",))

    assert found.terms == {}
    assert problems == [
        ("term-slug-empty", "_posts/2026-01-01-p.md", f'{kind.kind} "！！" gives an empty slug')
    ]


def test_two_terms_with_one_slug_are_an_error_that_names_both(
    kind: TaxonomyKind, make_post: MakePost
) -> None:
    _, problems = index(kind, make_post, ("C++", "C#"))

    assert problems == [
        (
            "term-slug-double",
            "_posts/2026-01-01-p.md",
            f'{kind.kind} "C++" and "C#" have the same slug "c"',
        )
    ]


def test_a_configured_slug_parts_two_terms_and_finds_any_spelling(
    kind: TaxonomyKind, make_post: MakePost
) -> None:
    config = validated({"allforces": {"slugs": {"Ｃ＋＋": "cpp"}}})

    found, problems = index(kind, make_post, ("C++", "C#"), config=config)

    assert [entry.slug for entry in found.terms.values()] == ["c", "cpp"]
    assert problems == []


@pytest.mark.parametrize("slug", ["..", ".", "../x", "a/b", "a\\b", "x" * 300, "-"])
def test_a_slug_that_could_leave_its_folder_is_an_error(
    kind: TaxonomyKind, make_post: MakePost, slug: str
) -> None:
    config = validated({"allforces": {"slugs": {"AI": slug}}})

    found, problems = index(kind, make_post, ("AI",), config=config)

    assert found.terms == {}
    assert problems[0][0] in ("term-slug", "term-slug-empty")


def test_a_slug_with_a_space_makes_a_url_that_browsers_can_ask_for(
    kind: TaxonomyKind, make_post: MakePost
) -> None:
    config = validated({"allforces": {"slugs": {"AI": "a b"}}})

    found, _ = index(kind, make_post, ("AI",), config=config)

    assert urls(found) == {"AI": f"/{kind.kind}/a%20b/"}


def test_fixed_slugs_of_content_categories_win_and_come_first(
    kind: TaxonomyKind, make_post: MakePost
) -> None:
    config = validated(
        {
            "allforces": {"slugs": {"ニュース": "other"}},
            "content_categories": [
                {"name": "技術", "slug": "tech", "description": "技術の話"},
                {"name": "ニュース", "slug": "latest"},
            ],
        }
    )

    found, problems = index(kind, make_post, ("ニュース", "雑記"), ("ニュース",), config=config)

    assert problems == []
    if kind.kind == "category":
        assert [entry.slug for entry in found.terms.values()] == ["tech", "latest", "雑記"]
        assert found.terms["技術"].description == "技術の話"
    else:
        assert [entry.slug for entry in found.terms.values()] == ["other", "雑記"]


def test_terms_are_ordered_by_use_then_by_name(kind: TaxonomyKind, make_post: MakePost) -> None:
    found, _ = index(kind, make_post, ("b", "c"), ("c", "a"))

    assert list(urls(found)) == ["c", "a", "b"]


@given(st.text(min_size=1, max_size=12))
def test_a_terms_key_does_not_change_by_being_taken_again(kind: TaxonomyKind, name: str) -> None:
    assert term_key(term_key(name)) == term_key(name)
    assert kind


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=5))
def test_every_name_has_a_page_of_its_own_or_an_error(
    kind: TaxonomyKind, make_post: MakePost, names: list[str]
) -> None:
    found, problems = index(kind, make_post, tuple(names))

    slugs = [entry.slug for entry in found.terms.values()]
    assert len(set(slugs)) == len(slugs)
    missing = {term_key(name) for name in names} - set(found.terms)
    assert len(missing) == sum(code.startswith("term-slug") for code, _, _ in problems)
