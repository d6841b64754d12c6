from __future__ import annotations

import time

import pytest

from allforces_site.lint.rules.leftovers.model_remark import RULE
from tests.lint.rules.conftest import find

BEFORE = "新茶の季節です。\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "はい、承知いたしました。ご指示のとおり、記事を書き進めます。",
        "承知しました。続きを自然な流れで執筆します。",
        "かしこまりました。記事の続きを作成いたします。",
        "もちろんです。記事の続きを執筆します。",
        "**（ここから、記事の続きとして自然に補完します）**",
        "申し訳ありませんが、新茶の相場に関する情報を見つけることはできません。",
        "大変申し訳ございませんが、ご依頼の内容にはお応えできません。",
        "申し訳ありませんが、リアルタイムの情報にアクセスできません。",
        "Web検索が現在利用できないため、最新の相場は書けません。",
        "私は言語モデルなので、お茶を飲んだことがありません。",
        "新茶の相場について、ご依頼いただいた記事を作成しました。",
        "I am unable to perform the web search for the price of tea.",
        "I'm sorry, but I cannot write the article you asked for.",
        "I apologize, but I can't fulfill this request.",
        "As an AI language model, I have never tasted tea.",
        "Certainly! Here is an article about tea.",
        "Sure, I'll continue the text.",
        "The article has 3,600 characters.",
    ],
)
def test_a_models_words_to_its_user_are_found(text: str) -> None:
    (finding,) = find(RULE, f"{BEFORE}{text}\n")

    assert (finding.line, finding.column) == (6, 1)


@pytest.mark.parametrize(
    "text",
    [
        "以下に、新茶を題材にした記事を作成しました。",
        "承知しました。",
        "Here is the article:",
        "Here's a 3000-word blog post on tea.",
    ],
)
def test_an_announcement_is_found_where_a_text_begins(text: str) -> None:
    assert len(find(RULE, f"{text}\n\n{BEFORE}")) == 1
    assert len(find(RULE, f"{BEFORE}---END---\n\n{text}\n")) == 1
    assert find(RULE, f"{BEFORE}{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "本文を執筆します。",
        "本文を出力する。",
        "第3章の本文です。",
        "以下、第5章の本文です。",
        "第4章本文（Markdown）:",
        "第2章の本文を以下に示す。",
        "【本文】",
        "連載の第1章の執筆を開始します。",
        "章の目的を確認し、本文を執筆します。",
        "見出しの改善点を反映し、本文を執筆します。五つの節に分けます。",
        "第5章を執筆しました。本文は以下のとおりです。",
        "第3章を執筆し、`tea.md` に保存しました。",
        "The chapter is written. Here is the Markdown body:",
        "最新の情報を検索します。",
        "まず、関連するニュースを収集いたします。",
        "調査を開始いたします。",
        "十分な情報が揃いましたので、記事を執筆します。",
        "調査が完了しました。",
        "ユーザーのご指示を理解しました。",
        "それでは、「港の朝市」について詳しく執筆いたします。",
    ],
)
def test_what_a_model_says_of_its_work_is_found_where_a_text_begins(text: str) -> None:
    assert len(find(RULE, f"{text}\n\n{BEFORE}")) == 1
    assert find(RULE, f"{BEFORE}{text}\n\n{BEFORE}") == []


@pytest.mark.parametrize(
    "text",
    [
        "第3章は、港の話です。",
        "本文です。",
        "本文は三つに分かれます。",
        "この本の第5章を執筆しました。刊行は春です。",
        "AIで本文を作成します。",
        "新人が本文を執筆します。",
        "記者は最新の情報を集めます。",
        "港の情報を検索する人が増えました。",
        "情報が集まる場所、それが朝市です。",
        "市は、港の調査を始めます。",
        "ご要望を承り、船を出します。",
        "The chapter is long. Here is the market.",
    ],
)
def test_a_text_that_begins_with_a_work_of_its_author_is_fine(text: str) -> None:
    assert find(RULE, f"{text}\n\n{BEFORE}") == []


