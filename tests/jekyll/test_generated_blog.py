"""Generated posts about code have the bodies that real Jekyll gave them, but for classes of code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Workshop
from tests.jekyll.generated_blog import ANSWERS, COUNT, pages_below, posts, write

THEIRS: dict[str, str] = json.loads(ANSWERS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    shop = Workshop(tmp_path_factory.mktemp("generated"))
    write(shop.source)
    assert [
        str(problem.message) for problem in shop.build().problems if problem.code.startswith("liquid")
    ] == []
    return pages_below(shop.output)


@pytest.mark.parametrize("path", THEIRS)
def test_a_generated_post_is_what_jekyll_makes_of_it(ours: dict[str, str], path: str) -> None:
    assert ours[path] == THEIRS[path]


def test_every_post_has_an_answer_and_every_kind_of_block_is_there() -> None:
    assert len(THEIRS) == len(posts()) == COUNT
    text = "\n".join(posts().values())
    for part in (
        "{% highlight",
        " linenos",
        "mark_lines",
        "{% raw %}",
        "\n   {% highlight",
        "{% post_url",
        "relative_url",
    ):
        assert part in text


def test_highlight_in_a_list_ends_it_as_in_jekyll(workshop: Workshop) -> None:
    workshop.post(
        "2026-01-02-tea",
        "layout: none",
        "- 茶\n\n  {% highlight ruby %}\n  1\n  {% endhighlight %}\n\n- 土\n",
    )
    workshop.build()
    assert "</ul>\n<figure" in workshop.page("2026/01/02/tea.html")


def test_highlight_in_html_stays_in_its_line(workshop: Workshop) -> None:
    file = Path("content/about.html")
    workshop.write(
        str(file), "---\nlayout: none\n---\n<b>a</b>{% highlight ruby %}1{% endhighlight %}<b>c</b>"
    )
    workshop.build()
    assert "<b>a</b><figure" in workshop.page("about.html")
    assert "</figure><b>c</b>" in workshop.page("about.html")
