from __future__ import annotations

import time

import pytest

from allforces_site.lint.source.seams import seam_after
from allforces_site.lint.source.source_file import parse_source_file

BEFORE = "港の朝は早く始まります。荷を運ぶのは、漁業組合の人たちです。"


def joined(body: str, title: str = "") -> str | None:
    """The body with its first cut joined to what follows; None if that is not certain."""
    source_file = parse_source_file(body, "_posts/2026-01-02-test.md")
    cut = source_file.cuts[0]
    seam = seam_after(cut, source_file.blocks, title)
    return None if seam is None else body[: seam[0]] + body[seam[1] :]


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("網を直す手間は組", "合の人たちが引き受けます。", "網を直す手間は組合の人たちが引き受けます。"),
        ("船長は「潮を", "待て」と言います。", "船長は「潮を待て」と言います。"),
        ("船が出るのは、潮の加減", "を見てからです。", "船が出るのは、潮の加減を見てからです。"),
        ("雨の日は、屋根のある市場", "市場で荷を待ちます。", None),
        (
            "雨の日は、屋根のある市場で",
            "屋根のある市場で荷を待ちます。",
            "雨の日は、屋根のある市場で荷を待ちます。",
        ),
        (
            "雨の日は、屋根のある市場で",
            "…屋根のある市場で荷を待ちます。",
            "雨の日は、屋根のある市場で荷を待ちます。",
        ),
        ("船は夕方のフェリ", "ーと着きます。", "船は夕方のフェリーと着きます。"),
        ("荷は港の倉庫", "…倉庫に入ります。", "荷は港の倉庫に入ります。"),
        ("雨の日は、市場が", "夕方には船が戻ります。", None),
        ("風が強い日は潮が変", "を待つ船が並びます。", None),
        ("船長は**潮の加減", "を見ます**。", None),
    ],
)
def test_a_sentence_goes_on_below_only_where_that_is_certain(one: str, other: str, whole: str | None) -> None:
    wanted = None if whole is None else f"{BEFORE}\n\n{BEFORE[:12]}{whole}\n"

    assert joined(f"{BEFORE}\n\n{BEFORE[:12]}{one}\n\n{other}\n") == wanted


def test_a_copy_goes_on_after_the_first_place_only() -> None:
    rest = "を見てからです。"
    body = f"{BEFORE}\n\n{rest}\n\n港は広い。船が出るのは、潮の加減\n\n{rest}\n"

    assert joined(body) is None


def test_a_paragraph_that_begins_as_the_title_does_is_a_new_start() -> None:
    body = f"{BEFORE}今朝は、港の朝市の新しい屋根で\n\n港の朝市の新しい屋根で、何が変わるのか。\n"

    assert joined(body, "港の朝市の新しい屋根で何が変わるか") is None
    assert joined(body) is not None


def test_a_heading_between_parts_the_two() -> None:
    assert joined(f"{BEFORE}船が出るのは、潮の加減\n\n**次の船**\n\nを見てからです。\n") is None


@pytest.mark.parametrize("sign", ["組", "ア", "「", "を", "…", "**"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    start = time.process_time()
    body = f"{BEFORE}船が出るのは、{sign * 50_000}\n\n{sign * 50_000}。\n"
    source_file = parse_source_file(body, "_posts/2026-01-02-test.md")
    for cut in source_file.cuts:
        seam_after(cut, source_file.blocks)

    assert time.process_time() - start < 2