# Each in the middle of a text.
IN_OTHER_WORDS = [
    "提供された記事の続きを、ご希望に沿って自然に補い、仕上げます。",
    "「港の朝市」から続きを書きます。",
    "「港の朝市が変わる」からの続きを執筆いたします。",
    "以下の記事の続きです。",
    "以下の記事「港の朝市」が途中で終わっています。",
    "もちろんです！1500字程度の記事を作成しました。",
    "必要であれば、さらに短く書き直すこともできます。",
    "ご指定の条件に沿って、朝市の紹介文を書き上げました。",
    "いただいた原稿の続きを執筆いたします。",
    "上記の文章が途中で切れているため、続きを補完します。",
    "ご希望があれば、語り口を変えることも可能です。",
    "文字数を調整したい場合は、お知らせください。",
    "ほかにご要望がございましたら、文体の調整もいたします。",
    "（文字数：1,480字）",
    "文字数：1480",
    "（約1500文字）",
    "ご要望どおり、見出しを三つに増やしました。",
    "元の記事をご提示ください。",
    "この続きを書きましょうか？",
    "お待たせしました。リライトした記事はこちらです。",
    "では、続きを自然に書いていきます。",
    "ありがとうございます。記事の続きを作成します。",
    "承知しました！以下に記事をまとめます。",
    "既存の内容と重複しないように続きを書きました。",
    "プロンプトの指示に従い、2,000字以内に収めました。",
    "申し訳ございません。その内容の記事は作成できません。",
    "このリクエストにはお応えできません。",
    "修正点があれば、お気軽にお申し付けください。",
    "以下、修正版です。",
    "以下は、リライトした文章です。",
    "記事が途中で途切れていたため、自然な形で締めくくりました。",
    "以下が続きになります。",
    "これから文字数を確認します。",
    "記事の続きを書きます。",
    "ご提示の記事の続きを作成いたしました。",
    "お送りいただいた文章をもとに、続きを自然につなげました。",
    "途中までの原稿を、同じトーンで仕上げました。",
    "記事の続きを作成してもよろしいでしょうか？",
    "ご提供いただいた本文は途中で途切れています。",
    "それでは、元の文章の続きから書き進めます。",
    "続きの本文をご入力ください。",
    "もう少し長い記事がよろしければ、加筆いたします。",
    "指示に従って記事を完成させました。",
    "ご依頼の内容に合わせて、語り口をやわらかく整えました。",
    "記事の続き：",
    "（以下、記事の続き）",
    "もちろん、ご希望のトーンで書き直すことも可能です。",
    "別のタイトル案が必要でしたら、お知らせください。",
    "以下が記事の続きです。",
    "以下は記事「港の朝市」の続きとなります。",
    "以下、「港の朝市」の続きです。",
    "記事の続きを以下に示します。",
    "もう少し短くすることもできますので、お申し付けください。",
    "I hope this helps! Let me know if you'd like any changes.",
    "The word count is about 1500 words.",
    "以下に続きを記載します。",
    "続きの文章を作成しました。",
    "ご依頼の続きを書き上げましたので、ご確認ください。",
    "ご指定いただいた文字数に合わせて調整しました。",
    "それでは、ご要望に沿った記事をお届けします。",
    "この記事は、ご指示いただいた構成に従って執筆しています。",
    "記事の続きを、元のトーンを保ちながら書き進めます。",
    "「港の朝市」の続きを書きます。",
    "以上が、ご依頼いただいた記事の全文です。",
    "もし文体を変えたい場合は、お申し付けください。",
    "記事のトーンや長さの調整が必要な場合は、お知らせください。",
    "この内容でよろしければ、続きを執筆いたします。",
    "文字数は約1,500字です。",
    "本文の文字数は1,520字でした。",
    "全体で約2000文字になりました。",
    "以下は、約1500字の記事です。",
    "承知いたしました。それでは記事を書きます。",
    "了解です！続きを書きますね。",
    "わかりました。では、続きを書いていきます。",
    "お任せください！魅力的な記事に仕上げます。",
    "はい、続きを書きます。",
    "はい、1500字程度でまとめました。",
    "すみませんが、その依頼にはお応えできません。",
    "申し訳ございませんが、このテーマの記事は作成できません。",
    "恐れ入りますが、元の記事を共有していただけますか？",
    "記事の内容が不足しているため、続きを書くことができません。",
    "提供された情報だけでは記事を作成できません。",
    "入力された文章が途中で切れているようです。",
    "記事が途中で切れていたので、補って完成させました。",
    "途切れた部分から自然につながるように補完しています。",
    "以下、続きを執筆します。",
    "（続きを執筆します）",
    "※以下、AIによる補完部分です。",
    "上記の記事を、よりわかりやすい表現に書き直しました。",
    "ご要望に応じて、語尾を「です・ます」に統一しました。",
    "指示どおり、箇条書きは使っていません。",
    "別の切り口の記事も作成できますので、お声がけください。",
    "何か他にお手伝いできることはありますか？",
    "修正が必要な箇所がありましたらお知らせください。",
    "以上の条件で記事を作成しました。",
    "条件に従って記事を作成しました。",
    "与えられた条件をもとに、記事を完成させました。",
    "プロンプトの内容に基づいて記事を生成しました。",
    "いかがでしょうか？ご希望に応じて、タイトル案もご提案できます。",
    "The article was written according to the instructions. I will now check the character count.",
    "I've written the article as you requested.",
    "I have expanded the text to about 1,500 words.",
    "Here is the continuation of the article.",
    "Below is the revised draft:",
    "Continuing from the previous text:",
    "Let me know if you'd like any changes.",
    "Would you like me to shorten it?",
    "If you want, I can rewrite it in a more casual tone.",
    "Word count: 1,512",
    "I hope this meets your expectations.",
    "Sorry, I can't complete this request.",
    "Please provide the article you would like me to continue.",
    "Got it! I've rewritten the post.",
    "Here's the rewritten version of the article.",
    "I've made the requested changes to the text.",
    "The text has been shortened to 1,500 characters as requested.",
    "The following is a continuation of the provided text.",
    "Note: the original text was cut off, so I continued from there.",
    "It seems the article was cut off.",
    "The provided text ends abruptly.",
    "Is there anything else you'd like me to change?",
    "Happy to revise if needed!",
    "I can also write a shorter version if you like.",
    "The article meets all the requirements.",
    "I don't have enough information to write this article.",
    "I was unable to find information about this topic.",
    "The total length is about 1,500 characters.",
    "I need more information to complete the article.",
    "Thank you for your request. I will write the article.",
    "Now I will write the conclusion.",
    "前の文章に続けて書きます。",
    "前回の出力の続きから書きます。",
    "途中で切れていた箇所から再開します。",
    "出力が途中で途切れてしまったため、続きを出力します。",
    "文字数が足りないため、さらに内容を追記します。",
    "文字数を満たすため、以下を追加します。",
    "記事の本文をここに出力します。",
    "ここから先は、指定された文体で続けます。",
    "ペルソナ設定に基づき、親しみやすい口調で書きます。",
    "以下のルールに従って記事を作成しました。",
    "元の記事のトーンに合わせて、残りの部分を執筆しました。",
    "自然な流れになるよう、記事の後半を補いました。",
    "Markdown形式で記事を出力します。",
    "SEOを意識した記事を作成しました。",
    "引き続き、記事の続きを書きます。",
    "もちろんです。以下に続きを記します。",
    "記事の続きは以下のとおりです。",
    "以上、約1500文字の記事です。",
    "以上が続きの文章となります。",
    "文字数制限のため、ここで一旦区切ります。",
    "（続きは次のメッセージで出力します）",
    "（ここで文字数上限に達しました）",
    "AIとして、最新の情報にはアクセスできません。",
    "このテーマについての記事を作成することはできません。",
    "情報が不足しているため、記事を作成できません。",
    "申し訳ございませんが、元の文章が確認できませんでした。",
    "続きを書くには、元の記事が必要です。",
    "どの記事の続きを書けばよいでしょうか。",
    "記事のタイトルを教えていただけますか？",
    "このような内容でよろしいでしょうか。",
    "この続きも必要であれば、お知らせください。",
    "内容の調整が必要な場合は、お申し付けください。",
    "さらに詳しい内容が必要でしたら、お申し付けください。",
    "他のトーンでの書き直しも可能です。",
    "【文字数】1523文字",
    "（1,520文字）",
    "文字数カウント：1512文字",
    "Continuing from where the text left off:",
    "As requested, I wrote about 1,500 characters.",
    "Let me search for the latest news about tea.",
    "I have enough information to write the article.",
    "Based on my research, here is the article.",
    "I cannot continue this text because it was not provided.",
]


