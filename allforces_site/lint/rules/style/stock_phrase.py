"""A phrase that an unusual share of the posts has: the manner of a model, or a habit.

No list says which phrases begin sentences so often: they are counted. Conjunctions, and nouns with a
particle, begin sentences of every text and do not count. Phrases elsewhere in sentences are of a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.phrases.openings import is_common_opening
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.style_facts import COMMA, OPENING_LENGTH, StyleFacts
from allforces_site.messages.message import say

_Openings = Mapping[str, tuple[str, int]]
_Posts = Sequence[tuple[str, StyleFacts]]

# A phrase is unusual from this share of the posts on, if they are as many.
_SHARE = 0.1
_LEAST_POSTS = 10
# Without a comma a phrase goes on as long as so many of its posts go on in the same way.
_TOGETHER = 0.8
# Long sentences that go on in the same words in nearly all posts are a notice of the house.
_NOTICE = 0.9


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """One finding for each phrase, at its first place."""
    posts = sorted(
        (facts.source, facts.style)
        for facts in view.facts.values()
        if facts.style is not None and facts.style.openings
    )
    wanted = max(_LEAST_POSTS, _SHARE * len(posts))
    yield from _beginnings(posts, wanted)
    yield from _worn_out(posts, wanted)


def _beginnings(posts: _Posts, wanted: float) -> Iterator[Finding]:
    for phrase, start, number in _phrases([style.openings for _, style in posts], wanted):
        source, line = next(
            (source, style.openings[start][1]) for source, style in posts if start in style.openings
        )
        message = say(
            '"{phrase}" begins sentences in {number} of {posts} posts',
            phrase=phrase.rstrip(COMMA),
            number=number,
            posts=len(posts),
        )
        yield Finding(message, source, line, 1, say("begin most of these sentences otherwise, or without it"))


def _worn_out(posts: _Posts, wanted: float) -> Iterator[Finding]:
    counts = Counter(phrase for _, style in posts for phrase in style.worn_out)
    for phrase, number in counts.most_common():
        if number >= wanted:
            source, line = next(
                (source, style.worn_out[phrase]) for source, style in posts if phrase in style.worn_out
            )
            message = say(
                '"{phrase}" is in {number} of {posts} posts', phrase=phrase, number=number, posts=len(posts)
            )
            yield Finding(message, source, line, 1, say("say most of these sentences in other words"))


def _phrases(texts: Sequence[_Openings], wanted: float) -> Iterator[tuple[str, str, int]]:
    """The phrases that begin sentences in so many of the texts, the most frequent first.

    Each with the start that it has among the openings, and the number of its texts.
    """
    counts: Counter[str] = Counter()
    for openings in texts:
        counts.update(openings.keys())
    for start, number in counts.most_common():
        if number < wanted:
            return
        if is_common_opening(start):
            continue
        sentences = Counter(openings[start][0] for openings in texts if start in openings)
        if not _is_notice(sentences):
            yield (start if start.endswith(COMMA) else _extended(start, sentences)), start, number


def _is_notice(sentences: Counter[str]) -> bool:
    ((words, number),) = sentences.most_common(1)
    return len(words) == OPENING_LENGTH and number >= _NOTICE * sentences.total()


def _extended(start: str, sentences: Counter[str]) -> str:
    """The longest phrase from `start` on that most of the sentences share."""
    phrase, number = start, sentences.total()
    while True:
        longer: Counter[str] = Counter()
        for words, count in sentences.items():
            if words.startswith(phrase) and len(words) > len(phrase):
                longer[words[: len(phrase) + 1]] += count
        best = longer.most_common(1)
        if not best or best[0][1] < _TOGETHER * number:
            return phrase
        phrase = best[0][0]


RULE = Rule(
    "stock-phrase",
    Severity.NOTE,
    say("A phrase that too many posts use"),
    say("Say most of these sentences in other words, or without it."),
    find_in_site=find_in_site,
    is_optional=True,
)
