"""Addresses in style sheets and scripts, found and replaced."""

from __future__ import annotations

import pytest

from allforces_site.renderer.asset_references import references, with_references


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('import { a } from "./a.js";', ["./a.js"]),
        ("import a from'../a.js';import'./b.js'", ["../a.js", "./b.js"]),
        ('export * from "./a.js"', ["./a.js"]),
        ('const a = () => import("./a.js").then(b)', ["./a.js"]),
        ('import { a } from "/static/a.mjs"', ["/static/a.mjs"]),
        # From an import map, of another host, with the version of the author.
        ('import { html } from "lit"; import "https://example.org/a.js"; import "./a.js?v=1"', []),
        ('const from = "./a.js"; important("./b.js")', []),
    ],
)
def test_what_a_script_imports_is_found(script: str, found: list[str]) -> None:
    assert list(references(script, "static/x.js")) == found


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("@font-face { src: url(a.woff2) format('woff2'), URL( 'b.woff' ) }", ["a.woff2", "b.woff"]),
        ('@import "a.css"; @import url("b.css") print;', ["a.css", "b.css"]),
        ("a { background: url(../x/日本.png) }", ["../x/日本.png"]),
        ("a { src: url(a.eot?#iefix) }", []),
        # Addresses inside of a data: URL do not count.
        ("a { mask: url(\"data:image/svg+xml,%3Csvg fill='url(b.svg)'/%3E\") }",
         ["data:image/svg+xml,%3Csvg fill='url(b.svg)'/%3E"]),
    ],
)  # fmt: skip
def test_what_a_style_sheet_names_is_found(style: str, found: list[str]) -> None:
    assert list(references(style, "static/x.css")) == found


def test_addresses_are_replaced_and_nothing_else_is() -> None:
    script = 'import { a as from } from "./a.js";\n// from ./a.js\nlet b = "./a.js", c = import(\'./c.js\');'

    assert with_references(script, "x.js", str.upper) == script.replace('"./a.js";', '"./A.JS";').replace(
        "'./c.js'", "'./C.JS'"
    )


def test_an_address_that_equals_the_word_before_it_is_replaced_once() -> None:
    assert with_references("a{b:url(url)}", "x.css", lambda _: "c") == "a{b:url(c)}"
