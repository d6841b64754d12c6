"""What goes wrong with a text file in an editor, on its way there, or in a writing program."""

from __future__ import annotations

import random
from collections.abc import Callable
from unicodedata import normalize

# Characters that are pasted by accident or look like others; most are invisible.
ODD_CHARACTERS = (
    "\u200b", "\u200d", "\ufeff", "\u00a0", "\u3000", "\u202e", "\u2028", "\u0085", "\u00ad", "\ue000",
    "\ufffe", "\x00", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\r", "\t", "\n", "\n\n", "\u3099", "\u0301",
    "：", "－", "＃", "［", "］", "“", "”", "｛", "＊", "👨‍👩‍👧", "𠮷", "\U000e0041", "ﾊﾟ", "①", "İ", "ß",
)  # fmt: skip
# Signs that mean something to YAML, Markdown, HTML, Liquid or an address.
SIGNS = (
    "---\n", "...\n", ": ", " #", "- ", "? ", "|", ">", "&a ", "*a", "!", "%", "@", "`", "```", "~~~", "**",
    "*", "_", "[", "](", ")", "![", "<", ">", "<!--", "-->", "</", "<svg ", "<pre>", "</article>",
    "</script>", "&#8;", "&#0;", "&#x110000;", "&amp;", "{{ ", " }}", "{% ", "%}", "{% raw %}", "{: .a}",
    "{:", "[^1]", "[^1]: ", "|---|", "\\", "$$", "http://[", "https://[::1", "https://a:99999999/", "//",
    "%zz", "%00", "www.", "xn--\u3042", "data:,", "#", "javascript:", "\"", "'", "---END---",
    "<<<<<<< HEAD\n", "=======\n", ">>>>>>> b\n", "<|endoftext|>",
)  # fmt: skip
# Values of every YAML type, and of some that only look like one.
YAML_VALUES = (
    "", "~", "null", "true", "yes", "off", "0", "-1", "007", "0x1F", "0o17", "0b11", "1_000", "3.10", "1e400",
    "-.inf", ".nan", "18446744073709551616", "-9223372036854775809", "9" * 4400, "0x" + "f" * 4000,
    "1" + ":59" * 900, "190:20:30", "12:30", "2026-13-40", "2026-02-30", "0001-01-01",
    "9999-12-31 23:59:59 -2359", "2026-01-02T03:04:05Z", "2026-01-02 25:61:61", "2026-01-02 03:04:05 +9999",
    "[]", "{}", "[a, b]", "{a: b}", "[[a], {b: [c]}]", "[null, 1, 2.5, true, 2026-01-01]",
    "{1: a, true: b, 2026-01-01: c, ~: d, [x]: e}", "? a\n? b", "!!binary aGVsbG8=", "!!set {a, b}",
    "!!omap [a: 1]", "!!python/object/apply:os.getcwd []", "!!str 3", "!!int a", "!!float x",
    "!!timestamp a",     "!custom x", "&a [*a]", "*b", "&x {<<: *x}", "{<<: [1, 2]}", "[" * 400, "{a: " * 400,
    "[" * 400 + "]" * 400, "|\n  一\n  二", ">-\n  一\n  二", "'", '"', '"\\x00"', '"\\ud800"',
    '"\\U0010FFFF"',
    "'a' b", "a: b", "- a", "-b", "a #b", "＃a", "。", "@a", "`a`", "%a", "あ" * 3000, "a" * 70000,
    "../../etc/passwd", "/", "//", "-", ".", "..", "?", "#", "%", "\\", "/a//b/", "a/../b",
)  # fmt: skip
# Addresses that belong to others, lead out, or are none.
ADDRESSES = (
    "/static/style.css", "/index.html", "/404.html", "/feed.xml", "/feed.xml/", "/sitemap.xml", "/robots.txt",
    "/", "/page2/", "/assets/a.png", "/assets/", "/tags/", "/categories/技術/", "/search/index.json",
    "/about/",
    "/2026/01/05/p0/", "/p/%2e%2e/", "..", "/../x", "/a/../../b/", "//host/a/", "https://example.com/x/",
    "/a?b#c", "/a b/", "/茶の湯/", "/か\u3099/", "/a\\b/", "/CON/", "/aux.html", "/.git/config",
    "/.allforces-manifest.json", "/.well-known/x", "/_site/", "/a./", "/a /", "/:title", "/:nothing/",
    "/:year/:i_month/:title:output_ext", "/" + "x" * 300 + "/", "/" + "x/" * 300, "/" + "茶" * 90 + "/",
    "/a\x00b/", "date", "pretty", "none", "ordinal", "weekdate", "/%E8%8C/", "/a%2Fb/", "/a.html/b.html",
    "/A/", "/a/index.html/", "/~/", "/-/",
)  # fmt: skip

