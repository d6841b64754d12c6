"""Phrases that speak of what only a prompt held: a text to go on with, data to write from.

Each is put together from what is meant, who gave it, and the words by which a text leans on it. The first two
alone (既存の記事を書き直す, 参照データを更新する) are an article's own.
"""

from __future__ import annotations

from allforces_site.lint.phrases.headed_phrases import headed_phrases

# An earlier text. Authors call their own 前回の記事 or 先日のコラム.
_WRITING = r"(?:ブログ)?(?:記事|内容|文章|原稿|本文|コンテンツ|テキスト|投稿|コラム)"
_GOT = r"(?:いただいた|頂いた|くださった|下さった)"
_POLITELY = rf"(?:の|された|(?:して)?{_GOT})"
# 既存の記事の冒頭でも, also 既存の記事の「…」でも, where the quoted words are blank
_PART = (
    r"(?:の(?:冒頭|前半|後半|中盤|終盤|末尾|最後|中|内容|本文|章|節|[ \u3000]{3,30}|「[^「」\n]{1,30}」)"
    r"(?:の?部分)?)?"
)
_EXISTING_WHOLE = rf"(?:既存の?|既出の|ご(?:提示|提供|共有|入力){_POLITELY}){_WRITING}"
_EXISTING = rf"{_EXISTING_WHOLE}{_PART}"
_GIVEN = rf"(?:(?:提供|提示|入力|共有)(?:された|(?:して)?{_GOT})|与えられた|渡された|{_GOT}){_WRITING}{_PART}"
# What a text does in another, and that it has done so.
_SPEAK = r"(?:触れ|ふれ|述べ|言及|指摘|論じ|強調|示唆|議論|取り上げ|取りあげ|挙げ)"
_SHOW = r"(?:紹介|解説|説明|記載|記述|分析|お伝え|書い|書か|掘り下げ)"
_DONE = r"(?:し|され|られ)?(?:てい|ており|てお|てき|てあ)?(?:り?まし)?(?:た|だ|ます|る)"
_AS = r"(?:よう|通り|とおり|が、|けれど|けど|ところ)"
_AT = r"(?:の中)?(?:でも|にも|で|に)"
_WORDS = r"[^。！？\n]"
# 同社から提供された記事 was given to somebody else.
_TO_NOBODY = r"(?<![がのはにらてで])"
# As long as they can be: a head that is rare costs least.
_WRITING_HEADS = (
    "既存の記|既存の内|既存の文|既存の原|既存の本|既存のコ|既存のテ|既存の投|既存のブ|既存記|既存内|既存文|既存原|既存コ"
    "|既存ブ|既出の|ご提示|ご提供|ご共有|ご入力|提供された|提供いただ|提供頂|提供して|提供くだ|提示された|提示いただ"
    "|提示して|いただいた記|いただいた文|いただいた原|いただいた本|頂いた記|頂いた文|共有された|共有いただ|共有して"
    "|入力された|入力いただ|入力して|与えられた|渡された|元の記|元の内|元の文|元の原|元の本|元のコ|元のテ|元の投|元のブ|元記事"
    "|in the|in your"
)
_ENGLISH_TEXT = (
    r"(?:(?:the|your) (?:existing|original|provided|given|supplied|source)|your)"
    r" (?:article|text|post|draft|content)\b"
)

ECHOES_OF_TEXTS = headed_phrases(
    _WRITING_HEADS,
    (
        # 既存の記事でも触れましたが, 既存記事で述べられているように
        rf"{_EXISTING}{_AT}{_WORDS}{{0,16}}?{_SPEAK}{_DONE}",
        rf"{_EXISTING}{_AT}{_WORDS}{{0,16}}?{_SHOW}{_DONE}{_AS}",
        rf"{_EXISTING}では[、]?{_WORDS}{{0,60}}?(?:{_SPEAK}{_DONE}|{_SHOW}{_DONE}{_AS})",
        rf"{_EXISTING}で{_WORDS}{{1,40}}?という(?:表現|言葉|語)を(?:使|用)",
        rf"{_EXISTING}にも?(?:ある|あった|あり(?:ました|ます)|書いた|書かれ{_DONE}){_AS}",
        rf"{_EXISTING}から(?:も)?(?:わか|分か|明らか|読み取)|{_EXISTING}が(?:指摘|述べ|示し|触れ)",
        rf"{_EXISTING}を踏まえ(?:ると|れば)",
        rf"{_EXISTING}に(?:よると|よれば|続け?て)|{_EXISTING_WHOLE}(?:の|から(?:の)?)続き",
        # 元の記事で触れられている may be said of somebody else's text, 元の記事でも触れたように is not.
        rf"{_TO_NOBODY}(?:元の?{_WRITING}|{_GIVEN}){_AT}(?:すでに|既に)?(?:触れ|ふれ|述べ)(?:まし)?た(?:{_AS}|こと)",
        rf"{_TO_NOBODY}{_GIVEN}(?:に(?:よると|よれば)|では、|の(?:通り|とおり)|にも?(?:ある|あった|書かれ{_DONE}){_AS})",
        rf"{_TO_NOBODY}{_GIVEN}{_AT}{_WORDS}{{0,8}}?{_SPEAK}{_DONE}",
        rf"(?<=[dn] )in {_ENGLISH_TEXT}",
    ),
)

