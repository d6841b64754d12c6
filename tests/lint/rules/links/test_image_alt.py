from __future__ import annotations

import pytest

from allforces_site.lint.rules.links.image_alt import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    "body",
    [
        "![](/tea.jpg)",
        "![ ](/tea.jpg)",
        "![IMG_0123.JPG](/tea.jpg)",
        '<img src="/tea.jpg">',
        "<p><img src='/tea.jpg' title='茶'></p>",
        "[![](/tea.jpg)](/tea/)",
        "![](/tea.jpg){: .wide}",
    ],
)
def test_a_picture_without_words_is_found(body: str) -> None:
    (finding,) = find(RULE, f"{body}\n")

    assert finding.line == 4
    assert "/tea.jpg" in str(finding.message)


@pytest.mark.parametrize(
    "body",
    [
        "![店先の新茶](/tea.jpg)",
        '<img src="/line.png" alt="">',
        "<img alt src='/line.png'>",
        '![](/line.png){: alt=""}',
        "![新茶.jpgという写真](/tea.jpg)",
        "`![](/tea.jpg)`",
        "```\n![](/tea.jpg)\n```",
        "<!-- <img src='/tea.jpg'> -->",
        "[](/tea.jpg)",
    ],
)
def test_pictures_with_words_or_a_decision_are_fine(body: str) -> None:
    assert find(RULE, f"{body}\n") == []
