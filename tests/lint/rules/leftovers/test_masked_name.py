from __future__ import annotations

import time

import pytest

from allforces_site.lint.rules.leftovers.masked_name import RULE
from tests.lint.rules.conftest import find

BEFORE = "港の朝市です。\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "某大手カメラメーカーのUmi 300が売れています。",
        "某社のUmi 300が売れています。",
        "**某カメラ大手のUmi**が売れています。",
        "とあるカメラメーカーの「Umi 300」が売れています。",
        "〇〇社のUmi 300が売れています。",
        "某対話型AIのUmi 300が売れています。",
        "某大手クラウドのUmiが売れています。",
        "某カメラ大手のH100が足りません。",
        "某カメラAI「Umi」が話題です。",
        "某カメラ大手（Umiの開発元）が出店します。",
        "Umiを開発する某カメラメーカーが出店します。",
        "[Company A] sells cameras at the port.",
        "匿名のカメラメーカーが開発したUmi 300が売れています。",
        "某カメラメーカー Umi 300は軽い。",
        "- Umi 300（某カメラ大手）: 軽い",
        "某カメラ大手、Nikonといった会社が出店します。",
        "某カメラ大手や某時計メーカーが出店します。",
        "某カメラ大手は、評価額八百億円で資金調達の交渉をしています。",
        "某大手通信企業が新プランを発表しました。",
        "カメラの【匿名化】が出店します。",
        "[REDACTED]が出店します。",
        "A certain camera maker's Umi 300 sells well.",
        "The camera comes from an unnamed company behind Umi.",
        "| 品 | 社 |\n|---|---|\n| Umi 300（某カメラ大手） | 軽い |",
    ],
)
def test_a_hidden_name_that_is_given_away_is_found(text: str) -> None:
    found = find(RULE, f"{BEFORE}{text}\n")

    assert {finding.line for finding in found} <= {6, 8}
    assert found


@pytest.mark.parametrize(
    "text",
    [
        "先日、某社の友人と飲みました。",
        "某大手カメラメーカーの担当者は、新製品の発表を待っていると話しました。",
        "某大手企業に勤める友人が、新製品を発表しました。",
        "某大手メーカーでは、年に一億円を減らしました。",
        "某社のSlackに書き込まれた言葉です。",
        "某社のGitHub Copilot導入事例です。",
        "某社のCEOが来ました。",
        "某カメラメーカーのUmi 300活用術を聞きました。",
        "某日、某所で会いました。",
        "某ゲーム会社のSwitch用ソフトです。",
        "先日、某IT企業の決算資料を読みました。",
        "某大手メーカーに勤める知人がUmi 300を買いました。",
        "某出版社のKindle版を買いました。",
        "某社のA4用紙です。",
        "とある大手広告代理店の社長が語りました。",
        "〇〇社の例で説明します。",
        "個人の情報（匿名化）を守ります。",
        "30代の女性（匿名）が語りました。",
        "「某カメラメーカーのUmi 300」と書かれていました。",
        "> 某カメラメーカーのUmi 300が売れています。",
        "`某カメラメーカーのUmi 300`",
        "A certain camera maker attended.",
        "多くの会社員が来ました。",
    ],
)
def test_what_keeps_its_secret_is_fine(text: str) -> None:
    assert find(RULE, f"{BEFORE}{text}\n") == []


def test_each_hidden_name_is_one_finding_that_counts_its_places() -> None:
    body = "某カメラ大手の話です。\n\n某カメラ大手のUmi 300は軽い。\n\n某時計メーカーも来ます。\n"

    camera, clock = find(RULE, body)

    assert (camera.line, clock.line) == (4, 8)
    assert "in 2 places" in str(camera.message)
    assert "places" not in str(clock.message)


def test_one_of_whom_a_text_speaks_again_and_again_is_found() -> None:
    line = "某カメラ大手は安さを大事にしています。\n\n"

    assert find(RULE, line * 2) == []
    assert len(find(RULE, line * 3)) == 1
    assert find(RULE, "某カメラ大手では安さを大事にしています。\n\n" * 3) == []


def test_the_front_matter_is_one_finding() -> None:
    front_matter = "title: 某カメラ大手の秋\ndescription: 某カメラ大手のUmi 300"

    (finding,) = find(RULE, BEFORE, front_matter)

    assert finding.line == 2
    assert "in the title" in str(finding.message)


@pytest.mark.parametrize(
    "sign", ["某", "某企業", "〇〇社の", "匿名の", "a certain ", "Umi ", "某大手メーカーは"]
)
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    started = time.process_time()
    find(RULE, "某社のUmi 300です。" + sign * (100_000 // len(sign)) + "\n")

    assert time.process_time() - started < 3
