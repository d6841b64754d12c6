"""A small site that is checked, and the examples of the documentation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.config.model import Config
from allforces_site.errors import Problem
from allforces_site.lint.finding import Finding
from allforces_site.lint.fix.rule_edits import proposed_edits
from allforces_site.lint.registry import RULE_OF
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import apply_edits
from allforces_site.lint.source.source_file import parse_source_file
from tests.conftest import NOW
from tests.lint.rules.japanese import assert_japanese, words_of

DOCS = Path(__file__).parents[3] / "docs"

_FENCE = re.compile(
    r"^(?P<fence>`{3,})\w+ (?P<kind>bad|good) (?P<path>\S+)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_CONFIG = "title: 試験\nurl: https://example.com\nallforces: {social_pictures: false, search: false}\n"

Check = Callable[[Mapping[str, str]], list[Problem]]


def examples(code: str, kind: str) -> dict[str, str]:
    """The files of a rule's bad or good example, by path."""
    text = (DOCS / "checks" / f"{code}.md").read_text(encoding="utf-8")
    return {found["path"]: found["text"] for found in _FENCE.finditer(text) if found["kind"] == kind}


def check_folder(root: Path, files: Mapping[str, str], chosen: frozenset[str] = frozenset()) -> list[Problem]:
    """What the rules find in a site of these files; what a build itself reports is left out.

    Of the optional rules, the `chosen` ones run.

    All that they say must have Japanese words.
    """
    for name, text in {"_config.yml": _CONFIG, **files}.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    options = BuildOptions(root / "content", root / "_site", jobs=1, chosen=chosen)
    found = [problem for problem in check_site(options, NOW).problems if problem.code in RULE_OF]
    for message in words_of(found):
        assert_japanese(message)
    return found


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Checks a site of files by path below the source folder, and gives what the rules found."""
    return lambda files: check_folder(tmp_path, files)


def find(
    rule: Rule, body: str, front_matter: str = "title: 試験", config: Config | None = None
) -> list[Finding]:
    """What a rule for one file finds in a post with this body. All that it says must have Japanese words."""
    assert rule.find is not None
    source_file = parse_source_file(f"---\n{front_matter}\n---\n{body}", "_posts/2026-01-02-test.md")
    found = list(rule.find(source_file, config or Config()))
    for message in words_of(found):
        assert_japanese(message)
    return found


def repaired(rule: Rule, body: str, front_matter: str = "title: 試験", config: Config | None = None) -> str:
    """The body that a rule makes of this one, where it has nothing to do with the front matter."""
    assert rule.find is not None
    head = f"---\n{front_matter}\n---\n"
    source_file = parse_source_file(head + body, "_posts/2026-01-02-test.md")
    found = rule.find(source_file, config or Config())
    text = apply_edits(source_file.text, proposed_edits(source_file.text, found))
    assert text.startswith(head)
    return text.removeprefix(head)
