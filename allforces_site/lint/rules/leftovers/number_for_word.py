"""A percentage put in for a word: 「より75%以上の企業」 where 「より多くの企業」 was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from allforces_site.errors import Severity
from allforces_site.lint.facts import FileFacts
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.percentages import Fault, Percentage
from allforces_site.messages.counts import posts_number
from allforces_site.messages.message import Message, say

# In so many sentences of a post that says nowhere whose number it is.
_LEAST_SENTENCES = 3
# In so many posts; on a large site in one of a hundred.
_LEAST_POSTS = 5
_LEAST_SHARE = 0.01


_FAULTS: dict[Fault, Callable[[str], Message]] = {
    Fault.DEGREE: lambda words: say(
        '"{words}" follows a word such as より: no number belongs there', words=words
    ),
    Fault.SAVED: lambda words: say('"{words}" is more than there is', words=words),
    Fault.UNMEASURED: lambda words: say('"{words}" measures what has no measure', words=words),
}


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each line with such a number, as each is to be written anew."""
    posts = [facts for facts in view.facts.values() if facts.is_post]
    spread = Counter(words for facts in posts for words in {one.words for one in _unsourced(facts)})
    least = max(_LEAST_POSTS, _LEAST_SHARE * len(posts))
    for facts in posts:
        repeated = Counter(one.number for one in _unsourced(facts) if one.is_new)
        reported: set[int] = set()
        for fact in facts.percentages:
            one = fact.found
            posts_with = spread[one.words] if spread[one.words] >= least else 0
            message = _message(one, posts_with, repeated[one.number])
            if message is not None and fact.line not in reported:
                reported.add(fact.line)
                hint = say("write a word such as 多くの or 大幅な, or say whose number it is")
                yield Finding(message, facts.source, fact.line, fact.column, hint, fact.excerpt)


def _unsourced(facts: FileFacts) -> Iterator[Percentage]:
    return (fact.found for fact in facts.percentages if not fact.found.is_sourced)


def _message(one: Percentage, posts: int, sentences: int) -> Message | None:
    """What is wrong with a number that has no source in `posts` posts and `sentences` of this one."""
    if one.fault is not Fault.NONE:
        return _FAULTS[one.fault](one.words)
    if not one.has_source and posts:
        return say('"{words}" is in {posts} without a source', words=one.words, posts=posts_number(posts))
    if not one.is_sourced and sentences >= _LEAST_SENTENCES:
        return say('"{words}" is in {number} sentences without a source', words=one.words, number=sentences)
    return None


RULE = Rule(
    "number-for-word",
    Severity.WARNING,
    say("A percentage in place of a word"),
    say("A number stands where 多くの or 大幅な belongs. Write the word, or say whose number it is."),
    find_in_site=find_in_site,
)
