"""Minified style sheets and scripts: fewer bytes, the same meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.renderer.minify import minified

STATIC = Path(__file__).parents[2] / "static"


@pytest.mark.parametrize(
    ("style", "small"),
    [
        ("/* why */\na {\n  color : red ;\n}\n", "a{color:red}"),
        # Needs its spaces.
        (".a :is(b, c) + d {}", ".a :is(b,c) + d{}"),
        ("a { width: calc(1px + (2px - 1px)) }", "a{width:calc(1px + (2px - 1px))}"),
        ("@media (a) and (b) { x {} }", "@media (a) and (b){x{}}"),
        ('a::before { content: "a  /* b */  c" }', 'a::before{content:"a  /* b */  c"}'),
        ("a:not(.b) .c {}", "a:not(.b) .c{}"),
        ("@container (width > 30rem) { & .x {} }", "@container (width>30rem){& .x{}}"),
    ],
)
def test_a_style_sheet_keeps_what_matters(style: str, small: str) -> None:
    assert minified(style.encode(), "a.css").decode() == small


@pytest.mark.parametrize(
    ("script", "small"),
    [
        ("// why\nlet a = 1;\n\nlet b = 2;\n", "let a=1;let b=2;"),
        ("x = a + +b;", "x=a+ +b;"),
        ('let s = "a  // b";', 'let s="a  // b";'),
        ("let s = `a  ${ b }  // c`;", "let s=`a  ${ b }  // c`;"),
        ("if (x) /a  b/.test(y)", "if(x)/a  b/.test(y)"),
        ("a\nb", "a\nb"),
    ],
)
def test_a_script_keeps_what_matters(script: str, small: str) -> None:
    assert minified(script.encode(), "a.js").decode().strip() == small


@pytest.mark.parametrize(
    "script",
    [
        "let s = `a ${ b + `c  // d` }`;  // e",
        "let s = `a ${ f({b: 1}, `c  // d`) }`;  // e",
        "let odd = /`/;  // e",
        "let a = 1; /* ` */ let s = `${`//`}`;  // e",
    ],
)
def test_a_script_that_may_be_misread_stays_as_it_is(script: str) -> None:
    assert minified(script.encode(), "a.mjs").decode() == script


@pytest.mark.parametrize("name", ["a.json", "a.svg", "a.txt", "a.css.map"])
def test_other_files_stay_as_they_are(name: str) -> None:
    assert minified(b"{ }  // x", name) == b"{ }  // x"


def test_content_that_is_not_utf8_stays_as_it_is() -> None:
    assert minified(b"a { }  \xff", "a.css") == b"a { }  \xff"


@pytest.mark.parametrize(
    "file", sorted(STATIC.rglob("*.css")) + sorted(STATIC.rglob("*.js")), ids=lambda file: file.name
)
def test_the_themes_own_files_lose_bytes_and_japanese_stays(file: Path) -> None:
    content = file.read_bytes()

    small = minified(content, file.name)

    assert len(small) < 0.9 * len(content)
    assert minified(small, file.name) == small
