from __future__ import annotations

import time

import pytest

from allforces_site.lint.rules.leftovers.mojibake import RULE
from tests.lint.rules.conftest import find


def garbled(text: str, encoding: str) -> str:
    return text.encode("utf-8").decode(encoding, errors="replace").replace("\ufffd", "・")


@pytest.mark.parametrize(
    "text",
    [
        "新茶\ufffd季節です。",
        garbled("日", "cp1252"),
        garbled("茶園の朝", "cp1252"),
        garbled("新茶の季節です。", "latin-1"),
        garbled("こんにちは。おいしいお茶です。", "cp932"),
        garbled("It’s tea.", "cp1252"),
    ],
)
def test_garbled_text_is_found(text: str) -> None:
    (finding,) = find(RULE, f"前の行です。\n{text}\n")

    assert finding.line == 5


def test_a_line_is_reported_once() -> None:
    assert [finding.line for finding in find(RULE, "\ufffdと\ufffd\n\ufffd\n")] == [4, 5]


def test_the_front_matter_is_read_too() -> None:
    (finding,) = find(RULE, "本文です。\n", "title: 新茶\ufffd")

    assert finding.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "新茶の季節です。",
        "縺れた糸を解く。",
        "繧繝縁の畳。",
        "Il prit son « café » – et partit.",
        "Un «\u00a0café\u00a0», s’il vous plaît.",
        "São Paulo é “bonita”…",
        "`\ufffd` という記号。",
        "文字化けすると「縺薙ｓ縺ｫ縺｡縺ｯ」のように見えます。",
        "文字化けした箇所には\ufffdが出ます。",
        "```\n\ufffd\n```",
    ],
)
def test_rare_signs_and_examples_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []


@pytest.mark.parametrize("sign", ["縺", "縺繧", "ã", "é‚", "Ã", "\ufffd"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    start = time.process_time()
    find(RULE, sign * (200_000 // len(sign)) + "\n")

    assert time.process_time() - start < 2
