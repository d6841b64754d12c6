"""What a writing model says to its user, not to readers: acceptances, announcements, offers, refusals."""

from __future__ import annotations

import re

import msgspec

from allforces_site.lint.phrases import english_remarks, japanese_remarks
from allforces_site.lint.source.masking import without_quoted
from allforces_site.text.late_pattern import late_pattern, late_words


class Place(msgspec.Struct, frozen=True):
    """Whether a paragraph is the first or the last of what was written in one go, or an answer to somebody.

    `leads_on` is whether a link in it or right below it leads to another text.
    """

    is_first: bool = False
    is_last: bool = False
    is_answer: bool = False
    leads_on: bool = False

    @property
    def is_edge(self) -> bool:
        """Whether it is the first or the last."""
        return self.is_first or self.is_last


_TEXT = r"(?:記事|続き|原稿|本文|リライト)"
_WISH = r"(?:記事|続き|原稿|文章|本文|リライト|要求事項|要件|ご指示|ご要望|ご依頼|語り口|トーン)"
_MAKE = r"(?:作成|執筆|記載|提示|出力|生成|完成|再構成|リライト|修正|続け|お届け)"
_WILL = r"(?:さ?せていただ(?:き|く)|[しいた]{0,3}ます)"
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
    r"|(?:文章|本文|原稿|ファイル|添付|リンク先|ページ)[^。\n]{0,16}?(?:確認|読み込|読み取|開|参照|取得)[^。\n]{0,8}?でき(?:ない|ません)"
    r"|お手伝い|お応え|お答え|情報源|後ほど再度|言語モデル|学習データ)",
    r"(?:Web|ウェブ|ネット|インターネット)検索(?:機能)?[がを](?:現在)?[、]?(?:利用|使用|実行)でき(?:ない|ません)",
    r"(?:私は)?(?:AI|大規模)?(?:の)?言語モデル(?:です|なので|として、|であるため)",
    r"(?:私は)?AIアシスタント(?:なので|として、|のため)",
)
_OPENING = late_pattern("|".join(_OPENINGS))
# All patterns begin with one of these: few paragraphs need a closer look.
_INITIALS = frozenset("（(こはも喜大申承了かWウネイ私言AI")
# Only at the beginning of a text: further down an author may write them.
_FIRST_LINE = late_pattern(
    rf"(?:それでは|では)?[、]?以下(?:に|が|は)[、]?[^。\n]{{0,60}}?{_TEXT}(?:[^。\n]{{0,20}}?{_MAKE}{_DONE}|です)"
    r"|(?:はい[、。])?(?:(?:承知|了解)(?:いた|致)?しました|かしこまりました)[。！!]?\s*$"
    r"|Here(?:'s|’s| is| are) (?:the|your|a|an|my) (?:[\w,-]+ ){0,6}?"
    r"(?:article|blog post|post|draft|text|body|version|rewrite|revision|continuation|translation)\b"
    r"|The (?:article|chapter|post|draft) is (?:now )?(?:written|complete|done|finished)\.",
    re.MULTILINE,
)
_FIRST_INITIALS = frozenset("そで、以は承了かHT")
# These reveal a model wherever they are, outside quotation marks.
_ANYWHERE = late_pattern(
    r"ご(?:依頼|要望|指示|指定|提示)(?:いただ|頂)いた(?:記事|キーワード|テーマ|文章|条件)|ご依頼の(?:記事|原稿|文章)"
    r"|要求事項[をに][^。\n]{0,12}(?:満た|沿っ|従っ)[^。\n]{0,20}(?:記事|文章|原稿)"
    r"|(?:記事|続き|本文|原稿)を(?:作成|執筆|生成|続け|書い)(?:し)?て?も?よろしいでしょうか"
    r"|(?:daily|usage) quota (?:limit )?for (?:the )?[\w`.-]+ model"
)
_SIGNS_ANYWHERE = ("いただいた", "頂いた", "ご依頼の", "要求事項", "よろしいでしょうか", " quota ")
_IN_TITLE = late_pattern(r"申し訳(?:あり|ござい)ませんが|(?:Web|ウェブ)検索が(?:現在)?利用できない")

