"""The documentation names what there is: every problem code, every key, every file it links to."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import fields

from allforces_site.build.report import to_json
from allforces_site.build.run import BuildOptions, build
from allforces_site.config.model import AllforcesSettings, CheckSettings, Config, ContentCategory
from allforces_site.errors import Severity
from allforces_site.lint.problem_codes import PROBLEMS
from allforces_site.lint.problems_page import page_path, problems_page
from allforces_site.lint.registry import RULE_OF
from allforces_site.messages.language import LANGUAGES
from allforces_site.site.taxonomy import KINDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])

# Each way the package makes a problem, and the severity it gives; None where that is an argument.
MAKERS = {
    "error": "error",
    "warning": "warning",
    "warn": "warning",
    "note": "note",
    "Notice": "warning",
    "Problem": None,
}

# Keys whose default is a word that the table can show as it is.
WORDS_AS_DEFAULT = ("lang", "timezone", "permalink", "paginate_path", "collisions", "reading_time", "repair")

CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def _codes(argument: ast.expr) -> Iterator[str]:
    """The codes that an argument stands for; the one f-string there is begins with a taxonomy's kind."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    if isinstance(argument, ast.JoinedStr):
        rest = argument.values[-1]
        assert isinstance(rest, ast.Constant) and isinstance(rest.value, str)
        yield from (f"{kind.kind}{rest.value}" for kind in KINDS)


@cache
def _used_codes() -> frozenset[tuple[str, str | None]]:
    used: set[tuple[str, str | None]] = set()
    for file in (ROOT / "allforces_site").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in MAKERS:
                    used |= {(code, MAKERS[name]) for code in _codes(node.args[0])}
    return frozenset(used)


def _documented_codes() -> dict[str, str]:
    text = (DOCS / "problems.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `([a-z0-9-]+)` \| ([^|]+) \|", text, re.MULTILINE))


def test_every_problem_code_is_documented_with_its_severity() -> None:
    documented = _documented_codes()
    for code, severity in sorted(_used_codes(), key=str):
        assert code in documented, f"docs/problems.md lacks `{code}`"
        assert severity is None or severity in documented[code], f"docs/problems.md: severity of `{code}`"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_problems_is_the_one_that_the_code_writes(lang: str) -> None:
    assert (DOCS / page_path(lang)).read_text(encoding="utf-8") == problems_page(lang), "run `make messages`"


def test_no_documented_problem_code_is_gone() -> None:
    assert set(_documented_codes()) == {code for code, _ in _used_codes()}


def test_the_list_of_codes_is_that_of_the_documentation() -> None:
    """What the text says of severities is what the code says of them."""
    documented = {
        code: {severity for severity in Severity if re.search(rf"\b{severity.value}\b", text)}
        for code, text in _documented_codes().items()
    }
    assert {code: set(kind.severities) for code, kind in PROBLEMS.items()} == documented
    assert not PROBLEMS.keys() & RULE_OF.keys()


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_is_explained(severity: Severity) -> None:
    assert f"{severity.value}s " in (DOCS / "problems.md").read_text(encoding="utf-8").lower()


# Fields of the configuration that are no keys of it.
_NO_KEYS = frozenset(
    {
        "extra",
        "surroundings",
        "named",
        "markdown_options",
        "collections",
        "plugins",
        "allforces.checks.words",
    }
)


@pytest.mark.parametrize(
    ("model", "prefix"),
    [(Config, ""), (AllforcesSettings, "allforces."), (CheckSettings, "allforces.checks.")],
)
def test_every_configuration_key_is_documented_with_its_default(
    model: type[Config] | type[AllforcesSettings] | type[CheckSettings], prefix: str
) -> None:
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z_.]+)` \| [^|]+ \| ([^|]+) \|", text, re.MULTILINE))
    for field in fields(model):
        name = field.name
        if (prefix + name) in _NO_KEYS or name in ("allforces", "checks"):
            continue
        assert prefix + name in rows, f"docs/configuration.md lacks `{prefix}{name}`"
        if isinstance(field.default, (bool, int)) or name in WORDS_AS_DEFAULT:
            shown = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
            assert f"`{shown}`" in rows[prefix + name]


def test_the_keys_of_a_configured_category_are_documented() -> None:
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert all(f"`{field.name}`" in text for field in fields(ContentCategory) if field.name != "extra")


def test_every_key_of_the_report_is_documented(tmp_path: Path) -> None:
    posts = tmp_path / "source" / "_posts"
    posts.mkdir(parents=True)
    (posts / "2026-01-02-a.md").write_text("---\ntitle: 一つ目\n---\n本文。\n", encoding="utf-8")
    (posts / "undated.md").write_text("本文。\n", encoding="utf-8")
    options = BuildOptions(tmp_path / "source", tmp_path / "out", jobs=1)
    report = json.loads(to_json(build(options, datetime(2026, 1, 3, tzinfo=UTC))))
    text = (DOCS / "report.md").read_text(encoding="utf-8")
    objects = [report, report["counts"], report["seconds"], report["changes"]]
    objects += [report[key][0] for key in ("pages", "skipped", "problems")]
    for key in {key for item in objects for key in item}:
        assert f"`{key}`" in text, f"docs/report.md lacks `{key}`"


def anchors(page: Path) -> list[str]:
    """The anchors of a page's headings, as GitHub makes them, in their order."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href|srcset)="([^"]+)"', text)
    for target in targets:
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(linked), f"{page.name} links to {target}"
