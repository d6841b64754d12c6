from __future__ import annotations

from tests.lint.rules.conftest import Check


def post(title: str, body: str) -> str:
    return f'---\ntitle: "{title}"\n---\n{body}\n'


def found(check: Check, files: dict[str, str]) -> list[tuple[str | None, int | None, str]]:
    return [(one.file, one.line, str(one.message)) for one in check(files) if one.code == "double-title"]


def test_each_later_post_names_the_first(check: Check) -> None:
    files = {
        "_posts/2026-01-07-c.md": post("ＡＩと 茶園", "摘む機械が人の手をまねる。"),
        "_posts/2026-01-05-a.md": post("AIと茶園", "香りを測る装置ができた。"),
        "_posts/2026-01-06-b.md": post("aiと茶園", "霜を知らせる仕組みを作った。"),
    }

    assert found(check, files) == [
        ("_posts/2026-01-06-b.md", 2, "_posts/2026-01-05-a.md has the same title"),
        ("_posts/2026-01-07-c.md", 2, "_posts/2026-01-05-a.md has the same title"),
    ]


def test_titles_that_differ_in_a_number_are_fine(check: Check) -> None:
    files = {
        "_posts/2026-01-05-a.md": post("茶園だより 第1回", "香りを測る装置ができた。"),
        "_posts/2026-01-06-b.md": post("茶園だより 第2回", "霜を知らせる仕組みを作った。"),
    }

    assert found(check, files) == []


def test_a_draft_is_later_than_every_post(check: Check) -> None:
    files = {
        "_drafts/tea.md": post("茶園だより", "香りを測る装置ができた。"),
        "_posts/2026-01-06-b.md": post("茶園だより", "霜を知らせる仕組みを作った。"),
    }

    assert [file for file, _, _ in found(check, files)] == ["_drafts/tea.md"]


def test_posts_with_the_same_text_are_reported_only_as_such(check: Check) -> None:
    same = post(
        "茶園だより", "新茶は八十八夜のころに摘まれる、と祖母は言う。芽だけを選ぶので、量は多くない。"
    )
    files = {"_posts/2026-01-05-a.md": same, "_posts/2026-01-06-b.md": same}

    assert found(check, files) == []
