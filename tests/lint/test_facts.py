from __future__ import annotations

from allforces_site.lint.facts import gather_facts
from allforces_site.lint.source.source_file import parse_source_file

TEA = "新茶は八十八夜のころに摘まれる。やわらかな芽だけを選ぶので、一日に摘める量は多くない。"
KILN = "登り窯の火は三日三晩つづく。薪をくべる間隔は職人の耳が決め、温度計は確かめるためだけにある。"


def test_the_repeated_share_is_of_the_characters_that_readers_read() -> None:
    body = f"{TEA}\n\n{KILN}\n\n**{TEA}**\n\n```\n{KILN}\n```\n"
    facts = gather_facts(parse_source_file(f"---\ntitle: 試験\n---\n{body}", "_posts/2026-01-02-test.md"))

    assert facts.characters == 2 * len(TEA) + len(KILN)
    assert facts.repeated == len(TEA) / facts.characters


def test_a_post_without_text_repeats_nothing() -> None:
    facts = gather_facts(parse_source_file("---\ntitle: 試験\n---\n", "_posts/2026-01-02-test.md"))

    assert (facts.characters, facts.repeated) == (0, 0.0)
