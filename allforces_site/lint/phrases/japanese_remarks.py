"""What a writing model says to its user in Japanese, sentence by sentence.

Words in quotation marks are blanked out before. All patterns read a sentence once, whatever its length.
"""

from __future__ import annotations

import re

from allforces_site.lint.phrases.japanese_remark_parts import (
    ACCEPTED,
    AS_WISHED,
    BREAKS_OFF,
    CAN,
    CONTINUATION,
    COUNT,
    GIVEN,
    IF,
    IS,
    LEAD,
    LENGTH,
    MAKE,
    POINTED,
    POLITE,
    REST,
    REVISED,
    REWORK,
    SAID_BY_USER,
    SMOOTHLY,
    START,
    STYLE,
    TELL,
    TEXT,
    UNFINISHED,
    WRITING,
)

# A sentence is no longer; a line without any mark of its end may be.
_LONGEST = 200
_MAKES = re.compile(rf"{MAKE}{REST}{{0,30}}?{POLITE}")
# With a predicate of making.
_MADE = re.compile(
    "|".join(
        (
            # 提供された記事の続きを…補い、仕上げます; 「…」から続きを書きます
            rf"{LEAD}(?:{GIVEN}|{UNFINISHED}|{POINTED})?{TEXT}\s*(?:の最後の部分)?(?:の|から)の?{CONTINUATION}",
            rf"{LEAD}(?:{GIVEN}{REST}{{0,20}}?|\s*)(?:の|から)の?{CONTINUATION}",
            rf"{LEAD}(?:この|その)?{CONTINUATION}{REST}{{0,30}}?(?:{SMOOTHLY}|補完|生成|出力|執筆|作成)",
            rf"{LEAD}{SMOOTHLY}{REST}{{0,6}}?続き[をに]",
            # 途中までの原稿を、同じトーンで仕上げました
            rf"{LEAD}(?:{GIVEN}|{UNFINISHED}){TEXT}[をに][、，]?{REST}{{0,16}}?{SMOOTHLY}",
            # ご提示いただいた原稿をリライトしました
            rf"{LEAD}{SAID_BY_USER}{REST}{{0,12}}?(?:{TEXT}|テーマ|キーワード|条件|情報|内容)[をにで]",
            # ご指定の条件に沿って、紹介文を書き上げました
            rf"{LEAD}(?={REST}{{0,80}}?{WRITING})(?:{REST}{{0,20}}?){AS_WISHED}",
            # 記事が途中で切れているため、続きを…
            rf"{LEAD}(?:{GIVEN}|{POINTED}|{UNFINISHED}|この)?{TEXT}{BREAKS_OFF}",
            # 既存の内容を繰り返さずに…; 元の文章の雰囲気を保って…
            rf"{LEAD}(?:既存の|元の|これまでの|前の)(?:内容|{TEXT})[とをの]{REST}{{0,10}}?(?:重複|繰り返)",
            rf"{LEAD}(?:元の|既存の){TEXT}の(?:{STYLE}|流れ|雰囲気|論調){REST}{{0,16}}?(?:維持|保|尊重|踏襲|引き継|変え)",
            rf"{LEAD}(?:こちら|以下)[がはに]{REST}{{0,12}}?{REVISED}{REST}{{0,10}}?(?:{TEXT}|版|続き|案)",
        )
    )
)
_AS_LONG = re.compile(rf"{START}(?:以上[、，]?)?{LENGTH}[のでに]")
_STYLED = re.compile(
    rf"{START}(?:なお、)?{STYLE}[はもを]{REST}{{0,30}}?(?:統一|合わせ|維持|保|揃え|そろえ|意識)"
)
_COUNTS = re.compile(rf"文字数を?(?:確認|チェック|数え|カウント|計測)(?:いた)?し?{POLITE}")
# Without one: the sentence says what the text is. A link may lead to what is meant.
_IS_THE_TEXT = re.compile(
    "|".join(
        (
            rf"{LEAD}(?:{POINTED}|{GIVEN}|{UNFINISHED}){TEXT}\s*の(?:続き|後半|残り){IS}",
            rf"{LEAD}(?:{POINTED}|{GIVEN}|{UNFINISHED}){TEXT}\s*{BREAKS_OFF}",
            rf"{LEAD}{REVISED}(?:さ?せ|し|いたし)?た{TEXT}[はが][、，]?(?:こちら|以下)(?:{IS}|の(?:通り|とおり))",
            rf"{LEAD}(?:以下|以上|こちら|上記)[がは、]{REST}{{0,16}}?{REVISED}{REST}{{0,8}}?(?:{TEXT}|版|続き|案)?{IS}",
            rf"{LEAD}(?:以下|以上|こちら)[がは、]\s*(?:記事の|本文の)?続き{IS}",
            rf"{LEAD}(?:{TEXT}の続き[：:]?|続き(?:の(?:書き出し|本文|文章)案?)?[：:])[\s）)】\]]*$",
        )
    )
)
# What authors say of their own texts.
_AUTHORS_OWN = re.compile(
    r"前回|次回|先週|先月|先日|昨日|今回|前編|後編|来週|第[0-9０-９一二三四五六七八九十]+回|私が|わたしが|記者|筆者|読者|お客様"
)
_SORRY = r"(?:(?:大変)?申し訳(?:あり|ござい)ません(?:が)?[、。，]|恐れ入りますが[、，]?|残念ながら[、，]?)"
_REFUSED = re.compile(
    rf"{START}(?:(?:{_SORRY}\s*)?(?:その|この|当該|いただいた)?(?:リクエスト|ご依頼|ご要望)には?(?:お応え|対応|お答え|お?力添え|添え)"
    rf"|{_SORRY}{REST}{{0,24}}?{TEXT}(?:の続き)?[をのは](?:作成|執筆|生成|提供|出力|完成)[をは]?)"
    rf"{REST}{{0,8}}?(?:できません|できかねます|いたしかねます|致しかねます)"
)
_OFFERED = re.compile(
    rf"{START}(?:(?:もちろん|また|なお|さらに|あわせて|そのほか)[、，])?"
    rf"(?:{IF}(?={REST}{{0,50}}?{REWORK}){REST}{{0,60}}?{CAN}"
    rf"|{REST}{{0,30}}?(?:{STYLE}|修正|リライト){REST}{{0,16}}?(?:場合は|あれば|ましたら|でしたら)[、，]?{REST}{{0,12}}?{TELL})"
)
_ASKED = re.compile(
    rf"(?:{TEXT}|続き)(?:の続き)?[をも]{REST}{{0,16}}?(?:書き|(?:作成|執筆|生成)(?:し|いたし)|続け|お作りし|仕上げ)"
    r"(?:ましょうか|ても?よろしいでしょうか|ますか)"
    rf"|(?:続きの{TEXT}?|{TEXT}の(?:全文|続き|内容|テーマ)|{TEXT})を?(?:ご(?:提供|提示|入力|共有)|貼り付け)"
    rf"{REST}{{0,4}}?(?:ください|いただけ|願い)"
    rf"|どのような{REST}{{0,12}}?{TEXT}を(?:ご希望|お望み)"
)
_NUMBER = re.compile(
    rf"{START}(?:以上[、，]?)?(?:(?:総|本文|記事|全文|合計)?の?文字数[は：:]?\s*(?:約|およそ)?[0-9０-９,，]{{2,6}}(?:文字|字)?"
    rf"|(?:全文|本文|合計|全体)[はで：:]?{COUNT})(?:程度|ほど|前後|弱|強)?{IS}?[。）)】\]\s]*$"
    rf"|^[（(【\[※]\s*(?:以上[、，]?)?(?:約|およそ|以上){COUNT}[）)】\]]\s*$|^\s*以上[、，]{COUNT}{IS}[。\s]*$"
)
_ACCEPTANCE = re.compile(rf"{START}{ACCEPTED}[。！!、]\s*$")
# What comes before the remark itself.
_PRELUDE = re.compile(
    rf"{START}(?:(?:大変)?(?:申し訳(?:あり|ござい)ません|失礼(?:いた)?しました|お待たせ(?:いた)?しました)|ありがとうございます"
    r"|いかがでし(?:ょう|た)か)[。！!？?]\s*$"
)
_PROMISE = re.compile(
    rf"{REST}{{0,40}}?(?:{TEXT}|続き|リライト){REST}{{0,30}}?{MAKE}{REST}{{0,16}}?{POLITE}|{REST}{{0,30}}?(?:{AS_WISHED}|{GIVEN})"
    rf"|{REST}{{0,20}}?{LENGTH}{REST}{{0,20}}?{MAKE}"
)


