"""A message has its words when it is shown."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.errors import advice, error, reason_of
from allforces_site.messages.message import (
    Message,
    as_it_is,
    in_language,
    say,
    say_plural,
    some_of,
    values_of,
)


def test_a_message_has_words_in_each_language() -> None:
    message = say("{address} is not there: {reason}", address="/tea/", reason="404")

    assert in_language(message, "en") == str(message) == "/tea/ is not there: 404"
    assert in_language(message, "ja") == "/tea/が見つかりません: 404"


def test_a_language_without_a_catalogue_is_english() -> None:
    assert in_language(say("open it in a browser"), "fr") == "open it in a browser"


@pytest.mark.parametrize(
    ("number", "english", "japanese"),
    [(0, "0 pages", "0ページ"), (1, "1 page", "1ページ"), (2, "2 pages", "2ページ")],
)
def test_words_follow_the_number(number: int, english: str, japanese: str) -> None:
    message = say_plural("{number} page", "{number} pages", number=number)

    assert (in_language(message, "en"), in_language(message, "ja")) == (english, japanese)


def test_a_part_of_a_message_is_in_the_language_of_the_whole() -> None:
    reason = say("open it in a browser")
    message = say("the file cannot be read: {reason}", reason=reason)

    assert in_language(message, "ja") == "ファイルを読み込めません: ブラウザーで開いて確かめてください"


def test_a_list_has_the_commas_of_the_language() -> None:
    message = say("Nothing was built: {counts}", counts=some_of(["a", "b", "c"], 2))

    assert str(message) == "Nothing was built: a, b, …"
    assert in_language(message, "ja") == "何もビルドしませんでした: a、b、…"


@given(st.text(), st.sampled_from(["ja", "en"]))
def test_any_text_is_shown_as_it_is(text: str, lang: str) -> None:
    assert in_language(as_it_is(text), lang) == text
    assert text in in_language(say("hint: {hint}", hint=text), lang)


def test_a_message_is_the_same_after_it_was_kept() -> None:
    reason = say_plural("{number} page", "{number} pages", number=2)
    message = say("{key}: found {found}, wanted {wanted}", key="a", found=reason, wanted=("b", reason))

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(message), type=Message) == message
    assert msgspec.json.decode(msgspec.json.encode(message), type=Message) == message


def test_the_values_of_a_message_are_plain_for_scripts() -> None:
    message = say("{a} {b} {c}", a=1, b=say("error"), c=("d", say("note")))

    assert values_of(message, "ja") == {"a": 1, "b": "エラー", "c": ["d", "参考"]}


def test_a_problem_may_say_what_another_program_said() -> None:
    problem = error("deploy-failed", as_it_is("fatal: odd {x}"), hint=as_it_is("do so"))

    assert (str(problem.message), str(advice(problem))) == ("fatal: odd {x}", "do so")


def test_what_the_system_says_is_in_the_language_of_the_reader() -> None:
    usual, odd = OSError(28, "No space left on device"), OSError(5, "a {new} error")

    assert str(reason_of(usual)) == "No space left on device"
    assert in_language(reason_of(usual), "ja") == "ディスクに空きがありません"
    assert in_language(reason_of(odd), "ja") == "a {new} error"
    assert in_language(reason_of(OSError("odd")), "ja") == "odd"
