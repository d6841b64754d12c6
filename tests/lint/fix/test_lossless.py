from __future__ import annotations

import pytest

from allforces_site.lint.fix.lossless import lossless as lossless_in
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.source_file import parse_source_file


def lossless(text: str, edits: list[Edit]) -> list[Edit]:
    return lossless_in(parse_source_file(text, "_posts/2026-01-02-test.md"), edits)


def cut(text: str, part: str, last: bool = True) -> Edit:
    """The edit that takes the last `part` out of a text, or the first."""
    start = text.rindex(part) if last else text.index(part)
    return Edit(start, start + len(part))


def test_a_copy_may_be_removed_and_the_only_occurrence_may_not() -> None:
    text = "茶は静かに待つ。\n\n水は軟水を選ぶ。\n\n茶は静かに待つ。\n"
    copy, only = cut(text, "茶は静かに待つ。"), cut(text, "水は軟水を選ぶ。")

    assert lossless(text, [only, copy]) == [copy]


def test_of_two_copies_that_both_would_go_neither_does() -> None:
    text = "茶は静かに待つ。\n\n茶は静かに待つ。\n"
    edits = [cut(text, "茶は静かに待つ。", last=False), cut(text, "茶は静かに待つ。")]

    assert lossless(text, edits) == []


@pytest.mark.parametrize(
    "copy", ["**茶は**静かに待つ。", "> 茶は静かに待つ。", "茶は静かに\u3000待つ。", "静かに待つ。"]
)
def test_the_words_count_and_not_their_markup(copy: str) -> None:
    text = f"茶は静かに待つ。\n\n{copy}\n"

    assert lossless(text, [cut(text, copy)]) == [cut(text, copy)]


@pytest.mark.parametrize("fragment", ["---END---", "さらに、**", "続いて、Yahoo!の", "## 見出し"])
def test_what_is_no_sentence_may_go(fragment: str) -> None:
    text = f"茶は静かに待つ。\n\n{fragment}\n"

    assert lossless(text, [cut(text, fragment)]) == [cut(text, fragment)]


@pytest.mark.parametrize("end", ["。", "！", "？", "。」", "？）"])
def test_a_sentence_is_kept_whatever_its_end(end: str) -> None:
    text = f"茶は静かに待つ。\n\n水は{end}\n"

    assert lossless(text, [cut(text, f"水は{end}")]) == []


def test_words_that_an_edit_brings_count_too() -> None:
    text = "茶は静かに待つ。\n"
    edit = Edit(0, 8, "まず、茶は静かに待つ。")

    assert lossless(text, [edit]) == [edit]


def test_a_title_that_is_written_anew_is_no_copy() -> None:
    text = "---\ntitle: 茶は待つか？水は\n---\n茶は静かに待つ。\n"
    start = text.index("茶は待つか")
    edit = Edit(start, start + len("茶は待つか？水は"), "茶は静かに待つ")

    assert lossless(text, [edit]) == []


def test_a_copy_whose_original_another_edit_changes_stays() -> None:
    text = "茶は静かに待つ。\n\n水は軟水を選ぶ。茶は静かに待つ。\n"
    change, copy = Edit(0, 2, "急須は"), cut(text, "茶は静かに待つ。")

    assert lossless(text, [change, copy]) == [change]


def test_a_sentence_that_is_left_only_in_a_comment_is_lost() -> None:
    text = "<!-- 古い版\n\n茶は静かに待つ。\n\n-->\n\n茶は静かに待つ。\n"

    assert lossless(text, [cut(text, "茶は静かに待つ。")]) == []
