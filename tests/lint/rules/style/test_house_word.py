from __future__ import annotations

import pytest
from msgspec.structs import replace

from allforces_site.config.model import AllforcesSettings, CheckSettings, Config, HouseWord
from allforces_site.lint.fix.repair import repair_text
from allforces_site.lint.rules.style.house_word import RULE
from tests.lint.rules.conftest import find

WORDS = (
    HouseWord("フェリー", "フエリー", "小さいェ"),
    HouseWord("サーバー", "サーバ"),
    HouseWord("港", "湊"),
)
CONFIG = Config(
    allforces=AllforcesSettings(checks=CheckSettings(rules={"house-word": "warning"}, words=WORDS))
)


def repaired(text: str, config: Config = CONFIG) -> str:
    return repair_text(text, "_posts/2026-01-02-test.md", config, rules=(RULE,)).text


def test_a_finding_gives_the_right_spelling_and_the_reason() -> None:
    (finding,) = find(RULE, "島へはフエリーで渡る。\n", config=CONFIG)

    assert (finding.line, finding.column) == (4, 4)
    assert str(finding.hint) == 'write "フェリー": 小さいェ'


def test_without_a_list_nothing_is_found() -> None:
    assert find(RULE, "島へはフエリーで渡る。\n") == []


def test_running_text_and_the_texts_of_the_front_matter_are_repaired() -> None:
    text = """\
---
title: フエリーの朝
description: 'サーバのある湊'
tags: [フエリー]
フエリー: フエリー
---
## フエリーの窓

- **フエリー**と
- サーバー、サーバ

| 船 |
|---|
| フエリー |
"""
    wanted = """\
---
title: フェリーの朝
description: 'サーバーのある港'
tags: [フエリー]
フエリー: フエリー
---
## フェリーの窓

- **フェリー**と
- サーバー、サーバー

| 船 |
|---|
| フェリー |
"""
    assert repaired(text) == wanted
    assert repaired(wanted) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "`フエリー`",
        "```\nフエリー\n```",
        "[フエリー](/フエリー/)",
        "![フエリー](/フエリー.png)",
        "[船]: /フエリー/",
        "https://example.com/フエリー",
        "写真はフエリー.jpgです。",
        "「フエリー」と言う。",
        "> フエリー",
        '<img src="/フエリー.png" alt="フエリー">',
        "{% include フエリー.html %}",
        "<!-- フエリー -->",
    ],
)
def test_nothing_but_running_text_is_changed(text: str) -> None:
    post = f"---\ntitle: 試験\n---\n{text}\n"

    assert repaired(post) == post


def test_a_rule_that_is_off_changes_nothing() -> None:
    checks = CheckSettings(words=WORDS)
    config = replace(CONFIG, allforces=AllforcesSettings(checks=checks))

    assert repaired("---\ntitle: 試験\n---\nフエリー\n", config).endswith("フエリー\n")
