"""Texts that made parsers of Markdown, HTML and YAML slow or their output huge, each for a wished length.

From cmark's test/pathological_tests.py and markdown-it's test/pathological.mjs, and of our own.
"""

from __future__ import annotations

from collections.abc import Callable


def _repeat(pattern: str, length: int) -> str:
    return (pattern * (length // len(pattern) + 1))[:length]


def _numbered(piece: Callable[[int], str], length: int) -> str:
    pieces: list[str] = []
    size = 0
    while size < length:
        pieces.append(piece(len(pieces)))
        size += len(pieces[-1])
    return "".join(pieces)


def _post(front_matter: str = "", body: str = "本文", title: str = "試験", date: str = "2026-01-02") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{front_matter}---\n{body}\n"


BODIES: dict[str, Callable[[int], str]] = {
    "nested strong emph": lambda n: "*a **a " * (n // 14) + "b" + " a** a*" * (n // 14),
    "many emph closers": lambda n: _repeat("a_ ", n),
    "many emph openers": lambda n: _repeat("_a ", n),
    "many link closers": lambda n: _repeat("a]", n),
    "many link openers": lambda n: _repeat("[a", n),
    "mismatched openers and closers": lambda n: _repeat("*a_ ", n),
    "cmark 389": lambda n: _repeat("*a ", n // 2) + _repeat("_a*_ ", n // 2),
    "openers and closers multiple of 3": lambda n: "a**b" + "c* " * (n // 3),
    "link openers and emph closers": lambda n: _repeat("[ a_", n),
    "pattern [ (]( repeated": lambda n: _repeat("[ (](", n),
    "pattern ![[]() repeated": lambda n: _repeat("![[]()", n),
    "hard link/emph case": lambda n: _repeat("**x [a*b**c*](d)", n),
    "nested brackets": lambda n: "[" * (n // 2) + "a" + "]" * (n // 2),
    "nested block quotes": lambda n: "> " * (n // 2) + "a",
    "deeply nested lists": lambda n: "".join("  " * x + "* a\n" for x in range(int(n**0.5))),
    "U+0000": lambda n: _repeat("abc\x00de\x00", n),
    "backticks": lambda n: "".join("e" + "`" * x for x in range(int((2 * n) ** 0.5))),
    "unclosed links A": lambda n: _repeat("[a](<b", n),
    "unclosed links B": lambda n: _repeat("[a](b", n),
    "unclosed <!--": lambda n: "</" + _repeat("<!--", n),
    "unclosed <?": lambda n: _repeat("a <?", n),
    "unclosed <!a": lambda n: _repeat("a <!A ", n),
    "unclosed cdata": lambda n: _repeat("a <![CDATA[", n),
    "empty lines in deeply nested lists": lambda n: "- " * (n // 3) + "x" + "\n" * (n // 3),
    "empty lines in deeply nested lists in blockquote": lambda n: (
        "> " + "- " * (n // 4) + "x\n" + ">\n" * (n // 4)
    ),
    "emph in deep blockquote": lambda n: ">" * (n // 2) + _repeat("a*", n // 2),
    "reference collisions": lambda n: (
        _numbered(lambda i: f"[l{i}]: /u\n", n // 2) + "\n" + _repeat("[l0] ", n // 2)
    ),
    "table": lambda n: "| a | b |\n|---|---|\n" + _repeat("| x | y |\n", n),
    "wide table": lambda n: "|" + _repeat("x|", n // 2) + "\n|" + _repeat("-|", n // 2) + "\n",
    "tall and wide table": lambda n: (
        "|" + _repeat("x|", n // 4) + "\n|" + _repeat("-|", n // 4) + "\n" + _repeat("|\n", n // 2)
    ),
    "aligned tall and wide table": lambda n: (
        "|" + _repeat("x|", n // 5) + "\n|" + _repeat(":-:|", n * 2 // 5) + "\n" + _repeat("|\n", n * 2 // 5)
    ),
    "pipes": lambda n: _repeat("|", n),
    "rows without head": lambda n: _repeat("|-|\n", n),
    "backslashes": lambda n: _repeat("\\", n),
    "nested inlines": lambda n: _repeat("*", n // 2) + "a" + _repeat("*", n // 2),
    "nested escaped quotes": lambda n: _repeat('\\"', n),
    "long link title": lambda n: '[a](b "' + _repeat("x", n),
    "autolinks": lambda n: _repeat("<a:", n),
    "hardbreaks": lambda n: _repeat("x\\\n", n),
    "entities": lambda n: _repeat("&amp;", n),
    "unfinished entities": lambda n: _repeat("&a", n),
    "long entity": lambda n: "&" + _repeat("a", n) + ";",
    "reference expansion": lambda n: "[a]: /" + "u" * (n // 2) + "\n\n" + _repeat("[a] ", n // 2),
    "reference title": lambda n: '[a]: /u "' + "t" * (n // 2) + '"\n\n' + _repeat("![a] ", n // 2),
    "www.": lambda n: _repeat("www.", n),
    "http://": lambda n: _repeat("http://", n),
    "(www.a.b": lambda n: _repeat("(www.a.b", n),
    "addresses in brackets": lambda n: _repeat("http://a.b[", n),
    "www._": lambda n: _repeat("www._", n),
    "links": lambda n: _repeat("[a](/b)", n),
    "links to nothing": lambda n: _numbered(lambda i: f"[a](/n{i}/) ", n),
    "long link": lambda n: "[a](/" + _repeat("a/", n) + ")",
    "long http link": lambda n: "[a](http://" + _repeat("a.", n) + ")",
    "pictures": lambda n: _repeat("![](a)", n),
    "missing pictures": lambda n: _numbered(lambda i: f"![](/a{i}.png)\n", n),
    "long picture": lambda n: "![](/" + _repeat("a/", n) + "a.png)",
    "footnotes": lambda n: _repeat("[^1] ", n) + "\n\n[^1]: a\n",
    "many footnotes": lambda n: (
        _numbered(lambda i: f"[^{i}] ", n // 2) + "\n\n" + _numbered(lambda i: f"[^{i}]: a\n", n // 2)
    ),
    "unclosed footnotes": lambda n: _repeat("[^", n) + "\n\n[^1]: a",
    "nested footnotes": lambda n: _repeat("[^1]: ", n),
    "attribute lists": lambda n: _repeat("{:", n),
    "attribute lines": lambda n: _repeat("{:.a}\n", n),
    "attribute spans": lambda n: _repeat("`a`{:.a}", n),
    "defined attributes": lambda n: '{:x: title="' + "a" * 900 + '"}\n\n' + _repeat("a\n{:x}\n\n", n),
    "attribute definitions": lambda n: _repeat("{:x: .a}\n", n),
    "attribute classes": lambda n: "a\n{: " + _repeat(".a ", n) + "}",
    "equal headings": lambda n: _repeat("## a\n\n", n),
    "empty headings": lambda n: _repeat("#\n", n),
    "headings with ids": lambda n: _repeat("## a {#b}\n", n),
    "table of contents": lambda n: "* a\n{:toc}\n\n" + _repeat("## a\n\n", n),
    "deep headings": lambda n: _repeat("# a\n## b\n### c\n", n),
    "lists": lambda n: _repeat("- a\n", n),
    "loose lists": lambda n: _repeat("- a\n\n", n),
    "tasks": lambda n: _repeat("- [ ] a\n", n),
    "ordered": lambda n: _repeat("1. a\n", n),
    "definitions": lambda n: _repeat("a\n: b\n\n", n),
    "definition lines": lambda n: _repeat(": a\n", n),
    "nested quotes and lists": lambda n: _repeat("> - ", n),
    "alternating lists": lambda n: _repeat("- a\n* a\n", n),
    "comments": lambda n: _repeat("<!-- ", n),
    "closed comments": lambda n: _repeat("<!-- a -->\n", n),
    "tags": lambda n: _repeat("<a ", n),
    "open divs": lambda n: _repeat("<div>\n", n),
    "open bold": lambda n: _repeat("<b>", n),
    "open links": lambda n: _repeat("<a href=x>", n),
    "open divs between empty lines": lambda n: _repeat("<div>\n\n", n),
    "nested divs": lambda n: _repeat("<div>\n\n", n // 2) + _repeat("</div>\n\n", n // 2),
    "nested divs below a rule": lambda n: "<hr>\n" + _repeat("<div>\n", n // 2) + _repeat("</div>\n", n // 2),
    "divs in divs": lambda n: "<div>\n\n" + _repeat("<div>\n\n    a\n</div>\n\n", n) + "\n\n</div>\n",
    "divs on a line": lambda n: _repeat("<div></div>", n),
    "text behind divs": lambda n: _repeat("<div></div> a\n", n),
    "divs that end outside of a list": lambda n: (
        "- a\n\n" + _repeat("  <div>\n\n", n * 3 // 5) + "\n\n" + _repeat("</div>\n", n * 2 // 5)
    ),
    "divs in lists": lambda n: _repeat("- <div>\n\n      a\n\n  </div>\n", n),
    "divs in quotations": lambda n: _repeat("> <div>\n", n),
    "different open elements": lambda n: _numbered(lambda i: f"<x{i}>\n\n", n),
    "open comments in divs": lambda n: _repeat("<div><!--\n\n", n),
    "open scripts in divs": lambda n: _repeat("<div><script>\n\n", n),
    "open quotes in divs": lambda n: _repeat("<div a='\"\n\n", n),
    "markdown divs in divs": lambda n: (
        _repeat('<div>\n<div markdown="1">\n\n', n // 2) + _repeat("</div>\n</div>\n", n // 2)
    ),
    "svg": lambda n: _repeat("<svg>", n),
    "svg closed": lambda n: _repeat('<svg><path d="M0 0"/></svg>\n', n),
    "markdown divs": lambda n: _repeat('<div markdown="1">\n', n),
    "unclosed pre": lambda n: _repeat("<pre>\n", n),
    "raw images": lambda n: _repeat("<img src=a>", n),
    "tag values": lambda n: _repeat('<a x="', n),
    "script": lambda n: _repeat("<script>", n),
    "style": lambda n: _repeat("<style>", n),
    "long line": lambda n: _repeat("長い文", n),
    "long latin line": lambda n: _repeat("a", n),
    "lines": lambda n: _repeat("行\n", n),
    "paragraphs": lambda n: _repeat("文。\n\n", n),
    "sentences": lambda n: _repeat("文です。", n),
    "different paragraphs": lambda n: _numbered(lambda i: f"段落{i}です。\n\n", n),
    "open strong": lambda n: _repeat("**", n),
    "strong": lambda n: _repeat("**a", n),
    "strong lines": lambda n: _repeat("**a\n\n", n),
    "strikes": lambda n: _repeat("~~a ", n),
    "fences": lambda n: _repeat("```\n", n),
    "open fence": lambda n: "```python\n" + _repeat("a = 1\n", n),
    "operators": lambda n: "```python\n" + _repeat("1+", n) + "\n```",
    "json fence": lambda n: "```json\n" + _repeat("[", n),
    "tildes": lambda n: _repeat("~", n),
    "code spans": lambda n: _repeat("`a` ", n),
    "indented": lambda n: _repeat("    a\n", n),
    "spaces": lambda n: _repeat(" ", n) + "a",
    "tabs": lambda n: _repeat("\t", n) + "a",
    "newlines": lambda n: _repeat("\n", n) + "a",
    "rules": lambda n: _repeat("***\n", n),
    "setext": lambda n: _repeat("a\n=\n", n),
    "quotation marks": lambda n: _repeat('"', n),
    "brackets ja": lambda n: _repeat("「", n),
    "closed brackets ja": lambda n: _repeat("「あ」", n),
    "liquid": lambda n: _repeat("{{", n),
    "liquid tags": lambda n: _repeat("{% a %}", n),
    "raw": lambda n: _repeat("{% raw %}", n),
    "comments kramdown": lambda n: _repeat("{::comment}\n", n),
    "spans kramdown": lambda n: _repeat("a {::comment} ", n),
    "conflicts": lambda n: _repeat("<<<<<<< a\n=======\n>>>>>>> b\n", n),
    "conflict starts": lambda n: _repeat("<<<<<<< a\n", n),
    "end markers": lambda n: _repeat("---END---\n", n),
    "mails": lambda n: _repeat("a_@b.c ", n),
    "at signs": lambda n: _repeat("a@", n),
    "underscores": lambda n: _repeat("_a", n),
    "numbers": lambda n: _repeat("1", n),
    "dates": lambda n: _repeat("/2026/01/02/a/ ", n),
    "secrets": lambda n: _repeat("ghp_", n),
    "secret keys": lambda n: _repeat("api_key=", n),
    "base64": lambda n: _repeat("QUJD", n),
    "begin key": lambda n: _repeat("-----BEGIN ", n),
    "placeholders": lambda n: _repeat("[ここに入力]", n),
    "dots": lambda n: _repeat("。。", n),
    "blank between": lambda n: _repeat("a \n", n),
    "variation selectors": lambda n: _repeat("️", n),
    "combining": lambda n: _repeat("が", n),
    "capitals inside a word": lambda n: _repeat("aA", n),
    "katakana": lambda n: _repeat("アイ", n),
    "joined words": lambda n: _repeat("a.b-", n),
    "a long word and a sign": lambda n: _repeat("a", n) + "&b&",
    "emoji": lambda n: _repeat("👩\u200d", n),
    "control references": lambda n: _repeat("&#8;", n),
    "zero width": lambda n: _repeat("\u200b", n),
    "question": lambda n: _repeat("？", n),
    "quoted quotes": lambda n: _repeat("> 「a」\n\n", n),
    "comments in prose": lambda n: _repeat("a <!-- ", n),
    "stars and open code": lambda n: "** " + _repeat("<code>", n),
}


def _behind_the_limit(body: Callable[[int], str]) -> Callable[[int], str]:
    """`body` below so many headings that it is shown as written."""
    return lambda n: "#\n" * (n * 3 // 10) + body(n * 2 // 5)


BEHIND_THE_LIMIT = (
    "unclosed <!--", "closed comments", "tags", "tag values", "open links", "unclosed links B",
    "many link openers", "definition lines", "attribute lists", "wide table", "json fence", "fences",
    "end markers", "conflicts", "placeholders", "strong lines", "reference collisions", "brackets ja",
    "liquid tags",
)  # fmt: skip
BODIES |= {f"as written: {name}": _behind_the_limit(BODIES[name]) for name in BEHIND_THE_LIMIT}

FRONT_MATTERS: dict[str, Callable[[int], str]] = {
    "categories": lambda n: _post("categories: [" + _numbered(lambda i: f"c{i}, ", n) + "]\n"),
    "tags": lambda n: _post("tags: [" + _numbered(lambda i: f"t{i}, ", n) + "]\n"),
    "authors": lambda n: _post("author: [" + _numbered(lambda i: f"a{i}, ", n) + "]\n"),
    "text tags": lambda n: _post("tags: " + _numbered(lambda i: f"t{i} ", n) + "\n"),
    "redirects": lambda n: _post("redirect_from: [" + _numbered(lambda i: f"/r{i}/, ", n) + "]\n"),
    "long title": lambda n: _post(title="題" * n),
    "quoted title": lambda n: _post(title="'" + '"' * n + "'"),
    "open title": lambda n: _post(title="「" * n),
    "long permalink": lambda n: _post("permalink: /" + _repeat("a/", n) + "\n"),
    "long permalink name": lambda n: _post("permalink: /" + _repeat("a", n) + "/\n"),
    "long image": lambda n: _post("image: /" + _repeat("a/", n) + "\n"),
    "long excerpt": lambda n: _post("excerpt: " + "文。" * n + "\n"),
    "stars excerpt": lambda n: _post('excerpt: "' + _repeat("**a", n) + '"\n'),
    "bracket excerpt": lambda n: _post('excerpt: "' + _repeat("[", n) + '"\n'),
    "long description": lambda n: _post("description: " + "文" * n + "\n"),
    "long author": lambda n: _post("author: " + "名" * n + "\n"),
    "long tag": lambda n: _post("tags: [" + "t" * n + "]\n"),
    "long layout": lambda n: _post("layout: " + "l" * n + "\n"),
    "long date": lambda n: _post(date="2" * n),
    "long canonical": lambda n: _post("canonical_url: https://a.jp/" + _repeat("a/", n) + "\n"),
    "long redirect": lambda n: _post("redirect_from: /" + _repeat("a/", n) + "\n"),
    "nested flow": lambda n: _post("a: " + "[" * n + "\n"),
    "nested closed flow": lambda n: _post("a: " + "[" * (n // 2) + "]" * (n // 2) + "\n"),
    "nested maps": lambda n: _post("a: " + "{a: " * (n // 5) + "\n"),
    "nested blocks": lambda n: _post("".join(" " * i + "a:\n" for i in range(int((2 * n) ** 0.5)))),
    "dash nest": lambda n: _post("- " * (n // 2) + "\n"),
    "many keys": lambda n: _post(_numbered(lambda i: f"k{i}: v\n", n)),
    "one key": lambda n: _post(_repeat("k: v\n", n)),
    "aliases": lambda _: _post(
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"b{i}: &b{i} [{', '.join(['*' + ('a' if i == 0 else f'b{i - 1}')] * 9)}]\n" for i in range(9)
        )
    ),
    "anchors": lambda n: _post(_numbered(lambda i: f"k{i}: &a{i} v\n", n)),
    "merge keys": lambda n: _post("a: &a {x: 1}\n" + _repeat("<<: *a\n", n)),
    "long key": lambda n: _post("k" * n + ": v\n"),
    "long number": lambda n: _post("k: " + "9" * n + "\n"),
    "colons": lambda n: _post("k: " + ":" * n + "\n"),
    "quotes": lambda n: _post("k: '" + "''" * (n // 2) + "'\n"),
    "open quote": lambda n: _post('k: "' + "a\n  " * (n // 4) + "\n"),
    "comments yaml": lambda n: _post(_repeat("# a\n", n)),
    "explicit keys": lambda n: _post(_repeat("? a\n", n)),
    "tags yaml": lambda n: _post("k: " + _repeat("!a ", n) + "\n"),
    "block scalar": lambda n: _post("k: |\n" + _repeat("  a\n", n)),
    "folded": lambda n: _post("excerpt: >\n" + _repeat("  あ\n", n)),
    "dashes": lambda n: _repeat("---\n", n),
    "no end": lambda n: "---\n" + _repeat("a: b\n", n),
    "wide colons": lambda n: _post(_repeat("a：b\n", n)),
    "wide spaces": lambda n: _post(_repeat("\u3000", n) + "a: b\n"),
}

POSTS: dict[str, Callable[[int], str]] = {
    **{name: lambda n, body=body: _post(body=body(n)) for name, body in BODIES.items()},  # type: ignore[misc]
    **{f"front matter: {name}": post for name, post in FRONT_MATTERS.items()},
}
