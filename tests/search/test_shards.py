"""Shards hold what was added, and a patched shard equals one made from scratch."""

from __future__ import annotations

import zlib

from allforces_site.search.contributions import (
    GRAM,
    IN_HEADING,
    IN_TEXT,
    IN_TITLE,
    Contribution,
    Words,
    contribution,
)
from allforces_site.search.grams import SHARDS, shard_of
from allforces_site.search.shards import gather, make_shard, shard_key


def number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 0x80:
            return value, at


def read(shard: bytes) -> dict[str, dict[int, int]]:
    """For each gram the level by post, read as the module's docstring says."""
    data = zlib.decompress(shard)
    count, at = number(data, 0)
    length, at = number(data, at)
    grams = data[at : at + length].decode().split(GRAM) if count else []
    at += length
    counts = []
    for _ in range(count):
        value, at = number(data, at)
        counts.append(value)
    level_at = len(data) - sum(counts)
    found: dict[str, dict[int, int]] = {}
    for gram, posts in zip(grams, counts, strict=True):
        post = -1
        found[gram] = {}
        for _ in range(posts):
            step, at = number(data, at)
            post += step
            found[gram][post] = data[level_at]
            level_at += 1
    return found


NOTHING = Contribution()


def made(posts: list[Contribution]) -> list[bytes]:
    return list(map(make_shard, gather(posts)))


def test_a_shard_holds_posts_and_levels_by_gram() -> None:
    first = contribution(Words("生物", ["成人"], "生成"))
    shards = made([first, NOTHING, contribution(Words("", ["生成"], "成人"))])

    assert read(shards[shard_of("生")]) == {
        "生成": {0: IN_TEXT, 2: IN_HEADING},
        "生物": {0: IN_TITLE},
    }
    assert read(shards[shard_of("成")])["成人"] == {0: IN_HEADING, 2: IN_TEXT}


def test_every_gram_is_in_its_shard_and_nothing_else_is() -> None:
    text = "生成AIの話。サーバーとGPT-4o、ChatGPTで100件"
    shards = made([contribution(Words("", [], text))])
    held = {gram: number for number, shard in enumerate(shards) for gram in read(shard)}

    assert len(shards) == SHARDS
    assert all(shard_of(gram) == number for gram, number in held.items())
    assert set(held) == {
        *("生成", "成a", "iの", "の話", "話\n", "サーバ", "ーバ", "バと", "とg", "tで", "で1", "0件", "件\n"),
        *("ai", "gpt-4o", "gpt", "4o", "chatgpt", "100"),
    }


def test_posts_with_large_differences_can_be_read() -> None:
    one = contribution(Words("生物", [], "成人"))
    posts = [NOTHING] * 20_000
    for number in (0, 1, 127, 255, 300, 19_999):
        posts[number] = one

    assert read(made(posts)[shard_of("生")]) == {
        "生物": dict.fromkeys((0, 1, 127, 255, 300, 19999), IN_TITLE)
    }


def test_an_empty_shard_can_be_read() -> None:
    assert [read(shard) for shard in made([NOTHING, NOTHING])] == [{}] * SHARDS


def test_shards_have_one_key_while_their_bytes_are_the_same() -> None:
    shards = made([contribution(Words("生物", [], ""))])

    assert {shard_key(shard) for shard in shards} == {shard_key(shard) for shard in set(shards)}
    assert len({shard_key(shard) for shard in shards}) == len(set(shards)) == 3