# A sentence to a user has one of these near its beginning.
_HINT = late_words(
    "続き|途中|ご希|ご指|ご要|ご依|ご提|ご共|ご入|ご送|ご意|ご注|いただいた|頂いた|提供された|提示された|入力された|共有された"
    "|与えられた|渡された|指定|指示|プロンプト|要件|要求事項|既存の記|既存の文|既存の原|既存の本|既存の内|元の記|元の文|元の原"
    "|元の本|元の内|これまでの内|これまでの文|リライト|文字|字程度|字以|字前|字ほど|字で|字の|字に|字）|字)|字数|分量が|分量を|トークン|出力が|前の文|前の記|先ほどの|書き直|書き換|書き足|書き加"
    "|加筆|修正|よろしけ|必要であ|必要なら|必要でし|必要に応|リクエスト|ましょうか|ましたら|お知らせ|お申し|お伝え|おっしゃ"
    "|もちろんです|承知|了解|かしこまり|わかりました|分かりました|申し訳|お待たせ|ありがとう|いかがで|別の切|別のパ|別のバ|別のト|別の文|すみません|ごめん|お手伝い|条件|途切れた|恐れ入り|残念ながら|任せ|AIとして|AIなの|AIアシ|人工知能|言語モデル|情報が不|データが不|情報が足|教えていただ|でよろしい|形式で記|形式で本|SEOを意|SEOに配|ペルソナ|自然な流|についての記|の本文を"
    "|以下の|以下が|以下は|以下、|以上、|以上が|上記の|下記の|こちらが|完成した記|完成させた|文体|語り口|口調|トーン"
)
_HINTED = 100
_SENTENCE = late_pattern(r"[^。！？!?\n]*(?:[。！？!?]+[）)」』】]*|\n|$)")
# A paragraph at an edge is read to its end up to this length; of a longer one the last sentence is.
_SHORT = 400


def may_be_remark(text: str) -> bool:
    """Whether a paragraph may begin with a remark, though nothing is known of its place.

    It is a look that costs little, as is that of `may_reveal_a_model` at a whole text.
    """
    if text[:1] in _INITIALS and _OPENING.match(text):
        return True
    return _HINT.search(text, 0, _HINTED) is not None or text.isascii()


def may_reveal_a_model(text: str) -> bool:
    """Whether a text may hold words that reveal a model wherever they are."""
    # A pattern of so few words takes three times as long.
    return any(sign in text for sign in _SIGNS_ANYWHERE)


def remark_in(text: str, place: Place) -> int | None:
    """The offset of a model's remark in a plain paragraph, or None."""
    if place.is_answer:
        return None
    if text[:1] in _INITIALS and _OPENING.match(text):
        return 0
    if place.is_first and text[:1] in _FIRST_INITIALS and _FIRST_LINE.match(text):
        return 0
    if english_remarks.opens_with_remark(text):
        return 0
    at = _in_sentences(text, place)
    if at is None and may_reveal_a_model(text):
        anywhere = _ANYWHERE.search(without_quoted(text))
        at = anywhere.start() if anywhere is not None else None
    return at


def _in_sentences(text: str, place: Place) -> int | None:
    if not (place.is_edge or text.isascii() or _HINT.search(text, 0, _HINTED)):
        return None
    shown = without_quoted(text)
    spans = [found.span() for found in _SENTENCE.finditer(shown, 0, _SHORT) if found[0].strip()]
    if not spans:
        return None
    sentences = [shown[start:end] for start, end in spans]
    if place.is_first and japanese_remarks.announces_text(sentences):
        return 0
    if japanese_remarks.opens_with_remark(sentences[:4], is_edge=place.is_edge, leads_on=place.leads_on):
        return 0
    if not place.is_edge:
        spans = spans[:1]
    elif len(text) > _SHORT:
        spans = [(_last_sentence(shown), len(shown))]
    return next((start for start, end in spans if _is_said_to_user(shown[start:end])), None)


def _last_sentence(text: str) -> int:
    """The offset of the last sentence."""
    ended = len(text.rstrip("。！？!?）)」』】 \n"))
    return max(text.rfind(mark, 0, ended) for mark in "。！？!?\n") + 1


def _is_said_to_user(sentence: str) -> bool:
    if sentence.isascii():
        return english_remarks.is_said_to_user(sentence.strip())
    return _HINT.search(sentence) is not None and japanese_remarks.is_said_to_user(sentence)


def remark_in_title(title: str) -> bool:
    """Whether a title was cut out of a model's remark."""
    shown = without_quoted(title)
    return (
        remark_in(title, Place(is_first=True, is_last=True, leads_on=True)) is not None
        or english_remarks.is_refusal(title)
        or japanese_remarks.is_beginning_of_remark(shown)
        or _IN_TITLE.search(shown) is not None
    )


def remark_in_summary(value: str) -> bool:
    """Whether an excerpt or a description, which may be cut, begins or ends with a model's remark."""
    place = Place(is_first=True, is_last=True)
    return remark_in(value, place) is not None or japanese_remarks.is_beginning_of_remark(
        without_quoted(value)
    )
