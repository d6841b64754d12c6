"""Finds ends that many titles share: 「…の注目ポイントと導入効果」."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from allforces_site.lint.source.title_parts import end_apart
from allforces_site.lint.source.unfinished import even
from allforces_site.text.late_pattern import late_pattern

# A shorter end is everyday Japanese: 「…の作り方」, 「…はどう変わるのか」.
_LEAST_CHARS = 10
# Fewer titles share an end by chance; so do fewer than one in a hundred on a large site.
_LEAST_TITLES = 5
_LEAST_SHARE = 0.01
# An end is longer if so many of its titles go on to the left in the same way.
_NEARLY_ALL = 0.9
# Behind such a mark an editor has set the name of a series or column: 「港の冬｜編集後記」.
_MARK = late_pattern(r"[|:/·—–―‐~〜\s<>\[\]()【】〈〉《》「」『』\"“”]")
_STRONG_MARK = late_pattern(r"[|:/—–―~〜]")
# Or a phrase with a number that changes: 「港の冬——36隻の船から見る町」.
_SET_APART = late_pattern(rf"(?:{_MARK.pattern}|{_STRONG_MARK.pattern}.{{0,6}})\Z")
_SIGNS = "、。！？!?"
_JAPANESE = late_pattern(r"[ぁ-んァ-ヺ一-鿿々ー]")
# Notices end in the same way because they say the same: 「…のお知らせ」, 「…を開始しました」.
_NOTICE = late_pattern(
    r"(?:お知らせ|ご案内|ご報告|お詫び|について|紹介|募集|募集要項|結果|速報|一覧"
    r"|まし(?:た|ょう)|します|です|ます)[。!]?\Z"
)


def stock_tails(titles: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The ends that many of the titles share, each with its titles in their order. Each title counts once,
    without brackets at its end and what follows a bar."""
    by_text = {even(title.removesuffix(end_apart(title))): title for title in titles}
    least = max(_LEAST_TITLES, _LEAST_SHARE * len(by_text))
    texts = [text for text in by_text if len(text) > _LEAST_CHARS]
    for group in _by_end(texts, _LEAST_CHARS).values():
        if len(group) >= least:
            tail, having = _longest(group, least)
            if _is_stock(tail, having):
                yield _as_written(tail, by_text[having[-1]]), [by_text[text] for text in having]


def _as_written(tail: str, title: str) -> str:
    """An end with the widths that a title has, without the signs before it."""
    written = title.removesuffix(end_apart(title)).rstrip()[-len(tail) :]
    return (written if even(written) == tail else tail).lstrip(_SIGNS)


def _by_end(texts: Iterable[str], length: int) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        groups[text[-length:]].append(text)
    return groups


def _longest(texts: list[str], least: float) -> tuple[str, list[str]]:
    """The longest end that `texts`, or nearly all of them, share, with those that have it."""
    length = _LEAST_CHARS
    while True:
        longer = max(_by_end(texts, length + 1).values(), key=len)
        if len(longer) < max(least, _NEARLY_ALL * len(texts)) or len(longer[0]) <= length:
            return texts[0][-length:], texts
        texts, length = longer, length + 1


def _is_stock(tail: str, titles: list[str]) -> bool:
    """Whether an end that titles share is no name of a series, no notice and no Latin phrase."""
    words = _STRONG_MARK.split(tail)[0].lstrip(_SIGNS)
    if len(words.rstrip(_SIGNS)) < _LEAST_CHARS or _MARK.match(words) or _NOTICE.search(tail):
        return False
    set_apart = sum(_SET_APART.search(title[: -len(tail)]) is not None for title in titles)
    is_japanese = len(_JAPANESE.findall(words)) >= len(words) / 2
    return is_japanese and set_apart < _NEARLY_ALL * len(titles)
