"""A word that the site spells in two ways: サーバ and サーバー, Web and ウェブ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.house_words import letters_of
from allforces_site.lint.phrases.spellings import SPELLINGS
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.counts import posts_number
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

# The posts that have a spelling: each source with its line.
_Places = Mapping[str, int]

_LONG_ENDING = late_pattern("ー+$")
# A shorter word and one with a long vowel at the end may be two words: カバ, カバー.
_LEAST_LETTERS = 3
_TWO_WORDS = frozenset({"キャッチー", "スキー", "マナー", "フリー", "サッカー", "コーヒー"})
_SOUNDS = {
    "ヴァ": "バ",
    "ヴィ": "ビ",
    "ヴェ": "ベ",
    "ヴォ": "ボ",
    "ヴ": "ブ",
    "ウィ": "ウイ",
    "ウェ": "ウエ",
    "ウォ": "ウオ",
}
_SOUND = late_pattern("|".join(_SOUNDS))
# プレイヤー, プレーヤー. Of shorter words there are two: レイン, レーン.
_LONG_E = late_pattern("(?<=[エケセテネヘメレゲゼデベペェ])イ")
_LEAST_WITH_LONG_E = 4
# A name with a capital inside (GitHub), or a word with a dot, is usual in at least so many posts: SuperPOD
# and SuperPod are two products, アニメ・ゲーム are two things.
_SURELY_ONE_WORD = 3
_DOT = "・"
_CAPITAL_INSIDE = late_pattern(r"[A-Z][a-z]+[A-Z]")


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """One finding for each rarer spelling, in the first file that has it."""
    listed = {letters_of(word.wrong) for word in view.config.allforces.checks.words}
    places = _places(view)
    for spellings in _groups(places):
        usual, *others = sorted(spellings, key=lambda word: (-len(places[word]), -len(word), word))
        for odd in others:
            if odd not in listed:
                yield _finding(odd, usual, places)


def _finding(odd: str, usual: str, places: Mapping[str, _Places]) -> Finding:
    message = say(
        '"{odd}" ({odd_posts}) is "{usual}" ({usual_posts}) elsewhere on this site',
        odd=odd,
        odd_posts=posts_number(len(places[odd])),
        usual=usual,
        usual_posts=posts_number(len(places[usual])),
    )
    source, line = min(places[odd].items())
    return Finding(
        message, source, line, 1, say("decide for one; a word list lets repair write it everywhere")
    )


def _places(view: SiteView) -> dict[str, dict[str, int]]:
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for source, facts in view.facts.items():
        for word, line in facts.style.words.items() if facts.style is not None else ():
            places[word][source] = line
    return places


def _groups(places: Mapping[str, _Places]) -> Iterator[Sequence[str]]:
    """The spellings that are of one word."""
    alike: dict[str, list[str]] = defaultdict(list)
    for word in places:
        alike[_key(word)].append(word)
    for words in alike.values():
        if len(words) > 1 and _is_one_word(words, places):
            yield words
    for spellings in SPELLINGS:
        used = [word for word in spellings if word in places]
        if len(used) > 1:
            yield used


def _is_one_word(words: Sequence[str], places: Mapping[str, _Places]) -> bool:
    """Whether words that are nearly alike are one: in few posts they may be names, or two beside a dot."""
    usual = max(words, key=lambda word: len(places[word]))
    if len(places[usual]) >= _SURELY_ONE_WORD:
        return not usual.isascii() or _CAPITAL_INSIDE.match(usual) is not None
    return not usual.isascii() and not any(_DOT in word for word in words)


def _key(word: str) -> str:
    """What all spellings of a word have in common."""
    if word.isascii():
        return word.casefold()
    if word in _TWO_WORDS:
        return word
    letters = _SOUND.sub(lambda sound: _SOUNDS[sound[0]], word.replace(_DOT, ""))
    if len(letters) >= _LEAST_WITH_LONG_E:
        letters = _LONG_E.sub("ー", letters)
    short = _LONG_ENDING.sub("", letters)
    return short if len(short) >= _LEAST_LETTERS else letters


RULE = Rule(
    "mixed-spelling",
    Severity.NOTE,
    say("A word that the site spells in two ways"),
    say("Decide for one spelling, and put the other one into the word list."),
    find_in_site=find_in_site,
    is_optional=True,
)
