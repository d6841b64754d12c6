from __future__ import annotations

import time

import pytest

from allforces_site.lint.rules.leftovers.prompt_echo import RULE
from tests.lint.rules.conftest import find

BEFORE = "港の朝市です。\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "既存の記事でも触れましたが、朝市は六時に開きます。",
        "朝市は、既存記事で述べられているように六時に開きます。",
        "既存の文章で指摘した駐車場の問題は残っています。",
        "既存の原稿では、屋台の多さを強調しました。",
        "既存の記事では、鯵や鯖といった干物が紹介されていましたが、名物は野菜です。",
        "既存の記事にもあったように、雨の日は休みです。",
        "既存の内容でも触れたように、雨の日は休みです。",
        "既存の記事からもわかるように、雨の日は休みです。",
        "既存の記事が指摘するように、雨の日は休みです。",
        "元記事でも触れましたが、雨の日は休みです。",
        "提示された記事にもあるように、雨の日は休みです。",
        "提供された記事でも指摘されていますが、雨の日は休みです。",
        "いただいた記事でも触れられていましたが、雨の日は休みです。",
        "与えられた記事のとおり、雨の日は休みです。",
        "既存の文章の続きとして、値段を見ます。",
        "既存の記事の冒頭でも触れたように、雨の日は休みです。",
        "既存の記事の「駐車場」でも触れましたが、雨の日は休みです。",
        "ご提示いただいた記事でも紹介されているように、名物は干物です。",
        "提供された記事によると、出店は四十です。",
        "与えられた文章では、出店の数が四十になっています。",
        "元の記事でも触れたように、雨の日は休みです。",
        "- **雨の日**: 既存の記事でも言及した通り、休みです。",
        "As mentioned in the existing article, the market opens at six.",
    ],
)
def test_a_reference_to_a_text_that_only_the_prompt_held_is_found(text: str) -> None:
    (finding,) = find(RULE, f"{BEFORE}{text}\n")

    assert finding.line == 6
    assert "a text that readers do not have" in str(finding.message)


@pytest.mark.parametrize(
    "text",
    [
        "参照データによると、出店は四十です。",
        "出店は四十に増えました（参照データ）。",
        "出店は四十に増えました（※参照データより）。",
        "出店は四十に増えました（出典：指定データ）。",
        "出典: 提供された資料のデータ参照\n\n出典：提供データ",
        "指定されたデータから読み取れるのは、出店の増加です。",
        "ご提供いただいた資料に記載されているとおり、出店は四十です。",
        "提供されたデータによると、出店は四十です。",
        "検索結果によると、出店は四十です。",
        "参照データでは、出店は四十です。",
        "参照データ①によると、出店は四十です。",
        "参照データ（2025年）によると、出店は四十です。",
        "参照データの数字を見ると、出店は四十です。",
        "指定されたURLの記事によると、出店は四十です。",
        "ご提供データによると、出店は四十です。",
        "数値は参照データによるものです。",
        "出店は四十です（参照：指定データ）。",
        "出店は四十です（参照データに基づく）。",
        "※参照データより",
        "出店は四十です（出典：提供資料）。",
        "Web検索の結果を見る限り、出店は四十です。",
        "ネット検索で得られた情報によれば、出店は四十です。",
        "According to the provided data, there are forty stalls.",
        "There are forty stalls (Source: reference data).",
        "| 年 | 出店 |\n|---|---|\n| 今年 | 四十（参照データより） |",
    ],
)
def test_data_of_a_prompt_as_a_source_is_found(text: str) -> None:
    (finding,) = find(RULE, f"{BEFORE}{text}\n")

    assert "no source that readers can look up" in str(finding.message)


def test_what_leans_on_the_data_is_found_beside_a_certain_echo() -> None:
    leaning = "朝市の混み具合を、参照データや聞き取りをもとに描きます。\n"

    assert find(RULE, leaning) == []
    assert [one.line for one in find(RULE, f"{leaning}\n参照データによると、出店は四十です。\n")] == [4, 6]


@pytest.mark.parametrize(
    "text",
    [
        "前回の記事でも触れましたが、朝市は六時に開きます。",
        "[既存の記事](/2026/01/01/market/)でも触れましたが、朝市は六時に開きます。",
        "既存の記事でも[触れましたが](/2026/01/01/market/)、朝市は六時に開きます。",
        "既存の記事を書き直すときは、日付も直します。",
        "既存の記事で紹介している商品を見直しましょう。",
        "既存の記事では上位に出なかった言葉を調べます。",
        "Web検索で得られる情報は限られています。",
        "元の記事では、出店の数が違っていました。",
        "元記事によると、出店は四十です。",
        "既存の内容を見直します。",
        "既存の記事の冒頭を直します。",
        "記事の冒頭でも触れましたが、朝市は六時に開きます。",
        "読者からいただいた記事でも触れられていました。",
        "モデルは、与えられた情報に基づいて答えます。",
        "センサーの入力データによると、機械は止まります。",
        "市の提供データによると、出店は四十です。",
        "資料提供：港湾局",
        "一覧では埋もれ、検索結果では、題名が切れます。",
        'Models like to write "As mentioned in the existing article" without need.',
        "元の記事で触れられている屋台は、もうありません。",
        "「既存の記事でも触れましたが」は、AIの書いた文章によくある言い回しです。",
        "> 既存の記事でも触れましたが、朝市は六時に開きます。",
        "`参照データによると`と書かれていたら、出典を尋ねます。",
        "漁協から提供されたデータによると、出店は四十です。",
        "仕組みは、参照データに基づいて答えを選びます。",
        "参照データを毎朝更新します。",
        "参照データセットによると言われる仕組みです。",
        "（参照：港湾統計）",
        "出典：港湾統計（提供データを加工）",
        "市の検索結果によると書かれた紙がありました。",
        "以下の記事で詳しく解説しています。",
        "The model answers according to the provided data.",
    ],
)
def test_a_writers_own_words_are_fine(text: str) -> None:
    assert find(RULE, f"{BEFORE}{text}\n") == []


def test_a_line_is_one_finding_at_its_first_echo() -> None:
    (finding,) = find(RULE, "港です。既存の記事でも触れましたが、出店は四十です（参照データ）。\n")

    assert (finding.line, finding.column) == (4, 5)


def test_the_front_matter_is_one_finding() -> None:
    echo = "参照データによると、出店は四十。"
    front_matter = f"title: 朝市\nexcerpt: {echo}\ndescription: {echo}"

    (finding,) = find(RULE, BEFORE, front_matter)

    assert finding.line == 3
    assert "in the excerpt" in str(finding.message)


@pytest.mark.parametrize(
    "sign", ["既存の記事", "既存の記事では", "（参照データ", "出典：", "検索結果", "[既存"]
)
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    started = time.process_time()
    find(RULE, "参照データによると。" + sign * (100_000 // len(sign)) + "\n")

    assert time.process_time() - started < 3
