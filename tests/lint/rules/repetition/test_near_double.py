from __future__ import annotations

from tests.lint.rules.conftest import Check

LINES = [
    "新茶は八十八夜のころに摘まれる、と祖母は言う。やわらかな芽だけを選ぶので、一日に摘める量は多くない。",
    "登り窯の火は三日三晩つづく。薪をくべる間隔は職人の耳が決め、温度計は確かめるためだけにある。",
    "始発の列車は雪をかき分けて走る。乗客は数えるほどだが、運転士は毎朝おなじ時刻に汽笛を鳴らす。",
    "凪の日には海の底まで見える。漁師はそれを海が眠っていると言い、舟を出さずに網を繕う。",
    "焼き上がった湯のみは、窯の余熱が抜けるまで一週間待つ。急げば、ひびが入るという。",
    "茶園では八十歳の祖母がいちばん速い。指先の動きは、孫の目にも追えないという。",
]
OTHERS = [
    "駅前の書店は、開店から今年で六十年になる。棚の並びは、初代の店主が決めたまま変わらない。",
    "図書館の古い時計は、月に一度だけ止まる。係の人が、ねじを巻きに来る朝である。",
]


def post(number: int, lines: list[str]) -> str:
    return (
        f"---\ntitle: 町の仕事その{number}\nexcerpt: 町で働く人の第{number}回の話です。\n"
        f"description: 町で働く人を訪ねて聞いた第{number}回の話を、写真とともにまとめました。\n---\n"
        + "\n\n".join(lines)
        + "\n"
    )


def found(check: Check, files: dict[str, str]) -> list[tuple[str | None, str]]:
    return [(problem.file, str(problem.message)) for problem in check(files) if problem.code == "near-double"]


def test_the_later_post_names_the_first_and_the_share(check: Check) -> None:
    files = {
        "_posts/2026-01-05-one.md": post(1, LINES),
        "_posts/2026-01-06-two.md": post(2, [*LINES[:5], OTHERS[0]]),
    }
    ((file, message),) = found(check, files)
    share = sum(map(len, LINES[:5])) / sum(map(len, [*LINES[:5], OTHERS[0]]))

    assert file == "_posts/2026-01-06-two.md"
    assert message.endswith("% of the text is in _posts/2026-01-05-one.md too")
    assert abs(int(message.split("%")[0]) - 100 * share) <= 2


def test_a_longer_post_that_holds_an_earlier_one_says_so(check: Check) -> None:
    files = {
        "_posts/2026-01-05-one.md": post(1, LINES[:3]),
        "_posts/2026-01-06-two.md": post(2, [*LINES[:3], *OTHERS, LINES[4], LINES[5]]),
    }
    ((_, message),) = found(check, files)

    assert message == "100% of the text of _posts/2026-01-05-one.md is in this longer one too"


def test_the_third_of_three_names_both(check: Check) -> None:
    files = {f"_posts/2026-01-0{day}-a.md": post(day, LINES) for day in (5, 6, 7)}

    assert found(check, files) == [
        ("_posts/2026-01-06-a.md", "100% of the text is in _posts/2026-01-05-a.md too"),
        (
            "_posts/2026-01-07-a.md",
            "100% of the text is in _posts/2026-01-05-a.md too, and much in _posts/2026-01-06-a.md (100%)",
        ),
    ]


def test_posts_with_a_paragraph_in_common_are_fine(check: Check) -> None:
    files = {
        "_posts/2026-01-05-one.md": post(1, LINES[:4]),
        "_posts/2026-01-06-two.md": post(2, [LINES[0], *OTHERS, LINES[5], LINES[4]]),
    }

    assert found(check, files) == []


def test_pages_are_no_posts(check: Check) -> None:
    files = {"_posts/2026-01-05-one.md": post(1, LINES), "about.md": post(2, LINES)}

    assert found(check, files) == []
