"""The rules in Japanese, for editors who do not read the command line."""

from __future__ import annotations

import msgspec

from allforces_site.check.formats.editor_page.reading_titles import READING_TITLES
from allforces_site.lint.registry import RULE_OF


class RuleText(msgspec.Struct, frozen=True):
    """What a rule finds, in a few words, and what to do about it, in a sentence or two."""

    title: str
    advice: str


RULE_TEXTS: dict[str, RuleText] = {
    # 生成の痕跡
    "end-marker": RuleText(
        "文章生成AIの終了記号", "生成の終わりを示す記号が本文に残っています。その行を削除してください。"
    ),
    "conflict-marker": RuleText(
        "gitの競合マーカー",
        "統合できなかった箇所がそのまま公開されます。残すほうの文章を選び、記号の行を削除してください。",
    ),
    "cut-text": RuleText(
        "文の途中で終わる本文", "最後の文が途切れています。書き足すか、途切れた部分を削除してください。"
    ),
    "mojibake": RuleText(
        "文字化け", "失われた文字や化けた文字があります。元の原稿と見比べて直してください。"
    ),
    "unclosed-emphasis": RuleText(
        "閉じていない強調", "** の片方が足りず、記号がそのまま見えます。閉じるか、記号を削除してください。"
    ),
    "unclosed-fence": RuleText(
        "閉じていないコードブロック",
        "``` の片方が足りず、後の本文までコードとして表示されます。コードの終わりで閉じてください。",
    ),
    "model-remark": RuleText(
        "文章生成AIの応答",
        "依頼への返事や断りの言葉が残っています。読者に向けた文章ではないので、削除してください。",
    ),
    "prompt-fragment": RuleText(
        "文章生成AIへの指示",
        "執筆の指示の一部が残っています。読者に向けた文章ではないので、削除してください。",
    ),
    "placeholder": RuleText(
        "埋められていない箇所", "後で書くつもりだった箇所が残っています。中身を書くか、削除してください。"
    ),
    # 繰り返し
    "repeated-paragraph": RuleText(
        "段落の繰り返し", "同じ段落が前にもあります。後に出てくるほうを削除してください。"
    ),
    "repeated-heading": RuleText(
        "見出しの繰り返し", "同じ見出しが前にもあります。内容に合わせて言い換えるか、一つにまとめてください。"
    ),
    "repeated-section": RuleText(
        "節まるごとの繰り返し", "同じ節が前にもあります。後に出てくるほうを削除してください。"
    ),
    "near-double": RuleText(
        "ほかの記事とほぼ同じ本文",
        "本文の半分以上がほかの記事と重なります。一つにまとめるか、片方を取り下げてください。",
    ),
    "double-title": RuleText("ほかの記事と同じ題名", "内容の違いが分かる題名にしてください。"),
    "double-excerpt": RuleText(
        "ほかの記事と同じ抜粋・説明文", "この記事の内容に合わせて、抜粋や説明文を書き直してください。"
    ),
    # 題名などの情報
    "title-cut": RuleText("途中で切れた題名", "題名が途中で終わっています。最後まで書いてください。"),
    "excerpt-missing": RuleText("抜粋なし", "一覧に出す短い紹介文を excerpt に書いてください。"),
    "description-missing": RuleText("説明文なし", "検索結果に出す説明文を description に書いてください。"),
    "excerpt-cut": RuleText("途中で切れた抜粋", "抜粋が文の途中で終わっています。文を終わらせてください。"),
    "description-cut": RuleText(
        "途中で切れた説明文", "説明文が文の途中で終わっています。文を終わらせてください。"
    ),
    "excerpt-is-title": RuleText(
        "題名と同じ抜粋・説明文", "題名にないことを、抜粋や説明文に一文で書いてください。"
    ),
    "excerpt-generic": RuleText(
        "決まり文句だけの抜粋・説明文",
        "「…を解説します」だけでは中身が伝わりません。読者が得られることを具体的に書いてください。",
    ),
    "description-long": RuleText(
        "長い説明文", "検索結果では後ろが省かれます。大事なことが前半にあるか確かめてください。"
    ),
    "reading-time": RuleText(
        "実際と異なる読了時間",
        "記入された読了時間が、本文から計った時間と大きく異なります。reading_time を見直してください。",
    ),
    "file-date": RuleText("URLと異なるファイル名の日付", "ファイル名の日付を、URLの日付に合わせてください。"),
    "unknown-category": RuleText(
        "設定にないカテゴリー",
        "content_categories にあるカテゴリーから選ぶか、設定に加えてください。",
    ),
    "near-tag": RuleText("よく似たタグ", "ほぼ同じタグがほかにもあります。どちらかに揃えてください。"),
    "single-tag": RuleText(
        "一度しか使われないタグ", "同じ話題の記事が増えないようなら、よく使うタグに替えてください。"
    ),
    # リンクと画像
    "affiliate-rel": RuleText(
        "広告の表示がないリンク", 'アフィリエイトのリンクです。rel="sponsored" を付けてください。'
    ),
    "broken-fragment": RuleText(
        "行き先の見出しがないリンク",
        "リンク先のページに、# の後の名前の場所がありません。見出しの変更に合わせて直してください。",
    ),
    "broken-link": RuleText(
        "リンク切れ", "リンク先のページがサイト内にありません。正しいURLに直すか、リンクを外してください。"
    ),
    "file-date-link": RuleText(
        "ファイル名の日付によるリンク",
        "URLの日付は記事の date で決まり、ファイル名のものとは限りません。公開されるURLに直してください。",
    ),
    "image-alt": RuleText(
        "代替テキストのない画像",
        "画像が見えない読者のために、何の画像かを書いてください。飾りの画像なら空の alt を付けます。",
    ),
    "insecure-link": RuleText(
        "httpのリンク", "このサイトはhttpsで開けます。http:// を https:// に直してください。"
    ),
    "noindex-link": RuleText(
        "noindexのページへのリンク",
        "検索結果に出さないと決めたページへリンクしています。リンク先を替えるか、noindexを見直してください。",
    ),
    # 公開されるファイル
    "stray-file": RuleText(
        "公開すべきでないファイル",
        "このままでは公開されます。_config.yml の exclude に加えるか、ほかの場所へ移してください。",
    ),
    "secret": RuleText(
        "パスワードや秘密鍵らしい文字列",
        "公開されると悪用されます。ファイルから取り除き、公開済みなら鍵を作り直してください。",
    ),
    "empty-feed": RuleText(
        "記事のないフィード",
        "記事が一つも載りません。記事を選ぶ条件を見直すか、フィードを外してください。",
    ),
    "empty-filter": RuleText(
        "何にも当てはまらない設定",
        "設定にある名前に当てはまるものがありません。いまの名前に合わせるか、削除してください。",
    ),
    "unused-front-matter": RuleText(
        "どこからも読まれない項目",
        "テンプレートが使わない項目です。綴りを確かめ、不要なら削除してください。",
    ),
}


def rule_text(code: str) -> RuleText:
    """The text of a rule, or of what reading the site tells under this code."""
    if code in RULE_TEXTS:
        return RULE_TEXTS[code]
    if code in RULE_OF:
        return RuleText(RULE_OF[code].title, "")
    return RuleText(READING_TITLES.get(code, f"サイトの読み込みで見つかった問題（{code}）"), "")
