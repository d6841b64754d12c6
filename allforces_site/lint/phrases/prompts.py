"""Patterns of lines that are instructions to a writing model."""

from __future__ import annotations

import re

from allforces_site.text.late_pattern import late_pattern

# Instructions are short lines, except those that give a model its role.
_LONGEST = 120
_ROLES = ("You are a", "あなたは")

_START = r"[ \t]*(?:[-*+][ \t]+|[0-9０-９]{1,2}[.)．][ \t]*)?(?:\*\*)?"
_END = r"(?:\*\*)?[。：:]?[ \t]*$"
_PLEASE = r"(?:ください|なさい|せよ)"

# No article says this of itself.
CERTAIN = (
    # 【既存の記事の最後の部分】, 【要求事項】
    r"[ \t]*[【\[（(](?:既存の?記事|元の?記事|前の?文章)の(?:最後|末尾|冒頭)の?部分"
    r"[^】\])）\n]{0,20}[】\])）]",
    rf"{_START}[【\[](?:要求事項|文体の指示|執筆の?(?:条件|ルール|指示)|記事の(?:要件|構成指示))[】\]]",
    # The markers that chat formats put between roles.
    r"[ \t]*(?:\[/?(?:SYSTEM|INST|ASSISTANT)\]|<<SYS>>|<\|(?:system|user|assistant|im_start)\|>)",
    r"#{1,3} ?(?:System|Instructions?) ?(?:[Pp]rompt)?:[ \t]*$",
    # 「あなたはプロのライターです。以下の条件で記事を書いてください」
    r"You are an? [^.\n]{0,80}\b(?:writer|assistant|editor|journalist|blogger|copywriter|language model)\b"
    r".{0,200}?\b(?:[Ww]rite|[Cc]reate|[Gg]enerate|[Pp]roduce|[Oo]utput|must|should)\b",
    rf"あなたは[^。\n]{{0,60}}(?:です|として)[。、].{{0,200}}?(?:記事|文章|以下の).{{0,80}}?{_PLEASE}",
    rf"{_START}(?:続きを|続きの(?:文章|本文)を"
    r"|(?:上記|以下)の(?:条件|情報|要件|テーマ|キーワード|内容).{0,30}(?:記事|文章)を)"
    rf".{{0,20}}(?:書いて|執筆して|作成して|生成して|完成させて){_PLEASE}{_END}",
    # 「記事の末尾に---END---を追加する」
    rf"{_START}(?:記事|本文|文章)の(?:末尾|最後)に.{{0,12}}(?:-{{2,}}|={{2,}}|\[) ?END"
    r".{0,16}(?:追加|挿入|記載|付け|出力)",
)
# Several of these near each other are a list of rules for a writer.
LIKELY = (
    rf"{_START}[【\[#]+ ?(?:出力(?:形式|フォーマット|文)|制約(?:条件)?|命令書?|指示|入力(?:文|情報)"
    rf"|条件|役割|注意(?:事項)?|タイトル|本文|文体|トーン)[】\]]?{_END}",
    rf"{_START}(?:出力(?:形式|フォーマット)|(?:目標)?文字数|トーン|文体|(?:ターゲット|想定)読者|キーワード)(?:\*\*)?[：:]",
    rf"{_START}(?:フロントマター|前置き|挨拶文?|見出し|解説文?|余計な説明)は?.{{0,12}}"
    r"(?:追加しない|出力しない|含めない|書かない|不要)",
    rf"{_START}既存の(?:内容|記事|文章)を繰り返さない",
    rf"{_START}.{{0,40}}[0-9０-９,，]{{3,6}}(?:文字|字)(?:程度|以上|以内|前後)"
    rf"(?:.{{0,20}}(?:書く|書いて|まとめ|執筆|補完|なるよう|すること)|{_END})",
    rf"{_START}(?:記事|本文|文章)の(?:末尾|最後|冒頭)に.{{1,20}}を(?:必ず)?(?:追加|挿入|記載|入れ)"
    rf"(?:する|してください|すること)?{_END}",
    rf"{_START}(?:Markdown|マークダウン|HTML|JSON)(?:形式)?で(?:のみ)?出力",
    rf"{_START}.{{0,20}}(?:AIらしい|機械的な).{{0,16}}表現は?(?:避け|使わ)",
    rf"{_START}(?:自然な流れで|上記の文章から自然に)続[くけき]",
)
_CERTAINLY = late_pattern("|".join(CERTAIN))
_PROBABLY = late_pattern("|".join(LIKELY))
# Fields of a template that were not filled in.
_FIELD = late_pattern(
    r"\{\{-?[ \t]{0,4}(?P<liquid>keywords?|main_keyword|topic|theme|article_title"
    r"|記事タイトル|タイトル|キーワード|テーマ)[ \t]{0,4}-?\}\}"
    r"|(?<![{%$])\{(?:keywords?|main_keyword|topic|article_title|記事タイトル|タイトル|キーワード|テーマ)\}(?!\})"
)


# A line without any of these words needs no closer look, and neither does one that is shorter than the
# shortest instruction (文体：). One pattern finds them in a quarter of the time that one word after the
# other takes.
_CERTAIN_HINTS = ("記事の", "文章の", "本文の", "続き", "以下の", "上記の", "[", "【", "<", "#", *_ROLES)
_LIKELY_HINTS = (
    "出力", "字", "トーン", "文体", "読者", "キーワード", "しない", "書かない", "含めない", "不要", "既存の",
    "表現", "続", "の末尾に", "の最後に", "の冒頭に", "【", "[", "#",
)  # fmt: skip
_MAY_BE_CERTAIN = late_pattern("|".join(map(re.escape, _CERTAIN_HINTS)))
_MAY_BE_LIKELY = late_pattern("|".join(map(re.escape, _LIKELY_HINTS)))
_SHORTEST = 3


def may_hold(text: str) -> bool:
    """Whether a block may hold an instruction; a single long line holds none."""
    return len(text) <= _LONGEST or "\n" in text or "{" in text or text.startswith(_ROLES)


def is_certain(line: str) -> bool:
    """Whether a line is an instruction by itself."""
    if len(line) < _SHORTEST or (len(line) > _LONGEST and not line.startswith(_ROLES)):
        return False
    return _MAY_BE_CERTAIN.search(line) is not None and _CERTAINLY.match(line) is not None


def is_likely(line: str) -> bool:
    """Whether a line is an instruction if others are near it."""
    if not _SHORTEST <= len(line) <= _LONGEST:
        return False
    return _MAY_BE_LIKELY.search(line) is not None and _PROBABLY.match(line) is not None


def field_in(line: str, assigned: frozenset[str]) -> int | None:
    """The column of a template field in a line, or None; names that Liquid has `assigned` are no fields."""
    if "{" in line:
        for found in _FIELD.finditer(line):
            if found["liquid"] not in assigned:
                return found.start()
    return None
