"""Templates (`templates.txt`) to which real Jekyll's answers are known (`answers.json`).

After a change: `python -m tests.liquid.cases` asks the `jekyll` of this machine again (Debian's package
`jekyll`; no other is needed) and writes `answers.json`.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ANSWERS = HERE / "answers.json"

FILES = {
    "_config.yml": """
title: 試験の新聞
url: https://example.com
baseurl: /blog
timezone: Asia/Tokyo
permalink: /:year/:month/:day/:title/
plugins: []
own_key: {inner: [1, 2, 3], name: 値}
""",
    "_data/v.yml": """
nil_value:
yes_value: true
no_value: false
int: 7
negative: -5
float: 3.14
whole_float: 2.0
big_float: 12345678901234567890.0
small_float: 0.00001
empty: ""
blank: "  "
text: "Hello World"
ja: "東京の天気は晴れ"
mixed: "GPT-5は2026年に登場"
html: "<p class=\\"a\\">本文 &amp; <b>太字</b></p><script>alert(1)</script><!-- c -->"
lines: "one\\ntwo\\r\\nthree"
quotes: "\\"double\\" & 'single' <tag>"
spaces: "  a  b\\t c \\n"
number_text: "42"
float_text: "3.75"
csv: "a,b,,c,,"
date: "2026-02-03 04:05:06 +0900"
utc: "2026-02-03T04:05:06Z"
day: "2026-12-31"
words: [pear, Apple, banana, apple]
numbers: [3, 1, 2, 10]
mixed_list: [1, "a", null, true, 2.5]
nested: [1, [2, [3, 4]], 5]
empty_list: []
nils: [null, b, null, a]
hash: {one: 1, two: "2", three: [3]}
people:
  - {name: 田中, age: 30, city: 東京, tags: [a, b]}
  - {name: 佐藤, age: 25, city: 大阪, tags: [b]}
  - {name: Smith, age: "30", city: 東京}
  - {name: 鈴木, city: null, tags: []}
  - {name: abe, age: 4.5, city: 東京, active: true}
deep:
  - {a: {b: 2}, n: x}
  - {a: {b: 1}, n: y}
""",
    "_posts/2026-01-02-one.md": """---
title: 一番目の記事
date: 2026-01-02 03:04:05 +0900
categories: [ニュース]
tags: [AI, 経済]
---
本文です。
""",
    "_posts/2025-12-30-two.md": """---
title: Second & last
date: 2025-12-30 23:30:00 +0900
categories: [ニュース, Tech]
tags: [AI]
description: 説明
---
二つ目。
""",
    "_includes/plain.html": "[{{ include.a }}|{{ include.b }}]",
    "_includes/sets.html": "{% assign set_inside = 'yes' %}{{ item }}{{ forloop.index }}",
    "_includes/deep.html": "{% include plain.html a=include.x b='内' %}",
    "about.md": "---\ntitle: About\n---\nAbout",
    "img/logo.png": "x",
}

_V = "site.data.v"

_EACH = ("nil_value", "yes_value", "int", "float", "empty", "ja", "words", "hash")
_FILTERS = (
    "upcase", "size", "escape", "strip", "first", "jsonify", "inspect", "plus: 1", "append: '!'",
    "default: '―'", "date: '%Y'", "join: '・'", "slugify", "xml_escape", "round", "truncate: 4",
)  # fmt: skip


def _templates() -> list[str]:
    """Those of `templates.txt`, where `V` stands for `site.data.v`, and filters with each kind of value."""
    written = (HERE / "templates.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    generated = [f"{{{{ V.{value} | {name} }}}}" for name in _FILTERS for value in _EACH]
    return [line.replace("V.", f"{_V}.").replace("V[", f"{_V}[") for line in (*written, *generated)]


TEMPLATES = _templates()


def ask_jekyll() -> list[Any]:
    """What the `jekyll` of this machine answers to each template: its text, or the message of its error."""
    asked = json.dumps({"files": FILES, "cases": TEMPLATES})
    done = subprocess.run(
        ["ruby", str(HERE / "ask_jekyll.rb")], input=asked, capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


if __name__ == "__main__":
    lines = [json.dumps(pair, ensure_ascii=False) for pair in zip(TEMPLATES, ask_jekyll(), strict=True)]
    ANSWERS.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