@pytest.mark.parametrize("text", IN_OTHER_WORDS)
def test_what_is_done_offered_asked_or_refused_is_found_in_other_words(text: str) -> None:
    (finding,) = find(RULE, f"{BEFORE}{text}\n\n茶摘みは五月です。\n\n茶は香りが命です。\n")

    assert finding.line == 6


@pytest.mark.parametrize(
    "text",
    [
        "この記事は、先週の記事の続きです。",
        "前回の記事の続きです。",
        "以下の記事で解説しています。",
        "続きは次回お届けします。",
        "前回の続きを書きます。",
        "必要であれば、設定を変えることもできます。",
        "ご希望があれば、店で試飲もできます。",
        "ご要望に沿ってお茶を選びます。",
        "お客様のご要望どおり、袋を小さくしました。",
        "申し訳ありませんが、本日は休業いたします。",
        "記事の続きを書くのはAIです。",
        "新しい機能は、記事の続きを自然に補完します。",
        "記事は1500字程度が読みやすい長さです。",
        "文字数は1500字以内です。",
        "もちろんです。記事を読んだ方には割引があります。",
        "もちろんです！と笑顔で答えた店主は、網を直していました。",
        "いただいた原稿を読んで、涙が出ました。",
        "いただいた文章を紹介します。",
        "お送りいただいた原稿は、返却いたしません。",
        "ご不明な点がございましたら、お問い合わせください。",
        "ご感想があれば、編集部までお知らせください。",
        "以下に、当日の流れをまとめました。",
        "以下、会場の地図です。",
        "この物語の続きは、私たちにかかっています。",
        "手続きを自動で完成させます。",
        "店の続きを歩くと、灯台に出ました。",
        "指示に従い、係員が車を誘導しました。",
        "指示に従って避難しました。",
        "ご指定の時間にお届けします。",
        "条件に合わせて、店を選びます。",
        "文章を短くまとめる力が求められます。",
        "見出しを三つに分けると、読みやすくなります。",
        "承知しましたという言葉は、目上の人にも使えます。",
        "分かりました。港の朝市は六時に開きます。",
        "ありがとうございます。おかげさまで十周年を迎えました。",
        "ありがとうございます。記事を読んでくださった方に感謝します。",
        "途中で終わった工事が再開します。",
        "記事が途中で切れて表示される場合は、再読み込みしてください。",
        "修正が必要な箇所があれば、現場で直します。",
        "AIは、必要に応じて文章を書き直すこともできます。",
        "質問には答えられませんと、広報は話しました。",
        "この質問にはお答えできません。",
        "本文は3章で構成しました。",
        "約1500人が訪れました。",
        "（約1500円）",
        "以上、港からお伝えしました。",
        "どのような記事をお探しですか。",
        "さらに詳しく知りたい方は、以下の記事をご覧ください。",
        "よろしければ、ほかの記事もご覧ください。",
        "必要に応じて見出しを付けることが大切です。",
        "要件を満たす船だけが入港できます。",
        "続きを読む",
        "記事の続きを読むには、会員登録が必要です。",
        "原稿を書き終えて、港を歩きました。",
        "元の文章の意味を変えないことが、校正の基本です。",
        "ご要望に応じて、弁当の大きさを変えることもできます。",
        "それでは、旅の続きをお届けします。",
        "では、続きは来週書きます。",
        "続きを書くのが楽しみです。",
        "記事の続きを楽しみにしています。",
        "この記事を共有してください。",
        "ぜひ、この記事をご共有ください。",
        "原稿をお寄せください。",
        "条件に従って船を選びます。",
        "上記の条件を満たす店は三つです。",
        "ご希望に応じて、席をご用意します。",
        "ご要望があれば、お知らせください。",
        "修正が必要な箇所を見つけました。",
        "お客様のご指定に合わせて、文字を入れます。",
        "タイトルを短くすると、読まれやすくなります。",
        "見出しは三つに分けると読みやすくなります。",
        "文章を書き直すこともできます。",
        "文体を統一することが大切です。",
        "原稿を仕上げるまでに三日かかりました。",
        "記者は記事を書き直しました。",
        "この本は、前の巻の続きです。",
        "以下は、記事の要点です。",
        "以上が、今回の記事の要点です。",
        "以下は編集部がまとめた要約です。",
        "以下に、修正のポイントを示します。",
        "切れた部分から水が漏れました。",
        "途切れた会話をつなぐのが、司会の仕事です。",
        "はい、港です。",
        "はい、二十字以内で書いてください。",
        "お手伝いできることがあれば、声をかけてください。",
        "すみません、席は満席です。",
        "申し訳ありませんが、写真の提供はできません。",
        "残念ながら、原稿は採用できませんでした。",
        "さらに、記事は英語にも翻訳されます。",
        "必要に応じて、タイトルを変更できます。",
        "必要に応じて、文字数を変更できます。",
        "もしよろしければ、記事の感想をお聞かせください。",
        "よろしければ、記事の感想をお寄せください。",
        "記事の内容に誤りがありましたら、お知らせください。",
        "記事に関するご意見がありましたら、ご連絡ください。",
        "本文に誤りがあれば、修正いたします。",
        "掲載を希望の場合は、原稿をお送りください。",
        "プロンプトに従って、AIは文章を生成します。",
        "AIは指示に従って文章を書きます。",
        "指示に従い、AIが文章を生成します。",
        "指示どおりに文章を書かせるのは難しいものです。",
        "生成された文章を人が修正します。",
        "この記事はAIで作成しました。",
        "この記事の一部は、AIで生成しています。",
        "この記事は、英語の記事を翻訳したものです。",
        "元の記事を翻訳しました。",
        "元の文章を要約します。",
        "以下の文章を要約してください。",
        "既存の文章を短くまとめます。",
        "提供されたデータを整理しました。",
        "I have written about tea for ten years.",
        "The text was cut off by the rain.",
        "The total is about 1,500 stalls.",
        "I don't have access to the pier.",
        "I was unable to find the stall.",
        "Happy to be back at the port.",
        "The stall meets all the requirements of the port.",
        "Thank you for the fish.",
        "I need more time to cook the fish.",
        "I will write the next article tomorrow.",
        "The article was written by a tea farmer.",
        "If you want green tea, I can recommend the corner shop.",
        "Let me know if you want a ticket.",
        "As requested by residents, the city repaired the road.",
        "I can't complete the climb without a rest.",
        "文字数が足りないと、看板は作れません。",
        "文字数の都合で、店の名前は略しました。",
        "続きは次の回でお話しします。",
        "以下の条件で、店を選びました。",
        "以下のルールに従って、網を直しました。",
        "AIとして、港の案内を任されています。",
        "このテーマについての本は、まだありません。",
        "この内容でよろしいでしょうか、と店主は尋ねます。",
        "詳しい内容が必要でしたら、受付で聞けます。",
        "必要に応じて、見出しを変更できます。網も変えられます。",
        "本文は三つの章に分かれます。",
        "この章では、港の歴史を歩きます。",
        "自己点検は、月に一度です。",
        "ファイルは棚に並んでいます。",
        "記事の写しは、図書館に保存されています。",
        "以下は、手作業による補完の例です。",
        "自然な流れに任せて、港を歩きます。",
        "前の文章を読み返しました。",
        "The chapter on tea is written by a farmer.",
    ],
)
def test_what_people_do_offer_ask_and_refuse_is_fine_also_as_the_last_words(text: str) -> None:
    assert find(RULE, f"{BEFORE}{text}\n") == []
    assert find(RULE, f"{BEFORE}{text}\n\n茶摘みは五月です。\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "以上、約1,500字で執筆しました。",
        "文体は元の記事に合わせ、です・ます調で統一しています。",
        "1500字程度で記事を作成しました。",
        "見出しは三つに分け、各段落は二百字前後にまとめました。",
        "タイトル案を三つご用意しました。",
        "これで記事は完成です。",
        "茶は香りが命です。必要であれば、さらに短く書き直すこともできます。",
        "茶は香りが命です。（文字数：1,480字）",
        "以上で記事は完成です。",
        "指示に従い、Markdown形式で出力します。",
        "ご指定のフォーマットに従って出力いたします。",
        "必要に応じて、見出しを追加することもできます。お気軽にお申し付けください。",
        "ファイルは `tea.md` に保存済みです。",
        "ファイル書き込みは権限がなかったため、本文をそのまま表示しました。",
        "**自己点検**：見出しは五つ、数字は三つ",
        "執筆いたしました。",
        "## 執筆完了",
        "以上で記事の執筆を完了しました。",
        "**字数：1,520字**",
    ],
)
def test_the_last_words_of_a_text_are_read_to_their_end(text: str) -> None:
    assert len(find(RULE, f"{BEFORE}{text}\n")) == 1
    assert find(RULE, f"{BEFORE}{text}\n\n茶摘みは五月です。\n") == []


