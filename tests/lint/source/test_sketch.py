from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest

from allforces_site.lint.source.blocks import read_blocks
from allforces_site.lint.source.sketch import Sketch, candidates, shared, sketch_of, unpacked

KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ"


def sentence(chance: random.Random) -> str:
    parts = ["".join(chance.choices(KANA, k=chance.randrange(8, 25))) for _ in range(chance.randrange(1, 4))]
    return "、".join(parts) + "。"


def sketched(sentences: list[str]) -> Sketch:
    paragraphs = ["".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]
    return sketch_of(read_blocks("\n\n".join(paragraphs), 0, 1))


def test_a_text_is_the_same_as_itself_whatever_its_paragraphs_and_markup() -> None:
    one = sketch_of(read_blocks("茶は湯の温度で変わる、と母は言った。水も選ぶという。", 0, 1))
    other = sketch_of(read_blocks("茶は湯の温度で変わる、\nと**母**は言った。\n\n水も選ぶという。", 0, 1))

    assert one == other
    assert shared(unpacked(one.phrases), unpacked(other.phrases)) == (1.0, 1.0)


@pytest.mark.parametrize("kept", [100, 90, 75, 60, 55])
def test_the_share_is_true_and_the_pair_is_found(kept: int) -> None:
    chance = random.Random(kept)
    old = [sentence(chance) for _ in range(100)]
    new = [*old[:kept], *(sentence(chance) for _ in range(100 - kept))]
    chance.shuffle(new)
    one, other = sketched(old), sketched(new)
    true = sum(map(len, old[:kept])) / sum(map(len, new))

    assert shared(unpacked(one.phrases), unpacked(other.phrases))[1] == pytest.approx(true, abs=0.02)
    assert list(candidates([one.signature, other.signature])) == [(0, 1)]


def test_texts_of_their_own_are_no_candidates() -> None:
    chance = random.Random(1)
    common = [sentence(chance) for _ in range(5)]
    posts = [sketched([*common, *(sentence(chance) for _ in range(60))]) for _ in range(200)]

    assert list(candidates([post.signature for post in posts])) == []


def test_texts_without_phrases_are_never_candidates() -> None:
    empty = sketch_of(read_blocks("はい。", 0, 1))

    assert empty == Sketch()
    assert list(candidates([empty.signature, empty.signature])) == []


@pytest.mark.process
def test_every_run_makes_the_same_sketch() -> None:
    code = (
        "from allforces_site.lint.source.blocks import read_blocks\n"
        "from allforces_site.lint.source.sketch import sketch_of\n"
        "sketch = sketch_of(read_blocks('茶は湯の温度で変わる、と母は言った。水も選ぶという。', 0, 1))\n"
        "print(sketch.phrases.hex(), sketch.signature.hex())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip

    assert len(runs) == 1
