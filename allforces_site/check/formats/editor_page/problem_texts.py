"""Problem codes in Japanese, for editors: rules bring their own texts, all other codes have theirs here."""

from __future__ import annotations

import msgspec

from allforces_site.lint.registry import RULE_OF


class ProblemText(msgspec.Struct, frozen=True):
    """What is wrong, in a few words, and what to do about it, in a sentence or two ("" for no advice)."""

    title: str
    advice: str


# What reading and building a site report; docs/problems.md says more about each.
READING_TITLES: dict[str, str] = {
    # 設定
    "config-not-utf8": "文字コードがUTF-8ではない設定ファイル",
    "config-unreadable": "読み込めない設定ファイル",
    "config-yaml": "設定ファイルの書式の誤り",
    "config-value": "設定値の誤り",
    "config-unknown-key": "どこからも読まれない設定",
    "unknown-rule": "存在しない規則の指定",
    "config-no-effect": "効果のないMarkdownの設定",
    "emoji-library": "絵文字の名前のライブラリの不足",
    "no-plugin": "代わりのないプラグイン",
    "no-timezone": "サイトの時間帯の設定もれ",
    "no-url": "サイトのURLの設定もれ",
    # ファイル
    "unreadable": "読み込めないファイル",
    "bad-file-name": "文字コードがUTF-8ではないファイル名",
    "bad-link": "たどれないシンボリックリンク",
    "irregular-file": "名前付きパイプやデバイスなど、通常のファイルではないもの",
    "not-utf8": "文字コードがUTF-8ではないファイル",
    "post-name": "日付のない記事のファイル名",
    "front-matter-fence": "--- の隣にある目に見えない文字",
    "comment-cut": "# で途切れた値",
    "lines-joined": "上の文の続きとして読まれる行",
    "invisible-character": "キーや名前に混じった目に見えない文字",
    "control-character": "目に見えない制御文字",
    "data": "データファイルの書式の誤り",
    "data-twice": "同じ名前のデータファイル",
    # フロントマター
    "front-matter-open": "終わりのないフロントマター",
    "front-matter-yaml": "フロントマターの書式の誤り",
    "front-matter-value": "フロントマターの値の誤り",
    "front-matter-late": "空行や目に見えない文字の後に始まるフロントマター",
    "front-matter-foreign": "TOML形式のフロントマター",
    "key-twice": "同じ項目の二重の指定",
    "date": "日付の誤り",
    "date-odd": "書き方の紛らわしい日付",
    "quoted-boolean": "引用符で囲まれた真偽値",
    "names-many": "多すぎるタグやカテゴリー",
    "name-long": "長すぎるタグやカテゴリーや著者名",
    "categories-many": "ナビゲーションに入りきらないカテゴリー",
    "definitions-too-much": "使われすぎた参照定義",
    "markup-too-much": "多すぎる記号や改行",
    "comma-list": "区切り方の紛らわしいタグやカテゴリー",
    "tag-and-tags": "tag と tags の併用",
    "title-empty": "空の題名",
    "file-empty": "空のファイル",
    "title-long": "長すぎる題名",
    # 表示と配置
    "layout-missing": "存在しないレイアウト",
    "layout-replaced": "別のもので代用したレイアウト",
    "liquid": "誤りのあるLiquid",
    "liquid-error": "実行できないLiquid",
    "liquid-filter": "存在しないLiquidフィルター",
    "lang-pair": "対になる言語のページがない",
    "filter-file": "実行できないフィルター",
    "sass": "コンパイラのないSass",
    "sass-error": "変換できないSass",
    "template": "テンプレートの誤り",
    "permalink": "URLを作れないパーマリンク",
    "redirect-own": "自分自身への転送",
    "redirect-taken": "ほかのページと重なる転送元",
    "redirect-from": "転送元のURLの誤り",
    "url-collision": "ほかの記事と重なるURL",
    "output-collision": "ほかのファイルと重なる出力先",
    "output-case": "大文字と小文字だけが異なる出力先",
    "reserved-path": "使えないファイル名",
    "home-generated": "自動で作られるトップページ",
    "page-own": "自動のページに代わる自作のページ",
    "page-replaced": "使われない自作のページ",
    "external-link": "なくなった外部のページへのリンク",
    # 画像
    "image-missing": "存在しない画像",
    "image-unreadable": "壊れている画像",
    "image-broken": "縮小できない画像",
    "social-font": "見つからない日本語フォント",
    "social-font-broken": "読み込めないフォント",
    # 分類
    "category-spelling": "カテゴリー名の表記ゆれ",
    "tag-spelling": "タグの表記ゆれ",
    "author-spelling": "著者名の表記ゆれ",
    "term-slug": "フォルダー名にできないスラッグ",
    "term-slug-empty": "空になるスラッグ",
    "term-slug-double": "ほかの分類と重なるスラッグ",
    # 修復
    "repaired": "ページで直した箇所",
    "repair-given-up": "直しきれなかった箇所",
}


def problem_text(code: str) -> ProblemText:
    """The Japanese text of a rule, or of a problem of reading or building the site."""
    if code in RULE_OF:
        return ProblemText(RULE_OF[code].title_ja, RULE_OF[code].advice_ja)
    return ProblemText(READING_TITLES.get(code, f"サイトの読み込みで見つかった問題（{code}）"), "")
