"""Whole sites that could make rules for all posts slow or their output huge, each for a wished length.

Each gives the texts of files by their paths in the site, of about so many characters together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from tests.pathological_posts import BODIES

Files = dict[str, str]


def _post(number: int, keys: str = "", body: str = "本文です。", title: str = "記事") -> tuple[str, str]:
    name = f"content/_posts/2026-01-{number % 28 + 1:02}-p{number}.md"
    return name, f"---\ntitle: {title}{number}\n{keys}---\n{body}\n"


def _posts(count: int, of: Callable[[int], tuple[str, str]]) -> Files:
    return dict(of(number) for number in range(count))


def _listed(items: Iterable[str]) -> str:
    return "[" + ", ".join(items) + "]"


def _config(text: str) -> Files:
    site = "title: 試験\nurl: https://example.com\nallforces: {social_pictures: false, search: false}\n"
    return {"content/_config.yml": site + text} | _posts(3, _post)


def _sentences(number: int, length: int) -> str:
    """A text whose sentences nearly all stand in the others too."""
    text = "".join(
        f"文{index}は同じことを{index * 7919 % 97}回述べます。\n\n" for index in range(length // 20)
    )
    return f"番号{number}の文です。\n\n{text}"


def _links(length: int, of: Callable[[int], str]) -> str:
    texts: list[str] = []
    size = 0
    while size < length:
        texts.append(of(len(texts)))
        size += len(texts[-1])
    return "".join(texts)


def _count(length: int, each: int) -> int:
    return max(2, length // each)


SITES: dict[str, Callable[[int], Files]] = {
    "near doubles": lambda n: _posts(50, lambda i: _post(i, body=_sentences(i, n // 50))),
    "many near doubles": lambda n: _posts(
        _count(n, 600), lambda i: _post(i, body=_sentences(i, 500))
    ),
    "the same post again": lambda n: _posts(_count(n, 600), lambda i: _post(i, body=_sentences(0, 500))),
    "worst bodies": lambda n: _posts(
        50, lambda i: _post(i, body=list(BODIES.values())[i * len(BODIES) // 50](n // 50))
    ),
    "links to addresses that nearly exist": lambda n: (
        _posts(_count(n // 2, 100), lambda i: _post(i, f"permalink: /news/nearly-the-same-{i}-address/\n"))
        | dict([_post(9999, body=_links(n // 2, lambda i: f"[a](/news/nearly-tha-same-{i}-address/)\n"))])
    ),
    "links in another folder that nearly exist": lambda n: (
        _posts(_count(n // 2, 100), lambda i: _post(i, f"permalink: /news/same-words-in-{i}-all/\n"))
        | dict([_post(9999, body=_links(n // 2, lambda i: f"[a](/old/same-words-in-{i}-al/)\n"))])
    ),
    "relative links": lambda n: dict([_post(1, body=_links(n, lambda i: f"[a](../x{i}/y)\n"))]),
    "places that nearly exist": lambda n: dict(
        [
            _post(
                1,
                body=_links(n // 2, lambda i: f"## nearly the same {i}\n\n")
                + _links(n // 2, lambda i: f"[a](#nearly-tha-same-{i})\n"),
            )
        ]
    ),
    "pictures that nearly exist": lambda n: (
        {f"content/assets/nearly-the-same-{i}.txt": "" for i in range(_count(n // 2, 100))}
        | {f"content/assets/nearly-the-same-{i}.svg": "<svg/>" for i in range(_count(n // 2, 100))}
        | dict([_post(1, body=_links(n // 2, lambda i: f"![a](/assets/nearly-tha-same-{i}.svg)\n\n"))])
    ),
    "tags nearly alike": lambda n: _posts(
        _count(n, 900),
        lambda i: _post(i, f"tags: {_listed(f'nearlythesame{_letters(i * 40 + k)}' for k in range(40))}\n"),
    ),
    "tags a letter apart": lambda n: _posts(
        _count(n, 900),
        lambda i: _post(i, f"tags: {_listed(_a_letter(i * 40 + k) for k in range(40))}\n"),
    ),
    "tags by case": lambda n: _posts(
        _count(n, 900), lambda i: _post(i, f"tags: {_listed(_cased(i * 40 + k) for k in range(40))}\n")
    ),
    "the same tags everywhere": lambda n: _posts(
        _count(n, 300), lambda i: _post(i, f"tags: {_listed(f'tag{k}' for k in range(30))}\n")
    ),
    "authors": lambda n: _posts(
        _count(n, 300), lambda i: _post(i, f"author: {_listed(f'author{i * 10 + k}' for k in range(10))}\n")
    ),
    "categories": lambda n: _posts(
        _count(n, 300), lambda i: _post(i, f"categories: {_listed(f'cat{i * 5 + k}' for k in range(5))}\n")
    ),
    "one permalink": lambda n: _posts(_count(n, 100), lambda i: _post(i, "permalink: /a/\n")),
    "one title": lambda n: _posts(
        _count(n, 100), lambda i: (_post(i)[0], "---\ntitle: 同じ題\n---\n本文です。\n")
    ),
    "redirects": lambda n: _posts(
        _count(n, 10_000),
        lambda i: _post(i, f"redirect_from: {_listed(f'/r{i}-{k}/' for k in range(900))}\n"),
    ),
    "redirects from one address": lambda n: _posts(
        _count(n, 10_000), lambda i: _post(i, f"redirect_from: {_listed(f'/r{k}/' for k in range(900))}\n")
    ),
    "unknown keys": lambda n: _posts(
        _count(n, 500), lambda i: _post(i, "".join(f"key{i}_{k}: v\n" for k in range(40)))
    ),
    "phrases": lambda n: _posts(
        _count(n, 1000), lambda i: _post(i, body="".join(f"製品{i}は{k}番目です。\n" for k in range(60)))
    ),
    "pages": lambda n: {
        f"content/p{i}.md": f"---\ntitle: 頁{i}\npermalink: /p/{i}/\n---\n[a](/p/{i + 1}/)\n"
        for i in range(_count(n, 100))
    } | _posts(2, _post),
    "deep data": lambda n: _posts(2, _post) | {"content/_data/a.json": "[" * (n // 2) + "]" * (n // 2)},
    "deep mappings of data": lambda n: _posts(2, _post)
    | {"content/_data/a.yml": "a: " + "{a: " * (n // 5) + "}" * (n // 5)},
    "wide data": lambda n: _posts(2, _post)
    | {"content/_data/a.json": json.dumps({f"k{i}": [i, str(i)] for i in range(n // 20)})},
    "wide mappings of data": lambda n: _posts(2, _post)
    | {"content/_data/a.yml": "".join(f"k{i}: {{a: {i}}}\n" for i in range(n // 14))},
    "lists of data": lambda n: _posts(2, _post) | {"content/_data/a.yml": "- a\n" * (n // 4)},
    "rows of data": lambda n: _posts(2, _post) | {"content/_data/a.csv": "a,b\n" + "1,2\n" * (n // 4)},
    "columns of data": lambda n: _posts(2, _post)
    | {"content/_data/a.csv": ",".join(f"c{i}" for i in range(n // 8)) + "\n" + "," * (n // 8 - 1) + "\n"},
    "short rows of data": lambda n: _posts(2, _post)
    | {"content/_data/a.csv": ",".join(f"c{i}" for i in range(n // 16)) + "\n" + "a\n" * (n // 4)},
    "files of data": lambda n: _posts(2, _post)
    | {f"content/_data/a{i}.yml": f"a: {i}\n" for i in range(_count(n, 100))},
    "references of data": lambda n: _posts(2, _post)
    | {"content/_data/a.yml": "a: &a [x, x]\n" + "".join(f"b{i}: *a\n" for i in range(n // 10))},
    "defaults": lambda n: _config(
        "defaults:\n"
        + "".join(f'  - {{scope: {{path: "a{i}"}}, values: {{k{i}: v}}}}\n' for i in range(n // 45))
    ),
    "defaults of all": lambda n: _config(
        "defaults:\n" + "".join(f'  - {{scope: {{path: ""}}, values: {{k{i}: v}}}}\n' for i in range(n // 45))
    ),
    "navigation": lambda n: _config(
        "navigation:\n" + "".join(f"  - {{title: t{i}, url: /a{i}/}}\n" for i in range(n // 30))
    ),
    "content categories": lambda n: _config(
        "content_categories:\n" + "".join(f"  - {{name: n{i}, slug: s{i}}}\n" for i in range(n // 26))
    ),
    "excluded": lambda n: _config("exclude:\n" + "".join(f'  - "*nearly{i}*.md"\n' for i in range(n // 20))),
    "included": lambda n: _config("include:\n" + "".join(f'  - "*nearly{i}*.md"\n' for i in range(n // 20))),
    "stars excluded": lambda n: _config(f'exclude: ["{"*a" * (n // 2)}"]\n'),
    "unknown settings": lambda n: _config("".join(f"setting{i}: v\n" for i in range(n // 13))),
    "deep settings": lambda n: _config("a: " + "[" * (n // 2) + "]" * (n // 2) + "\n"),
    "slugs": lambda n: {
        "content/_config.yml": "title: 試験\nurl: https://example.com\nallforces:\n  social_pictures: false\n"
        "  search: false\n  slugs:\n" + "".join(f"    name{i}: slug{i}\n" for i in range(n // 20))
    }
    | _posts(3, _post),
    "paths of rules": lambda n: {
        "content/_config.yml": "title: 試験\nurl: https://example.com\nallforces:\n  social_pictures: false\n"
        "  search: false\n  checks:\n    paths:\n"
        + "".join(f'      "_posts/*{i}*": {{secret: off}}\n' for i in range(n // 30))
    }
    | _posts(3, _post),
}  # fmt: skip


def _letters(number: int) -> str:
    """A number in letters, four of them."""
    return "".join(chr(97 + number // 26**place % 26) for place in range(4))


def _a_letter(number: int) -> str:
    """A word that differs from many others by one letter."""
    return f"{chr(97 + number % 26)}nearlythe{chr(97 + number // 26 % 26)}same{chr(97 + number // 676 % 26)}"


def _cased(number: int) -> str:
    word = "nearlythesameword"
    return "".join(letter.upper() if number >> place & 1 else letter for place, letter in enumerate(word))
