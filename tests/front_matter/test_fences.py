"""Where front matter begins and ends, and what surrounds its fences without being seen."""

from __future__ import annotations

import pytest

from allforces_site.front_matter.fences import has_front_matter
from allforces_site.front_matter.parse import parse_front_matter

INVISIBLE = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u3000", "\u00a0", "\u200e", "\u3000 \u200b"]


@pytest.mark.parametrize("odd", INVISIBLE)
@pytest.mark.parametrize("opening", ["{}---", "---{}", "{0}---{0}"])
def test_front_matter_with_odd_characters_beside_its_first_fence_is_read(odd: str, opening: str) -> None:
    text = opening.format(odd) + "\ntitle: 茶\n---\n本文\n"
    found = parse_front_matter(text, "a.md")

    assert (found.values, found.body, found.body_line) == ({"title": "茶"}, "本文\n", 4)
    assert {problem.code for problem in found.problems} <= {"front-matter-late", "front-matter-fence"}
    assert found.problems[0].line == 1
    assert f"U+{ord(odd[0]):04X}" in str(found.problems[0].message)
    assert has_front_matter(text.encode())


@pytest.mark.parametrize("odd", INVISIBLE)
@pytest.mark.parametrize("closing", ["{}---", "---{}", "---  {}"])
def test_front_matter_with_odd_characters_beside_its_last_fence_is_read(odd: str, closing: str) -> None:
    text = f"---\ntitle: 茶\ntags: [水]\n{closing.format(odd)}\n本文\n\n---\n\n終わり\n"
    found = parse_front_matter(text, "a.md")

    assert (found.values["tags"], found.body) == (["水"], "本文\n\n---\n\n終わり\n")
    assert [(problem.code, problem.line) for problem in found.problems] == [("front-matter-fence", 4)]


def test_lines_stay_right_below_a_late_and_odd_fence() -> None:
    found = parse_front_matter("\n\u200b\n---\ntitle: 茶\n\u3000tags: [水]\n---\u200b\n本文\n", "a.md")
    assert (found.lines, found.body_line) == ({"title": 4, "tags": 5}, 7)
    assert [(problem.code, problem.line) for problem in found.problems] == [
        ("front-matter-late", 1),
        ("front-matter-fence", 6),
        ("invisible-character", 5),
    ]


@pytest.mark.parametrize(
    "text", ["\u3000---\n本文の区切り線\n---\n", "---\u200b\n\n本文\n", "\u200b本文\n---\n"]
)
def test_a_rule_with_invisible_characters_is_no_front_matter(text: str) -> None:
    assert parse_front_matter(text, "a.md").body == text
    assert not has_front_matter(text.encode())


def test_toml_is_reported() -> None:
    (problem,) = parse_front_matter("+++\ntitle = 1\n+++\n本文\n", "a.md").problems
    assert problem.code == "front-matter-foreign"


@pytest.mark.parametrize(
    "opening",
    [
        "```\n---", "```markdown\n---", "```md\n---", "```yaml", "~~~\n---", "ーーー", "―――", "———", "–––",
        "－－－", "−−−", "───", "━━━", "ｰｰｰ", "----", "--", "===", "***", "___",
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["title: 新茶", "published: false", "date：2026-01-02"])
def test_what_was_meant_as_front_matter_and_is_shown_as_text_is_reported(opening: str, key: str) -> None:
    found = parse_front_matter(f"{opening}\n{key}\nlayout: post\n---\n本文。\n", "a.md")

    assert [(problem.code, problem.line) for problem in found.problems] == [("front-matter-foreign", 1)]
    assert found.values == {}


@pytest.mark.parametrize(
    "text",
    [
        "本文。\n",
        "見出し\n===\n",
        "---- \n\ntitle: これは本文です。\n",
        "```\nprint(1)\n```\n",
        "***\n\n本文。\n",
        "```yaml\na: 1\n```\n",
    ],
)
def test_other_beginnings_are_text(text: str) -> None:
    assert parse_front_matter(text, "a.md").problems == ()


@pytest.mark.parametrize(
    "content",
    [b"---\n", b"---\r\n", b"--- \n", b"\xef\xbb\xbf---\n", b"\xef\xbb\xbf---\r\n"],
)
def test_a_page_is_known_by_its_first_bytes(content: bytes) -> None:
    assert has_front_matter(content)


@pytest.mark.parametrize("content", [b"", b"---", b"----", b"---a", b"\n---\n", b"--\n"])
def test_other_files_are_no_pages(content: bytes) -> None:
    assert not has_front_matter(content)
