"""The Japanese names of the signals and of what happened to them."""

from __future__ import annotations

SIGNAL_NAMES = {
    "page": "ファイル",
    "redirect": "転送先",
    "robots": "検索エンジンへの指示（robots）",
    "canonical": "正規URL（canonical）",
    "canonical_page": "正規URLの行き先",
    "title": "題名",
    "description": "説明文",
    "headings": "見出し",
    "text": "本文",
    "hreflang": "別の言語のページ（hreflang）",
    "json_ld": "構造化データ（JSON-LD）",
    "open_graph": "SNS用の情報（Open Graph）",
    "twitter": "Xのカード",
    "forms": "フォーム",
    "feeds": "フィードの記事",
}
KIND_NAMES = {"lost": "なくなった", "changed": "変わった", "new": "増えた"}
VIA_NAMES = {
    "refresh": "自動で転送されます",
    "canonical": "正規URLが新しいページを指しています",
    "text": "同じ本文のページがありますが、古いURLからは行けません",
    "entries": "同じ記事のフィードがありますが、古いURLからは読めません",
}

# Values that are words of the JSON and no text of a page.
VALUE_NAMES = {
    ("canonical_page", "yes"): "サイト内のページに届く",
    ("page", "read"): "読める",
    ("page", "page"): "ページ",
    ("page", "feed"): "フィード",
}
