from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.config.model import AllforcesSettings, CheckSettings, Config, HouseWord
from allforces_site.errors import Problem
from allforces_site.loaders.word_list import with_house_words
from tests.conftest import NOW

ASKING = Config(allforces=AllforcesSettings(checks=CheckSettings(rules={"style": "note"})))


def read(root: Path, text: str, config: Config = ASKING) -> tuple[tuple[HouseWord, ...], tuple[Problem, ...]]:
    (root / "_data").mkdir(exist_ok=True)
    (root / "_data" / "words.yml").write_text(text, encoding="utf-8")
    config, problems = with_house_words(config, root)
    return config.allforces.checks.words, problems


def test_a_word_has_one_or_more_wrong_spellings(tmp_path: Path) -> None:
    text = "- {right: 港, wrong: 湊, why: 新しい字}\n- right: フェリー\n  wrong:\n  - フエリー\n  - ferry\n"
    words, problems = read(tmp_path, text)

    assert problems == ()
    assert words == (
        HouseWord("港", "湊", "新しい字"),
        HouseWord("フェリー", "フエリー"),
        HouseWord("フェリー", "ferry"),
    )


@pytest.mark.parametrize("text", ["", "[]", "# 空\n"])
def test_an_empty_list_has_no_words(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ((), ())


def test_the_list_is_not_read_unless_a_rule_asks_for_it(tmp_path: Path) -> None:
    assert read(tmp_path, "- 間違い\n", Config()) == ((), ())
    assert with_house_words(ASKING, tmp_path / "nowhere") == (ASKING, ())


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("港: 湊\n", 1, "found a mapping, wanted a list of words"),
        ("- 湊\n", 1, 'found "湊", wanted a word with its keys `right` and `wrong`'),
        ("- right: 港\n", 1, 'the word has no "wrong"'),
        ("- wrong: 湊\n", 1, 'the word has no "right"'),
        ("- right: 港\n  wrong: []\n", 1, 'the word has no "wrong"'),
        ("- right: 港\n  wrong: 10\n", 2, "found 10, wanted text"),
        ("- right: no\n  wrong: 湊\n", 1, "found false, wanted text"),
        ("- right: 港\n  wrong:\n  - 湊\n  - [船]\n", 4, "found a list, wanted text"),
        ("- right: 港\n  wrong: 湊\n  why: {a: b}\n", 3, "found a mapping, wanted text"),
        ('- right: 港\n  wrong: "*"\n', 2, '"*" is no word'),
        ('- right: "港|船"\n  wrong: 湊\n', 1, '"港|船" holds the sign |'),
        ("- right: 港\n  wrong: 港\n", 2, '"港" is right and wrong'),
        ("- {right: 港, wrong: 湊}\n- {right: みなと, wrong: 湊}\n", 2, '"湊" is wrong on line 1 already'),
        (
            "- {right: 船, wrong: 舟}\n- {right: 舟, wrong: ふね}\n",
            2,
            'the right spelling "舟" holds "舟", which is wrong in this list',
        ),
    ],
)
def test_a_mistake_is_reported_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    words, problems = read(tmp_path, text)

    assert [(one.file, one.line, str(one.message)) for one in problems] == [
        ("_data/words.yml", line, message)
    ]
    assert problems[0].hint
    assert words == ()


def test_a_key_with_a_typing_error_is_named(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, "- rigth: 港\n  wrong: 湊\n")

    assert str(problem.hint) == 'did you mean "right"?'


def test_a_list_that_is_no_yaml_is_reported_once(tmp_path: Path) -> None:
    read(tmp_path, "- right: [\n")
    options = BuildOptions(tmp_path, tmp_path / "_site", 1, chosen=frozenset({"house-word"}))

    problems = check_site(options, NOW).problems

    assert [problem.code for problem in problems if problem.file == "_data/words.yml"] == ["data"]


def test_templates_see_the_list_as_data(workshop: Any) -> None:
    workshop.write("content/_data/words.yml", "- {right: 港, wrong: 湊}\n")
    loop = "{% for word in site.data.words %}{{ word.right }}{% endfor %}"
    workshop.write("content/words.md", f"---\ntitle: 用語\n---\n{loop}\n")

    workshop.build()

    assert "港" in workshop.page("words.html")
