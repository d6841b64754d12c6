from __future__ import annotations

import time

import pytest

from allforces_site.errors import Severity
from allforces_site.lint.rules.leftovers.draft_note import RULE
from tests.lint.rules.conftest import find

BEFORE = "港の朝市です。\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "TODO: 値段を調べる",
        "TODO：後で書く",
        "値段は三千円（TODO）。",
        "値段は三千円です。TODO: 調べる",
        "- FIXME",
        "FIXME 見出しを直す",
        "値段は三千円です[出典が必要]。",
        "## FIXME",
        "[XXX]",
        "todo: 値段を調べる",
        "TBD",
        "WIP: 値段",
        "【執筆中】",
        "[下書き]",
        "要確認",
        "要追記。",
        "要確認：出店の数",
        "出店は四十です[要出典]。",
        "出店は四十です[要出典：2025年]。",
        "出店は四十です(要確認)。",
        "出店は四十です（数は要確認）。",
        "出店は四十です（※要追記）。",
        "出店は四十です（出典元追加）。",
        "出店は四十です（確認要）。",
        "出店は四十です（校正の予定）。",
        "出店は四十です[need citation]。",
        "出店は四十です（要ファクトチェック）。",
        "出店は四十です【要校閲】。",
        "出店は四十です［要検証］。",
        "出店は四十です。※要確認",
        "★要差し替え★",
        "出店は四十です（後で書く）。",
        "出店は四十です（数は後日差し替え）。",
        "※あとで追記",
        "出店は四十です（※出典元不明）。",
        "出店は四十です（出典：不明）。",
        "出店は四十です [citation needed].",
        "There are forty stalls (to be confirmed).",
        "There are forty stalls [needs a source].",
        "編集メモ：出店の数を直す",
        "出店は四十です（加筆予定）。",
        "【確認中】",
        "ここは後で直す",
        "この段落は後で書き直す。",
        "ここは要確認。",
        "TODO 後で書く",
        "ToDo: 後で書く",
        "★TODO",
        "-- TODO --",
        "出店は四十です（数は後で）。",
        "There are forty stalls (source?).",
        "出店は四十です〔要出典〕。",
        "出店は四十です（要確認！）。",
        "出店は四十です（要 確認）。",
        "出店は四十です（出典求む）。",
        "出店は四十です（出典を確認すること）。",
        "（以下、執筆中）",
        "（未校閲）",
        "出店は四十です（※数字は要検証）。",
        "出店は四十です（出典要）。",
        "出店は四十です（事実確認が必要）。",
        "出店は四十です（仮の数字）。",
        "出店は四十です[独自研究?]。",
        "出店は四十です[誰？]。",
        "出店は四十です(citation needed)。",
        "★後で確認★",
        "★★★ここから書く★★★",
        "メモ：ここは後で書き直す",
        "T.B.D.",
        "| 店 | 数 |\n|---|---|\n| 干物 | 四十（要確認） |",
    ],
)
def test_a_note_is_found(text: str) -> None:
    (finding,) = find(RULE, f"{BEFORE}{text}\n")

    assert finding.line in (6, 8)


@pytest.mark.parametrize(
    "text",
    [
        "「[要出典]」は、百科事典でよく見る印です。",
        "[要出典]タグが付いた文です。",
        "`TODO: 値段を調べる` と書きます。",
        "```\n# TODO: 値段を調べる\n```",
        "> TODO: 値段を調べる",
        "TODOリストを作ると、仕事がはかどります。",
        "TODO という印で始まる行を探します。",
        "発売日はTBDとされています。",
        "- 要予約",
        "※要予約",
        "参加は無料です（要予約）。",
        "効果は大きい（要検討）。",
        "要確認事項をまとめました。",
        "重要な確認です。",
        "（詳細は後日追記します）",
        "後で書くと、忘れます。",
        "追記：開く時刻が変わりました。",
        "写真の出典は港湾局です。",
        "下書きを書き終えました。",
        "作成中の地図です。",
        "TODO 管理の仕方を学びます。",
        "ToDo：魚を買う",
        "詳しくは後で書きます。",
        "続きは後で、港で話します。",
        "本文は準備中です。",
        "出典を確認することが大切です。",
        "発売日（TBD）は未定です。",
        "値段は要確認です。",
        "The work is still to be confirmed by the port.",
        "（参加には確認が必要）",
        "仮の店（仮の名前はない）です。",
        "★ここから歩く★",
        "メモ：茶葉は三グラムです。",
        "誰？と聞かれました。",
    ],
)
def test_what_readers_are_to_do_or_read_is_fine(text: str) -> None:
    assert find(RULE, f"{BEFORE}{text}\n") == []


def test_a_line_is_one_finding_at_its_first_note() -> None:
    (finding,) = find(RULE, "港は朝（要確認）六時に開き[要出典]ます。\n")

    assert (finding.line, finding.column) == (4, 4)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "TODO: 後で書く"),
        ("title", "港の朝市（仮）"),
        ("title", "仮タイトル：港の朝市"),
        ("title", "【下書き】港の朝市"),
        ("excerpt", "出店は四十です[要出典]。"),
        ("description", "出店は四十です（要確認）。"),
    ],
)
def test_a_note_in_what_lists_show_is_found(key: str, value: str) -> None:
    title = "" if key == "title" else "title: 朝市\n"

    (finding,) = find(RULE, BEFORE, f'{title}{key}: "{value}"')

    assert f"in the {key}" in str(finding.message)


def test_a_note_is_an_error_for_readers_must_never_see_it() -> None:
    assert RULE.severity is Severity.ERROR


@pytest.mark.parametrize("sign", ["（要", "要確認", "TODO", "[", "（後で", "※要", "出典不明", "（数値は"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    started = time.process_time()
    find(RULE, "（要確認）" + sign * (100_000 // len(sign)) + "\n")

    assert time.process_time() - started < 3
