"""Phrases that say a thing twice, or in more words than it needs.

Those with すること are the first entries of textlint-rule-ja-no-redundant-expression, and those with こと are
like them; the others are doubled meanings (重言) that the handbooks of Japanese newspapers name.
"""

from __future__ import annotations

import msgspec


class RedundantPhrase(msgspec.Struct, frozen=True):
    """A `pattern` that is tried in texts with one of the `signs`, and a `short` way to say it."""

    pattern: str
    short: str
    signs: tuple[str, ...]


def _phrase(words: str, short: str) -> RedundantPhrase:
    return RedundantPhrase(words, short, (words,))


# Verbs have a form of their own: 買うことができる, 買える. In る it may be passive (見られる), but not behind
# its object (海を見られる). That of 走らせる would be said of who is made to run.
_SHORT_FORMS = tuple(
    RedundantPhrase(
        rf"(?:[一-鿿][ぁ-ん]?)?{sign}こと(?:ができ|が可能)",
        f"…{short}る",
        (f"{sign}ことができ", f"{sign}ことが可能"),
    )
    for sign, short in zip("うくぐすつぬぶむ", "えけげせてねべめ", strict=True)
)
_SHORT_FORM_IN_RU = RedundantPhrase(
    r"を(?:(?!と)[一-鿿ぁ-ん]){1,7}(?<!す)(?<![さかわらばまながた]せ)ることが(?:でき|可能)",
    "…れる",
    ("ることができ", "ることが可能"),
)
_AMOUNT = (
    r"(?:[0-9０-９][0-9０-９,，.．]*|[一二三四五六七八九十百千数]+)[万億兆]*"
    r"(?:[一-鿿A-Za-zァ-ヶー%％]{1,4}?)??"
)

REDUNDANT = (
    RedundantPhrase(r"することができ", "でき", ("することができ",)),
    RedundantPhrase(r"することが可能", "できる", ("することが可能",)),
    *_SHORT_FORMS,
    _SHORT_FORM_IN_RU,
    RedundantPhrase(
        rf"(?:約|おおよそ|およそ){_AMOUNT}(?:程度|ほど|くらい|ぐらい|前後)", "約…", ("約", "およそ")
    ),
    RedundantPhrase(r"各[一-鿿ァ-ヶー]{1,8}ごとに", "…ごとに", ("ごとに",)),
    RedundantPhrase(r"(?<![一-鿿ァ-ヶーA-Za-z])より最適(?!化)", "より適した", ("より最適",)),
    RedundantPhrase(r"違和感を感じ", "違和感を覚え", ("違和感を感じ",)),
    _phrase("まず最初", "最初"),
    _phrase("一番最初", "最初"),
    _phrase("一番最後", "最後"),
    _phrase("まだ時期尚早", "時期尚早"),
    _phrase("被害を被", "被害を受け"),
    _phrase("犯罪を犯", "罪を犯"),
    _phrase("後で後悔", "後悔"),
    _phrase("返事を返", "返事をす"),
    _phrase("製造メーカー", "メーカー"),
    _phrase("あらかじめ予測", "予測"),
    _phrase("あらかじめ予想", "予想"),
    _phrase("あらかじめ予約", "予約"),
    _phrase("必ず必要", "必要"),
    _phrase("過半数を超え", "過半数に達し"),
    _phrase("過半数を上回", "半数を上回"),
    _phrase("従来から", "従来"),
    _phrase("古来から", "古来"),
    _phrase("今現在", "現在"),
    _phrase("はっきり明言", "明言"),
    _phrase("はっきりと明言", "明言"),
    _phrase("すべて全部", "すべて"),
    _phrase("全て全部", "全て"),
    _phrase("いまだに未", "まだ…ない"),
    _phrase("未だに未", "まだ…ない"),
    _phrase("元旦の朝", "元旦"),
    _phrase("頭痛が痛", "頭が痛"),
    _phrase("炎天下の下", "炎天下"),
    _phrase("断トツの1位", "断トツ"),
    _phrase("ダントツの1位", "ダントツ"),
    _phrase("余分な贅肉", "贅肉"),
    _phrase("思いがけないハプニング", "ハプニング"),
    _phrase("沿岸沿い", "沿岸"),
    _phrase("すべて一任", "一任"),
    _phrase("全て一任", "一任"),
    _phrase("引き続き継続", "継続"),
    _phrase("再び再開", "再開"),
    _phrase("新たに新設", "新設"),
    _phrase("新しく新設", "新設"),
    _phrase("お体をご自愛", "ご自愛"),
    _phrase("水が増水", "増水"),
    _phrase("色が変色", "変色"),
    _phrase("挙式を挙げ", "式を挙げ"),
    _phrase("慎重に熟慮", "熟慮"),
)
