"""A made article of the shape that a writing model leaves when it starts over again and again: the title is
cut, parts of it stand there up to four times, marks stand between them, and the last sentence has no end."""

from __future__ import annotations

from collections import Counter

import pytest

from allforces_site.config.model import Config
from allforces_site.lint.fix.repair import Repaired, repair_text
from allforces_site.lint.source.prose import sentences
from allforces_site.lint.source.source_file import parse_source_file
from tests.real_posts import SEEDS, needs_seeds

SOURCE = "_posts/2026-05-02-shincha.md"

FRONT_MATTER = """\
---
layout: post
title: "新茶の季節、湯の"   # 編集部で仮に付けた題
date: 2026-05-02 08:30:00 +0900
tags: ["茶",  "暮らし"]
excerpt: "産地を訪ね、おいしい淹れ方を聞きました。"
---
"""
LEAD = "新茶の季節、湯の温度で味はどこまで変わるのか？"
OPENING = """\
静岡の茶園では、四月の終わりから摘み取りが始まりました。朝露が乾くころに畑へ入り、昼までに若い芽だけを選んで摘んでいきます。ことしは三月が暖かく、例年より四日ほど早いそうです。

茶園を営む大石さんは、湯の温度にこだわります。七十度まで冷ました湯を静かに注ぎ、九十秒待つ。そうすると渋みが抑えられ、甘みが前に出てくるのだといいます。実際に飲み比べてみると、違いははっきりしていました。

読者の皆さんの台所でも、同じ味は出せるのでしょうか。道具と水、そして保存の三つに分けて見ていきます。"""
TOOLS = """\
**道具は急須ひとつで足りる**

急須は、茶葉が開く余裕のある丸い形を選びます。内側に網が張られたものより、陶製の茶こしが付いたもののほうが、香りが逃げません。大石さんが使うのは、二十年前に常滑で求めた小ぶりの一品です。

まず、**器を温める**ことから始めましょう。湯を急須に入れ、湯飲みに移すだけで、湯の温度は十度ほど下がります。温度計を使わなくても、二度移せばちょうどよい加減になります。"""
WATER = """\
**水は軟水を選ぶ**

水の硬さも味を左右します。日本の水道水の多くは軟水で、茶に向いています。気になる塩素の匂いは、ふたを外して五分ほど沸かすと抜けていきます。

次に、**汲みたてを使う**こと。汲み置いた水は空気が抜け、香りの立ち方が弱くなります。朝いちばんの水は配管にとどまっていたものなので、少し流してから汲んでください。"""
ENDING = """\
**保存は小分けにして**

開けた袋は、空気を抜いて冷蔵庫に入れます。飲む前日に室温へ戻しておくと、袋の内側に露がつかず、香りを損ないません。一か月で飲み切れる量を買うのが、いちばんの近道です。

新茶の香りが続くのは、ほんの短い間です。湯を冷ます数分を惜しまず、今年の一杯を味わってみてください。"""

ARTICLE = FRONT_MATTER + "\n" + "\n\n".join([LEAD, OPENING, TOOLS, WATER, ENDING]) + "\n"
WRITTEN = FRONT_MATTER + "\n" + "\n\n".join(
    [
        LEAD, OPENING, OPENING, TOOLS, "---END---", TOOLS, WATER, "---END---", WATER, ENDING,
        ENDING + "\n---END---\n\n---END---\n" + TOOLS, WATER, ENDING + "\n---END---",
        # Here two blocks stand with no blank line between them.
        TOOLS.replace("足りる**\n\n", "足りる**\n"), "さらに、**", "---END---",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def repaired() -> Repaired:
    return repair_text(WRITTEN, SOURCE, Config())


def test_the_article_is_left_once_and_in_order(repaired: Repaired) -> None:
    assert repaired.text.splitlines()[7:] == ARTICLE.splitlines()[7:]


def test_the_title_is_whole_and_the_other_lines_of_front_matter_are_as_they_were(repaired: Repaired) -> None:
    whole = FRONT_MATTER.replace("新茶の季節、湯の", LEAD)

    assert repaired.text.startswith(whole)


def test_each_marker_is_reported_with_its_line(repaired: Repaired) -> None:
    lines = {number for number, line in enumerate(WRITTEN.split("\n"), 1) if line == "---END---"}
    reported = {
        line
        for fix in repaired.fixes
        if fix.code == "end-marker"
        for line in range(fix.line, fix.last_line + 1)
    }

    assert lines <= reported


def test_a_second_time_finds_nothing(repaired: Repaired) -> None:
    assert repair_text(repaired.text, SOURCE, Config()).fixes == ()


@needs_seeds
def test_the_real_post_of_this_shape_becomes_one_article() -> None:
    (file,) = SEEDS.iterdir()
    before = parse_source_file(file.read_text(encoding="utf-8"), SOURCE)
    after = parse_source_file(repair_text(before.text, SOURCE, Config()).text, SOURCE)

    kept, written = (
        list(dict.fromkeys(said for block in file.prose for said in sentences(block.plain)))
        for file in (after, before)
    )
    assert max(Counter(block.folded for block in after.prose).values()) == 1
    assert 30 <= len(after.blocks) < len(before.blocks) / 3
    assert kept == sorted(kept, key=written.index)
    assert "---END---" not in after.text
    assert after.text.rstrip().endswith("。")
    assert after.value("title") == after.prose[0].plain
