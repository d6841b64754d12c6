"""The grams of a text, and the file that holds each."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.search.grams import SHARDS, count_grams, shard_count, shard_of, text_of


def grams(text: str) -> Counter[str]:
    """The grams of a text as text, with their counts."""
    found = count_grams(text)
    counts: Counter[str] = Counter()
    for gram, count in [*found.pairs.items(), *found.words.items()]:
        own = text_of(gram)
        if own is not None:
            assert own not in counts
            counts[own] = count
    return counts


def test_japanese_is_split_into_pairs() -> None:
    assert set(grams("資金調達は")) == {"資金", "金調", "調達", "達は"}


def test_a_kanji_that_ends_a_run_is_a_gram_with_the_break() -> None:
    assert set(grams("部品。の")) == {"部品", "品\n"}


def test_katakana_is_split_into_threes_and_the_last_two() -> None:
    assert set(grams("サーバー")) == {"サーバ", "ーバ"}
    assert set(grams("メモ")) == {"メモ"}
    assert set(grams("新メモ帳")) == {"新メ", "メモ", "モ帳", "帳\n"}


def test_latin_words_are_grams_and_their_neighbours_pairs() -> None:
    assert set(grams("生成AIを")) == {"生成", "成a", "iを", "ai"}


def test_words_are_found_by_their_capital_parts_and_as_joined() -> None:
    assert {"chatgpt", "gpt"} <= set(grams("ChatGPT"))
    assert {"gpt-4o", "gpt", "4o"} <= set(grams("GPT-4o"))
    assert {"3.5", "node.js", "at&t"} <= set(grams("3.5 Node.js AT&T"))
    assert "i" not in grams("API")


def test_grams_are_counted() -> None:
    counts = grams("調達と調達とRAGとrag")

    assert counts["調達"] == 2
    assert counts["rag"] == 2
    assert grams("サーバとサーバ")["サーバ"] == 2
    assert grams("GPT-4oとGPT-4oとChatGPT")["gpt"] == 3


def test_a_rare_kanji_beyond_16_bits_is_one_character_of_a_pair() -> None:
    assert set(grams("𠮷野家")) == {"〓野", "野家", "家\n"}
    assert grams("𠮷野家") == grams("𩸽野家")


def test_words_of_other_alphabets_are_pairs_too() -> None:
    assert set(grams("Привет"))
    assert set(grams("café")) == {"café"}


def test_pairs_that_begin_with_the_same_kanji_are_in_one_shard() -> None:
    assert len({shard_of(f"生{second}") for second in "成物産き\n"}) == 1
    assert len({shard_of(word) for word in ("gemini", "general", "ge")}) == 1


def test_the_shards_share_the_load() -> None:
    kanji = Counter(shard_of(chr(code) + "的") for code in range(0x4E00, 0x9000))
    kana = Counter(
        shard_of(a + b) for a in map(chr, range(0x3041, 0x3094)) for b in map(chr, range(0x3041, 0x3094))
    )

    assert len(kanji) == len(kana) == SHARDS
    assert max(kanji.values()) < 3 * kanji.total() / SHARDS
    assert max(kana.values()) < 4 * kana.total() / SHARDS


@given(st.text(st.sampled_from("資金調達のサーバアAbc1 。-"), max_size=30), st.data())
def test_a_text_holds_the_inner_pairs_of_all_its_parts(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    japanese = [gram for gram in grams(part) if len(gram) == 2 and gram.isalpha() and gram[0] >= "\u4e00"]

    assert set(japanese) <= set(grams(text))


@pytest.mark.parametrize(
    ("minutes", "count"),
    [
        (0, 8),
        (1, 8),
        (800, 8),
        (801, 16),
        (1600, 16),
        (1601, 32),
        (25_600, 256),
        (25_601, 512),
        (70_000, 512),
    ],
)
def test_the_number_of_shards_grows_with_the_text(minutes: int, count: int) -> None:
    assert shard_count(minutes) == count


@given(st.text(st.characters(codec="utf-16-le"), min_size=1, max_size=4))
def test_the_shard_of_a_gram_exists(gram: str) -> None:
    for count in (1, 2, 64, SHARDS):
        assert 0 <= shard_of(gram, count) < count
        assert shard_of(gram, count) == shard_of(gram) % count
