"""Suggested words come from titles and terms."""

from __future__ import annotations

from datetime import UTC, datetime

from allforces_site.model import Summary, TermLink
from allforces_site.search.near_terms import near_terms, words_of


def summary(title: str, *tags: str) -> Summary:
    links = tuple(TermLink(tag, f"/tag/{tag}/") for tag in tags)
    date = datetime(2026, 1, 1, tzinfo=UTC)
    return Summary(title, "/", title, date, None, (), links, (), "", "", 1, None)


def test_tags_and_words_of_titles_are_there_with_their_numbers_of_posts() -> None:
    terms = dict(
        near_terms(
            words_of(
                [summary("OpenAIの資金調達", "投資"), summary("資金調達とサーバー", "投資"), summary("春")]
            )
        )
    )

    assert terms == {"投資": 2, "資金調達": 2, "OpenAI": 1, "サーバー": 1}


def test_a_word_counts_once_a_post_and_shows_its_usual_spelling() -> None:
    terms = near_terms(words_of([summary("RAGとRAG", "RAG"), summary("Ragの話"), summary("RAG入門")]))

    assert ("RAG", 3) in terms
    assert not {"Rag", "rag"} & {word for word, _ in terms}
