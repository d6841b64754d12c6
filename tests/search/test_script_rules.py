"""The script folds and splits a query exactly as the index was folded and split."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allforces_site.config.model import Config
from allforces_site.search.folding import fold
from allforces_site.search.grams import count_grams, shard_of, text_of
from tests.conftest import source_post
from tests.search.conftest import Host, write_site

TEXTS = [
    "生成 ＡＩの活用（2026年版）",
    "ﾃﾞｰﾀｾﾝﾀｰとデータセンター、サーバー管理",
    "ヴァイオリン・ヴィジョン／ラヴ",
    "ChatGPT、GPT-4o、Node.js、AT&T、3.5",
    "ユーザーインターフェース キー コピー ビール",
    "か\u3099ん は\u309aん Cafe\u0301 naïve Straße",
    "𠮷野家の①番、㍿と㎡、Ⅳ章、½",
    "Привет мир 한국어 ภาษาไทย",
    "々〆〇ー〜～・゛゜ｰﾞ",
    "a_b-c  d\u3000e\n\nf\tg",
    "",
]


@pytest.fixture(scope="module")
def script(browser: Any, tmp_path_factory: pytest.TempPathFactory, host: Callable[..., Host]) -> Any:
    folder: Path = tmp_path_factory.mktemp("script")
    write_site(folder, [source_post()], Config(title="試験"))
    address = host(folder / "_site", "").address
    tab = browser.new_page()
    tab.goto(f"{address}/link.html")
    module = f"import('{address}/static/search/text.js')"
    call = f"([name, ...values]) => {module}.then((module) => module[name](...values))"
    yield lambda name, *values: tab.evaluate(call, [name, *values])
    tab.close()


@pytest.mark.parametrize("text", TEXTS)
def test_folded_texts_are_the_same(script: Any, text: str) -> None:
    folded = script("fold", unicodedata.normalize("NFC", text))

    assert folded["folded"] == fold(text)
    assert len(folded["at"]) == len(folded["folded"].encode("utf-16-le")) // 2
    assert folded["at"] == sorted(folded["at"])


@pytest.mark.parametrize("text", [word for text in TEXTS for word in text.split()])
def test_the_grams_of_a_query_are_those_of_its_text(script: Any, text: str) -> None:
    grams = count_grams(text)
    added = set(filter(None, map(text_of, [*grams.pairs, *grams.words])))

    for term in script("parse", text):
        for gram in (*term["grams"], *filter(None, [term["joined"]])):
            is_there = gram["gram"] in added
            assert is_there or (gram.get("isPrefix") and any(own.startswith(gram["gram"]) for own in added))


def test_grams_are_in_the_same_shards(script: Any) -> None:
    for gram in ("生成", "生\n", "ai", "a", "サーバ", "の会", "〓野", "gpt-4o"):
        assert script("shardOf", gram) == shard_of(gram)
        assert script("shardOf", gram, 4) == shard_of(gram, 4)