# Data to write from.
_DATA = r"(?:データ(?!セット|ベース|型)|URL|情報|資料|数値|テキスト|ニュース|記事|ソース|ファクト)"
_REFERENCE = rf"(?:参照(?:用の?|元の?)?|指定(?:された|の)?|ご(?:提示|提供|指定|共有){_POLITELY}?){_DATA}"
_HANDED = (
    rf"(?:(?:提供(?:された|(?:して)?{_GOT}|の)?|(?:提示|添付|入力)(?:された|の)?|与えられた|渡された|参考|検索)"
    r"(?:データ|情報|テキスト|記事|ソース|ニュース)|検索結果)"
)
_PAPERS = r"(?:提供|提示|添付|入力)(?:された)?資料"
_CITED = (
    # 参照データ（2025年）の数字によると
    r"(?:[①-⑨0-9]{1,2}|[（(\[][^（）()\[\]\n]{0,16}[）)\]])?(?:の(?:数字|数値|内容|一覧|表|中|記事|ページ))?"
    r"(?:に(?:よると|よれば|よりますと|も?(?:ある|あった|あり(?:ます|ました)|示され|記載[されのが]|挙げられ|含まれ)"
    r"|基づくと|従えば)"
    r"|からも?(?:わか|分か|読み取|見て取|推測|推察|明らか)|を(?:見(?:ると|ても|れば)|参照すると|踏まえると)"
    r"|で(?:も|は)?[、]?(?:示され|述べ|触れ|報告され|言及|挙げられ|指摘)|が示[すし]|の(?:通り|とおり))"
)
_LABEL = r"(?:出典|参照|参考|出所|ソース|引用元?|参照元|情報源|根拠)[：:]"
_NAME_END = r"(?=より|から|による|を(?:もと|元|基)|等|など|に基づ|[ \t]*(?:[）)\]］】。、,.;；]|$))"
_CLAUSE_START = r"(?<![^\s。、！？!?（(：:」』])"
_IN_BRACKET = r"(?:(?<=[（(［\[【])|(?<=[（(［\[【][※＊*注])|(?<=[（(［\[【]※ ))"
_DATA_HEADS = (
    "参照デ|参照情|参照資|参照数|参照テ|参照ニ|参照記|参照ソ|参照フ|参照用|参照元|参照され|指定デ|指定情|指定資|指定数|指定テ|指定U"
    "|指定され|指定の|ご提示|ご提供|ご指定|ご共有|提供デ|提供情|提供資|提供テ|提供記|提供ソ|提供ニ|提供の|提供された|提供いただ"
    "|提供頂|提供して|提示デ|提示情|提示資|提示テ|提示記|提示の|提示された|添付デ|添付情|添付資|添付テ|添付の|添付された|入力デ"
    "|入力情|入力資|入力テ|入力の|入力された|与えられた|渡された|参考デ|参考情|参考テ|参考記|参考ソ|参考ニ|検索結果|検索デ|検索情"
    "|検索テ|検索記|Web検索|ウェブ検索|ネット検索|インターネット検索"
)
_ENGLISH_DATA = (
    r"(?:provided|given|supplied|specified|reference|input)"
    r" (?:data|information|texts?|materials?|documents?)\b"
)

ECHOES_OF_DATA = headed_phrases(
    f"{_DATA_HEADS}|データ参照|出典：|出典:|出所：|出所:|ソース：|ソース:|引用：|引用:|引用元"
    "|参照元|情報源：|情報源:|根拠：|根拠:|参照：|参照:|参考：|参考:|ccording to the|ource:|ources:",
    (
        rf"{_REFERENCE}{_CITED}|{_CLAUSE_START}{_REFERENCE}では、",
        rf"{_CLAUSE_START}{_HANDED}(?:に(?:よると|よれば|よりますと|基づくと)|(?<!結果)では、|より、)",
        rf"(?:(?<=数値は)|(?<=数字は)|(?<=価格は)|(?<=金額は)){_REFERENCE}(?:による|に基づ|より)",
        rf"{_LABEL}[ \t]*(?:{_REFERENCE}|{_HANDED}|{_PAPERS}|データ参照){_NAME_END}",
        # （参照データ）, （※参照データより）, （データ参照）
        rf"{_IN_BRACKET}(?:(?:参照|指定|提供)(?:された)?(?:データ|情報)(?:より|から|による|に基づく|参照)?|データ参照)"
        r"[ \t]*[）)］\]】]",
        r"(?<=[※＊])(?:参照|指定|提供)(?:データ|情報)(?:より|から|による|に基づ)",
        # Web検索の結果によれば
        rf"{_CLAUSE_START}(?:Web|ウェブ|(?:インター)?ネット)検索(?:の?(?:結果|情報)|で得(?:られ)?[たる]情報)"
        r"(?:に(?:よると|よれば|よりますと)|では、|を見(?:ると|ても|れば|る限り))",
        rf"(?:(?<=^A)|(?<=[.!?(] A)|(?<=\(a))ccording to the {_ENGLISH_DATA}",
        rf"ources?: ?(?:the )?{_ENGLISH_DATA}",
    ),
)

# Only beside one of the others: systems that are written about have such data too.
LEANINGS_ON_DATA = headed_phrases(
    _DATA_HEADS,
    (
        rf"{_REFERENCE}(?:(?:や|と|など)[^。、\n]{{1,20}})?"
        r"(?:に基づ[いくき]|を(?:もと|元|基|ベース)に|を踏まえ|を参考に)",
    ),
)

# One look for all of them.
ECHOES = ECHOES_OF_TEXTS + ECHOES_OF_DATA
