"""Percentages of people, companies and other things that are counted, and whether a text says whose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from allforces_site.lint.source.masking import without_code, without_quoted
from allforces_site.lint.source.prose import folded, plain
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.text.late_pattern import late_pattern

_SIGN = r"(?:[%％割]|パーセント)"
# 75%以上の企業, 7割もの人, also in bold. 3〜5% and the like are measured.
_PERCENTAGE = late_pattern(
    rf"(?<![\d.,～〜~−–-])(?P<number>\d+(?:[.．]\d+)?{_SIGN}(?:以上|超|近く|程度|前後)?)[*_]*"
    r"(?:も?の|を(?:超える|上回る))[*_]*"
    r"(?P<noun>お客様|子ども|[一-鿿々ァ-ヺーA-Za-z]{1,16}(?:たち)?)"
)
# What 多くの stands before: it is counted and not measured, as a share or a growth is.
_COUNTED = late_pattern(
    r"\A(?:人|方|店|国|町|村|客|親)\Z|(?:企業|会社|組織|団体|法人|自治体|事業[者所]|業者|メーカー|ベンダー|チーム|部[署門]|商店|店舗|飲食店"
    r"|小売店|工場|農家|病院|学校|大学|施設|人々|[人者]たち|方々|人間|男性|女性|若者|子ども|高齢者|世帯|家庭|社員|従業員|職員|経営[者層]"
    r"|担当者|責任者|管理職|幹部|リーダー|専門家|開発者|技術者|エンジニア|研究者|アナリスト|投資家|生産者|漁師|医師|教師|患者|学生|生徒"
    r"|ユーザー|利用者|消費者|生活者|顧客|お客様|観光客|乗客|読者|会員|参加者|来場者|旅行者|視聴者|国民|市民|住民|有権者|国々|地域|都市"
    r"|業界|産業|分野|職場|現場|ケース|場合|場面|事例|業務|作業|製品|商品|サービス|アプリ|システム|プロジェクト|サイト|スタートアップ)\Z"
)
# Words of degree with which no number goes: より多くの is Japanese, より75%以上の is not. Behind に or a
# noun より is another word: 導入により, 前年より.
_DEGREE = late_pattern(
    r"(?:(?:^|[\s、。，．！？!?「『（(・：:―—]|[をがはもで])より|もっと|[れ今]まで以上に|一層|いっそう|できるだけ|なるべく|とても"
    r"|非常に|あまりにも?|ますます|一段と|最も)[*_]*\Z"
)
# No more than all of it can be saved, but a plan can be surpassed: 目標の120%の削減.
_LARGE = late_pattern(
    r"(?<![\d.,～〜~−–-])(?P<number>(?![1１][0０]{2}\D)[1-9１-９]\d{2,}(?:[%％]|パーセント)(?:以上|超|近く)?)[*_]*"
    r"(?:の?[*_]*[一-鿿ァ-ヺーA-Za-z]{0,8}?(?P<saved>削減|短縮|低減|軽減|節約|圧縮|カット)"
    r"|の[*_]*(?:見直し|刷新|リニューアル|改革|変革|再編|再構築)(?!案))"
)
_OF_A_PLAN = late_pattern(r"(?:目標|計画|予定|想定|比|水準)[のでは]?\Z")
# What says whose number it is.
_SOURCE = late_pattern(
    r"によ(?:ると|れば|りますと)|に基づ|の調べ|調査|アンケート|統計|白書|世論|出典|出所|論文"
    r"|(?:報告|レポート|データ|発表|予測|試算|推計|集計|分析|資料|結果)書?(?:では|でも|で、|から|が示|を見)"
    r"|[とを](?:報告|回答|答え|発表|公表|予測|試算|推計|推定|見込)|という(?:データ|報告|結果|予測|試算|数字|数値)"
    r"|パレート|の法則|[社人件]中|[nN]\s?[=＝]|https?:|\]\(|\[\^"
)
_SENTENCE_END = late_pattern(r"[。！？!?\n]|\Z")
_DIGITS = late_pattern(r"[0-9]+(?:\.[0-9]+)?(?=[%割]|パーセント)")
_SIGN_OF_NUMBER = late_pattern(r"[%％割パ](?<=\d.)")


class Fault(StrEnum):
    """Why a percentage cannot be meant."""

    NONE = ""
    DEGREE = "behind a word of degree"
    SAVED = "more than all is saved"
    UNMEASURED = "no measure"


class Percentage(msgspec.Struct, frozen=True):
    """A percentage of something that is counted, or one that cannot be meant, at an offset of the text.

    `words` are the number and the noun, `number` has 以上 and the like. `has_source` is whether its sentence
    says whose number it is, `is_sourced` whether any with the number does; `is_new` is whether its sentence
    is nowhere before.
    """

    start: int
    words: str
    number: str
    fault: Fault
    has_source: bool
    is_sourced: bool
    is_new: bool


def percentages(source_file: SourceFile) -> Iterator[Percentage]:
    """The percentages of a text, without code and quotations, sentence by sentence."""
    sentences = [
        (start, sentence, _SOURCE.search(sentence) is not None) for start, sentence in _sentences(source_file)
    ]
    sourced = {
        digits
        for _, sentence, has_source in sentences
        if has_source
        for digits in _DIGITS.findall(folded(sentence))
    }
    seen: set[str] = set()
    for start, sentence, has_source in sentences:
        words = folded(plain(sentence))
        for found, fault in (*_of_counted(sentence), *_too_large(sentence)):
            number = folded(found["number"])
            sources = (has_source, not sourced.isdisjoint(_DIGITS.findall(number)))
            shown = plain(found[0])
            yield Percentage(start + found.start(), shown, number, fault, *sources, words not in seen)
        seen.add(words)


def _of_counted(sentence: str) -> Iterator[tuple[re.Match[str], Fault]]:
    for found in _PERCENTAGE.finditer(sentence):
        if _DEGREE.search(sentence[: found.start()]):
            yield found, Fault.DEGREE
        elif _COUNTED.search(found["noun"]):
            yield found, Fault.NONE


def _too_large(sentence: str) -> Iterator[tuple[re.Match[str], Fault]]:
    """Percentages above 100 of what can be saved only once, or of a change that has no measure."""
    for found in _LARGE.finditer(sentence):
        if not _OF_A_PLAN.search(sentence[: found.start()]):
            yield found, Fault.SAVED if found["saved"] else Fault.UNMEASURED


def _sentences(source_file: SourceFile) -> Iterator[tuple[int, str]]:
    """The sentences of all prose that have a percentage, with their offsets."""
    for block in source_file.prose:
        if not _may_have_number(block.text):
            continue
        text, end = without_quoted(without_code(block.text)), 0
        for found in _SIGN_OF_NUMBER.finditer(text):
            if found.start() >= end:
                start = max(end, *(text.rfind(sign, end, found.start()) + 1 for sign in "。！？!?\n"))
                stop = _SENTENCE_END.search(text, found.end())
                end = stop.start() if stop is not None else len(text)
                yield block.start + start, text[start:end]


def _may_have_number(text: str) -> bool:
    # To search for a set of these characters alone takes twenty times as long.
    has_sign = "%" in text or "％" in text or "割" in text or "パ" in text
    return has_sign and _SIGN_OF_NUMBER.search(text) is not None