@pytest.mark.parametrize("link", ["[前編](/2026/01/01/tea/)", "https://example.com/tea"])
def test_a_text_that_links_to_what_it_continues_is_fine(link: str) -> None:
    assert find(RULE, f"以下の記事の続きです。\n{link}\n\n{BEFORE}") == []
    assert find(RULE, f"以下の記事の続きです。\n\n{link}\n\n{BEFORE}") == []


@pytest.mark.parametrize(
    "question",
    ["――記事は書き直しますか。", "── 書き直しますか。", "Q. 書き直しますか。", "**Q1：書き直しますか**"],
)
def test_an_answer_in_an_interview_is_fine(question: str) -> None:
    assert find(RULE, f"{question}\n\n必要であれば、何度も書き直すことができます。\n") == []
    assert find(RULE, f"{question}\n\nはい、記事の続きも執筆します。\n") == []


def test_a_post_that_is_nothing_but_a_remark_is_said_to_be_one() -> None:
    (finding,) = find(RULE, "以下の記事の続きです。\n\n必要であれば、短く書き直すこともできます。\n")

    assert "nothing but" in str(finding.message)


@pytest.mark.parametrize(
    "value",
    [
        "提供された原稿の続きを、ご希望に沿って自然に補い、仕",
        "「港の朝市」から続きを書きます",
        "以下の記事「港の朝市」が途中で終わ",
        "もちろんです！1500字程度の記事を作成しました",
        "かしこまりました！",
        "必要であれば、さらに短く書き直すこともできます",
        "I'm sorry, but I can't help with that.",
        "I cannot assist with that",
        "Here is the article you requested",
        "以下に記事を作成します",
        "ご要望の記事です",
        "記事の続き",
    ],
)
@pytest.mark.parametrize("key", ["title", "excerpt", "description"])
def test_a_remark_is_found_in_each_value_that_readers_see(key: str, value: str) -> None:
    front_matter = f'{"title: 試験" if key != "title" else "excerpt: 茶"}\n{key}: "{value}"'

    (finding,) = find(RULE, BEFORE, front_matter)

    assert finding.line == 3


