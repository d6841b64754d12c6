from __future__ import annotations

import time

import pytest

from allforces_site.lint.rules.leftovers.prompt_fragment import RULE
from tests.lint.rules.conftest import find

BEFORE = "新茶の季節です。\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "【既存の記事の最後の部分】",
        "（既存の記事の最後の部分からの続き）",
        "（既存記事の最後の部分から続く）",
        "【要求事項】",
        "【文体の指示】",
        "[SYSTEM]",
        "[INST] お茶の話 [/INST]",
        "<|im_start|>user",
        "### Instruction:",
        "You are a professional writer. Write 3000 words about tea.",
        "あなたはプロのライターです。以下の条件で記事を書いてください。",
        "続きを書いてください：",
        "以下の条件に沿って記事を作成してください。",
        "7. 記事の末尾に ---END--- を必ず追加する",
        "新茶と{{keyword}}の話です。",
        "新茶と{{ キーワード }}の話です。",
        "新茶と{topic}の話です。",
    ],
)
def test_an_instruction_to_a_writer_is_found(line: str) -> None:
    (finding,) = find(RULE, f"{BEFORE}{line}\n")

    assert finding.line == 6


def test_a_list_of_rules_is_one_finding() -> None:
    rules = (
        "# 出力形式:\n\n- 文字数：3000字以上\n- 本文の冒頭に要約を入れる\n- 見出しは不要\n\n"
        "【注意】\n\n- 前置きは書かない\n- 既存の内容を繰り返さない\n"
    )

    (finding,) = find(RULE, BEFORE + rules)

    assert finding.line == 6
    assert "(to line 15)" in str(finding.message)


def test_rules_far_apart_are_two_findings() -> None:
    rules = "【要求事項】\n\n" + BEFORE * 10

    assert [finding.line for finding in find(RULE, rules + rules)] == [4, 26]


@pytest.mark.parametrize(
    "text",
    [
        "文字数：3000字以上",
        "# 条件",
        "【注意】",
        "- キーワード：新茶、煎茶\n- 読者：茶を好む人",
        "プロンプトの例は「あなたはプロのライターです。以下の条件で記事を書いてください」です。",
        "```text\n【要求事項】\n続きを書いてください\n```",
        "> あなたはプロのライターです。以下の条件で記事を書いてください。",
        "`{{keyword}}` のところに言葉が入ります。",
        "{% assign topic = page.title %}{{ topic }}の話です。",
        "{{ site.title }}と{{ page.title }}",
        "あなたは茶農家です。朝の畑に立っていると想像してみましょう。",
        "You are a tea lover. You know the smell of a spring morning.",
        "記事の末尾に地図を載せました。",
        "600字程度の文章です。",
        "[詳しくはこちら](/about/)",
        "既存の記事でも触れたとおりです。",
    ],
)
def test_an_articles_own_lines_are_fine(text: str) -> None:
    assert find(RULE, f"{BEFORE}{text}\n") == []


@pytest.mark.parametrize("sign", ["{{", "- ", "【", "あなたは", "{% for ", "文字数：", "1"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    started = time.process_time()
    find(RULE, sign * (300_000 // len(sign)) + "\n")
    find(RULE, f"{sign}\n" * 10_000)

    assert time.process_time() - started < 3
