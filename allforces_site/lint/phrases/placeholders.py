"""Placeholders that writers put where something is to be filled in later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.text.late_pattern import late_pattern

_OPEN, _CLOSE, _INNER = r"[（(\[［【〈<]", r"[）)\]］】〉>]", r"[^（）()\[\]［］【】〈〉<>\n]"
_THING = (
    r"(?:(?:画像|写真|図|表)[0-9０-９①-⑨]{1,2}|画像|写真|図表?|グラフ|スクリーンショット|リンク|URL|動画|地図|表"
    r"|引用|出典|文章|本文|説明|名前|会社名)"
)
_PUT = r"(?:挿入|入れ|追加|差し替え|貼り?付け|貼|記載|書)"
_FILL = rf"(?:{_PUT}|記入|入力)"
_LATER = r"(?:後日|後で|あとで|後ほど|のちほど|追って)"
# How an order or a plan ends: （写真を追加しました） and （画像入力に対応） are neither.
_ORDER = (
    r"(?:する(?:こと)?|します|[しっい]?て(?:ください|下さい)|[くる](?:こと)?|のこと"
    r"|の?予定(?:です)?|お?願い(?:します|いたします)?|待ち)"
)
_APART = r"(?<![\w」』）])"
# A button of a program that a text explains.
_NO_BUTTON = (
    r"(?!(?:を|から|ボタン|メニュー|欄|と表示|が表示|で(?:き|、))|[\w ]{0,4}(?:押|選|クリック|タップ))"
)
_CIRCLES = r"(?<![〇○◯●])[〇○◯●]{2,6}"
_WRITER = r"(?:アナリスト|ライター|編集長|記者|編集者|筆者|私|僕|エンジニア|コンサルタント)"

# Each with characters of which a text must have one: few texts need a closer look.
_PHRASES = (
    # （ここに画像を挿入）, [ここにタイトル]
    (("ここに", "ここへ"), rf"{_OPEN}ここ[にへ]{_INNER}{{0,30}}{_CLOSE}"),
    # （写真を入れる）, （図表は後日追加）, （画像挿入） that stands apart, [名前を入力].
    # 複合（画像入力） is a word for a kind, （説明書付き） has nothing to do with writing.
    (
        ("挿入", "入れ", "追加", "差し替え", "貼", "記入", "記載", "入力", "書"),
        rf"{_OPEN}{_THING}を{_INNER}{{0,8}}{_PUT}{_ORDER}{_CLOSE}"
        rf"|{_OPEN}{_THING}[はを]?{_LATER}{_INNER}{{0,4}}{_FILL}{_ORDER}?{_CLOSE}"
        rf"|{_OPEN}{_THING}[はを]?{_FILL}の?予定{_CLOSE}"
        rf"|{_APART}{_OPEN}{_THING}を{_INNER}{{0,8}}{_PUT}{_CLOSE}"
        rf"|{_APART}{_OPEN}{_THING}(?:挿入|差し替え|貼り?付け){_ORDER}?{_CLOSE}"
        rf"|[\[［]{_THING}を?{_INNER}{{0,8}}{_FILL}{_ORDER}?[\]］](?![(\[:（]){_NO_BUTTON}",
    ),
    # [画像], [リンク], [会社名]
    (
        ("[", "［"),
        r"[\[［](?:画像|写真|リンク|(?:出典)?URL|link|image|会社名|企業名|社名|氏名|名前|日付|商品名|サービス名|著者名)"
        r"[\]］](?![(\[:（])",
    ),
    # [Your Name], [Insert image]
    (
        ("[",),
        r"\[(?:[Yy]our|YOUR|[Ii]nsert|INSERT|[Cc]ompany [Nn]ame|[Pp]roduct [Nn]ame|[Aa]uthor [Nn]ame)"
        r"(?: [^\[\]\n]{1,40})?\](?![(\[:])",
    ),
    (("HERE",), r"\b(?:INSERT|PLACE|ADD) [A-Z ]{2,30}\bHERE\b"),
    # （あなたの名前）
    (("あなたの", "ご自身の"), r"[（(\[［](?:あなたの|ご自身の)(?:お?名前|会社名?|氏名|社名)[）)\]］]"),
    # A writer without a name: アナリストの〇〇です. Otherwise 〇〇 is Japanese for "such and such".
    (
        ("〇〇", "○○", "◯◯", "●●"),
        rf"{_WRITER}の?{_CIRCLES}(?=です|だ[よ。]|と申します|[（(])"
        rf"|{_CIRCLES}[（(](?:あなた|会社|企業|社名|氏名|名前|ここ|具体){_INNER}{{0,12}}[）)]",
    ),
    # Filler text
    (("orem ipsum",), r"[Ll]orem ipsum dolor"),
    (("ダミー", "サンプル"), r"この文章はダミーです|(?:ダミー|サンプル)テキスト(?:です|が入ります)"),
    # A model's references to its sources, which its own pages turn into links
    (
        ("[cite", "oaicite", "turn0", "†"),
        r"\[cite(?:_start|_end)?(?:: ?[^\[\]\n]{1,60})?\](?![(\[:])|:contentReference\[oaicite:[0-9]+\]"
        r"|【[0-9]{1,3}(?::[0-9]+)?†[^【】\n]{0,40}】|\bturn0(?:search|view|news)[0-9]+",
    ),
)
_PATTERNS = tuple((signs, late_pattern(pattern, re.MULTILINE)) for signs, pattern in _PHRASES)
# Where any of them may begin: what is in brackets, and words. Each begins with a letter, for speed.
_IN_BRACKETS = "ここ|画像|写真|図|グラフ|スクリーン|[リU]|動画|地図|表|引用|出典|文章|本文|説明|名前|会社名"
_IN_ROUND_ONES = f"{_IN_BRACKETS}|あなたの|ご自身"
_IN_SQUARE_ONES = f"{_IN_ROUND_ONES}|企業名|社名|氏名|日付|商品名|サービス|著者|link|image|[YyIiCcPpAa]"
_BRACKETS = {
    "（(": _IN_ROUND_ONES,
    "[［": _IN_SQUARE_ONES,
    "【": rf"{_IN_BRACKETS}|[0-9]{{1,3}}[†:]",
    "〈<": _IN_BRACKETS,
}
_SIGN = late_pattern(
    "|".join(
        (
            *(f"{re.escape(sign)}(?:{inner})" for signs, inner in _BRACKETS.items() for sign in signs),
            "HERE|〇〇|○○|◯◯|●●|orem ipsum|この文章はダ|ダミーテ|サンプルテ|oaicite|turn0",
        )
    )
)


def signs_of_placeholders(text: str, start: int = 0) -> Iterator[int]:
    """The offsets from `start` on at which a text may have placeholders: a cheap look."""
    return (found.start() for found in _SIGN.finditer(text, start))


def placeholders_in(text: str) -> list[tuple[int, int]]:
    """The spans of placeholders in a text, whose code and quotations are blanked out."""
    if _SIGN.search(text) is None:
        return []
    return [
        found.span()
        for signs, pattern in _PATTERNS
        if any(sign in text for sign in signs)
        for found in pattern.finditer(text)
    ]


# Hosts reserved for examples (RFC 2606), and those that manuals use for the reader's own.
_EXAMPLE_HOST = late_pattern(
    r"https?://(?:[\w-]+\.)*"
    r"(?:example\.(?:com|org|net|jp|co\.jp)|(?:your|my)-?(?:domain|site|company)\.(?:com|jp|co\.jp))(?=[/:?#]|$)",
    re.IGNORECASE,
)


def is_example_host(target: str) -> bool:
    """Whether a link's target is on an example host."""
    return _EXAMPLE_HOST.match(target) is not None
