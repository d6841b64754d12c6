from __future__ import annotations

import pytest

from allforces_site.lint.rules.metadata import excerpt_missing
from allforces_site.lint.rules.metadata.description_missing import RULE
from tests.lint.rules.conftest import find


def test_a_post_with_an_excerpt_and_no_description_is_reported() -> None:
    assert len(find(RULE, "本文です。\n", "title: 試験\nexcerpt: 要約です。")) == 1


@pytest.mark.parametrize("front_matter", ["title: 試験", "title: 試験\ndescription: 説明です。"])
def test_a_post_without_both_is_left_to_the_rule_for_excerpts(front_matter: str) -> None:
    assert find(RULE, "本文です。\n", front_matter) == []
    assert len(find(excerpt_missing.RULE, "本文です。\n", front_matter)) == 1


@pytest.mark.parametrize("line", ["draft: true", "published: false"])
def test_an_unpublished_post_needs_no_description(line: str) -> None:
    assert find(RULE, "本文です。\n", f"title: 試験\nexcerpt: 要約です。\n{line}") == []
