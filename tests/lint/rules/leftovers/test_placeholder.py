from __future__ import annotations

import time

import pytest

from allforces_site.lint.rules.leftovers.placeholder import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    "text",
    [
        "茶畑の朝です。（ここに写真を挿入）",
        "[ここに画像]",
        "【ここに引用文】",
        "［画像を差し替え］",
        "（図表は後日追加）",
        "茶畑の朝です（写真を入れる）。",
        "茶畑の朝です（写真追加予定）。",
        "茶畑の朝です。（画像挿入）",
        "（出典を記載すること）",
        "茶園の[名前を入力]さんに聞きました。",
        "| 茶 | 写真 |\n|---|---|\n| 煎茶 | （画像挿入） |",
        "茶畑の朝です。[画像]",
        "出典は[リンク]をご覧ください。",
        "[link]",
        "著者は[Your Name]です。",
        "著者は[author name]です。",
        "[Insert image of tea]",
        "INSERT IMAGE HERE",
        "茶の専門家、（あなたの名前）がお届けします。",
        "こんにちは、ライターの〇〇です。",
        "茶を三十年見てきたアナリストの○○（あなたの名前）だよ。",
        "〇〇（会社名）が発表した。",
        "Lorem ipsum dolor sit amet.",
        "この文章はダミーです。",
        "生産量は増えた [cite: 茶業協会]。",
        "生産量は増えた【12†source】。",
        "生産量は増えた:contentReference[oaicite:0]{index=0}。",
        "[茶の統計](https://example.com/tea)によると、生産量は増えた。",
        "[茶の統計](https://www.your-domain.com/)によると、生産量は増えた。",
        "[茶の統計]()によると、生産量は増えた。",
        "| 茶 | 値段 |\n|---|---|\n| 煎茶 | [画像] |",
        "（図1を挿入）",
    ],
)
def test_what_was_to_be_filled_in_is_found(text: str) -> None:
    assert len(find(RULE, f"{text}\n")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "「〇〇のコストを△△%減らしたい」と決めます。",
        "以前は、AIに〇〇をしてもらうという関わり方でした。",
        "〇〇株式会社の例で説明します。",
        "伏せ字の●●●は読者の想像に任せます。",
        "「[Your Name]」のところに名前を書きます。",
        "`[画像]` と書くと画像が入ります。",
        "```\nTODO: 値段を調べる\n```",
        "TODOリストを作ると、仕事がはかどります。",
        "発売日はTBDとされています。",
        "写真（筆者撮影）です。",
        "画像は[ここ](/images/)にあります。",
        "[リンク](/about/)をご覧ください。",
        "[リンク][茶]をご覧ください。\n\n[茶]: /tea/",
        "[リンク]をご覧ください。\n\n[リンク]: /about/",
        "（茶葉を追加してもよい）",
        "| 機種 | 特長 |\n|---|---|\n| 甲 | 複合（画像入力）、高精度 |",
        "翻訳機（音声と画像入力）を使います。",
        "編集の道具（画像挿入、表の追加）がそろっています。",
        "茶器（説明書付き）を買いました。",
        "市立の施設（図書館と茶室）を歩きました。",
        "更新：六月三日（写真を追加）",
        "更新しました。（写真を追加しました）",
        "数字（出典は本文に記載）をまとめました。",
        "申込書（名前を記入）を箱に入れます。",
        "画面の[画像を挿入]を押します。",
        "はじめに[URLを入力]ボタンを探します。",
        "例として https://example.com/ を開きます。",
        "`[例](https://example.com/)` と書きます。",
        "[統計](https://example-tea.jp/)を見ます。",
        "[1]や[注]は脚注です。",
        "ここに、茶の歴史がある。",
        "- [x] 茶葉を量る",
    ],
)
def test_what_only_resembles_a_placeholder_is_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []


def test_a_line_is_one_finding_at_its_first_placeholder() -> None:
    (finding,) = find(RULE, "著者は[Your Name]、[会社名]の[氏名]です。\n")

    assert (finding.line, finding.column) == (4, 4)


def test_the_front_matter_is_one_finding() -> None:
    (finding,) = find(
        RULE, "本文です。\n", "title: 新茶\nexcerpt: ライターの〇〇です。\ndescription: ライターの〇〇です。"
    )

    assert finding.line == 3
    assert "in the excerpt" in str(finding.message)


@pytest.mark.parametrize("sign", ["[", "(ここに", "〇", "](", "[画像を", "](https://", "（図"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    started = time.process_time()
    find(RULE, sign * (100_000 // len(sign)) + "\n")

    assert time.process_time() - started < 3
