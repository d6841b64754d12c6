"""Compares the hits of the search in the real posts, if they are there, with a scan of all texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from allforces_site.config.model import AllforcesSettings, Config
from allforces_site.markdown import render
from allforces_site.model import SourcePost
from allforces_site.search.grams import SHARDS
from allforces_site.search.parts import RECENT_SHARDS, Part
from tests.bench.corpus import load_posts
from tests.bench.posts import BenchPost
from tests.conftest import source_post
from tests.real_posts import POSTS, needs_corpus
from tests.search.conftest import Host, Search, write_site

pytestmark = needs_corpus

# No search shows the pictures that are drawn for posts, and to draw them takes most of the time of a build.
UNDRAWN = AllforcesSettings(social_pictures=False)

# Bytes on the wire that one search may take, its scripts included.
BUDGET = 300_000

# As many shards as an index of 2,500 posts has, and a part for the newest posts; the corpus has 614.
PARTS = (Part(0, 576, SHARDS), Part(576, 614, RECENT_SHARDS))

QUERIES = """
資金調達 調達 生成AI 生成ＡＩ ＡＩ AI GPU 画像生成 画像 著作権 個人情報 機密情報
プロンプト プロンプトエンジニアリング エージェント AIエージェント マルチモーダル 製造業 医療 金融
自動運転 半導体 データセンター ﾃﾞｰﾀｾﾝﾀｰ クラウド サーバー オープンソース 言語モデル LLM RAG
GPT-4 ChatGPT chatgpt Claude Gemini ２０２６年 1000億ドル 投資対効果 ROI 業務効率化 人材育成
中小企業 おすすめ まとめ セキュリティ ハルシネーション ファインチューニング 強化学習
ロボット 東京 株 音声認識 議事録
"""
# With the most and the largest parts of the index, and with long posts.
HEAVY = ("機密情報", "言語モデル", "AIエージェント", "強化学習", '"責任あるAI"', "カスタマーサポート")
TYPOS = {
    "ChatGTP": "ChatGPT",
    "Gemnii": "Gemini",
    "エージェソト": "エージェント",
    "マルチモーダノレ": "マルチモーダル",
}


@dataclass
class Corpus:
    """Normalised `texts` and `titles`, in the order of the numbers of the index."""

    host: Host
    titles: list[str]
    texts: list[str]

    def holding(self, query: str, texts: list[str]) -> set[int]:
        # A plain comparison passes over most texts, which takes a pattern ten times as long.
        wanted, pattern = plain(query), plain_pattern(query)
        return {number for number, text in enumerate(texts) if wanted in text and pattern.search(text)}


def plain(text: str) -> str:
    """Normalises a text: ignores width, case, spaces, punctuation and final long marks."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(?<=[^\x00-\x7f]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[^\x00-\x7f])", "", text)
    return re.sub(r"(?<=[ァ-ヺー]{2}[ァ-ヺ])ー+(?![ァ-ヺー])", "", text).lower()


def plain_pattern(query: str) -> re.Pattern[str]:
    wanted = re.escape(plain(query))
    before = r"(?<![a-z0-9])" if wanted[0].isascii() else ""
    is_short_word = re.search(r"(?<![a-z0-9-])[a-z]{1,2}$", plain(query))
    return re.compile(before + wanted + (r"(?![a-z0-9])" if is_short_word else ""))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, host: Callable[..., Host]) -> Corpus:
    folder = tmp_path_factory.mktemp("corpus")
    posts = list(map(source_of, load_posts(POSTS)))
    write_site(folder, posts, Config(title="試験", url="https://example.com", allforces=UNDRAWN), PARTS)
    texts = [
        plain(f"{text_of(post)}\n{post.title}\n" + "\n".join(post.categories + post.tags)) for post in posts
    ]
    return Corpus(host(folder / "_site", ""), [plain(post.title) for post in posts], texts)


def source_of(post: BenchPost) -> SourcePost:
    date = post.date
    return source_post(
        f"{date:%Y-%m-%d}-{post.slug}",
        title=post.title,
        date=date,
        categories=(post.category,),
        tags=post.tags,
        document=render(post.body),
    )


def text_of(post: SourcePost) -> str:
    return post.document.load().text


@pytest.fixture(scope="module")
def search(browser: Any, corpus: Corpus) -> Iterator[Search]:
    """A search page that stays open for one query after the other."""
    tab = browser.new_page()
    tab.goto(f"{corpus.host.address}/search/")
    yield Search(tab, corpus.host)
    tab.close()


# For each query so far: how many posts the index named, and how many of them hold the query.
Counts = list[tuple[int, int]]


@pytest.fixture(scope="module")
def counts() -> Counts:
    return []


@pytest.mark.parametrize("query", QUERIES.split())
def test_every_hit_holds_the_query_and_titles_come_first(
    search: Search, corpus: Corpus, query: str, counts: Counts
) -> None:
    titles = [plain(title) for title in search.again(query)]
    holding = corpus.holding(query, corpus.texts)
    in_titles = corpus.holding(query, corpus.titles)
    named = int(re.findall(r"(\d+)件の記事", search.status)[0])
    counts.append((named, len(holding)))

    assert titles
    numbers = [{n for n, title in enumerate(corpus.titles) if title == shown} for shown in titles]
    assert all(own & holding for own in numbers)
    assert all(own & in_titles for own in numbers[: len(in_titles)])
    # None is missing, except where a page is written differently.
    assert named >= len(holding) * 0.98 - 1


@pytest.mark.browser  # It sums up what the tests before it found in the browser.
def test_the_index_alone_is_nearly_right(counts: Counts) -> None:
    named, holding = map(sum, zip(*counts, strict=True))

    assert len(counts) >= 30
    assert holding / named > 0.95


@pytest.mark.parametrize("query", HEAVY)
def test_a_search_loads_little(tab: Any, corpus: Corpus, query: str) -> None:
    corpus.host.sent.clear()
    assert Search(tab, corpus.host)(query)

    assert corpus.host.loaded("/search", "/20") < BUDGET


@pytest.mark.parametrize(("typed", "meant"), TYPOS.items())
def test_a_typo_leads_to_what_was_meant(search: Search, typed: str, meant: str) -> None:
    assert search.again(typed) == []
    assert meant in search.suggestions
