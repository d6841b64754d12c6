from __future__ import annotations

import time

import pytest

from allforces_site.lint.source.beginnings import begins_in_mid_sentence, read_lost_beginnings
from allforces_site.lint.source.source_file import parse_source_file


def lost(body: str) -> list[str]:
    blocks = parse_source_file(body, "_posts/2026-01-02-test.md").blocks
    return [blocks[number].text[offset:].split("\n")[0] for number, offset in read_lost_beginnings(blocks)]


@pytest.mark.parametrize(
    "line",
    [
        "を干すのは朝のうちです。",
        "が港に着くのは五時です。",
        "の船着き場には人が集まります。",
        "、網の手入れも欠かせません。",
        "」と船頭は言います。",
        "）の便は運休です。",
        "…船は風を待っています。",
        "...船は風を待っています。",
        "っている船もあります。",
        "ています。船はまだ出ません。",
        "ーの船が並びます。",
        "**の船着き場**には人が集まります。",
        "と船頭の組合が決めます。",
    ],
)
def test_what_no_sentence_begins_with_shows_that_its_beginning_is_lost(line: str) -> None:
    assert begins_in_mid_sentence(line)


@pytest.mark.parametrize(
    "line",
    [
        "船は風を待っています。",
        "もちろん、雨の日は休みです。",
        "でも、船は出ます。",
        "ところが、風が変わりました。",
        "とはいえ、船は出ます。",
        "やがて船が着きます。",
        "にぎわうのは朝だけです。",
        "のんびりした港です。",
        "がんばる人が集まる港です。",
        "はい、船は出ます。",
        "……船は風を待っている。",
        "…（前略）船は風を待っている。",
        "って、本当でしょうか。",
        "より遠くへ行く船もあります。",
        "同じ船が二度通ります。",
        "Thus the ferry waits.",
        "... and the ferry waits.",
        "",
    ],
)
def test_what_a_sentence_may_begin_with_is_fine(line: str) -> None:
    assert not begins_in_mid_sentence(line)


def test_a_line_counts_where_the_one_above_ends_its_sentence() -> None:
    assert lost("船は港に着きます。\nを干すのは朝です。\n") == ["を干すのは朝です。"]
    assert lost("船が運ぶ網\nを干すのは朝です。\n") == []
    assert lost("船が運ぶ網\n…網を干すのは朝です。\n") == ["…網を干すのは朝です。"]


@pytest.mark.parametrize("above", ["- 船\n- 網", "| 船 |\n|---|\n| 網 |", "> 船は着く", "```\n船\n```"])
def test_a_sentence_may_go_on_below_a_list(above: str) -> None:
    assert lost(f"{above}\n\nを干すのは朝です。\n") == []


def test_a_paragraph_below_a_heading_has_no_sentence_to_go_on_with() -> None:
    assert lost("## 網\n\nを干すのは朝です。\n") == ["を干すのは朝です。"]


def test_words_may_have_a_paragraph_of_their_own() -> None:
    assert lost("「船は出ます。」\n\nと船頭は言います。\n") == []
    assert lost("「船は出ます。」\nと船頭は言います。\n") == []
    assert lost("船は出ます。\n\nと船頭は言います。\n") == ["と船頭は言います。"]


def test_a_heading_may_lack_its_beginning() -> None:
    assert lost("## の選び方\n\n船は港に着きます。\n\n## 船の選び方\n") == ["## の選び方"]


@pytest.mark.parametrize("sign", ["…", ".", "を", "」", "\n", "ー\n"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    start = time.process_time()
    lost(f"船です。\n\n{sign * 100_000}\n")

    assert time.process_time() - start < 2
