"""Files that no repository can hold: bytes, links, sizes, names. What their author is told lies in `made`.

`UPDATE_EXPECTED=1 pytest tests/broken` writes the texts anew: read the difference before you commit it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXPECTED = Path(__file__).parent / "made"
BAD = "_posts/2025-01-10-bad.md"
LAUGHS = ['a0: &a0 ["は", "は"]'] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names and links of POSIX are made")


def bytes_of(content: bytes, name: str = BAD) -> Callable[[Path], None]:
    """Writes one file of these bytes."""

    def make(source: Path) -> None:
        file = source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    return make


def post(front_matter: str, body: str = "本文です。\n") -> Callable[[Path], None]:
    """Writes one post."""
    return bytes_of(f"---\n{front_matter}\n---\n{body}".encode())


def fifo(source: Path) -> None:
    os.mkfifo(source / BAD)


def links(source: Path) -> None:
    outside = source.parent / "outside"
    outside.mkdir()
    (outside / "2025-01-10-secret.md").write_text("---\ntitle: 秘密\n---\n外の文\n", encoding="utf-8")
    (source / "_posts" / "2025-01-10-dangling.md").symlink_to("nowhere.md")
    (source / "_posts" / "2025-01-10-secret.md").symlink_to(outside / "2025-01-10-secret.md")
    (source / "_posts" / "2025-01-11-itself.md").symlink_to("2025-01-11-itself.md")
    (source / "_posts" / "up").symlink_to("..")
    (source / "outside").symlink_to(outside)
    (source / "a").symlink_to("b")
    (source / "b").symlink_to("a")
    (source / "etc").symlink_to("/etc")


def names(source: Path) -> None:
    text = "---\ntitle: 名前\n---\n本文です。\n"
    for name in (
        "2025-01-10-改\n行.md",
        "2025-01-11-タブ\t.md",
        "2025-01-12-a\\b.md",
        "2025-01-13-" + "長" * 80 + ".md",
        "2025-01-14-" + "a" * 241 + ".md",
    ):
        (source / "_posts" / name).write_text(text, encoding="utf-8")
    name = os.fsencode(source / "_posts") + b"/2025-01-10-\xff\xfe.md"
    with open(name, "wb") as file:  # noqa: PTH123 (a Path is text, and this name is none)
        file.write(text.encode())


def long_addresses(source: Path) -> None:
    for number, front_matter in enumerate(
        ("slug: " + "長" * 100, "permalink: /" + "a" * 300 + "/", "categories: [" + "類" * 100 + "]")
    ):
        content = f"---\ntitle: 長い\n{front_matter}\n---\n本文です。\n"
        (source / "_posts" / f"2025-01-1{number}-x.md").write_text(content, encoding="utf-8")


def five_megabytes(source: Path) -> None:
    post("title: 五メガバイト", "とても長い記事の、ある段落です。**強調**もあります。\n\n" * 70_000)(source)


MADE: dict[str, Callable[[Path], None]] = {
    "binary": bytes_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8"),
    "binary page": bytes_of(b"---\n\xff\xd8\0\0", "page.md"),
    "invalid utf-8": bytes_of("---\ntitle: 題\n---\n本文".encode() + b"\n\xff\n"),
    "half a character": bytes_of("---\ntitle: 題".encode()[:-1]),
    "utf-16": bytes_of("---\ntitle: 題\n---\n本文です。\n".encode("utf-16")),
    "shift_jis": bytes_of("---\ntitle: 題名\n---\n本文です。\n".encode("shift_jis")),
    "nul in the text": post("title: 零", "一行目\n零\0の字\n"),
    "nul in the front matter": post("title: 零\0"),
    "control characters in the text": post("title: 制御", "一行目\n鐘\aと戻\bると\x1b[31m色\x7f\n"),
    "control characters in the front matter": post("title: 鐘\aの音"),
    "empty": bytes_of(b""),
    "only a bom": bytes_of(b"\xef\xbb\xbf"),
    "only fences": bytes_of(b"---\n---\n"),
    "one fence": bytes_of(b"---"),
    "two boms": bytes_of("\ufeff\ufeff---\ntitle: 二つ\n---\n本文です。\n".encode()),
    "carriage returns": bytes_of("---\rtitle: 古いMac\r---\r本文です。\r".encode()),
    "fifo": fifo,
    "links": links,
    "names": names,
    "long addresses": long_addresses,
    "quotes nested 10000 deep": post("title: 引用", ">" * 10_000 + " 深い\n"),
    "brackets nested 10000 deep": post("title: 括弧", "[" * 10_000 + "深い" + "]" * 10_000 + "\n"),
    "lists nested 1000 deep": post("title: 箇条書き", "".join(f"{'  ' * n}- 項\n" for n in range(1000))),
    "html nested 10000 deep": post("title: 要素", "<div>" * 10_000 + "深い" + "</div>" * 10_000 + "\n"),
    "emphasis without end": post("title: 強調", "**a " * 10_000 + "\n"),
    "yaml nested 100000 deep": post("title: " + "[" * 100_000),
    "yaml alias bomb": post("title: 爆弾\n" + "\n".join(LAUGHS) + "\ntags: *a29\ncategories: *a1"),
    "five megabytes": five_megabytes,
    "config not utf-8": bytes_of(
        "title: 題\ndescription: ".encode() + "説明".encode("shift_jis"), "_config.yml"
    ),
    "config utf-16": bytes_of("title: 題\n".encode("utf-16"), "_config.yml"),
    "config with nul": bytes_of(b"title: a\nlang: \0\n", "_config.yml"),
    "config nested deep": bytes_of(b"title: " + b"[" * 100_000, "_config.yml"),
    "config a folder": lambda source: ((source / "_config.yml").unlink(), (source / "_config.yml").mkdir()),
    "config windows text": bytes_of(
        "\ufeffurl: https://example.com\r\ntitle: [a]\r\n".encode(), "_config.yml"
    ),
}


def assert_expected(name: str, text: str) -> None:
    expected = EXPECTED / f"{name.replace(' ', '-')}.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MADE)
def test_author_is_told_what_is_wrong_with_a_file(
    name: str, source: Path, build_site: Callable[[Path], object]
) -> None:
    MADE[name](source)
    outcome = build_site(source)
    assert_expected(name, outcome.as_text())
    if outcome.report["pages"]:
        outcome.assert_good_post_is_right()
        assert b"\0" not in b"".join(file.read_bytes() for file in outcome.output.rglob("*.html"))


@pytest.mark.parametrize("kind", ["post", "page"])
def test_a_file_without_permission_is_told(
    kind: str, source: Path, build_site: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = {"post": source / BAD, "page": source / "page.md"}[kind]
    bad.write_text("---\ntitle: 読めない\n---\n", encoding="utf-8")
    real = os.open

    def refuse(path: Any, *args: Any, **options: Any) -> int:
        if os.fspath(path).endswith(bad.name):
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **options)

    monkeypatch.setattr(os, "open", refuse)
    outcome = build_site(source)
    assert_expected(f"no permission {kind}", outcome.as_text())
    outcome.assert_good_post_is_right()


# name: (source, output) below the temporary folder; "source" holds a whole site
FOLDERS = {
    "source missing": ("nowhere", "site"),
    "source a file": ("file.txt", "site"),
    "output equals source": ("source", "source"),
    "output inside source": ("source", "source/assets"),
    "output holds source": ("source", "."),
    "output in the posts": ("source", "source/_posts/out"),
    "output a file": ("source", "file.txt"),
    "output below a file": ("source", "file.txt/site"),
    "output a link to the source": ("source", "link"),
    "output with foreign files": ("source", "foreign"),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_folders_that_cannot_be_are_refused_and_stay_as_they_are(
    name: str, source: Path, tmp_path: Path, build_site: Callable[..., object]
) -> None:
    (tmp_path / "file.txt").write_text("文字", encoding="utf-8")
    (tmp_path / "link").symlink_to(source)
    (source / "assets").mkdir()
    (source / "assets/a.css").write_text("a", encoding="utf-8")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "index.html").write_text("大切なもの", encoding="utf-8")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    given_source, given_output = FOLDERS[name]
    outcome = build_site(tmp_path / given_source, tmp_path / given_output)
    assert_expected(name, outcome.as_text().replace(str(tmp_path), "<folder>"))
    assert {file: file.read_bytes() for file in before} == before
    assert outcome.exit_code != 0
