"""What a post adds to the index: its grams by level."""

from __future__ import annotations

import sys

import msgspec

from allforces_site.search.contributions import (
    IN_HEADING,
    IN_TEXT,
    IN_TITLE,
    OFTEN_IN_TEXT,
    Contribution,
    Words,
    contribution,
)
from allforces_site.search.grams import text_of

WORDS = Words("資金の話", ["調達の工夫"], "部品を選ぶ。\n" + "品質、品質、品質、品質。\n一度だけ書く。")


def found(made: Contribution) -> dict[str, int]:
    """Levels by gram; checks that none has two."""
    levels: dict[str, int] = {}
    for level, grams in made.levels():
        for gram in filter(None, map(text_of, grams)):
            assert gram not in levels
            levels[gram] = level
    return levels


def test_a_gram_counts_at_its_most_prominent_level() -> None:
    levels = found(contribution(WORDS))

    assert levels["資金"] == IN_TITLE
    assert levels["調達"] == IN_HEADING
    assert levels["品質"] == OFTEN_IN_TEXT
    assert levels["部品"] == IN_TEXT


def test_words_count_at_their_most_prominent_level_too() -> None:
    levels = found(contribution(Words("AI", ["AIとクラウド"], "AIとクラウドとGPU。" + "RAG、RAG、RAG、RAG")))

    assert (levels["ai"], levels["クラウ"]) == (IN_TITLE, IN_HEADING)
    assert (levels["gpu"], levels["rag"]) == (IN_TEXT, OFTEN_IN_TEXT)


def test_a_repeated_line_counts_once_and_markers_not_at_all() -> None:
    levels = found(contribution(Words("題", [], "---END---\n" + "同じ段落です。\n" * 9)))

    assert levels["段落"] == IN_TEXT
    assert "end" not in levels


def test_moving_a_paragraph_changes_nothing() -> None:
    text = "一つ目の段落です。\n二つ目の段落です。"
    moved = "\n".join(reversed(text.split("\n")))

    assert found(contribution(Words("題", [], text))) == found(contribution(Words("題", [], moved)))


def test_a_post_without_words_adds_nothing() -> None:
    assert found(contribution(Words("", [], ""))) == found(Contribution()) == {}


def test_contributions_are_the_same_on_every_machine() -> None:
    made = contribution(Words("", [], "生成"))
    pairs = "".join(bytes(own).decode("utf-16-le") for own in made.pairs)

    assert "生成" in pairs
    assert sys.byteorder == "little" or "成\n" in pairs
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Contribution) == made
