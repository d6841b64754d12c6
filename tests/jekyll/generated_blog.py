"""A blog of generated posts about code, and real Jekyll's pages of it (`generated_pages.json`).

After a change: `python -m tests.jekyll.generated_blog` asks the `jekyll` of this machine again (Debian's
package) and writes `generated_pages.json`. With a number, it only compares so many posts, and shows those
that differ.
"""

from __future__ import annotations

import html
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
ANSWERS = HERE / "generated_pages.json"
COUNT = 40

CONFIG = """title: 生成
url: https://example.com
baseurl: /blog
timezone: Asia/Tokyo
permalink: /:year/:month/:day/:title/
plugins: []
words: [茶, 窯, 土]
"""
LAYOUTS = {
    "bare": "{{ content }}",
    "framed": "---\nlayout: bare\n---\n<main>{{ content }}</main>"
    "{% if page.previous %}前 {{ page.previous.title }}{% endif %}",
}
INCLUDES = {
    "note.html": '<aside class="{{ include.kind | upcase }}">{{ include.text | markdownify }}</aside>',
    "code.html": "{% highlight ruby %}\nputs 1 # {{ include.text }}\n{% endhighlight %}",
}
CODE = {
    "ruby": 'def 茶(n)\n  puts "#{n}杯" # 数える\nend\n\n茶(2)',
    "python": "def tea(n: int) -> str:\n    return f\"{n}杯\"  # 数える\n\n\nprint(tea(2) < '三')",
    "javascript": "const 茶 = (n) => `${n}杯`;\nif (1 < 2 && 'a') { 茶(2); }",
    "bash": 'for f in *.md; do\n  echo "$f" > /dev/null\ndone',
    "html": '<p class="茶">&amp; <b>太字</b></p>\n<!-- 注 -->',
    "yaml": '茶: [1, 2]\nkey: "値" # 注',
    "json": '{"茶": [1, null, true], "a": "\\n"}',
    "css": '.茶 > a::before { content: "→"; color: #fff; }',
    "sql": "SELECT '茶' AS name, count(*) FROM t WHERE a < 3;",
    "diff": "-古い\n+新しい\n 同じ",
    "c++": "template <class T> T 二倍(T x) { return x * 2; } // <注>",
    "xml": "<a><b c='1'>茶</b></a>",
    "plaintext": "ただの <文> & 記号",
    "nolang": "知らない <言語> & 記号\n\n  字下げ",
}
WORDS = ("茶", "窯", "土", "釉薬", "器", "Ruby", "v2", "登り窯")


def posts(count: int = COUNT, seed: int = 7) -> dict[str, str]:
    """The posts by path, each of a few blocks; the same for the same numbers."""
    chance = random.Random(seed)
    names = [
        f"{2020 + number // 336}-{1 + number // 28 % 12:02}-{1 + number % 28:02}-post-{number}"
        for number in range(count)
    ]
    return {
        f"_posts/{name}.md": f"---\nlayout: {chance.choice(list(LAYOUTS))}\ntitle: 題{number}\n"
        f"tags: [{chance.choice(WORDS)}]\n---\n{_body(chance, names)}\n"
        for number, name in enumerate(names)
    }


def files(count: int = COUNT) -> dict[str, str]:
    """All files of the blog by path."""
    made = {"_config.yml": CONFIG, **posts(count)}
    made |= {f"_layouts/{name}.html": text for name, text in LAYOUTS.items()}
    return made | {f"_includes/{name}": text for name, text in INCLUDES.items()}


def _body(chance: random.Random, names: list[str]) -> str:
    blocks = (chance.choice(_BLOCKS)(chance, names) for _ in range(chance.randint(3, 7)))
    return "\n\n".join(blocks)


def _words(chance: random.Random, count: int = 3) -> str:
    return "".join(chance.choice(WORDS) for _ in range(count))


def _language(chance: random.Random) -> str:
    return chance.choice(list(CODE))


