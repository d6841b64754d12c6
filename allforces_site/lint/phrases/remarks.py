"""What a writing model says to its user, not to readers: acceptances, refusals, announcements."""

from __future__ import annotations

import re

from allforces_site.lint.source.masking import without_quoted

_TEXT = r"(?:記事|続き|原稿|本文|リライト)"
_WISH = r"(?:記事|続き|原稿|文章|本文|リライト|要求事項|要件|ご指示|ご要望|ご依頼|語り口|トーン)"
_MAKE = r"(?:作成|執筆|記載|提示|出力|生成|完成|再構成|リライト|修正|続け|お届け)"
_WILL = r"(?:さ?せていただき|[しいた]{0,3}ます)"
_DONE = r"(?:し|さ|いた)(?:ま|せ)"

# Each is at the beginning of a paragraph.
_OPENINGS = (
    # 「はい、承知いたしました。…記事を続けさせていただきます」
    r"(?:はい|もちろん(?:です)?)?[、。！]?\s*(?:大変)?"
    rf"(?:(?:承知|了解)(?:いた|致)?しました|かしこまりました)[。！!].{{0,200}}?{_WISH}",
    rf"(?:はい|もちろん(?:です)?|喜んで)[、。！].{{0,60}}?{_TEXT}[をの].{{0,30}}?{_MAKE}{_WILL}",
    # （ここから、記事の続きを補完します）
    r"[（(]?ここから(?:は|、)?.{0,10}?(?:記事|原稿|文章)の?続き.{0,30}?(?:補完|執筆|作成|生成)[しい]",
    # 「申し訳ありませんが、…を見つけることができませんでした」
    r"(?:大変)?申し訳(?:あり|ござい)ませんが[、，].{0,160}?(?:ご依頼|リクエスト|ご質問|記事[をの](?:作成|執筆|書)"
    r"|(?:情報|検索|記事|URL|アクセス)[^。\n]{0,40}?(?:できません|できない|ありません|いません)"
    r"|お手伝い|お応え|お答え|情報源|後ほど再度|言語モデル|学習データ)",
    r"(?:Web|ウェブ|ネット|インターネット)検索(?:機能)?[がを](?:現在)?[、]?(?:利用|使用|実行)でき(?:ない|ません)",
    r"(?:私は)?(?:AI|大規模)?(?:の)?言語モデル(?:です|なので|として、|であるため)",
    r"(?:私は)?AIアシスタント(?:なので|として、|のため)",
    # English
    r"(?:(?:I apologi[sz]e|I(?:'|’)m sorry|I am sorry|Sorry|Apologies|Unfortunately)[,.;]?\s+(?:but\s+)?)?"
    r"I(?: am|(?:'|’)m) (?:unable|not able) to\b"
    r".{0,200}?(?:article|request|web search|browse|quota|language model|guidelines)",
    r"(?:(?:I apologi[sz]e|I(?:'|’)m sorry|I am sorry|Sorry|Apologies|Unfortunately)[,.;]?\s+(?:but\s+)?)"
    r"I (?:cannot|can(?:'|’)t|can not)\b"
    r".{0,200}?(?:article|request|web search|browse|quota|language model|guidelines)",
    r"As an? (?:AI|large)(?: language)? (?:model|assistant)\b",
    r"(?:Sure|Certainly|Of course|Absolutely)(?:[,!.]| thing)[^.\n]{0,20}?"
    r"\b(?:[Hh]ere(?: is|(?:'|’)s)|I(?:'|’)ll|I will|I(?:'|’)d be)\b",
    r"(?:This|The) (?:article|text|post|draft) (?:has|contains|is) (?:about |approximately |around )?[0-9,]+ "
    r"(?:characters|words)\b",
)
_OPENING = re.compile("|".join(_OPENINGS))
# All patterns begin with one of these: few paragraphs need a closer look.
_INITIALS = frozenset("（(こはも喜大申承了かWウネイ私言AIUSCOTそで、以H")
# Only at the beginning of a text: further down an author may write them.
_FIRST_LINE = re.compile(
    rf"(?:それでは|では)?[、]?以下(?:に|が|は)[、]?[^。\n]{{0,60}}?{_TEXT}(?:[^。\n]{{0,20}}?{_MAKE}{_DONE}|です)"
    r"|(?:はい[、。])?(?:(?:承知|了解)(?:いた|致)?しました|かしこまりました)[。！!]?\s*$"
    r"|Here(?:'s|’s| is| are) (?:the|your|a|an|my) (?:[\w,-]+ ){0,6}?"
    r"(?:article|blog post|post|draft|text|version|rewrite|revision|continuation|translation)\b",
    re.MULTILINE,
)
# These reveal a model wherever they are, outside quotation marks.
_ANYWHERE = re.compile(
    r"ご(?:依頼|要望|指示|指定|提示)(?:いただ|頂)いた(?:記事|キーワード|テーマ|文章|条件)|ご依頼の(?:記事|原稿|文章)"
    r"|要求事項[をに][^。\n]{0,12}(?:満た|沿っ|従っ)[^。\n]{0,20}(?:記事|文章|原稿)"
    r"|(?:daily|usage) quota (?:limit )?for (?:the )?[\w`.-]+ model"
)
_ANYWHERE_SIGNS = ("いただいた", "頂いた", "ご依頼の", "要求事項", " quota ")
_IN_TITLE = re.compile(r"申し訳(?:あり|ござい)ませんが|(?:Web|ウェブ)検索が(?:現在)?利用できない")
_REFUSAL = re.compile(
    r"(?:I apologi[sz]e|I(?:'|’)m sorry|I am sorry), but I\b"
    r"|I am unable to (?:perform|access|browse|write|provide)\b"
)


def remark_in(text: str, *, is_first: bool = False) -> int | None:
    """The offset of a model's remark in a plain paragraph, or None.

    `is_first` is whether a text, or what a model wrote in one go, begins with the paragraph.
    """
    if text[:1] in _INITIALS and (_OPENING.match(text) or (is_first and _FIRST_LINE.match(text))):
        return 0
    if not any(sign in text for sign in _ANYWHERE_SIGNS):
        return None
    anywhere = _ANYWHERE.search(without_quoted(text))
    return anywhere.start() if anywhere is not None else None


def remark_in_title(title: str) -> bool:
    """Whether a title was cut out of a model's remark."""
    return any((_OPENING.match(title), _REFUSAL.match(title), _IN_TITLE.search(without_quoted(title))))
