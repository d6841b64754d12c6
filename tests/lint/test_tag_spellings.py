from __future__ import annotations

import pytest

from allforces_site.lint.tag_spellings import folded_tag, near_tags
from allforces_site.model import Connections, Site, Taxonomy, Term


def tagged(counts: dict[str, int]) -> Site:
    terms = tuple(Term(name, name, f"/tag/{name}/", "", (0,) * count) for name, count in counts.items())
    return Site((), (), (), Connections((), (Taxonomy("tag", "/tag/", terms),), ()))


def pairs(counts: dict[str, int]) -> list[tuple[str, str]]:
    return [(near.odd.name, near.usual.name) for near in near_tags(tagged(counts))]


@pytest.mark.parametrize(
    ("odd", "usual"),
    [
        ("GPT 4o", "GPT-4o"),
        ("AI エージェント", "AIエージェント"),
        ("スマート・シティ", "スマートシティ"),
        ("LLMs", "LLM"),
        ("サーバ", "サーバー"),
        ("データセンタ", "データセンター"),
        ("技術: LLM", "LLM"),
        ("machine_learning", "Machine Learning"),
        ("Antropic", "Anthropic"),
        ("Anthrapic", "Anthropic"),
        ("アクセシビリテイ", "アクセシビリティ"),
    ],
)
def test_spellings_of_one_tag_are_near(odd: str, usual: str) -> None:
    assert pairs({usual: 3, odd: 1}) == [(odd, usual)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-4", "GPT-5"),
        ("GPT-3.5", "GPT-35"),
        ("GPU", "TPU"),
        ("OpenAI", "OpenAPI"),
        ("画像生成", "画像認識"),
        ("機械学習", "機械学科"),
        ("ビル", "ビール"),
        ("AWS", "AW"),
        ("AI", "AI倫理"),
        ("Llama 3", "Llama 4"),
        ("creation", "reaction"),
    ],
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert pairs({one: 3, other: 1}) == []


def test_a_word_in_ss_is_no_plural() -> None:
    assert folded_tag("Business") == "business"


def test_the_spelling_of_most_posts_is_the_usual_one() -> None:
    assert pairs({"LLMs": 5, "LLM": 2, "L L M": 1}) == [("LLM", "LLMs"), ("L L M", "LLMs")]


def test_of_as_many_posts_the_first_by_name_is_the_usual_one() -> None:
    assert pairs({"サーバー": 1, "サーバ": 1}) == [("サーバー", "サーバ")]


def test_slips_of_one_word_are_one_group() -> None:
    assert sorted(pairs({"Anthropic": 9, "Antropic": 2, "Anthropics": 1, "Anthropik": 1})) == [
        ("Anthropics", "Anthropic"),
        ("Anthropik", "Anthropic"),
        ("Antropic", "Anthropic"),
    ]
