"""The words that a search without hits suggests: names of terms, and words of titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from allforces_site.model import Summary
from allforces_site.search.folding import fold
from allforces_site.text.late_pattern import late_pattern

# The most frequent ones: 20 kB.
MOST_TERMS = 4000

# Without a dictionary, runs of one script are the best guess at the words of a title.
_WORD = late_pattern(
    r"[A-Za-z][A-Za-z0-9.+#-]*[A-Za-z0-9+#]|[ァ-ヺー]{2,}|[\u3400-\u4dbf\u4e00-\u9fff々]{2,8}"
)


def words_of(posts: Iterable[Summary]) -> Counter[str]:
    """Returns each word of these posts, in each spelling, with its number of posts."""
    words: Counter[str] = Counter()
    for post in posts:
        words.update(set(_words_of(post)))
    return words


def near_terms(words: Mapping[str, int]) -> list[tuple[str, int]]:
    """Returns the words to suggest with their numbers of posts, most frequent first, each in its commonest
    spelling. `words` are those of all posts."""
    uses: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for word, count in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        folded = fold(word)
        shown.setdefault(folded, word)
        uses[folded] += count
    ordered = sorted(uses.items(), key=lambda item: (-item[1], item[0]))
    return [(shown[folded], count) for folded, count in ordered[:MOST_TERMS]]


def _words_of(post: Summary) -> Iterator[str]:
    yield from _names(post)
    yield from _WORD.findall(post.title)


def _names(post: Summary) -> Iterable[str]:
    return (term.name for term in (*post.categories, *post.tags))
