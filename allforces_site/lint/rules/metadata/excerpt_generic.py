"""An excerpt or description made of the title and a set phrase: 「…について詳細に分析します。」

It is one sentence that has nothing but a subject, which is the title, and a verb such as 解説する with its
adverbs: what a script writes that knows nothing else. Of the excerpts and descriptions of the real posts, 163
end with such a verb and say more (from which side, for whom, with what result); none of them is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_in
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.summaries import KEYS, are_one_text, bare, repeats_title, summary
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_OPENING = r"(?:(?:本記事|この記事|本稿|今回|ここ)(?:では|は)[、,]?)?"
_ADVERB = "詳細に|詳しく|くわしく|徹底的に|徹底|分かりやすく|わかりやすく|丁寧に|多角的に|深く|簡単に|ご"
_VERBS = "(?:解説|紹介|分析|説明|考察|検証|検討|整理|まとめ|お伝え|お届け|深掘り|掘り下げ|読み解|探|レポート)"
_SET_PHRASE = late_pattern(
    rf"{_OPENING}(?P<subject>[^。！？!?]+?)(?P<link>について|に関して|を)(?:[、,]?(?:{_ADVERB}))*{_VERBS}[^。！？]{{0,8}}[。！]?"
)
# A longer text says more than a title and a phrase.
_MOST_CHARS = 120
# The share of the subject's pairs of neighbouring characters that must be in the title.
_SHARE = 0.8
# So many new pairs in a row are a word that the title lacks: the text says more. `のコツ` is three pairs.
_MOST_NEW = 3


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """At most one finding for both keys. One with only the title's words is left to excerpt-is-title."""
    found = [(key, phrase) for key in KEYS if (phrase := _set_phrase(source_file, key))]
    if not found:
        return
    key, phrase = found[0]
    yield finding_in(
        source_file,
        key,
        say('the excerpt and the description are the title with the set phrase "{phrase}"', phrase=phrase)
        if len(found) > 1 and are_one_text(source_file)
        else say('the {key} is the title with the set phrase "{phrase}"', key=key, phrase=phrase),
        hint=say("write what the post found out: ten such lines in a list say nothing"),
    )


def _set_phrase(source_file: SourceFile, key: str) -> str | None:
    """The set phrase of an excerpt or description that consists of it and the title, or None.

    A question in it is more than a title and a phrase.
    """
    text = summary(source_file, key)
    found = _SET_PHRASE.fullmatch(text) if len(text) <= _MOST_CHARS else None
    if found is None or not _is_title(found["subject"], source_file.written("title")):
        return None
    return None if repeats_title(source_file, key) else text[found.start("link") :]


def _is_title(subject: str, title: str) -> bool:
    """Whether `subject` has no words but those of the title, judged by pairs of neighbouring characters."""
    of_title = set(_pairs(bare(title)))
    is_new = [pair not in of_title for pair in _pairs(bare(subject))]
    longest = max((len(list(run)) for new, run in groupby(is_new) if new), default=0)
    return bool(is_new) and longest <= _MOST_NEW and sum(is_new) <= (1 - _SHARE) * len(is_new)


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


RULE = Rule(
    "excerpt-generic",
    Severity.WARNING,
    say("An excerpt or description that is a set phrase around the title"),
    say("That something is explained tells nobody what the post holds. Write what readers get from it."),
    find=find,
)