@pytest.mark.parametrize(
    "title",
    [
        "Sorry, I can't stop drinking tea",
        "「承知しました」の使い方",
        "記事の続きを書くAIが登場",
        "以下の記事を読み解く",
        "提供された文章を読み解くAI",
        "必要であれば書き直す力",
        "申し訳ない気持ちの経済学",
    ],
)
def test_a_title_about_writing_is_fine(title: str) -> None:
    assert find(RULE, BEFORE, f"title: {title}") == []


@pytest.mark.parametrize(
    "text",
    [
        "「承知しました」と「かしこまりました」の違いを説明します。",
        "AIに記事を頼むと「はい、承知しました。記事を作成します」と返ってきます。",
        "承知しましたという言葉は、目上の人にも使えます。",
        "- 承知しました。記事を拝見します。",
        "> 申し訳ありませんが、その情報は見つけることができません。",
        "```\nAs an AI language model, I cannot.\n```",
        "申し訳ありませんが、本日は休業いたします。",
        "もちろん、この記事を書いた記者も新茶を飲みました。",
        "以下に、当日の流れをまとめました。",
        "ご依頼いただいた内容は、担当者が確認します。",
        "大規模言語モデルは、文章の続きを予測する仕組みです。",
        "AI検索が現在どこまで利用できるかを調べました。",
        "“As an AI language model” という言い回しは、もう古い。",
        "I am unable to drink tea after ten o'clock.",
        "I cannot help but smile when I smell fresh tea.",
        "Sure, tea is an old drink.",
        "- [I am unable to perform the web search](/2026/01/01/tea/)",
        "[申し訳ありませんが、情報が見つかりません](/2026/01/01/tea/)",
    ],
)
def test_an_article_that_quotes_or_only_resembles_such_words_is_fine(text: str) -> None:
    assert find(RULE, f"{BEFORE}{text}\n") == []


