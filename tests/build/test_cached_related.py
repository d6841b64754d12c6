"""Related posts from the parse cache are those that would be found without it."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from allforces_site.build import pipeline as module
from allforces_site.build.pipeline import cached_related
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.site.related import related

TERMS = [frozenset({"a", "b"}), frozenset({"b"}), frozenset({"a", "c"}), frozenset[str]()]


def test_the_result_is_kept_and_computed_again_only_for_other_terms(tmp_path: Path) -> None:
    first = cached_related(ParseCache(tmp_path))(TERMS, 6)
    with patch.object(module, "related", side_effect=AssertionError):
        again = cached_related(ParseCache(tmp_path))(TERMS, 6)

    assert first == again == related(TERMS, 6)
    others = [*TERMS, frozenset({"c"})]
    assert cached_related(ParseCache(tmp_path))(others, 6) == related(others, 6)
    assert cached_related(ParseCache(tmp_path))(TERMS, 1) == related(TERMS, 1)


def test_without_a_file_it_is_found_each_time() -> None:
    assert cached_related(ParseCache(None))(TERMS, 6) == related(TERMS, 6)


def test_a_damaged_result_is_computed_again(tmp_path: Path) -> None:
    parse_cache = ParseCache(tmp_path)
    with patch.object(module.msgspec.msgpack, "encode", return_value=b"\xc1"):
        cached_related(parse_cache)(TERMS, 6)

    assert cached_related(parse_cache)(TERMS, 6) == related(TERMS, 6)
