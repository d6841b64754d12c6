"""Generated Japanese posts with the shape of the real ones: length, headings, emphasis, lists, tags.

The figures were counted over the blog's real posts. The same size gives the same posts on any machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from tests.bench import words
from tests.bench.posts import JST, BenchPost

# Values at 0, 5, 25, 50, 75, 95 and 100 % of the posts.
_LEVELS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
_CHARACTERS = (2600, 3500, 5300, 14000, 20300, 27400, 42000)
_HEADINGS = (1, 1, 1, 1, 13, 26, 40)
_EMPHASES = (0, 0, 0, 9, 24, 51, 90)
_LIST_ITEMS = (3, 3, 3, 3, 6, 25, 40)

_POSTS_A_TABLE = 15
_POSTS_A_FENCE = 60
_POSTS_A_DAY = 10
_FIRST_DAY = datetime(2023, 1, 1, 7, 0, tzinfo=JST)

# The share of posts that have each of the most used tags; some 65 more are rare, 150 used once.
_TAG_SHARES = (0.50, 0.45, 0.43, 0.41, 0.38, 0.31, 0.29, 0.25, 0.25, 0.22, 0.21, 0.20, 0.17, 0.15, 0.14, 0.14,
               0.12, 0.11, 0.10, 0.09, 0.07, 0.06, 0.05, 0.04, 0.04)  # fmt: skip
_RARE_TAGS = 65
_SINGLE_TAGS = 150
# How many tags a post has, and how often.
_TAGS_A_POST = ((6, 0.75), (5, 0.12), (4, 0.10), (3, 0.03))


def generate(size: int) -> Iterator[BenchPost]:
    """`size` posts, oldest first."""
    placed = _placed_tags(size)
    for index in range(size):
        yield _post(index, placed.get(index, ()))


def quantile(values: Sequence[int], share: float) -> int:
    """The value at `share` (0 to 1) of a distribution that is known at `_LEVELS`, linear between."""
    upper = next(index for index in range(1, len(_LEVELS)) if share <= _LEVELS[index])
    low, high = _LEVELS[upper - 1], _LEVELS[upper]
    part = (share - low) / (high - low)
    return round(values[upper - 1] + part * (values[upper] - values[upper - 1]))


def _post(index: int, placed: Sequence[str]) -> BenchPost:
    text = _Text(Random(f"post {index}"))
    excerpt = text.sentence() + text.sentence()
    # The golden ratio spreads the lengths evenly over any run of posts.
    characters = quantile(_CHARACTERS, index * 0.6180339887498949 % 1)
    return BenchPost(
        slug=f"note-{index:05}",
        title=text.fill(words.TITLES),
        date=_FIRST_DAY + timedelta(days=index // _POSTS_A_DAY, minutes=index % _POSTS_A_DAY * 97),
        category=text.weighted(words.CATEGORIES),
        tags=_tags(text, placed),
        excerpt=excerpt,
        reading_minutes=max(1, characters // 500),
        body=_body(text, index, characters, excerpt),
    )


# ---- the body --------------------------------------------------------------------------------


def _body(text: _Text, index: int, characters: int, excerpt: str) -> str:
    extras = [text.emphases() for _ in range(quantile(_EMPHASES, text.random.random()) // 2)]
    extras += [text.heading() for _ in range(quantile(_HEADINGS, text.random.random()))]
    extras += text.lists(quantile(_LIST_ITEMS, text.random.random()))
    if index % _POSTS_A_TABLE == 7:
        extras.append(text.table())
    if index % _POSTS_A_FENCE == 11:
        extras.append(text.random.choice(words.FENCES))
    missing = characters - len(excerpt) - sum(len(extra) + 2 for extra in extras)
    blocks = [*extras, *text.paragraphs(missing)]
    text.random.shuffle(blocks)
    return "\n\n".join(["## " + text.fill(words.HEADINGS), excerpt, *blocks, "---", text.links()]) + "\n"


@dataclass(frozen=True, slots=True)
class _Text:
    """Japanese text from patterns and word lists, as `random` has it."""

    random: Random

    def fill(self, patterns: Sequence[str]) -> str:
        choice = self.random.choice
        return choice(patterns).format(
            who=choice(words.WHO), when=choice(words.WHEN), does=choice(words.DOES), code=choice(words.CODE),
            what=choice(words.WHAT), what2=choice(words.WHAT),
            thing=choice(words.THING), thing2=choice(words.THING),
            quality=choice(words.QUALITY), quality2=choice(words.QUALITY), percent=self.random.randint(2, 98),
            number=self.random.randint(2, 300), minor=self.random.randint(1, 9),
        )  # fmt: skip

    def weighted(self, table: Sequence[tuple[str, float]]) -> str:
        return self.random.choices([name for name, _ in table], [weight for _, weight in table])[0]

    def sentence(self) -> str:
        return self.fill(words.SENTENCES)

    def emphases(self) -> str:
        return self.fill(words.EMPHASES) + self.sentence() + self.fill(words.EMPHASES)

    def heading(self) -> str:
        return self.random.choice(("##", "###", "###", "###")) + " " + self.fill(words.HEADINGS)

    def lists(self, items: int) -> list[str]:
        marks = [self.random.choice(("-", "-", "1.")) for _ in range(0, items, 5)]
        return ["\n".join(f"{mark} {self.fill(words.ITEMS)}" for _ in range(5)) for mark in marks]

    def table(self) -> str:
        rows = [self.fill(("| {what} | {percent}% | {quality} |",)) for _ in range(6)]
        return "\n".join(("| 項目 | 割合 | 観点 |", "| --- | ---: | --- |", *rows))

    def paragraphs(self, characters: int) -> Iterator[str]:
        while characters > 0:
            # A third of the real paragraphs are broken after a sentence, which must not become a space.
            joint = self.random.choice(("", "", "\n"))
            paragraph = joint.join(self.sentence() for _ in range(self.random.randint(2, 7)))
            characters -= len(paragraph) + 2
            yield paragraph

    def links(self) -> str:
        numbers = [self.random.randint(1, 999) for _ in range(3)]
        return "\n".join(f"- [{self.fill(words.TITLES)}](https://example.com/{n}/)" for n in numbers)


# ---- tags ------------------------------------------------------------------------------------


def _placed_tags(size: int) -> Mapping[int, list[str]]:
    """The rare tags by the posts that have them: each rare one on two posts or more, each single on one."""
    placed: dict[int, list[str]] = defaultdict(list)
    for rank in range(_RARE_TAGS):
        uses = max(2, round(size * 0.016 / (rank + 1)))
        for use in range(uses):
            placed[(rank * 37 + use * size // uses) % size].append(f"話題{rank + 1}")
    for number in range(_SINGLE_TAGS):
        placed[number * size // _SINGLE_TAGS].append(f"一度きり{number + 1}")
    return placed


def _tags(text: _Text, placed: Sequence[str]) -> tuple[str, ...]:
    wanted = int(text.weighted([(str(count), share) for count, share in _TAGS_A_POST]))
    tags = dict.fromkeys(placed)
    names = [(_tag_name(rank), share) for rank, share in enumerate(_TAG_SHARES)]
    while len(tags) < wanted:
        tags[text.weighted(names)] = None
    return tuple(tags)


def _tag_name(rank: int) -> str:
    return words.THING[rank]