def test_the_front_matter_is_one_finding() -> None:
    front_matter = (
        "title: I apologize, but I am unable to perform\n"
        "description: I apologize, but I am unable to perform the web search."
    )

    (finding,) = find(RULE, BEFORE, front_matter)

    assert finding.line == 2
    assert "title and description" in str(finding.message)


@pytest.mark.parametrize(
    "title",
    [
        "AIが「申し訳ありませんが」と言うとき",
        "Web検索が変わる",
        "I am a tea farmer",
        "承知した、と社長は言った",
    ],
)
def test_a_title_about_such_words_is_fine(title: str) -> None:
    assert find(RULE, BEFORE, f"title: {title}") == []


def test_a_title_that_was_cut_out_of_a_refusal_is_found() -> None:
    assert len(find(RULE, BEFORE, "title: 2026年大変申し訳ありませんがの可能性")) == 1


def test_a_remark_of_several_paragraphs_is_one_finding() -> None:
    remark = "Web検索が現在利用できません。\n\n申し訳ありませんが、別の情報源をご提供ください。\n\n"

    assert len(find(RULE, f"{remark}{BEFORE}{remark}")) == 2


@pytest.mark.parametrize(
    "start",
    [
        "申し訳ありませんが、",
        "以下に",
        "承知しました。",
        "I am unable to ",
        "はい、",
        "提供された記事の続きを",
        "必要であれば",
        "I have ",
    ],
)
def test_a_long_paragraph_takes_no_long_time(start: str) -> None:
    started = time.process_time()
    find(RULE, f"{BEFORE}{start}" + "記事をいただいた" * 30_000 + f"\n\n{BEFORE}")

    assert time.process_time() - started < 2
