"""Every key with every kind of value: a page or an error with its line, never an end of the build."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from allforces_site.build.report import Report, to_json
from allforces_site.build.run import BuildOptions, build
from allforces_site.config import schema
from allforces_site.config.parse import parse_config
from allforces_site.errors import Problem, Severity, SiteError
from allforces_site.lint.rules.tree.unused_front_matter import OWN_KEYS
from allforces_site.messages.message import in_language
from tests.broken.conftest import english_words

NOW = datetime(2025, 6, 1, tzinfo=UTC)
TOO_LONG = (
    str(2**64),
    str(-(2**63) - 1),
    "9" * 5000,
    "1_0" * 50,
    "0x" + "f" * 5000,
    "0" + "7" * 5000,
    "0b" + "1" * 20_000,
    "1" + ":59" * 4000,
)
SCALARS = (
    *TOO_LONG,
    *(str(2**64 - 1), "-9223372036854775808", "0x10", "007", "1_000", "12:30", "1e3", "-0", "1.10", "100000"),
    *(".inf", "-.inf", ".nan", "1.0e+400", "1" + ":59" * 500 + ".5", "5.0e-324"),
    *("2025-01-01", "2025-13-41", "0001-01-01 00:00:00 +1200", "9999-12-31 23:59:59 -1200"),
    *("null", "~", "", "true", "no", "=", "<<", "記事"),
    *("!!binary aGFsbG8=", "!!set {a, b}", "!!omap [a: 1]", "!!pairs [a: 1]", "!!timestamp x", "!!float x"),
    *("!!python/object:os.system x", "!!python/tuple [1]", "!!int {=: 5}", "!!map [a]", "!!seq x", "!!str 5"),
    *('"\\ud800"', '"\\a"', '"\\u0085"', '"\\ufeff"', '"\\u2028"', '"\\U0001F600"', "'\u202e'"),
    *("/a/../../b", "'://'", "'http://[::1'", "'\\'", "'%zz'", "'..'", "':title'", "'#'"),
    "&a [記事]",
)
KEYS = ("記事", "2025-01-01", "~", "null", "", "[a]", "{a: b}", "<<", "=", '"\\a"', "name", "path", "!!set a")


def _collections(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    lists = st.lists(values, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    pairs = st.lists(st.tuples(st.sampled_from(KEYS), values).map(lambda pair: f"{pair[0]}: {pair[1]}"))
    return lists | pairs.map(lambda items: f"{{{', '.join(items[:2])}}}")


VALUES = st.recursive(st.sampled_from(SCALARS), _collections, max_leaves=5)

# `allow_nan` is Python's own; `\ud800` alone is no character.
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.just(2**70) | st.text(st.characters()),
    lambda values: (
        st.lists(values, max_size=3) | st.dictionaries(st.text(st.characters()), values, max_size=3)
    ),
    max_leaves=6,
).map(json.dumps)


def _paths(schema: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, kind in get_type_hints(schema).items():
        yield (*above, key)
        if (
            isinstance(kind, type)
            and hasattr(kind, "__annotations__")
            and kind.__module__ == schema.__module__
        ):
            yield from _paths(kind, (*above, key))


SETTINGS = (
    *_paths(schema._Keys),
    *_paths(schema._Target, ("allforces", "deploy", "there")),
    *(("content_categories", "-", key) for key in schema._Category.__annotations__),
    *(("defaults", "-", "scope", key) for key in schema._Scope.__annotations__),
    *(("defaults", "-", "values", key) for key in sorted(OWN_KEYS)),
    *(("allforces", "slugs", "記事"), ("allforces", "checks", "rules", "end-marker"), ("author", "name")),
    *(("allforces", "checks", "paths", "*", "end-marker"), ("collections", "posts", "permalink"), ("own",)),
)


def setting(path: tuple[str, ...], value: str) -> str:
    """A line of `_config.yml` that gives `path` a value; `-` stands for a list of one."""
    for step in reversed(path[1:]):
        value = f"[{value}]" if step == "-" else f"{{{json.dumps(step)}: {value}}}"
    return f"{path[0]}: {value}\n"


@contextmanager
def written(source: Path, files: Mapping[str, str]) -> Iterator[None]:
    """The files below the source folder, for a while."""
    before = {name: (source / name).read_text(encoding="utf-8") for name in files if (source / name).exists()}
    try:
        for name, text in files.items():
            (source / name).parent.mkdir(exist_ok=True)
            (source / name).write_text(text, encoding="utf-8")
        yield
    finally:
        for name in files:
            (source / name).unlink()
            if name in before:
                (source / name).write_text(before[name], encoding="utf-8")


def built(source: Path) -> Report:
    """A build that keeps all it can for the next one, and its report written."""
    folder = source.parent
    report = build(BuildOptions(source, folder / "site", cache=folder / "cache", jobs=1, drafts=True), NOW)
    json.loads(to_json(report))
    return report


def is_unplaced(problem: Problem, files: Container[str | None]) -> bool:
    """Whether it is an error in one of the files that names no line."""
    return problem.file in files and problem.severity is Severity.ERROR and not problem.line


def left_in_english(problems: Iterable[Problem]) -> list[str]:
    """What a reader of Japanese is told in English."""
    said = (words for problem in problems for words in (problem.message, problem.hint) if words is not None)
    return [text for text in (in_language(words, "ja") for words in said) if english_words(text)]


# What two files do to each other has no line.
OF_TWO_FILES = {"output-collision", "redirect-taken"}


def assert_neighbour_is_whole(source: Path) -> None:
    assert "隣の壊れたファイル" in (source.parent / "site/good/index.html").read_text(encoding="utf-8")


FOLDERS = {"post": "_posts/2025-01-10-x", "draft": "_drafts/x", "page": "x"}


def everywhere(fronts: Iterable[str]) -> dict[str, str]:
    """A post, a draft and a page for each front matter."""
    return {
        f"{start}{number}.md": f"---\n{front}---\n本文です。\n"
        for number, front in enumerate(fronts)
        for start in FOLDERS.values()
    }


def test_a_number_of_more_than_64_bits_is_text_or_a_problem_at_its_line_in_any_key_of_front_matter(
    source: Path,
) -> None:
    keys = [*sorted(OWN_KEYS - {"layout"}), "own"]
    files = everywhere(f"layout: page\n{key}: {2**64}\n" for key in keys)
    with written(source, files):
        report = built(source)

    reported = {problem.file: problem.line for problem in report.problems if problem.file in files}
    assert set(reported.values()) <= {3, None}
    built_sources = {page.source for page in report.list_pages()} | {one.source for one in report.skipped}
    assert built_sources >= set(files)
    assert_neighbour_is_whole(source)


@pytest.mark.parametrize("value", TOO_LONG, ids=lambda value: value[:8])
def test_a_number_of_more_than_64_bits_is_text_or_an_error_at_its_line_in_any_setting(value: str) -> None:
    for path in SETTINGS:
        try:
            _, problems = parse_config(f"lang: ja\n{setting(path, value)}")
        except SiteError as exc:
            problems = tuple(exc.problems)
        assert {problem.line for problem in problems} <= {2}


def test_a_number_of_more_than_64_bits_is_text_in_yaml_and_an_error_at_its_line_of_json(source: Path) -> None:
    files = {
        f"_data/x{number}.{ending}": f'{{"text": "{value}",\n"number": {value}}}'
        for number, value in enumerate(TOO_LONG)
        for ending in ("yml", "yaml", "json")
    }
    with written(source, files):
        report = built(source)

    in_json = [file for file in files if file.endswith(".json")]
    errors = {problem.file: problem.line for problem in report.problems if problem.severity is Severity.ERROR}
    assert errors == dict.fromkeys(in_json, 2)
    assert_neighbour_is_whole(source)


def test_a_number_of_any_length_is_text_in_a_table(source: Path) -> None:
    with written(source, {"_data/x.csv": f"a\n{'9' * 5000}\n", "_data/y.tsv": f"a\n{2**64}\n"}):
        assert not built(source).problems


FRONT_MATTERS = st.dictionaries(
    st.sampled_from([*sorted(OWN_KEYS), "own", "~", "2025-01-01"]), VALUES, max_size=4
).map(lambda values: "".join(f"{key}: {value}\n" for key, value in values.items()))
# A build takes too long to look for the least values that fail.
BUILDS = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@settings(BUILDS, max_examples=4)
@given(fronts=st.lists(FRONT_MATTERS, min_size=30, max_size=30))
@example(fronts=["image: {path: .nan}\n", "tags: &a [[1.10], *a]\n", "own: !!set {a, b}\n"])
def test_any_front_matter_is_a_page_or_an_error(source: Path, fronts: list[str]) -> None:
    files = everywhere(fronts)
    with written(source, files):
        for _ in range(2):  # The second build reads what the first one kept.
            report = built(source)
            reported = {page.source for page in report.list_pages()} | {one.source for one in report.skipped}
            assert reported >= set(files)
            assert {
                problem.code for problem in report.problems if is_unplaced(problem, files)
            } <= OF_TWO_FILES
            assert left_in_english(report.problems) == []
            assert_neighbour_is_whole(source)


CONFIGURATIONS = st.dictionaries(st.sampled_from(SETTINGS), VALUES, min_size=1, max_size=2).map(
    lambda chosen: "url: https://example.com\n" + "".join(setting(*one) for one in chosen.items())
)


@settings(max_examples=300)
@given(CONFIGURATIONS)
@example("paginate: 18446744073709551615\n")
def test_any_configuration_can_be_kept_or_is_an_error_with_its_line(text: str) -> None:
    try:
        kept = parse_config(text)
        assert msgspec.msgpack.encode(kept, enc_hook=str)
        assert left_in_english(kept[1]) == []
    except SiteError as exc:
        assert all(problem.line for problem in exc.problems)
        assert left_in_english(exc.problems) == []


@settings(BUILDS, max_examples=10)
@given(CONFIGURATIONS)
def test_any_configuration_is_a_site_or_errors(source: Path, text: str) -> None:
    with written(source, {"_config.yml": text}):
        try:
            for _ in range(2):
                built(source)
        except SiteError as exc:
            assert exc.problems


DATA = st.tuples(VALUES, JSON_VALUES, st.text(st.characters(exclude_categories=["Cs"])))


@settings(BUILDS, max_examples=4)
@given(values=st.lists(DATA, min_size=20, max_size=20))
@example(values=[("{~: .nan}", '{"a": "\\ud800"}', "a\n\x07"), ("[&a [x], *a]", '"\\ud83d\\ude00"', '"\r"')])
def test_any_data_is_there_or_an_error(source: Path, values: list[tuple[str, str, str]]) -> None:
    files = {
        f"_data/{name}": text
        for number, (yaml, json_text, table) in enumerate(values)
        for name, text in (
            (f"a{number}.yml", f"x: {yaml}\n"),
            (f"b{number}.json", json_text),
            (f"c{number}.csv", table),
            (f"d{number}.tsv", table),
        )
    }
    with written(source, files):
        for _ in range(2):
            report = built(source)
            assert not [problem for problem in report.problems if is_unplaced(problem, files)]
            assert left_in_english(report.problems) == []
            assert_neighbour_is_whole(source)
