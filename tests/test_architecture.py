"""A module imports only from the rows above its own, so that the data flows one way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "allforces_site"

# Each row may import from the rows above it, never from its own: two modules of one row know nothing
# of each other. A package is one module here; its inner order is tested below.
ROWS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            {"__init__"},
            {"errors", "ending"},
            {
                "model",
                "site_paths",
                "secret_patterns",
                "child_processes",
                "segment_breaks",
                "regular_files",
                "lookalikes",
            },
            {
                "dates",
                "character_references",
                "nearest_names",
                "slugs",
                "reading",
                "excerpts",
                "workers",
                "whole_files",
                "related",
                "memo",
                "fingerprint",
                "keys",
                "yaml_lines",
                "yaml_slips",
                "fences",
                "yaml_words",
                "plain_values",
                "minify",
                "asset_references",
                "signs",
                "documentation",
                "colours",
                "wording",
                "problem_codes",
                "linked_folders",
                "phrases",
                "media_types",
                "request_paths",
                "file_kinds",
            },
            {
                "yaml_loader",
                "yaml_notices",
                "json_text",
                "markdown",
                "permalinks",
                "search",
                "static_files",
                "time_zones",
            },
            {"yaml_text"},
            {"front_matter", "liquid", "seals", "manifest", "config", "address_secrets"},
            {"manuscripts", "file_patterns"},
            {"checks"},
            {"repairing"},
            {"config_problems", "config_schema"},
            {"config_text", "build_options"},
            {"config_file", "survey", "site_data"},
            {"scaffold"},
            {"loaders", "taxonomy", "recalled_related", "addresses", "stale"},
            {"site", "templating", "images"},
            {"asset_versions"},
            {"render"},
            {"outputs"},
            {"planning"},
            {"write"},
            {"report"},
            {"summary"},
            {"finished_build"},
            {"deploying"},
            {"incremental"},
            {"site_reading"},
            {"full_build", "checking"},
            {"site_repair"},
            {"source_folder"},
            {"build"},
            {"terminal"},
            {"check_formats"},
            {"editor_page"},
            {"serve"},
            {"cli"},
            {"__main__"},
        ),
    )
)
ROW_OF = {name: number for number, row in enumerate(ROWS) for name in row}

# Inside these packages: the same rule.
INNER_ROWS: dict[str, tuple[frozenset[str], ...]] = {
    "serve": (
        frozenset(
            {
                "__init__",
                "outcome",
                "changes",
                "connections",
                "file_systems",
                "ranges",
                "not_found",
                "listening",
                "guard",
                "publish",
            }
        ),
        frozenset({"source_lines", "site_state", "watch", "file_responses"}),
        frozenset({"injected", "channel", "building", "rebuilding"}),
        frozenset({"builder", "app"}),
        frozenset({"running"}),
    ),
    "cli": (
        frozenset({"options"}),
        frozenset({"build", "check", "deploy", "init", "new", "repair", "serve"}),
        frozenset({"__init__"}),
    ),
    "deploying": (
        frozenset(
            {
                "__init__",
                "stages",
                "record",
                "temporary_folder",
                "local_site",
                "failures",
                "git",
                "own_folders",
            }
        ),
        frozenset({"plan", "target", "rsync", "bucket", "branch", "published_secrets"}),
        frozenset({"run", "targets"}),
    ),
    "incremental": (
        frozenset({"__init__", "output_state"}),
        frozenset({"last_build"}),
        frozenset({"remember", "neighbourhood", "search_again"}),
        frozenset({"bodies", "built_sources"}),
        frozenset({"touch_up"}),
    ),
    "search": (
        frozenset({"__init__", "folding", "documents", "catalogue"}),
        frozenset({"grams", "near_terms"}),
        frozenset({"contributions"}),
        frozenset({"shards"}),
    ),
    "outputs": (
        frozenset(
            {
                "pagination",
                "settle",
                "assets",
                "redirects",
                "sitemap",
                "listed",
                "standfirst",
                "pictured",
                "picture_uses",
                "shown_body",
                "social_pictures",
            }
        ),
        frozenset({"feed", "head", "picture_copies"}),
        frozenset({"archive", "home", "not_found", "pages", "posts", "search", "terms"}),
        frozenset({"__init__"}),
    ),
    "images": (
        frozenset({"__init__", "addresses", "svg", "scaling", "store", "fonts", "line_breaks", "published"}),
        frozenset({"facts", "copies", "markup", "card"}),
        frozenset({"fact_index"}),
        frozenset({"gallery"}),
    ),
    "loaders": (
        frozenset({"merge", "misnamed"}),
        frozenset({"walk"}),
        frozenset({"fields", "context", "look", "searched", "mended", "static"}),
        frozenset({"seen", "visibility"}),
        frozenset({"shared", "last_modified"}),
        frozenset({"posts"}),
        frozenset({"pages", "stored"}),
        frozenset({"recall"}),
        frozenset({"load"}),
        frozenset({"__init__"}),
    ),
}


def modules() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        found.setdefault(name, []).append(path)
    return found


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """The modules of this package that `path` imports, as parts below the package's name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the whole name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            package, *parts = name.split(".")
            if package == PACKAGE.name:
                yield tuple(parts)


def test_every_module_has_a_row() -> None:
    assert set(modules()) <= set(ROW_OF)


@pytest.mark.parametrize("name", sorted(ROW_OF))
def test_a_module_imports_only_from_the_rows_above(name: str) -> None:
    for path in modules().get(name, []):
        for parts in imports(path):
            # `from allforces_site import __version__` names the package itself.
            target = parts[0] if parts[0] in ROW_OF else "__init__"
            assert target == name or ROW_OF[target] < ROW_OF[name], f"{path.name} imports {target}"


@pytest.mark.parametrize("package", sorted(INNER_ROWS))
def test_inside_a_package_too(package: str) -> None:
    row_of = {name: number for number, row in enumerate(INNER_ROWS[package]) for name in row}
    files = {path.stem: path for path in (PACKAGE / package).glob("*.py")}

    assert sorted(files) == sorted(row_of)
    for name, path in files.items():
        for parts in imports(path):
            if parts[0] == package and len(parts) > 1:
                target = parts[1] if parts[1] in row_of else "__init__"
                assert row_of[target] < row_of[name], f"{package}/{name} imports {target}"


PURE = ("model", "dates", "permalinks", "reading", "excerpts", "liquid", "yaml_text", "markdown",
        "front_matter", "taxonomy", "related", "addresses", "search", "site")  # fmt: skip
# What reaches the disk, the clock or other programs.
MODULES = {"os", "io", "shutil", "tempfile", "subprocess", "time", "pathlib.Path", "sqlite3"}
FUNCTIONS = {"open", "print", "input"}


@pytest.mark.parametrize("name", PURE)
def test_only_the_edges_reach_the_disk_the_clock_and_other_programs(name: str) -> None:
    for path in modules()[name]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            used: set[str] = set()
            if isinstance(node, ast.Import):
                used = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                used = {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in FUNCTIONS, path
            assert not used & MODULES, path


def test_no_module_is_a_utils_module() -> None:
    names = {
        part for name in PACKAGE.rglob("*.py") for part in name.relative_to(PACKAGE).with_suffix("").parts
    }

    assert not names & {"utils", "util", "helpers", "common", "misc", "manager"}
