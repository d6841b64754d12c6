"""Checked sites for the editor's page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allforces_site.check.run.report import CheckReport
from allforces_site.config.model import Config
from allforces_site.errors import Problem
from allforces_site.lint.facts import FileFacts
from allforces_site.model import SourcePost, Sources
from allforces_site.site.assemble import assemble
from tests.conftest import NOW, source_post


def facts_of(post: SourcePost, characters: int = 1500, repeated: float = 0.0) -> FileFacts:
    """Facts in which only what the page shows is set."""
    values = {
        "source": post.source,
        "is_post": True,
        "characters": characters,
        "repeated": repeated,
    }
    # Fields that rules need, whatever they are, stay empty.
    empty = {name: type_() for name, type_ in _EMPTY.items() if name not in values}
    return FileFacts(**(empty | values))


_EMPTY: dict[str, Callable[[], object]] = {
    name: (bytes if name == "signature" else tuple) for name in FileFacts.__struct_fields__
}


@pytest.fixture
def make_report() -> Callable[..., CheckReport]:
    """A function that makes the report of these findings in these posts."""

    def make(
        problems: Sequence[Problem] = (),
        posts: Sequence[SourcePost] = (),
        facts: Sequence[FileFacts] | None = None,
        **changes: object,
    ) -> CheckReport:
        config = Config(title="試験", url="https://example.com")
        site = assemble(config, Sources(posts=tuple(posts)))
        values = {
            "config": config,
            "facts": [facts_of(post) for post in posts] if facts is None else facts,
            "posts": site.posts,
            "seconds": {"total": 1.0},
        }
        return CheckReport(Path("content"), Path(), problems, NOW, **(values | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def tea() -> SourcePost:
    return source_post("2026-01-02-tea", title="新茶の季節", measured_minutes=4)


@pytest.fixture
def rice() -> SourcePost:
    return source_post(
        "2026-02-03-rice", title="新米の味", measured_minutes=12, date=datetime(2026, 2, 3, tzinfo=UTC)
    )
