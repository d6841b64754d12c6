"""What a page says, apart from its frame."""

from __future__ import annotations

import pytest

from allforces_site.write.page_content import page_content

PAGE = (
    "<html><head><title>T</title></head><body><nav>N</nav>"
    "<main>M<article><h1>A</h1></article>R<article>S</article></main></body></html>"
)


@pytest.mark.parametrize(
    ("old", "new", "is_changed"),
    [("N", "other", False), ("M", "other", False), ("R", "other", False), ("S", "other", False),
     ("A", "other", True), ("T", "other", True),
     ("</head>", '<meta name="description" content="D"></head>', True),
     ("</head>", '<link rel="canonical" href="/"></head>', True),
     ("</head>", '<link rel="stylesheet" href="/"></head>', False)],
)  # fmt: skip
def test_only_the_article_and_what_search_engines_read_of_the_head_count(
    old: str, new: str, is_changed: bool
) -> None:
    changed = PAGE.replace(old, new, 1)

    assert (page_content(PAGE.encode()).digest != page_content(changed.encode()).digest) is is_changed


@pytest.mark.parametrize(
    ("page", "outside", "inside"),
    [("<nav>N</nav><main>M<article>A</article><article>B</article></main>", "N", "M"),
     ("<nav>N</nav><main><h1>M</h1><article>A</article></main>", "N", "A"),
     ("<nav>N</nav><main><article>A</article><h1>M</h1><article>B</article></main>", "N", "B"),
     ("<nav>N</nav><main><article><h1>M</h1><article>A</article>B</article></main>", "N", "B"),
     ("<h1>N</h1><p>M", None, "N"), ("<article>N</article><h1>M", None, "N"), ("", None, None)],
    ids=range(7),
)  # fmt: skip
def test_without_an_article_of_its_own_the_main_counts_and_without_one_every_byte(
    page: str, outside: str | None, inside: str | None
) -> None:
    digest = page_content(page.encode()).digest

    assert outside is None or page_content(page.replace(outside, "x").encode()).digest == digest
    assert inside is None or page_content(page.replace(inside, "x").encode()).digest != digest


@pytest.mark.parametrize(
    ("head", "is_noindex"),
    [('<meta name="robots" content="noindex">', True),
     ("<META CONTENT='follow, NOINDEX' NAME=robots>", True),
     ("<meta name=robots content=none>", True), ('<meta name="robots" content="index">', False),
     ('<meta name="robots" content="noimageindex">', False),
     ('<meta name="author" content="noindex">', False)],
)  # fmt: skip
def test_noindex_is_read_from_the_head_alone(head: str, is_noindex: bool) -> None:
    page = f"<head>{head}</head><body>noindex</body>"

    assert page_content(page.encode()).is_noindex is is_noindex
    assert not page_content(f"<head></head><body>{head}</body>".encode()).is_noindex
