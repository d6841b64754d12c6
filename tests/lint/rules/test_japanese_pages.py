"""The pages of the rules in Japanese have the samples, headings, keys and links of the English ones."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from allforces_site.lint.registry import RULE_OF
from allforces_site.messages.message import in_language
from tests.lint.rules.conftest import DOCS

ENGLISH, JAPANESE = DOCS / "checks", DOCS / "ja" / "checks"
CODES = sorted(RULE_OF)

_SAMPLE = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)$", re.MULTILINE | re.DOTALL)
_LABELS = {"悪い例:": "Bad:", "良い例:": "Good:"}


def page(folder: Path, code: str) -> str:
    return (folder / f"{code}.md").read_text(encoding="utf-8")


def samples(text: str) -> list[str]:
    return [found[0] for found in _SAMPLE.finditer(text)]


def prose(text: str) -> str:
    return _SAMPLE.sub("", text)


def body(text: str) -> str:
    """The text without samples, below the title and the line that leads to the twin."""
    return prose(text).split("\n", 4)[4]


def headings(text: str) -> list[str]:
    return re.findall(r"^(#+) ", prose(text), re.MULTILINE)


def code_spans(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", body(text)))


def links(code: str, folder: Path) -> list[str]:
    """Where a page's links lead: addresses, and absolute paths without an anchor."""
    targets = re.findall(r"\]\(([^)\s]+)\)", body(page(folder, code)))
    return [
        target if "://" in target else str((folder / target.partition("#")[0]).resolve())
        for target in targets
    ]


def in_japanese(target: str) -> str:
    """The twin of a page, if it has one; any other target as it is."""
    twin = DOCS / "ja" / os.path.relpath(target, DOCS)
    return str(twin) if "://" not in target and twin.is_file() else target


def test_every_rule_has_a_page_in_japanese() -> None:
    assert {path.stem for path in JAPANESE.glob("*.md")} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_twins_lead_to_each_other_below_the_title(code: str) -> None:
    assert page(JAPANESE, code).splitlines()[1:4] == ["", f"[English](../../checks/{code}.md)", ""]
    assert page(ENGLISH, code).splitlines()[1:4] == ["", f"[日本語](../ja/checks/{code}.md)", ""]


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_the_samples_of_its_twin(code: str) -> None:
    assert samples(page(JAPANESE, code)) == samples(page(ENGLISH, code))


@pytest.mark.parametrize("code", CODES)
def test_its_samples_have_the_same_labels(code: str) -> None:
    labels = [line for line in page(ENGLISH, code).splitlines() if line in _LABELS.values()]

    assert [_LABELS[line] for line in page(JAPANESE, code).splitlines() if line in _LABELS] == labels


@pytest.mark.parametrize("code", CODES)
def test_its_headings_are_those_of_its_twin(code: str) -> None:
    text = page(JAPANESE, code)

    assert text.startswith(f"# `{code}`: {in_language(RULE_OF[code].title, 'ja')}\n")
    assert headings(text) == headings(page(ENGLISH, code))


@pytest.mark.parametrize("code", CODES)
def test_it_names_the_same_keys_commands_and_settings(code: str) -> None:
    assert code_spans(page(JAPANESE, code)) == code_spans(page(ENGLISH, code))


@pytest.mark.parametrize("code", CODES)
def test_its_links_lead_to_japanese_pages_where_there_are_any(code: str) -> None:
    assert sorted(links(code, JAPANESE)) == sorted(map(in_japanese, links(code, ENGLISH)))
