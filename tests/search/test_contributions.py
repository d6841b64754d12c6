"""What a post adds to the index: its grams by place, and digests that tell when they changed."""

from __future__ import annotations

from allforces_site.search.contributions import (
    DIGEST_BYTES,
    GRAM,
    IN_HEADING,
    IN_TEXT,
    IN_TITLE,
    OFTEN_IN_TEXT,
    Contribution,
    Words,
    contribution,
    level_of,
)
from allforces_site.search.grams import SHARDS, shard_of

WORDS = Words("資金の話", ["調達の工夫"], "部品を選ぶ。\n" + "品質、品質、品質、品質。\n一度だけ書く。")


def found(made: Contribution) -> dict[str, int]:
    """Levels by gram; checks that each gram lies in its shard."""
    levels = {}
    sections = made.sections()
    assert len(sections) == SHARDS
    for number, section in enumerate(sections):
        for marked in filter(None, section.split(GRAM)):
            level, gram = level_of(marked)
            assert shard_of(gram) == number
            assert gram not in levels
            levels[gram] = level
    return levels


def changed(one: Contribution, other: Contribution) -> set[int]:
    step = DIGEST_BYTES
    return {n for n in range(SHARDS) if one.digests[n * step :][:step] != other.digests[n * step :][:step]}


def test_a_gram_counts_for_its_best_place() -> None:
    levels = found(contribution("a.md", WORDS))

    assert levels["資金"] == IN_TITLE
    assert levels["調達"] == IN_HEADING
    assert levels["品質"] == OFTEN_IN_TEXT
    assert levels["部品"] == IN_TEXT


def test_a_repeated_line_counts_once_and_markers_not_at_all() -> None:
    levels = found(contribution("a.md", Words("題", [], "---END---\n" + "同じ段落です。\n" * 9)))

    assert levels["段落"] == IN_TEXT
    assert "end" not in levels


def test_digests_differ_where_the_sections_do_and_nowhere_else() -> None:
    before = contribution("a.md", WORDS)
    after = contribution("a.md", Words(WORDS.title, WORDS.headings, WORDS.text + "新しい文です。"))
    sections = zip(before.sections(), after.sections(), strict=True)

    assert changed(before, after) == {n for n, (old, new) in enumerate(sections) if old != new}
    assert 0 < len(changed(before, after)) < 12


def test_the_same_text_in_another_post_has_other_digests() -> None:
    assert len(changed(contribution("a.md", WORDS), contribution("b.md", WORDS))) == SHARDS


def test_moving_a_paragraph_changes_nothing() -> None:
    text = "一つ目の段落です。\n二つ目の段落です。"
    moved = "\n".join(reversed(text.split("\n")))

    assert contribution("a.md", Words("題", [], text)) == contribution("a.md", Words("題", [], moved))


def test_a_post_without_words_adds_nothing() -> None:
    assert found(contribution("a.md", Words("", [], ""))) == {}
