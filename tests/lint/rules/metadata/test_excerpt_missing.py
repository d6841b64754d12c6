from __future__ import annotations

import pytest

from allforces_site.config.model import Config
from allforces_site.lint.rules.metadata.excerpt_missing import RULE
from allforces_site.lint.source.source_file import parse_source_file
from tests.lint.rules.conftest import find


@pytest.mark.parametrize("line", ["", "\nexcerpt:", '\nexcerpt: "  "'])
def test_a_post_without_an_excerpt_is_reported(line: str) -> None:
    (finding,) = find(RULE, "本文です。\n", f"title: 試験\ndescription: 説明です。{line}")

    assert "no excerpt" in str(finding.message)


def test_one_finding_covers_a_missing_excerpt_and_description() -> None:
    (finding,) = find(RULE, "本文です。\n")

    assert "neither an excerpt nor a description" in str(finding.message)
    assert finding.line == 1


@pytest.mark.parametrize("line", ["excerpt: 要約です。", "excerpt: 12", "draft: true", "published: false"])
def test_with_an_excerpt_or_unpublished_it_is_fine(line: str) -> None:
    assert find(RULE, "本文です。\n", f"title: 試験\n{line}") == []


@pytest.mark.parametrize("source", ["_drafts/test.md", "notes/_drafts/test.md"])
def test_drafts_and_pages_need_no_excerpt(source: str) -> None:
    text = "---\ntitle: 試験\n---\n本文です。\n"

    assert RULE.find is not None
    assert list(RULE.find(parse_source_file(text, source), Config())) == []
    assert list(RULE.find(parse_source_file(text, "about.md", is_post=False), Config())) == []


def test_a_separator_in_the_text_makes_an_excerpt() -> None:
    config = Config(excerpt_separator="<!--more-->")

    assert find(RULE, "要約です。\n\n<!--more-->\n\n本文です。\n", config=config) == []
    assert len(find(RULE, "本文です。\n", config=config)) == 1
    assert len(find(RULE, "<!--more-->\n\n本文です。\n", config=config)) == 1
