"""The words of the theme around a text, in the language of the text."""

from __future__ import annotations

from datetime import datetime

# A page in a language that is not here has English words, as most readers of other languages know some.
_ENGLISH = {
    "本文へ移動": "Skip to content",
    "ホーム": "Home",
    "現在の位置": "Breadcrumb",
    "暗い配色": "Dark colours",
    "検索": "Search",
    "カテゴリー": "Categories",
    "すべて": "All",
    "サイト内": "Site",
    "カテゴリー一覧": "Categories",
    "タグ一覧": "Tags",
    "著者一覧": "Authors",
    "アーカイブ": "Archive",
    "フィード": "Feed",
    "目次": "Contents",
    "約{}分で読めます": "{} min read",
    "著者": "By",
    "公開": "Published",
    "更新": "Updated",
    "タグ": "Tags",
    "この記事を共有": "Share this article",
    "Xで共有": "Share on X",
    "Facebookで共有": "Share on Facebook",
    "はてなブックマークに追加": "Add to Hatena Bookmark",
    "LinkedInで共有": "Share on LinkedIn",
    "リンクをコピー": "Copy link",
    "ほかのアプリ…": "Other apps…",
    "前後の記事": "More articles",
    "前の記事": "Previous",
    "次の記事": "Next",
    "関連記事": "Related articles",
}
# Not `strftime`: its names depend on the machine's locale.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def label(text: str, lang: str, *values: object) -> str:
    """Returns the theme's `text`, which is Japanese, in a language (BCP 47), with `values` for its `{}`."""
    shown = text if is_japanese(lang) else _ENGLISH.get(text, text)
    return shown.format(*values) if values else shown


def date_ja(date: datetime) -> str:
    """Formats a date as 2026年3月10日."""
    return f"{date.year}年{date.month}月{date.day}日"


def date_in(date: datetime, lang: str) -> str:
    """Returns the day as readers of a language (BCP 47) write it: 2026年3月10日, or March 10, 2026."""
    if is_japanese(lang):
        return date_ja(date)
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def is_japanese(lang: str) -> bool:
    """Whether a language is Japanese, or none is given."""
    return not lang or lang.lower().split("-")[0] == "ja"