def _highlight(chance: random.Random, _: list[str]) -> str:
    language = _language(chance)
    option = chance.choice(
        ("", "", " linenos", " linenos=table", ' mark_lines="1 2"', ' linenos mark_lines="2"')
    )
    name = chance.choice((language, language.upper())) if language not in ("c++",) else language
    code = CODE[language] if chance.random() < 0.7 else f"\n\n{CODE[language]}\n\n"
    return f"{{% highlight {name}{option} %}}\n{code}\n{{% endhighlight %}}"


def _raw(chance: random.Random, _: list[str]) -> str:
    inside = "{{ page.title }} {% if x %}茶{% endif %}"
    return chance.choice(
        (
            f"{{% highlight html %}}{{% raw %}}\n<a>{inside}</a>\n{{% endraw %}}{{% endhighlight %}}",
            f"{{% raw %}}{inside}{{% endraw %}} {_words(chance)}",
            f"{{% highlight liquid %}}\n{{% raw %}}{inside}{{% endraw %}}\n{{% endhighlight %}}",
        )
    )


def _in_list(chance: random.Random, names: list[str]) -> str:
    code = CODE[_language(chance)].replace("\n", "\n   ")
    kind = chance.choice(("- ", "1. "))
    pad = " " * len(kind)
    tag = f"{pad}{{% highlight ruby %}}\n{pad}{code}\n{pad}{{% endhighlight %}}"
    return f"{kind}{_words(chance)}\n\n{tag}\n\n{kind}{_link(chance, names)}"


def _fence(chance: random.Random, _: list[str]) -> str:
    language = _language(chance)
    info = "" if chance.random() < 0.2 else language
    fence = chance.choice(("```", "~~~"))
    return f"{fence}{info}\n{CODE[language]}\n{fence}"


def _indented(chance: random.Random, _: list[str]) -> str:
    """No tags: below a list it is text, in which kramdown closes tags that nobody knows."""
    return "    " + CODE[chance.choice(("ruby", "yaml", "sql"))].replace("\n", "\n    ")


def _link(chance: random.Random, names: list[str]) -> str:
    name = chance.choice(names)
    return chance.choice(
        (
            f"[{_words(chance)}]({{% post_url {name} %}})",
            f"[{_words(chance)}]({{% link _posts/{name}.md %}})",
            f"<a href=\"{{{{ '/{_words(chance)}/a.png' | relative_url }}}}\">茶</a>",
            "![図]({{ '/img/a b.png' | absolute_url }})",
            f"{{{{ site.baseurl }}}}{{% post_url {name} %}}#{chance.choice(('a', 'b'))}",
        )
    )


def _prose(chance: random.Random, _: list[str]) -> str:
    return chance.choice(
        (
            f"{_words(chance)}は**{_words(chance)}**と`{_words(chance)} < 1`です。",
            f"## {_words(chance)}",
            f"> {_words(chance)}\n> *{_words(chance)}*",
            f"| {_words(chance)} | b |\n|:--|--:|\n| `c|d` | {_words(chance)} |",
            f"{_words(chance)} | {_words(chance)}",
            f"{_words(chance)}[^n]\n\n[^n]: {_words(chance)}".replace(
                "[^n]", f"[^{chance.randint(1, 9**9)}]"
            ),
            f"- {_words(chance)}\n- {_words(chance)}\n  - {_words(chance)}",
            f"{_words(chance)}\n{{: .note}}",
            f"<div>{_words(chance)} & {_words(chance)}</div>",
        )
    )


def _liquid(chance: random.Random, _: list[str]) -> str:
    return chance.choice(
        (
            "{% for w in site.words %}{{ forloop.index }}. {{ w }}\n{% endfor %}",
            "{% assign n = 3 %}{% if n > 2 %}**{{ n | times: 2 }}**{% else %}―{% endif %}",
            "{{ page.tags | join: '・' }} {{ page.date | date: '%Y年%-m月' }} {{ page.url | absolute_url }}",
            f"{{% include note.html text=\"**{_words(chance)}**\" kind='tip' %}}",
            "{% include code.html text=page.title %}",
            "{% capture x %}- 茶\n- 土{% endcapture %}{{ x | markdownify }}",
            f"{{{{ '{_words(chance)} <b>&' | escape }}}} {{{{ 'a b' | slugify }}}}",
        )
    )


