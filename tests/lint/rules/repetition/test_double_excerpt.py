from __future__ import annotations

from tests.lint.rules.conftest import Check

TEXTS = ["香りを測る装置ができた。", "霜を知らせる仕組みを作った。", "摘む機械が人の手をまねる。"]


def post(number: int, **said: str) -> str:
    lines = "".join(f'{key}: "{words}"\n' for key, words in said.items())
    return f"---\ntitle: 茶園だより第{number}回\n{lines}---\n{TEXTS[number]}\n"


def found(check: Check, files: dict[str, str]) -> list[tuple[str | None, int | None, str]]:
    return [(one.file, one.line, str(one.message)) for one in check(files) if one.code == "double-excerpt"]


def test_an_excerpt_that_is_the_same_is_found(check: Check) -> None:
    files = {
        "_posts/2026-01-05-a.md": post(0, excerpt="茶園で使われる道具を見てきました。"),
        "_posts/2026-01-06-b.md": post(1, excerpt="茶園で使われる 道具を見てきました。"),
    }

    assert found(check, files) == [
        ("_posts/2026-01-06-b.md", 3, "_posts/2026-01-05-a.md has the same excerpt")
    ]


def test_excerpt_and_description_that_double_one_post_are_one_finding(check: Check) -> None:
    said = {
        "excerpt": "茶園の道具の話です。",
        "description": "茶園で使われる道具を見て、作った人に話を聞きました。",
    }
    files = {"_posts/2026-01-05-a.md": post(0, **said), "_posts/2026-01-06-b.md": post(1, **said)}

    assert len(found(check, files)) == 1


def test_a_description_by_itself_is_found_too(check: Check) -> None:
    files = {
        "_posts/2026-01-05-a.md": post(0, description="茶園の道具を見てきました。"),
        "_posts/2026-01-06-b.md": post(1, description="茶園の道具を見てきました。"),
        "_posts/2026-01-07-c.md": post(2, description="茶園の人に話を聞いてきました。"),
    }

    assert found(check, files) == [
        ("_posts/2026-01-06-b.md", 3, "_posts/2026-01-05-a.md has the same description")
    ]


def test_posts_with_the_same_title_are_reported_once(check: Check) -> None:
    one = post(0, excerpt="茶園の道具を見てきました。")
    files = {"_posts/2026-01-05-a.md": one, "_posts/2026-01-06-b.md": one.replace(TEXTS[0], TEXTS[1])}

    assert found(check, files) == []


def test_posts_without_an_excerpt_do_not_double(check: Check) -> None:
    files = {"_posts/2026-01-05-a.md": post(0), "_posts/2026-01-06-b.md": post(1, excerpt="")}

    assert found(check, files) == []
