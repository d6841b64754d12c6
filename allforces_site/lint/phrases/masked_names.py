"""Words in place of a name that the text itself gives away: 某生成AI企業のGPT-4o.

A prompt may ask for no names; a model then tells whose they are all the same. People who keep the secret of a
source or a customer (某メーカーの担当者) say nothing that reveals it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.text.late_pattern import late_pattern, late_words

# 某生成AI企業, 匿名の検索大手, 〇〇社
_KIND = (
    r"(?:企業|会社|メーカー|ベンダー|事業者|プラットフォーマー|スタートアップ|ベンチャー|銀行|キャリア|大手"
    r"|代理店|サービス|サイト|アプリ|ツール|検索エンジン|SNS|研究所|研究機関|大学|社)(?![員会長内外風製])"
)
_INNER = r"[^\s、。，．,.!?！？「」『』（）()\[\]：:・某のがはをにでとや]"
_MASK = (
    r"(?:某|とある|匿名(?!化|加工|性)の?|社名(?:非公開|を伏せた)の?)"
    rf"{_INNER}{{0,16}}(?:{_KIND}|AI|LLM|チャットボット|クラウド|モデル|スマホ|ゲーム|ブランド|EC)"
)
# More than a habit of speech (某社, とある大手).
_OF_NOBODY = rf"(?:某|匿名の?){_INNER}{{2,16}}{_KIND}"
_CIRCLES = r"(?<![〇○◯●×＊])[〇○◯●×＊]{2,6}(?:社|企業|会社)"
_BRACKETED = (
    r"[\[［【](?:匿名(?:化(?:済み?)?)?|伏せ字|社名非公開|企業名非公開|REDACTED|Redacted|Company [A-Z])"
    r"[\]］】]"
)
_ENGLISH = (
    r"\b(?:[Aa] certain|[Aa]n? (?:unnamed|undisclosed|anonymous|unspecified)) (?:[\w-]+ ){0,4}?"
    r"(?:company|firm|vendor|startup|lab|maker|provider|developer)\b"
)
_ANY = late_pattern(rf"{_MASK}|{_CIRCLES}|{_BRACKETED}|{_ENGLISH}")
_SIGN = late_words(
    "某|とある|匿名|社名非公|社名を伏|〇〇|○○|◯◯|●●|××|＊＊|伏せ字|企業名非"
    "|REDACTED|Redacted|Company |certain |unnamed|undisclosed|anonymous|unspecified"
)

# A name in Latin letters: neither a common abbreviation nor a tool that companies have for their work.
_COMMON = (
    r"(?:AI|IT|DX|API|C[A-Z]O|SNS|EC|IR|HR|PR|[SPI]aaS|[GCT]PU|LLM|ROI|PoC|POC|Web|PC|DB|ERP|CRM|SFA|KPI|RPA"
    r"|IoT|B2[BC]|Bto[BC]|UI|UX|OS|IPO|RAG|ML|OSS|QA|FAQ|OT|GX|ESG|NDA|SE|VC|Wi|Slack|Teams|Zoom|YouTube"
    r"|Twitter|Instagram|Facebook|LINE|Excel|Word|PowerPoint|Notion|GitHub|Gmail|Outlook|Kindle|TikTok|[A-Z])"
    r"(?![A-Za-z0-9])"
)
_NAME = (
    rf"(?!{_COMMON}|[AB][3-6](?![0-9]))(?:[A-Z][A-Za-z]+|[A-Za-z][a-z]{{0,11}}(?=[-.]?[0-9]))"
    r"(?:[-.]?[0-9][0-9A-Za-z.]*)?"
    r"(?:[ -][A-Z0-9][A-Za-z0-9.-]*){0,4}(?![A-Za-z0-9]|[.-][A-Za-z0-9]| [A-Z0-9])"
)
_VERSION = r"[A-Za-z]{1,12}[A-Za-z ]{0,12}[-. ]?[0-9][0-9A-Za-z.]*"
# Whose it is, not what the nameless one only uses.
_MAKES = (
    r"(?:の|が(?:開発|提供|公開|発表|展開|運営|手がけ|手掛け)(?:する|した|している|中の|る|た)?(?:最新の?)?"
    r"|[ \u3000]|：|: ?|(?=「))"
    r"(?:(?:生成AI|対話型AI|AI|言語|主力|最新|旗艦)*(?:モデル|サービス|製品)(?:である)?)?[「『*]*"
)
_USES = r"(?![ \t」』*]*[のを]?(?:導入|活用|利用|採用|使用|事例|移行|担当|用|版|向け|対応|互換))"
_LISTED = r"(?:[、,]|や|と|・|および|及び)"
_AND_SO_ON = r"[^。！？\n]{0,30}?(?:といった|など|のような|を含む|に加え)"
# News of a known one; nobody who has to be silent about a customer or an employer tells any.
_PUBLIC = (
    r"(?:評価額|時価総額|資金調達|調達交渉|調達額|規模の(?:調達|資金)|巨額の?(?:調達|投資|出資)|大型の?調達"
    r"|株式公開|上場|買収|発表|公開し|リリース|発売|値[上下]げ|新(?:モデル|製品|サービス|プラン|機能|型)|最新(?:モデル|製品|サービス|機種))"
)
_NOT_PRIVATELY = (
    r"(?!の[^、。]{0,10}?(?:担当|社員|関係者|幹部|友人|知人|先輩|後輩|同僚|役員|部長|課長|社長|OB|店員|窓口"
    r"|人事|現場|営業|事例|開発者|技術者|エンジニア|コンサル|プロジェクト)|[にで](?:勤|働|就職|入社|在籍|転職|いた|導入)|での?は?|において)"
)
_GIVEN_AWAY = late_pattern(
    # 某生成AI企業のGPT-4o; Qwen3（某検索大手）
    rf"(?P<whose>{_MASK}|{_CIRCLES}){_MAKES}{_NAME}{_USES}"
    rf"|{_VERSION}[*\s]*[（(](?:開発元?[：:])?(?P<of>{_MASK}|{_CIRCLES})[）)]"
    # 某生成AI企業（ChatGPTの開発元）; ChatGPTを開発する某生成AI企業
    rf"|(?P<who>{_MASK}|{_CIRCLES})[（(]{_NAME}(?:の(?:開発|運営|提供)|を(?:開発|運営|提供)|など)"
    rf"|{_NAME}[」』]?(?:など)?を(?:開発|提供|擁|運営|手がけ|手掛け|展開|公開)(?:する|した|している)?、?(?P<maker>{_OF_NOBODY})"
    # 某検索大手、Amazonなど; 某生成AI企業や某検索大手; 某検索大手は評価額…
    rf"|(?P<with>{_OF_NOBODY})(?:{_LISTED}(?:某|{_NAME}{_AND_SO_ON})|{_NOT_PRIVATELY}[^。！？\n]{{0,60}}?{_PUBLIC})"
    rf"|(?P<english>{_ENGLISH})(?:['’]s|,? (?:(?:the )?(?:maker|developer|creator) of|behind)) {_NAME}"
    rf"|(?P<marked>{_BRACKETED})"
)
# Whatever may be a mask: few texts have one.
_MASKED = late_pattern(rf"{_MASK}|{_OF_NOBODY}|{_CIRCLES}|{_BRACKETED}|{_ENGLISH}")
_OPENLY = late_pattern(rf"({_OF_NOBODY}){_NOT_PRIVATELY}")


def signs_of_masks(text: str) -> Iterator[int]:
    """The offsets at which a text may have masks: a look that costs little."""
    return (found.start() for found in _SIGN.finditer(text))


def may_have_mask(text: str) -> bool:
    """Whether a text may have a mask, also among quoted words: a look that costs little beside the others."""
    return _MASKED.search(text) is not None


def masks_in(text: str) -> list[tuple[int, str]]:
    """The offsets and words of all masks in a text, in order."""
    return [(found.start(), found[0]) for found in _ANY.finditer(text)]


def masks_given_away(text: str) -> list[tuple[int, str]]:
    """The offsets and words of the masks of which a text says what only one can be."""
    return [
        (found.start(group), mask)
        for found in _GIVEN_AWAY.finditer(text)
        for group, mask in found.groupdict().items()
        if mask
    ]


def masks_of_known_ones(text: str) -> list[str]:
    """The masks of which a text speaks as of known ones, each as often as it does."""
    return [found[1] for found in _OPENLY.finditer(text)]


def is_of_nobody(mask: str) -> bool:
    """Whether a mask is more than a habit of speech: a post that gives one away hides all of them so."""
    return re.fullmatch(_OF_NOBODY, mask) is not None
