"""Notes of people at work on a text, to themselves or each other: TODO, [要出典], （数値は要確認）.

What readers are to do or may expect (※要予約, （詳細は後日追記します）) is no such note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.text.late_pattern import late_pattern, late_words

_OPEN, _CLOSE = r"[（(\[［【〈<〔]", r"[）)\]］】〉>〕]"
_INNER = r"[^（）()\[\]［］【】〈〉<>〔〕\n]"
_SQUARE, _SQUARE_CLOSE = r"[\[［【〔]", r"[\]］】〕]"
_MARK = r"[※＊*★■◆▲]"
# 要確認 is always a note; 要検討 may be a verdict (効果は大きい（要検討）) unless it is marked as one.
_NEEDED = (
    r"要[ ・]?(?:出典|再?確認|追記|追加|加筆|校正|校閲|差し?替え?|推敲|裏取り|ファクトチェック|事実確認"
    r"|執筆|リライト|補足|出所|ソース|訂正|取材)"
)
_MARKED = (
    r"要(?:検証|調査|検討|修正|更新|編集|データ|数値|数字|日付|根拠|引用|写真|画像|図版|リンク|見直し|許諾"
    r"|承認)"
)
_MORE = rf"[！!？?]?(?:[：:、,。 ]{_INNER}{{0,30}})?"
_LATER = r"(?:後で|あとで|後ほど|のちほど|後日|追って)"
_WORK = (
    r"(?:書く|書き(?:足|直)す|追記|加筆|確認|調べる|直す|修正|埋める|差し?替え|入れる|足す|検証)"
    r"(?:する|予定|のこと|すること)?"
)
_SOURCE = r"(?:出典元?|出所|ソース|情報源|引用元)"
_ITEM = r"^[ \t]*(?:(?:[-*+]|#{1,6})[ \t]+)?"
_SHOUTED = r"(?:TODO|FIXME|XXX)"
_SUBJECT = (
    r"(?:数字|数値|日付|年号|金額|価格|人数|出典|根拠|データ|事実|内容|固有名詞|名称|名前|肩書き?"
    r"|引用|リンク|写真|画像)"
)
# What a note may speak of without a bracket
_PLACE = r"(?:ここ|この(?:段落|部分|節|章|文|見出し|数字|数値)|以下|続き|本文|数字|数値|事実|出典)"
_UNFINISHED = r"(?:T\.B\.D\.?|TBD|TBC|WIP|DRAFT|Draft|下書き|ドラフト|執筆中|作成中|未執筆|加筆中)"
# 「[要出典]タグ」 speaks of the mark.
_NOT_SPOKEN_OF = r"(?!(?:タグ|テンプレート|マーク|表記|という|とは|と(?:書|表示|付)|[がを]付))"

# Without it each of the patterns below would be tried at each place of a text, which takes six times as long.
BEGINNING_OF_NOTE = r"(?:(?=[（(\[［【〈<〔※＊*★■◆▲TFX])|^)"
NOTES = (
    # [要出典：2024年], （数値は要確認）, （※要追記）
    rf"{_OPEN}{_MARK}?[ \t]*(?:{_INNER}{{0,12}}[はをのが、]?)?{_NEEDED}{_MORE}{_CLOSE}"
    rf"{_NOT_SPOKEN_OF}",
    rf"{_SQUARE}{_MARK}?{_MARKED}{_MORE}{_SQUARE_CLOSE}{_NOT_SPOKEN_OF}",
    rf"{_OPEN}{_MARK}(?:{_SUBJECT}[はがのも])?{_MARKED}{_MORE}{_CLOSE}",
    # （事実確認が必要）, （出典要）
    rf"{_OPEN}{_MARK}?(?:(?:{_SUBJECT}の?)?(?:再?確認|ファクトチェック|裏取り|校正|校閲|推敲|検証)[がは]?(?:必要|要)|{_SOURCE}[がは]?要)"
    rf"(?:です)?{_CLOSE}",
    # ★要確認★, ※要ファクトチェック
    rf"{_MARK}{{1,3}}[ \t]*(?:{_NEEDED}|{_MARKED})(?![事項書のでがは])",
    # A line of nothing else: 要確認：新茶の値段
    rf"{_ITEM}(?:{_NEEDED}|{_MARKED}|{_UNFINISHED})[。]?[ \t]*$",
    rf"{_ITEM}(?:{_NEEDED}|TBD|TBC|WIP)[：:][^\n]{{0,60}}$",
    rf"{_ITEM}{_MARK}?{_PLACE}[はを、]?"
    rf"(?:{_NEEDED}(?:です)?|{_LATER}{_INNER}{{0,6}}?{_WORK})[。]?[ \t]*$",
    rf"{_ITEM}(?:編集|執筆|校正|校閲|ライター|デスク)用?メモ[：:]",
    rf"{_ITEM}メモ[：:][^\n]{{0,20}}?{_LATER}[^\n]{{0,8}}?{_WORK}",
    # ★後で確認★, ★★★ここから書く
    rf"{_MARK}{{1,3}}[ \t]*(?:{_LATER}|ここ(?:から|[にで]))、?{_INNER}{{0,6}}?{_WORK}"
    rf"{_MARK}{{0,3}}[ \t]*$",
    # （仮の数字）, [要説明], [独自研究?], [誰?]
    rf"{_OPEN}{_MARK}?仮の{_SUBJECT}{_CLOSE}",
    r"[\[［](?:要説明|独自研究|(?:誰|いつ|どこ|何)(?=[?？]))[?？]?[\]］]",
    # TODO: 値段を調べる; （FIXME）
    rf"(?:{_ITEM}|{_OPEN}|(?<=[。．.!?！？」）)\s])){_SHOUTED}(?=[:：）)\]］】]|[ \t]*$)",
    rf"(?:{_ITEM}|{_MARK}){_SHOUTED}"
    r"(?:[ \u3000]+(?![リアを-んはにとのがもで管一])(?=[ぁ-ヶ一-龠])|[（(])",
    rf"^[ \t]*(?:[-–—=]{{2,}}|{_MARK}{{1,3}})[ \t]*{_SHOUTED}",
    rf"{_ITEM}(?:todo|fixme)[:：]",
    rf"{_ITEM}{_SHOUTED}[ \t\u3000]+[^\n]{{0,40}}?{_WORK}[。]?[ \t]*$",
    rf"{_ITEM}(?:ToDo|Todo)[:：][ \t]*{_INNER}{{0,20}}?{_WORK}[。]?[ \t]*$",
    rf"{_SQUARE}{_UNFINISHED}{_SQUARE_CLOSE}{_NOT_SPOKEN_OF}",
    rf"{_SQUARE}(?:確認|校正|修正)中{_SQUARE_CLOSE}",
    rf"{_OPEN}{_MARK}?(?:未校正|未校閲|校正前|校閲前|未推敲){_CLOSE}",
    rf"{_OPEN}{_MARK}?{_PLACE}[は、]?(?:執筆中|作成中|未執筆|加筆中){_CLOSE}",
    # （加筆予定）, （数字は後で）
    rf"{_OPEN}{_MARK}?{_INNER}{{0,10}}?(?:追記|加筆|執筆|改稿|校正|推敲)の?予定{_CLOSE}",
    rf"{_OPEN}{_MARK}?{_INNER}{{1,10}}は(?:後で|あとで){_CLOSE}",
    # （後で書く）, （数値は後日差し替え）
    rf"{_OPEN}{_MARK}?{_INNER}{{0,14}}?{_LATER}{_INNER}{{0,6}}?{_WORK}{_CLOSE}",
    rf"{_ITEM}{_MARK}?[ \t]*{_LATER}{_INNER}{{0,10}}?{_WORK}[。]?[ \t]*$",
    # （※出典元不明）, [出典：後日]
    rf"{_SQUARE}{_MARK}?{_SOURCE}(?:が必要|を(?:要確認|確認|追記|明記))(?:です|する(?:こと)?)?{_SQUARE_CLOSE}"
    rf"{_NOT_SPOKEN_OF}",
    rf"{_OPEN}{_MARK}?[ \t]*{_SOURCE}[はを：:]?[ \t]*(?:不明|なし|未記載|未確認|{_LATER})"
    rf"{_INNER}{{0,6}}{_CLOSE}",
    rf"{_OPEN}{_MARK}?{_SOURCE}[をの]?(?:追加|確認|明記|調べ|求む|探)"
    rf"(?:する|して|のこと|すること)?{_CLOSE}",
    r"[\[(](?:source|citation|ref)\?[\])]",
    r"[\[(](?:citation|source|reference|verification|clarification|fact[- ]check) (?:is )?needed"
    r"[\])]",
    r"[\[(](?:needs? (?:a )?(?:citation|source|verification|fact[- ]check(?:ing)?|update)"
    r"|fact[- ]check(?: this)?)[\])]",
    r"[\[(]to be (?:added|written|confirmed|completed|filled in|inserted|updated|verified)"
    r"(?: later)?[\])]",
)
_NOTE = late_pattern(rf"{BEGINNING_OF_NOTE}(?:{'|'.join(NOTES)})", re.MULTILINE)
_CLOSES = "）)］]】〉>〕"
# What of each note is rare: few texts need a closer look.
_RARE = late_words(
    "要出|要確|要再|要 |要・|要追|要加|要校|要差|要推|要裏|要ファ|要事実|要執|要リ|要補|要所|要ソ|要訂|要取"
    "|要検|要調|要修|要更|要編|要デ|要数|要日|要根|要引|要写|要画|要図|要見|要許|要承|要説明"
    f"|要{'|要'.join(_CLOSES)}|要です{'|要です'.join(_CLOSES)}"
    "|仮の|独自研|誰?|誰？|いつ?|いつ？|どこ?|どこ？|何?|何？|ここか|ここに|ここで|T.B.D|TBD|TBC|WIP|DRAFT|Draft|執筆中"
    "|作成中|下書き|ドラフト|未執筆|加筆中|メモ：|メモ:|TODO|FIXME|XXX|todo|fixme|ToDo|Todo|確認中|校正中|修正中|未校"
    "|校正前|校閲前|未推|加筆予|執筆予|追記予|改稿予|校正予|推敲予|加筆の予|執筆の予|追記の予|改稿の予|校正の予|推敲の予"
    "|後で|あとで|後ほど|ちほど|後日|追って"
    "|ource?|itation?|ref?|needed]|needed)|[need|(need|fact-check|fact check|to be "
)
_RARE_OF_SOURCES = (
    r"(?:[はを：:]?[ \t]*(?:不明|なし|未記載|未確認)|[をの]?(?:追加|確認|明記|調べ|求む|探)"
    r"|を(?:要確認|追記)|が必要)"
)
# Each begins with a letter, for speed.
_SIGN = late_pattern(
    "|".join(
        (
            _RARE.pattern,
            *(f"{source}{_RARE_OF_SOURCES}" for source in ("出典元?", "出所", "ソース", "情報源", "引用元")),
        )
    )
)
# Only in a title: a post's own working title.
_WORKING_TITLE = late_pattern(
    r"^(?:仮タイトル|仮題)(?:[：: ]|$)|[（(【\[]仮(?:題|タイトル)?[）)】\]]\s*$"
    r"|^[（(\[【](?:下書き|ドラフト|草稿|WIP|DRAFT|仮)[）)\]】]|^(?:WIP|DRAFT|Draft)[:：]"
)


def signs_of_notes(text: str, start: int = 0) -> Iterator[int]:
    """The offsets from `start` on at which a text may have notes: a look that costs little."""
    return (found.start() for found in _SIGN.finditer(text, start))


def notes_in(text: str) -> list[tuple[int, int]]:
    """The spans of the notes in a text, whose code and quotations are blanked out."""
    return [found.span() for found in _NOTE.finditer(text)] if _SIGN.search(text) else []


def notes_in_title(title: str) -> list[tuple[int, int]]:
    """The spans of the notes in a title, which may be a working title too."""
    working = _WORKING_TITLE.search(title)
    return sorted([*notes_in(title), *([working.span()] if working else [])])