# A title or an excerpt may be cut before it says what is done.
_CUT = re.compile(
    rf"{LEAD}(?:{GIVEN}|{POINTED}){TEXT}\s*(?:[のをがは、]|から){REST}{{0,12}}?(?:続き|途中で)|\s+(?:の|から)の?続きを(?:書き|執筆し|作成し)"
    rf"|{START}{ACCEPTED}[。！!、]?\s*$"
)


def opens_with_remark(sentences: list[str], *, is_edge: bool, leads_on: bool) -> bool:
    """Whether a paragraph of these sentences begins with words to a user.

    `is_edge` is whether the paragraph is the first or the last of what was written in one go, `leads_on`
    whether a link in it or right below it leads to another text.
    """
    first, *more = sentences
    if more and _PRELUDE.match(first):
        if _REFUSED.match(first + more[0]):
            return True
        return opens_with_remark(more, is_edge=is_edge, leads_on=leads_on) or bool(_OFFERED.match(more[0]))
    if more and _ACCEPTANCE.match(first):
        return _PROMISE.match(more[0]) is not None
    if len(first) > _LONGEST:
        return False
    if _REFUSED.match(first) or _COUNTS.search(first):
        return True
    if _AUTHORS_OWN.search(first):
        return False
    if _MAKES.search(first):
        pattern = _MADE.match(first) or (is_edge and (_AS_LONG.match(first) or _STYLED.match(first)))
        if pattern:
            return True
    return not leads_on and _IS_THE_TEXT.match(first) is not None


def is_said_to_user(sentence: str) -> bool:
    """Whether a sentence offers or asks a user something, or counts characters."""
    return len(sentence) <= _LONGEST and (
        _OFFERED.match(sentence) is not None
        or _NUMBER.match(sentence) is not None
        or _ASKED.search(sentence) is not None
        or _COUNTS.search(sentence) is not None
    )


def is_beginning_of_remark(value: str) -> bool:
    """Whether a title or an excerpt, which may be cut, begins with words to a user."""
    return _CUT.match(value) is not None and not _AUTHORS_OWN.search(value)
