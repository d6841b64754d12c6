from __future__ import annotations

from allforces_site.config.model import AllforcesSettings, CheckSettings, Config
from allforces_site.lint.rules.metadata import description_cut
from allforces_site.lint.rules.metadata.description_long import RULE
from tests.lint.rules.conftest import find


def front(description: str) -> str:
    return f"title: 新茶\nexcerpt: 旬は短い。\ndescription: {description}"


def test_a_description_above_120_characters_is_reported_with_its_length() -> None:
    (finding,) = find(RULE, "本文です。\n", front("茶" * 120 + "。"))

    assert (finding.line, "121" in str(finding.message)) == (4, True)


def test_a_description_of_120_characters_is_fine() -> None:
    assert find(RULE, "本文です。\n", front("茶" * 119 + "。")) == []


def test_markup_does_not_count() -> None:
    assert find(RULE, "本文です。\n", front(f'"**{"茶" * 119}**。"')) == []


def test_the_limit_is_the_site_s() -> None:
    config = Config(allforces=AllforcesSettings(checks=CheckSettings(description_length=10)))

    assert len(find(RULE, "本文です。\n", front("茶" * 11), config)) == 1


def test_a_long_description_that_is_cut_is_left_to_the_other_rule() -> None:
    cut = front("茶" * 120 + "...")

    assert find(RULE, "本文です。\n", cut) == []
    assert len(find(description_cut.RULE, "本文です。\n", cut)) == 1
