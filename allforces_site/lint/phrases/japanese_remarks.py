"""What a writing model says to its user in Japanese, sentence by sentence.

Words in quotation marks are blanked out before. All patterns read a sentence once, whatever its length.
"""

from __future__ import annotations

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
from allforces_site.text.late_pattern import late_pattern

# A sentence is no longer; a line without any mark of its end may be.
_LONGEST = 200
# The predicate: not 書くのは難しいです, 書くまでに三日かかりました.
_MAKES = late_pattern(
    rf"{MAKE}(?:(?!の[はがも]|こと|もの|まで|ため|必要|大切|重要|とき|場合){REST}){{0,30}}?{POLITE}"
)
# With a predicate of making.
_MADE = late_pattern(
    "|".join(
        (
            # 提供された記事の続きを…補い、仕上げます; 「…」から続きを書きます
            rf"{LEAD}(?:{GIVEN}|{UNFINISHED}|{POINTED})?{TEXT}\s*(?:の最後の部分)?(?:の|から)の?{CONTINUATION}",
            rf"{LEAD}(?:{GIVEN}{REST}{{0,20}}?|\s*)(?:の|から)の?{CONTINUATION}",
            rf"{LEAD}(?:この|その)?{CONTINUATION}{REST}{{0,30}}?(?:{SMOOTHLY}|補完|生成|出力|執筆|作成)",
            rf"{LEAD}{SMOOTHLY}{REST}{{0,6}}?続き[をに]",
            rf"{START}(?:はい、)?(?:(?:それ)?では|以下に?|ここから|これより|今から|早速|さっそく)[、，]?\s*(?:この|その)?{CONTINUATION}"
            r"(?!お届け|お送り)",
            rf"{START}はい[、，](?:{CONTINUATION}|{LENGTH}[のでに])",
            rf"{LEAD}(?:途切れ|切れ|中断し|途中で(?:途切れ|切れ|止まっ|終わっ)(?:てい)?)た(?:部分|箇所|ところ)から",
            rf"{LEAD}(?:(?:前の|上の|先ほどの|直前の){TEXT}(?:に続け|の続き)|(?:前回|先ほど)の(?:出力|回答|返信|メッセージ)の続き)",
            # 出力が途切れたため、続きを出力します
            rf"{LEAD}(?:出力|生成|回答)が{REST}{{0,8}}?(?:途切れ|切れ|止ま){REST}{{0,14}}?続き",
            # 文字数が足りないため、内容を追記します
            rf"{LEAD}(?:文字数|字数|分量)(?:が(?:足り|不足|届か)|を(?:満た|確保|増や|達成)){REST}{{0,12}}?(?:ため|よう|ので)に?[、，]",
            # 記事の本文をここに出力します
            rf"{LEAD}{TEXT}(?:の(?:本文|全文|内容|続き))?を[、，]?(?:ここ|以下|下|次|下記)に",
            rf"{LEAD}自然な(?:流れ|形|つながり)(?:に(?:なる)?|で|と){REST}{{0,10}}?(?:{TEXT}|続き)(?:の(?:続き|後半|残り))?を",
            rf"{LEAD}SEO(?:対策)?[をに](?:意識|考慮|配慮|最適化){REST}{{0,12}}?{TEXT}を",
            rf"{LEAD}(?:先は[、，])?指定(?:の|された)(?:文体|トーン|形式|語り口|口調|構成)で",
            rf"{LEAD}(?:Markdown|マークダウン|HTML|プレーンテキスト)形式で{REST}{{0,6}}?{TEXT}を",
            # 途中までの原稿を、同じトーンで仕上げました
            rf"{LEAD}(?:{GIVEN}|{UNFINISHED}){TEXT}[をに][、，]?{REST}{{0,16}}?{SMOOTHLY}",
            rf"{LEAD}(?:上記の|{GIVEN}|{UNFINISHED}){TEXT}を[、，]?{REST}{{0,20}}?(?:書き直|書き換|リライト)",
            # ご提示いただいた原稿をリライトしました
            rf"{LEAD}(?:(?:この|本){TEXT}[はを][、，]?)?{SAID_BY_USER}{REST}{{0,12}}?"
            rf"(?:{TEXT}|{STYLE}|続き|テーマ|キーワード|条件|情報|内容)[をにで]",
            # ご指定の条件に沿って、紹介文を書き上げました
            rf"{LEAD}(?={REST}{{0,80}}?{WRITING})(?:{REST}{{0,20}}?){AS_WISHED}"
            rf"(?!{REST}{{0,30}}?(?:AI|モデル|機械|ツール|アプリ|ロボット|係)[がはを])",
            # 記事が途中で切れているため、続きを…
            rf"{LEAD}(?:{GIVEN}|{POINTED}|{UNFINISHED}|この)?{TEXT}{BREAKS_OFF}",
            # 既存の内容を繰り返さずに…; 元の文章の雰囲気を保って…
            rf"{LEAD}(?:既存の|元の|これまでの|前の)(?:内容|{TEXT})[とをの]{REST}{{0,10}}?(?:重複|繰り返)",
            rf"{LEAD}(?:元の|既存の){TEXT}の(?:{STYLE}|流れ|雰囲気|論調){REST}{{0,16}}?(?:維持|保|尊重|踏襲|引き継|変え|合わせ|そろえ|揃え)",
            rf"{LEAD}(?:こちら|以下)[がはに]{REST}{{0,12}}?{REVISED}{REST}{{0,10}}?(?:{TEXT}|版|続き|案)",
        )
    )
)
# Only in the first or the last paragraph.
_DONE_AT_EDGE = late_pattern(
    rf"{START}(?:(?:以上[、，]?)?{LENGTH}[のでに]{REST}{{0,20}}?{MAKE}"
    rf"|(?:これで|以上で|無事に?)?[、，]?{TEXT}[はを](?:完成(?:さ?せ|し|いたし)?|書き上げ|作成(?:し|いたし)|仕上げ)"
    rf"|(?:タイトル|見出し|書き出し)案を{REST}{{0,12}}?(?:用意|作成|提案|挙げ)(?:し|いたし)?)"
    r"(?:し|り|き|い)?(?:ました|です|ておきました|ています)[。！!]?\s*$"
)
_STYLED = late_pattern(
    rf"{START}(?:なお、)?{STYLE}[はもを]{REST}{{0,30}}?(?:統一|合わせ|維持|保[っち]|揃え|そろえ|意識|まとめ|分け)"
    r"(?:し|いたし|て)?(?:ました|ています|ております|い?ます)[。！!]?\s*$"
)
# Only in the first paragraph: what a model that writes files says of its work.
_PART = r"(?:第[0-9０-９一二三四五六七八九十]+[章節回部話]|章|記事|続き)の?"
_FOLLOWS = (
    rf"(?:を[、，]?(?:以下|下記|次)に{REST}{{0,4}}?(?:示|記|出力|提示|掲載|執筆)(?:し(?:ます|ました|た)|す(?:る)?)"
    r"|は[、，]?(?:以下|下記|次)(?:の(?:とおり|通り))?(?:です|だ|になります)?)"
)
_BODY = r"\s*(?:本文|全文)\s*(?:[（(][^（()）]{0,30}[）)])?"
_BODY_FOLLOWS = late_pattern(
    # 第3章の本文です; 以下、章本文です; 第4章本文（Markdown）:
    rf"{START}(?:(?:以下[、，が]?\s*(?:本書)?(?:{_PART})?|(?:本書)?{_PART}){_BODY}(?:です|となります)"
    rf"|(?:以下[、，が]?\s*)?(?:{_PART})?{_BODY}(?:{_FOLLOWS}|(?=[：:])))[。：:]?\s*$"
    r"|^[【\[](?:記事の?)?本文[】\]]\s*$"
)
_PREPARED = (
    rf"(?:{REST}{{0,50}}?(?:確認|言語化|反映|固定|整理)し(?:てから|て)?[、，]?"
    rf"|{REST}{{0,30}}?固めてから[、，]?)?"
)
_ANNOUNCED = late_pattern(
    # 本文を執筆します; 章の目的を確認し、本文を執筆します; 第2章の執筆を開始します
    rf"{START}{_PREPARED}[^。！？!?\n、でがは]{{0,24}}?(?:章|本文|原稿)(?:の(?:本文|全文))?"
    r"(?:を(?:これから)?(?:執筆|作成|生成|出力|書き下ろ)(?:し|いたし)?(?:ます|する)"
    r"|の執筆(?:を(?:開始し|行い?|始め)|に(?:入り|取り掛かり|着手し))(?:ます|る)?"
    # 第5章を執筆しました。本文は以下です。
    r"|を(?:執筆|作成|生成)(?:しました|した)。\s*(?:Markdown)?本文)"
)
_WILL = r"(?:(?:し|いたし|致し|してい[きく]|させていただき)(?:ます|ました)|する|した)[。！!]?\s*$"
_RESEARCHED = late_pattern(
    # 最新の情報を検索します; まず、関連するニュースを収集いたします
    rf"{START}(?:まず(?:は)?[、，]?|それでは[、，]?|では[、，]?|これから)?(?:Webで|ウェブで)?[^。！？!?\n、がは]{{0,14}}?"
    rf"(?:情報|ニュース|出典|動向|事実関係)を(?:Webで|ウェブで)?(?:検索|調査|収集|取得|リサーチ){_WILL}"
    rf"|{START}(?:それでは[、，]?)?(?:調査|リサーチ|検索|執筆)を(?:開始|実施){_WILL}"
    # 十分な情報が揃いましたので、記事を執筆します
    rf"|{START}[^。！？!?\n、]{{0,8}}?(?:情報|データ|資料|調査|リサーチ|材料)が(?:十分に)?(?:揃い|そろい|集まり|完了し|得られ)(?:ました|たの)"
    r"(?:ので)?[、。]"
    rf"|{START}(?:ユーザー(?:様)?の)?ご(?:指示|要望|依頼)(?:の内容)?を(?:理解|確認|把握|承)(?:し|いたし|り)(?:ました|て)"
    rf"|{START}(?:それ)?では[、，]?{REST}{{0,60}}?執筆{_WILL}"
)
# In the first or the last paragraph: ファイルは chapter05.md に保存済みです; 自己点検：見出しは五つ
_SAVED = late_pattern(
    rf"{START}(?:以上で[、，]?)?(?:{TEXT}の?)?執筆(?:[をはが]?(?:完了|終了))?(?:です|しました|した|いたしました|となります)[。！!]?\s*$"
    rf"|{START}執筆完了[。！!]?\s*$|{START}字数[：:]\s*(?:約)?[0-9０-９,，]+"
    rf"|{START}(?:自己|セルフ)(?:点検|チェック|レビュー|評価)(?:の?結果)?\s*[：:]"
    rf"|{START}(?:ファイル|本文|記事|原稿|第[0-9０-９一二三四五六七八九十]+章|章){REST}{{0,80}}?[にへ](?:保存|書き出)(?:済み(?:です|だ)?|しました|した)"
    rf"|{START}ファイルの?(?:保存|書き込み|作成){REST}{{0,16}}?(?:許可|権限){REST}{{0,20}}?(?:ため|ので){REST}{{0,10}}?(?:本文|記事|出力|表示)"
    rf"|{START}(?:[Ff]ront ?matter|フロントマター)[はを]{REST}{{0,12}}?(?:付与|付け|省略)"
    r"(?:せず|していません|しません|しました|しない)"
)
# 指示に従い、Markdown形式で出力します
_PUT_OUT = late_pattern(rf"{LEAD}{AS_WISHED}{REST}{{0,20}}?出力(?:し|いたし|致し)(?:ます|ました)[。！!]?\s*$")
_COUNTS = late_pattern(rf"文字数を?(?:確認|チェック|数え|カウント|計測)(?:いた)?し?{POLITE}")
# Without one: the sentence says what the text is. A link may lead to what is meant.
_IS_THE_TEXT = late_pattern(
    "|".join(
        (
            rf"{LEAD}(?:{POINTED}|{GIVEN}|{UNFINISHED}){TEXT}\s*の(?:続き|後半|残り){IS}",
            rf"{LEAD}(?:{POINTED}|{GIVEN}|{UNFINISHED}){TEXT}\s*{BREAKS_OFF}",
            rf"{LEAD}{REVISED}(?:さ?せ|し|いたし)?た{TEXT}[はが][、，]?(?:こちら|以下)(?:{IS}|の(?:通り|とおり))",
            rf"{LEAD}(?:以下|以上|こちら|上記)[がは、]{REST}{{0,16}}?{REVISED}(?:{REST}{{0,16}}?(?:{TEXT}|版|続き|案|もの|部分|箇所))?{IS}",
            rf"{LEAD}以下は、?{LENGTH}[ので]{REST}{{0,10}}?{TEXT}{IS}",
            # 以下は記事「…」の続きとなります
            rf"{LEAD}(?:以下|以上|こちら)[がは、]\s*(?:{TEXT}?\s*の)?続き{IS}",
            rf"{LEAD}(?:{TEXT}の)?続きは[、，]?(?:以下|下記|次)の(?:とおり|通り){IS}",
            rf"{START}以上[がでは]?[、，]?\s*(?:{LENGTH}の{TEXT}|続きの{TEXT}|{TEXT}の続き|本文)(?:の全文)?{IS}",
            rf"{LEAD}(?:{TEXT}の)?続きを[、，]?(?:以下|下記|次)に(?:示|記|書|掲載|提示){REST}{{0,4}}?(?:ます|ました)",
            rf"{LEAD}(?:{TEXT}の続き[：:]?|続き(?:の(?:書き出し|本文|文章)案?)?[：:])[\s）)】\]]*$",
        )
    )
)
# What authors say of their own texts.
_AUTHORS_OWN = late_pattern(
    r"前回(?!の(?:出力|回答|返信|メッセージ))|次回|先週|先月|先日|昨日|今回|前編|後編|来週|第[0-9０-９一二三四五六七八九十]+回|私が|わたしが|記者|筆者|読者|お客様"
)
_SORRY = (
    r"(?:(?:大変)?申し訳(?:あり|ござい)ません(?:が)?[、。，]|(?:すみません|ごめんなさい)(?:が)?[、。，]|恐れ入りますが[、，]?"
    r"|残念ながら[、，]?)"
)
_REFUSED = late_pattern(
    rf"{START}(?:(?:{_SORRY}\s*)?(?:その|この|当該|いただいた)?(?:リクエスト|ご依頼|ご要望|(?<=その)依頼|(?<=この)依頼)には?(?:お応え|対応|お答え|お?力添え|添え)"
    rf"|{_SORRY}{REST}{{0,24}}?{TEXT}(?:の続き)?[をのは](?:作成|執筆|生成|提供|出力|完成)[をは]?)"
    rf"{REST}{{0,8}}?(?:できません|できかねます|いたしかねます|致しかねます)"
    # このテーマについての記事を作成することはできません; 情報が不足しているため、記事を作成できません
    rf"|{START}(?:(?:この|その|ご?指定の)(?:テーマ|内容|トピック|話題)(?:について|に関する)?の?"
    rf"|(?:情報|データ|資料|詳細)が{REST}{{0,6}}?(?:不足|足り|得られ|見つから){REST}{{0,12}}?(?:ため|ので)[、，]?{REST}{{0,10}}?)"
    rf"(?:{TEXT}|続き)(?:の続き)?を(?:作成|執筆|生成|書く)(?:する)?(?:こと)?[はがも]?(?:できません|できかねます)"
    rf"|{START}(?:私は)?(?:AI|人工知能|(?:大規模)?言語モデル)(?:アシスタント)?(?:なので|ですので|として(?:は)?|であるため|である私には?)[、，]"
    rf"{REST}{{0,60}}?(?:できません|ありません|持ちません|お答え|お応え)"
)
# 文字数制限のため、ここで一旦区切ります; （続きは次のメッセージで出力します）
_LIMITED = late_pattern(
    rf"{START}(?:(?:文字数|字数|トークン|出力)数?の?(?:制限|上限|都合|関係)(?:の?ため|の都合|により|で){REST}{{0,10}}?"
    r"(?:(?:一旦|いったん)(?:区切|終わ|止め|中断)|続きは[、，]?(?:次|つぎ)の(?:出力|メッセージ|回答|返信))"
    r"|続きは[、，]?(?:次|つぎ)の(?:出力|メッセージ|回答|返信)[にでへ]"
    r"|(?:ここで)?(?:文字数|トークン数?)の?(?:上限|制限)に達し(?:た|まし))"
)
# 必要に応じて、見出しを追加することもできます。お気軽にお申し付けください。
_CHANGEABLE = late_pattern(rf"{START}必要に応じて(?={REST}{{0,30}}?{STYLE}){REST}{{0,60}}?{CAN}")
_TELLING = late_pattern(rf"\s*(?:いつでも|どうぞ)?[、，]?(?:お気軽に|何なりと|遠慮なく){REST}{{0,8}}?{TELL}")
_OFFERED = late_pattern(
    rf"{START}(?:(?:もちろん|また|なお|さらに|あわせて|そのほか)[、，])?"
    rf"(?!{REST}{{0,40}}?(?:感想|ご意見|誤り|問い合わせ|掲載))"
    rf"(?:必要に応じて(?={REST}{{0,30}}?(?:書き(?:直|換|足|加)|リライト|加筆|推敲|[短長]く|詳しく)){REST}{{0,60}}?{CAN}"
    rf"|{IF}(?={REST}{{0,50}}?{REWORK}){REST}{{0,60}}?{CAN}"
    rf"|(?:もう少し|もっと|さらに)?(?:短|長|詳し|易し|やさし|柔らか)く[^、。]{{0,10}}?(?:でき|可能)[^、。]{{0,6}}[、，]{REST}{{0,8}}?{TELL}"
    rf"|(?:別|他|ほか)の(?:切り口|パターン|バージョン|トーン|文体)(?:の{TEXT}|での?|でも)?[もを]?{REST}{{0,6}}?(?:作成|提案|書|用意){REST}{{0,8}}?(?:ます|可能)"
    rf"|(?:この)?続き(?:[もが]|の執筆[もが])(?:必要|ご希望|ご入用)(?:であれば|でしたら|の場合は|な場合は|なら)[、，]{REST}{{0,12}}?{TELL}"
    rf"|{REST}{{0,12}}?(?:内容|{STYLE})の(?:調整|修正|変更|追加)が(?:必要|ご入用)(?:な場合は|でしたら|であれば)[、，]{REST}{{0,10}}?{TELL}"
    rf"|(?:さらに|もっと|より)?詳しい(?:内容|{TEXT}|解説)が(?:必要|ご入用)(?:な場合は|でしたら|であれば)[、，]{REST}{{0,10}}?{TELL}"
    rf"|{REST}{{0,30}}?(?:{STYLE}|修正|リライト){REST}{{0,16}}?(?:場合は|あれば|ましたら|でしたら)[、，]?{REST}{{0,12}}?{TELL})"
)
_ASKED = late_pattern(
    rf"(?:{TEXT}|続き)(?:の続き)?[をも]{REST}{{0,16}}?(?:書き|(?:作成|執筆|生成)(?:し|いたし)|続け|お作りし|仕上げ)"
    r"(?:ましょうか|ても?よろしいでしょうか|ますか)"
    rf"|{TEXT}を?(?:ご(?:提示|入力)|貼り付け){REST}{{0,4}}?(?:ください|いただけ|願い)"
    rf"|(?:(?:続きの|元の){TEXT}|続き|{TEXT}の(?:全文|続き|内容|テーマ))を?(?:ご?(?:提供|提示|入力|共有)(?:して)?|貼り付けて)"
    rf"{REST}{{0,4}}?(?:ください|いただけ|願い)|(?:続き|{TEXT})を(?:書く|作成する|執筆する|生成する)ことができ(?:ません|かねます)"
    r"|(?:他|ほか)に(?:何か)?お手伝いできること(?:は|が)(?:あり|ござい)ます"
    rf"|どのような{REST}{{0,12}}?{TEXT}を(?:ご希望|お望み)|どの{TEXT}の続きを{REST}{{0,6}}?(?:書|執筆|作成)"
    rf"|(?:この|こちらの|以上の)(?:ような)?(?:内容|{TEXT}|構成|文体)で(?:よろしい|問題ない|いかが)でしょうか(?![、，]?と)"
    rf"|{TEXT}の(?:タイトル|テーマ|続き|冒頭|全文)を(?:教えて|お知らせ|お聞かせ)(?:いただけ|頂け)"
    rf"|続きを(?:書く|執筆する|作成する)(?:に|ために)は[、，]?{REST}{{0,8}}?(?:元の|既存の|これまでの){TEXT}{REST}{{0,6}}?(?:必要|提示|共有)"
)
_NUMBER = late_pattern(
    rf"{START}(?:以上[、，]?)?(?:(?:総|本文|記事|全文|合計)?の?文字数(?:カウント)?[】\]]?[は：:]?\s*(?:約|およそ)?[0-9０-９,，]{{2,6}}(?:文字|字)?"
    rf"|(?:全文|本文|合計|全体)[はで：:]?{COUNT})(?:程度|ほど|前後|弱|強)?{IS}?[。）)】\]\s]*$"
    rf"|^[（(【\[※]\s*(?:(?:以上[、，]?)?(?:約|およそ|以上){COUNT}|[0-9０-９][0-9０-９,，]{{3,6}}文字)[）)】\]]\s*$|^\s*以上[、，]{COUNT}{IS}[。\s]*$"
)
_ACCEPTANCE = late_pattern(rf"{START}{ACCEPTED}[。！!、]\s*$")
# What comes before the remark itself.
_PRELUDE = late_pattern(
    rf"{START}(?:(?:大変)?(?:申し訳(?:あり|ござい)ません|失礼(?:いた)?しました|お待たせ(?:いた)?しました)|ありがとうございます"
    r"|いかがでし(?:ょう|た)か)[。！!？?]\s*$"
)
_PROMISE = late_pattern(
    rf"{REST}{{0,40}}?(?:{TEXT}|続き|リライト){REST}{{0,30}}?{MAKE}{REST}{{0,16}}?{POLITE}|{REST}{{0,30}}?(?:{AS_WISHED}|{GIVEN})"
    rf"|{REST}{{0,20}}?{LENGTH}{REST}{{0,20}}?{MAKE}"
)