Mutation = Callable[[random.Random, str], str]


def mutated(chance: random.Random, text: str, most: int = 4) -> str:
    """A text after one to `most` mutations."""
    for _ in range(chance.randint(1, most)):
        text = chance.choice(_MUTATIONS)(chance, text)
    return text


def mutated_bytes(chance: random.Random, content: bytes) -> bytes:
    """Bytes that are no text any more, or one in another encoding."""
    how = chance.randrange(6)
    if how == 0:
        return content[: chance.randrange(len(content) + 1)]
    if how == 1:
        return content.decode(errors="replace").encode(
            chance.choice(["utf-16", "cp932", "euc-jp"]), "replace"
        )
    if how == 2:
        return content.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\r"]))
    if how == 3:
        return b"\xef\xbb\xbf" * chance.randint(1, 2) + content
    if how == 4:
        return chance.randbytes(chance.randrange(200))
    held = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        if held:
            held[chance.randrange(len(held))] = chance.randrange(256)
    return bytes(held)


# ---- on characters ----------------------------------------------------------------------------


def _inserted(chance: random.Random, text: str, what: str) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + what + text[place:]


def odd_character(chance: random.Random, text: str) -> str:
    return _inserted(chance, text, chance.choice(ODD_CHARACTERS) * chance.choice([1, 1, 1, 2, 50]))


def sign(chance: random.Random, text: str) -> str:
    return _inserted(chance, text, chance.choice(SIGNS) * chance.choice([1, 1, 1, 2, 3, 300]))


def part_left_out(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.choice([1, 1, 2, 5, 40]) :]


def part_moved(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text) + 1)
    end = start + chance.choice([1, 3, 20, 200])
    return _inserted(chance, text[:start] + text[end:], text[start:end])


def part_again(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text) + 1)
    part = text[start : start + chance.choice([1, 3, 20, 200])]
    return _inserted(chance, text, part * chance.choice([1, 1, 2, 30]))


def cut_short(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text) + 1)]


def decomposed(_chance: random.Random, text: str) -> str:
    return normalize("NFD", text)


def full_width(chance: random.Random, text: str) -> str:
    """One kind of sign as a Japanese keyboard writes it."""
    sign_ = chance.choice(":-#[]'\"*{}()!|0123456789")
    return text.replace(sign_, chr(ord(sign_) + 0xFEE0), chance.choice([-1, 1]))


# ---- on lines ---------------------------------------------------------------------------------


def _on_lines(chance: random.Random, text: str, change: Callable[[list[str], int], None]) -> str:
    lines = text.split("\n")
    change(lines, chance.randrange(len(lines)))
    return "\n".join(lines)


def line_left_out(chance: random.Random, text: str) -> str:
    return _on_lines(chance, text, lambda lines, at: lines.__delitem__(at))


def line_again(chance: random.Random, text: str) -> str:
    often = chance.choice([1, 1, 2, 60])
    return _on_lines(chance, text, lambda lines, at: lines.__setitem__(slice(at, at), [lines[at]] * often))


def line_moved(chance: random.Random, text: str) -> str:
    place = chance.random()
    return _on_lines(
        chance, text, lambda lines, at: lines.insert(int(place * (len(lines) - 1)), lines.pop(at))
    )


def line_indented(chance: random.Random, text: str) -> str:
    before = chance.choice([" ", "    ", "\t", "\u3000", "\u00a0", "- ", "> ", "#", "> " * 300, "- " * 300])
    return _on_lines(chance, text, lambda lines, at: lines.__setitem__(at, before + lines[at]))


def another_value(chance: random.Random, text: str) -> str:
    """One `key: value` with a value of another type."""
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if ": " in line or line.endswith(":")]
    if places:
        at = chance.choice(places)
        lines[at] = f"{lines[at].partition(':')[0]}: {chance.choice(YAML_VALUES)}"
    return "\n".join(lines)


def another_address(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if ": /" in line]
    if places:
        at = chance.choice(places)
        lines[at] = f"{lines[at].partition(':')[0]}: {chance.choice(ADDRESSES)}"
    return "\n".join(lines)


_MUTATIONS: tuple[Mutation, ...] = (
    odd_character, odd_character, sign, sign, part_left_out, part_moved, part_again, cut_short, decomposed,
    full_width, line_left_out, line_again, line_moved, line_indented, another_value, another_value,
    another_value, another_address, another_address,
)  # fmt: skip
