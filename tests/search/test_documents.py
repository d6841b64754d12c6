"""What the page knows about posts: titles by block, and values to filter by."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

from allforces_site.model import Summary, TermLink
from allforces_site.search.documents import (
    BLOCK_POSTS,
    block_places,
    block_values,
    facet_values,
    facets_of,
    packed,
)

START = datetime(2024, 12, 31, tzinfo=UTC)


def summary(number: int, *names: str, **values: Any) -> Summary:
    links = tuple(TermLink(name, f"/{name}/") for name in names)
    date = START + timedelta(days=number)
    return Summary(
        f"{number}.md", f"/{number}/", f"題{number}", date, None, links, (), (), "", "", 1, None, **values
    )


def test_posts_are_in_blocks_by_number() -> None:
    assert block_places(BLOCK_POSTS + 1) == [range(BLOCK_POSTS), range(BLOCK_POSTS, BLOCK_POSTS + 1)]
    assert block_places(0) == []
    assert block_values([summary(0)]) == [("題0", "/0/", "2024-12-31")]


def test_filters_name_years_in_order_and_terms_by_index() -> None:
    values = facet_values([*map(facets_of, (summary(0, "技術"), summary(1, "技術", "経営"), summary(2)))])

    assert values["years"] == [[2024, 1], [2025, 2]]
    assert values["categories"] == {"names": ["技術", "経営"], "of": [[0], [0, 1], []]}
    assert values["tags"] == {"names": [], "of": [[], [], []]}


def test_a_file_of_values_is_json_as_zlib_data() -> None:
    assert json.loads(zlib.decompress(packed({"題": [1]}))) == {"題": [1]}
