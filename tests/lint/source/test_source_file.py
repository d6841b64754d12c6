from __future__ import annotations

import pytest

from allforces_site.lint.source.source_file import parse_source_file


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 茶\n---\n本文。\n",
        "\n---\ntitle: 茶\n---\n本文。\n",
        "---\ntitle: 茶\n---\n",
        "---\ntitle: 茶\n---",
        "本文。\n",
        "",
    ],
)
def test_the_body_begins_behind_the_front_matter(text: str) -> None:
    source_file = parse_source_file(text, "_posts/2026-01-02-tea.md")

    assert text[source_file.body_start :] == source_file.front.body
