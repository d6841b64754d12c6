from __future__ import annotations

import re

import pytest

from allforces_site.lint.explanation import CODES, explanation, listed_codes
from allforces_site.lint.registry import RULE_OF

JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_in_english_and_japanese(code: str) -> None:
    english, japanese = explanation(code, "en"), explanation(code, "ja")

    assert english.startswith(f"# `{code}`: ") and "\nSeverity: " in english
    assert JAPANESE.search(japanese.splitlines()[0]) and "\n重大度: " in japanese
    assert "allforces repair --write" in english or code not in RULE_OF or not RULE_OF[code].fixes


def test_a_rule_is_explained_by_its_page_with_its_examples() -> None:
    text = explanation("cut-text", "en")

    assert "\nBad:\n" in text and "\nGood:\n" in text
    assert "Severity: warning. `allforces repair --write` fixes what it can fix safely." in text


def test_links_of_an_explanation_are_addresses_of_pages() -> None:
    links = [link for code in CODES for link in re.findall(r"\]\(([^)\s<]+)\)", explanation(code, "ja"))]

    assert [link for link in links if link.endswith("docs/checks.md")]
    assert not [link for link in links if re.match(r"[\w./-]+\.md", link)]


def test_the_list_has_every_code_once() -> None:
    assert [item.code for _, listed in listed_codes() for item in listed] == list(CODES)