_BLOCKS: tuple[Callable[[random.Random, list[str]], str], ...] = (
    _highlight, _highlight, _raw, _in_list, _fence, _indented, _link, _prose, _prose, _liquid,
)  # fmt: skip


def write(folder: Path, count: int = COUNT) -> None:
    """Writes the blog into a folder."""
    for path, text in files(count).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def pages_below(output: Path) -> dict[str, str]:
    """The pages of the posts by path, as they are compared."""
    found = sorted(output.rglob("post-*/index.html"))
    return {
        page.relative_to(output).as_posix(): comparable(page.read_text(encoding="utf-8")) for page in found
    }


# What Pygments and Rouge, and the boxes of tables and code, name otherwise; documented in docs/markdown.md.
_BOXES = re.compile(r'<div class="(?:table-scroll|highlight|language-)[^>]*>|<pre class="highlight">')
_CODE_CLASS = re.compile(
    r'(<code) class="[^"]*"(?: data-lang="[^"]*")?|(<p[^>]*>|<span)? class="(?:line-)?highlight[^"]*"'
)


def comparable(page: str) -> str:
    """A page without what differs on purpose: classes of code, boxes, footnotes, quotes, white space."""
    page = re.sub(r"<span(?: class=\"[\w -]+\")?>|</span>", "", page)
    page = _BOXES.sub(lambda match: "<pre>" if match[0].startswith("<pre") else "<div>", page)
    page = _CODE_CLASS.sub(lambda match: match[1] or match[2] or "", page)
    page = re.sub(r"</?div>", "", page)
    page = re.sub(r'<sup.*?</sup>|<(?:div|section) class="footnotes".*?</ol>', "", page, flags=re.DOTALL)
    page = re.sub(r'<a href="(https?://[^"]*)">\1</a>', r"\1", page)
    page = re.sub(r"<li>.*?</li>", lambda item: re.sub("</?p>", "", item[0]), page, flags=re.DOTALL)
    page = page.replace(' loading="lazy" decoding="async"', "").replace("text-align: ", "text-align:")
    page = html.unescape(page.replace("&lt;", "‹").replace("&gt;", "›").replace("&quot;", '"'))
    page = re.sub(r"[“”]", '"', page.replace("’", "'").replace("‘", "'"))
    return re.sub(r"\s+", " ", re.sub(r"\s*(<[^<>]*>)\s*", r"\1", page)).strip()


def ask_jekyll(count: int = COUNT) -> dict[str, str]:
    """The pages that the `jekyll` of this machine makes."""
    with tempfile.TemporaryDirectory() as home:
        source, output = Path(home, "in"), Path(home, "out")
        write(source, count)
        command = ["jekyll", "build", "-q", "-s", str(source), "-d", str(output), "--disable-disk-cache"]
        subprocess.run(command, check=True)
        return pages_below(output)


def _compare(count: int) -> None:
    from allforces_site.build.run import BuildOptions, build
    from tests.conftest import NOW

    theirs = ask_jekyll(count)
    with tempfile.TemporaryDirectory() as home:
        source, output = Path(home, "in"), Path(home, "out")
        write(source, count)
        build(BuildOptions(source, output, jobs=1), NOW)
        ours = pages_below(output)
    different = [path for path in theirs if ours.get(path) != theirs[path]]
    for path in different:
        sys.stdout.write(f"{path}\n  theirs {theirs[path]}\n  ours   {ours.get(path)}\n")
    sys.stdout.write(f"{len(theirs) - len(different)} of {len(theirs)} pages are equal\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _compare(int(sys.argv[1]))
    else:
        lines = [
            f"{json.dumps(path)}: {json.dumps(page, ensure_ascii=False)}"
            for path, page in ask_jekyll().items()
        ]
        ANSWERS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
