"""Each Japanese page of the documentation keeps up with its English twin: headings, samples, names, links."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_docs import DOCS, ROOT, anchors

JAPANESE = DOCS / "ja"
# What `allforces init` writes, by language.
BLOG = ROOT / "allforces_site" / "scaffold" / "blog"

# The pages that writers and editors read. Those of rules have a test of their own.
FOR_WRITERS = (
    "checks.md",
    "command-line.md",
    "deploy.md",
    "front-matter.md",
    "images.md",
    "markdown.md",
    "moving-from-jekyll.md",
    "repair.md",
    "serve.md",
)

# (Japanese page, English page)
TWINS = [
    (ROOT / "README.ja.md", ROOT / "README.md"),
    *((JAPANESE / name, DOCS / name) for name in FOR_WRITERS),
]
ENGLISH_OF = dict(TWINS)

each_pair = pytest.mark.parametrize(("japanese", "english"), TWINS, ids=lambda page: page.name)

FENCE = re.compile(r"^( *)(`{3,}|~{3,})([^\n]*)\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"[\w-]*[./][\w./-]+|\w+/", re.ASCII)
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


def _prose(page: Path) -> str:
    """The page without its samples."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def _line_below_the_title(page: Path) -> str:
    return page.read_text(encoding="utf-8").split("\n")[2]


def _levels(page: Path) -> list[str]:
    """The signs of the headings, such as `["#", "##"]`."""
    return re.findall(r"^(#+) ", _prose(page), re.MULTILINE)


def _samples(page: Path) -> Iterator[tuple[str, list[str]]]:
    """What stands behind the fence and the lines that must be the same in both languages.

    Comments may differ, and so may what a program says (`text`), but for the paths in it.
    """
    for _, _, info, text in FENCE.findall(page.read_text(encoding="utf-8")):
        lines = text.splitlines()
        if info.split(" ")[0] in ("sh", "yaml"):
            lines = [re.sub(r"(^|\s+)# .*", "", line) for line in lines]
        if info == "text":
            lines = [" ".join(PATH.findall(line)) for line in lines]
        yield info, lines


def _codes(text: str) -> list[str]:
    return [" ".join(code.split()) for _, code in CODE.findall(text)]


def _names(page: Path) -> set[str]:
    """The codes that are names (keys, options, rules, paths), not phrases: without a space, in ASCII."""
    return {code for code in _codes(_prose(page)) if code.isascii() and " " not in code}


def _first_columns(page: Path) -> list[list[str]]:
    """The codes of the first cell of each row of tables, sorted: words around decide their order."""
    cells = re.findall(r"^\|((?:\\.|[^|\\\n])*)\|", _prose(page), re.MULTILINE)
    return [sorted(_codes(cell)) for cell in cells]


def _figures(page: Path) -> set[str]:
    """The numbers of the prose."""
    text = re.sub(r"\]\([^)]*\)|<[^>\n]+>", "", CODE.sub("", _prose(page)))
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def _in_english(file: Path) -> Path:
    if file.is_relative_to(BLOG / "ja"):
        return BLOG / "en" / file.relative_to(BLOG / "ja")
    return DOCS / file.relative_to(JAPANESE) if file.is_relative_to(JAPANESE) else ENGLISH_OF.get(file, file)


def _targets(page: Path) -> set[str]:
    """Where the page links to: an address, or the path of the English file with the number of the heading."""
    found = set()
    for target in _links(page):
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if "://" in target:
            found.add(target)
        elif anchor:
            found.add(f"{_in_english(file)}#{anchors(file).index(anchor)}")
        else:
            found.add(str(_in_english(file)))
    return found


def _links(page: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", _prose(page)))


def test_every_japanese_page_has_an_english_twin() -> None:
    assert [
        page for page in JAPANESE.rglob("*.md") if not (DOCS / page.relative_to(JAPANESE)).is_file()
    ] == []


@each_pair
def test_twins_link_to_each_other_below_the_title(japanese: Path, english: Path) -> None:
    assert _line_below_the_title(japanese) == f"[English]({os.path.relpath(english, japanese.parent)})"
    assert _line_below_the_title(english) == f"[日本語]({os.path.relpath(japanese, english.parent)})"


@each_pair
def test_a_japanese_page_has_the_headings_of_its_twin(japanese: Path, english: Path) -> None:
    assert _levels(japanese) == _levels(english)


@each_pair
def test_a_japanese_page_has_the_samples_of_its_twin(japanese: Path, english: Path) -> None:
    assert list(_samples(japanese)) == list(_samples(english))


@each_pair
def test_a_japanese_page_has_the_rows_of_tables_of_its_twin(japanese: Path, english: Path) -> None:
    assert _first_columns(japanese) == _first_columns(english)


@each_pair
def test_a_japanese_page_has_the_keys_options_and_files_of_its_twin(japanese: Path, english: Path) -> None:
    assert _names(japanese) == _names(english)


@each_pair
def test_a_japanese_page_has_the_figures_of_its_twin(japanese: Path, english: Path) -> None:
    assert not _figures(english) - _figures(japanese)


@each_pair
def test_a_japanese_page_links_to_where_its_twin_links(japanese: Path, english: Path) -> None:
    assert _targets(japanese) == _targets(english)


@each_pair
def test_a_japanese_page_links_to_japanese_pages_where_there_are_any(japanese: Path, english: Path) -> None:
    files = [japanese.parent / link.partition("#")[0] for link in _links(japanese)]
    others = [os.path.relpath(file, DOCS) for file in files if file.resolve() != english]
    assert [page for page in others if page.endswith(".md") and (JAPANESE / page).is_file()] == []


@pytest.mark.parametrize("japanese", ENGLISH_OF, ids=lambda page: page.name)
@pytest.mark.parametrize(
    "wrong", [r"LETTER [\w(]", r"[\w)] LETTER", r"LETTER[,.!?](?!\w)", r"、、|。。|[をがはに]{3}"]
)
def test_a_japanese_page_is_set_as_japanese(japanese: Path, wrong: str) -> None:
    """No space and no half-width mark stands next to Japanese, as in the messages."""
    wrong = wrong.replace("LETTER", r"[\u3040-\u30ff\u4e00-\u9fff]")
    lines = CODE.sub("x", re.sub(r"\]\([^)]*\)", "]", _prose(japanese))).splitlines()
    assert [line for line in lines if re.search(wrong, line.lstrip("#-0123456789. "))] == []
