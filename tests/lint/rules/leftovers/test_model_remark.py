from __future__ import annotations

import time

import pytest

from allforces_site.lint.rules.leftovers.model_remark import RULE
from tests.lint.rules.conftest import find

BEFORE = "新茶の季節です。\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "はい、承知いたしました。ご指示のとおり、記事を書き進めます。",
        "承知しました。続きを自然な流れで執筆します。",
        "かしこまりました。記事の続きを作成いたします。",
        "もちろんです。記事の続きを執筆します。",
        "**（ここから、記事の続きとして自然に補完します）**",
        "申し訳ありませんが、新茶の相場に関する情報を見つけることはできません。",
        "大変申し訳ございませんが、ご依頼の内容にはお応えできません。",
        "申し訳ありませんが、リアルタイムの情報にアクセスできません。",
        "Web検索が現在利用できないため、最新の相場は書けません。",
        "私は言語モデルなので、お茶を飲んだことがありません。",
        "新茶の相場について、ご依頼いただいた記事を作成しました。",
        "I am unable to perform the web search for the price of tea.",
        "I'm sorry, but I cannot write the article you asked for.",
        "I apologize, but I can't fulfill this request.",
        "As an AI language model, I have never tasted tea.",
        "Certainly! Here is an article about tea.",
        "Sure, I'll continue the text.",
        "The article has 3,600 characters.",
    ],
)
def test_a_models_words_to_its_user_are_found(text: str) -> None:
    (finding,) = find(RULE, f"{BEFORE}{text}\n")

    assert (finding.line, finding.column) == (6, 1)


@pytest.mark.parametrize(
    "text",
    [
        "以下に、新茶を題材にした記事を作成しました。",
        "以下が記事の続きです。",
        "承知しました。",
        "Here is the article:",
        "Here's a 3000-word blog post on tea.",
    ],
)
def test_an_announcement_is_found_where_a_text_begins(text: str) -> None:
    assert len(find(RULE, f"{text}\n\n{BEFORE}")) == 1
    assert len(find(RULE, f"{BEFORE}---END---\n\n{text}\n")) == 1
    assert find(RULE, f"{BEFORE}{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "「承知しました」と「かしこまりました」の違いを説明します。",
        "AIに記事を頼むと「はい、承知しました。記事を作成します」と返ってきます。",
        "承知しましたという言葉は、目上の人にも使えます。",
        "- 承知しました。記事を拝見します。",
        "> 申し訳ありませんが、その情報は見つけることができません。",
        "```\nAs an AI language model, I cannot.\n```",
        "申し訳ありませんが、本日は休業いたします。",
        "もちろん、この記事を書いた記者も新茶を飲みました。",
        "以下に、当日の流れをまとめました。",
        "ご依頼いただいた内容は、担当者が確認します。",
        "大規模言語モデルは、文章の続きを予測する仕組みです。",
        "AI検索が現在どこまで利用できるかを調べました。",
        "“As an AI language model” という言い回しは、もう古い。",
        "I am unable to drink tea after ten o'clock.",
        "I cannot help but smile when I smell fresh tea.",
        "Sure, tea is an old drink.",
        "- [I am unable to perform the web search](/2026/01/01/tea/)",
        "[申し訳ありませんが、情報が見つかりません](/2026/01/01/tea/)",
    ],
)
def test_an_article_that_quotes_or_only_resembles_such_words_is_fine(text: str) -> None:
    assert find(RULE, f"{BEFORE}{text}\n") == []


def test_the_front_matter_is_one_finding() -> None:
    front_matter = (
        "title: I apologize, but I am unable to perform\n"
        "description: I apologize, but I am unable to perform the web search."
    )

    (finding,) = find(RULE, BEFORE, front_matter)

    assert finding.line == 2
    assert "title and description" in str(finding.message)


@pytest.mark.parametrize(
    "title",
    [
        "AIが「申し訳ありませんが」と言うとき",
        "Web検索が変わる",
        "I am a tea farmer",
        "承知した、と社長は言った",
    ],
)
def test_a_title_about_such_words_is_fine(title: str) -> None:
    assert find(RULE, BEFORE, f"title: {title}") == []


def test_a_title_that_was_cut_out_of_a_refusal_is_found() -> None:
    assert len(find(RULE, BEFORE, "title: 2026年大変申し訳ありませんがの可能性")) == 1


def test_a_remark_of_several_paragraphs_is_one_finding() -> None:
    remark = "Web検索が現在利用できません。\n\n申し訳ありませんが、別の情報源をご提供ください。\n\n"

    assert len(find(RULE, f"{remark}{BEFORE}{remark}")) == 2


@pytest.mark.parametrize(
    "start", ["申し訳ありませんが、", "以下に", "承知しました。", "I am unable to ", "はい、"]
)
def test_a_long_paragraph_takes_no_long_time(start: str) -> None:
    started = time.process_time()
    find(RULE, start + "記事をいただいた" * 30_000 + "\n")

    assert time.process_time() - started < 2