# A title or an excerpt may be cut before it says what is done.
_CUT = late_pattern(
    rf"{LEAD}(?:{GIVEN}|{POINTED}){TEXT}\s*(?:[のをがは、]|から){REST}{{0,12}}?(?:続き|途中で)|\s+(?:の|から)の?続きを(?:書き|執筆し|作成し)"
    rf"|{START}{ACCEPTED}[。！!、]?\s*$|{START}ご(?:要望|依頼|指定|希望)の{TEXT}(?:です|となります)?[。]?\s*$"
    rf"|{START}(?:{TEXT}の)?続き(?:を(?:書き|執筆し|作成し)ます)?[。]?\s*$"
)


def announces_text(sentences: list[str]) -> bool:
    """Whether a first paragraph of these sentences says that a text is prepared, is written or follows."""
    first = sentences[0]
    return bool(
        _BODY_FOLLOWS.match(first) or _RESEARCHED.match(first) or _ANNOUNCED.match("".join(sentences[:2]))
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
    if more and is_edge and _CHANGEABLE.match(first) and _TELLING.match(more[0]):
        return True
    if len(first) > _LONGEST:
        return False
    if _REFUSED.match(first) or _COUNTS.search(first) or _LIMITED.match(first):
        return True
    if _AUTHORS_OWN.search(first):
        return False
    if is_edge and any(pattern.match(first) for pattern in (_DONE_AT_EDGE, _STYLED, _PUT_OUT, _SAVED)):
        return True
    if _MAKES.search(first) and _MADE.match(first):
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
