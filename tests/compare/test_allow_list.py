from __future__ import annotations

import pytest

from allforces_site.compare.allow_list import read_allow_list, without_allowed
from allforces_site.compare.values import CompareError, Comparison
from tests.compare.conftest import Move, page


def allowed(move: Move, text: str) -> Comparison:
    return without_allowed(move.compare(), read_allow_list(move.write("allow.yml", text)))


@pytest.fixture
def differing(move: Move) -> Move:
    """A page is lost, and another one has lost its title and its description."""
    move.write("old/米/index.html", page("/米/", "お米の話です。"))
    text = page().replace("<title>お茶の時間 & 道具</title>", "").replace('name="description"', 'name="x"')
    move.write("new/tea/index.html", text)
    return move


def test_what_is_allowed_is_only_counted(differing: Move) -> None:
    comparison = allowed(differing, "lost: [/米/]\ndiffer: {title: [/tea/], description: [/t*]}")

    assert (comparison.lost, comparison.changed, comparison.allowed) == ([], [], 3)
    assert not comparison.is_loss
    assert comparison.unused == []


def test_a_pattern_allows_one_signal_only(differing: Move) -> None:
    comparison = allowed(differing, "differ:\n  title: ['*']\n")

    assert [change.signal for page in comparison.changed for change in page.changes] == ["description"]
    assert len(comparison.lost) == 1


@pytest.mark.parametrize("pattern", ["/*", "'*'", "/%E7%B1%B3/", "/米/index.html", "/%e7%B1%b3*"])
def test_a_pattern_may_be_written_in_any_form(differing: Move, pattern: str) -> None:
    assert allowed(differing, f"lost: {pattern}").lost == []


@pytest.mark.parametrize("pattern", ["/米", "/米/x*", "/.*", "/tea/"])
def test_a_pattern_is_for_whole_addresses_and_only_a_star_is_special(differing: Move, pattern: str) -> None:
    comparison = allowed(differing, f"lost: [{pattern}]")

    assert len(comparison.lost) == 1
    assert comparison.unused == [f"lost: {pattern}"]


def test_a_move_to_which_nothing_leads_may_be_allowed(move: Move) -> None:
    (move.new / "tea").rename(move.new / "new")

    assert allowed(move, "lost: [/tea/]\ndiffer: {canonical: [/new/]}").allowed >= 1
    assert allowed(move, "lost: [/tea/]").moved == []


REFUSED = {
    "an unknown key": ("los: [/a/]", 'the key "los" is not known', 'did you mean "lost"?'),
    "an unknown signal": (
        "differ: {titel: [/a/]}",
        'the signal "titel" is not known',
        'did you mean "title"?',
    ),
    "no list": ("lost: {a: b}", "`lost` holds no list of addresses", "write `lost: [/old/*]`"),
    "numbers": ("lost: [3]", "`lost` holds no list of addresses", "write"),
    "no signals": ("differ: [/a/]", "`differ` holds no signals", "write `differ: "),
    "no address": ("lost: [old/]", 'found "old/" in `lost`', "such as `/old/*`"),
    "no YAML": ("lost: [", ": a list or mapping is never closed", "close"),
    "no mapping": ("- a", "found a list, wanted `key: value` lines", "write keys"),
    "a star without quotes": ("lost: [*]", "a name is missing behind *", "in quotes"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_list_that_cannot_be_meant_is_refused(move: Move, case: str) -> None:
    text, message, hint = REFUSED[case]

    with pytest.raises(CompareError) as raised:
        allowed(move, text)

    assert message in str(raised.value.message)
    assert hint in str(raised.value.hint)


def test_an_empty_list_allows_nothing(differing: Move) -> None:
    assert allowed(differing, "# nothing yet\nlost:\ndiffer:\n").allowed == 0


def test_a_list_that_is_not_utf_8_is_refused(move: Move) -> None:
    with pytest.raises(CompareError, match="not in UTF-8"):
        read_allow_list(move.write("allow.yml", "lost: [/お茶/]".encode("cp932")))
