"""`defaults` by path and type. What each file gets is what Jekyll 4.3.1 gave it."""

from __future__ import annotations

import pytest

from allforces_site.config.front_matter_defaults import defaults_for
from allforces_site.config.parse import parse_config

POSTS = ("_posts/2025-01-01-p1.md", "_posts/sub/2025-01-01-p2.md", "a/_posts/2025-01-01-p3.md")
PAGES = (
    "index.md",
    "projects/p1/docs/q.md",
    "section/inner/y.md",
    "section/x.md",
    "section2/z.md",
    "sectional.md",
)
P1, P2, P3 = POSTS
INDEX, Q, Y, X, Z, SECTIONAL = PAGES


def given(defaults: str) -> dict[str, object]:
    """The default of `v` for each file that has one."""
    config, _ = parse_config(f"defaults:\n{defaults}")
    values = {source: defaults_for(source, ("posts",), config).get("v") for source in POSTS}
    values |= {source: defaults_for(source, ("pages",), config).get("v") for source in PAGES}
    return {source: value for source, value in values.items() if value is not None}


@pytest.mark.parametrize(
    ("scope", "sources"),
    [
        ('{path: ""}', (*POSTS, *PAGES)),
        ("{type: posts}", POSTS),
        ("{path: '', type: post}", POSTS),
        ("{path: '', type: pages}", PAGES),
        ("{path: section}", (Y, X, Z, SECTIONAL)),
        ("{path: section/}", (Y, X)),
        ("{path: section/inner}", (Y,)),
        ("{path: 'section/*'}", (Y, X)),
        ("{path: 'section/*.md'}", (X,)),
        ("{path: '*/x.md'}", (X,)),
        ("{path: 'projects/*/docs'}", (Q,)),
        ("{path: '**/docs'}", (Q,)),
        ("{path: _posts}", (P1, P2)),
        ("{path: _posts/sub}", (P2,)),
        ("{path: a, type: posts}", (P3,)),
        ("{path: index.md}", (INDEX,)),
        ("{path: section/x}", (X,)),
        ("{path: nowhere}", ()),
    ],
)
def test_a_scope_covers_what_it_covers_in_jekyll(scope: str, sources: tuple[str, ...]) -> None:
    assert set(given(f"  - {{scope: {scope}, values: {{v: 1}}}}")) == set(sources)


def test_values_without_a_scope_are_for_every_file() -> None:
    assert len(given("  - {values: {v: 1}}")) == len(POSTS) + len(PAGES)


@pytest.mark.parametrize(
    ("first", "second", "source", "value"),
    [
        (("{path: section/inner}", "long"), ("{path: section}", "short"), Y, "long"),
        (("{path: ''}", "first"), ("{path: ''}", "second"), X, "second"),
        (("{path: '', type: posts}", "typed"), ("{path: _posts}", "path"), P1, "path"),
        (("{path: '', type: posts}", "typed"), ("{path: ''}", "any"), P1, "typed"),
        (("{path: a, type: posts}", "a"), ("{path: '', type: posts}", "every"), P3, "a"),
    ],
    ids=["longer path", "later of equals", "path over type", "type over none", "path and type"],
)  # fmt: skip
def test_the_narrower_scope_wins_as_in_jekyll(
    first: tuple[str, str], second: tuple[str, str], source: str, value: str
) -> None:
    entries = [f"  - {{scope: {scope}, values: {{v: {name}}}}}" for scope, name in (first, second)]
    assert given("\n".join(entries))[source] == value
