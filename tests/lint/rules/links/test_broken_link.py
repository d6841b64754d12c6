from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest

from allforces_site.errors import Problem
from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import CONFIG, post, site

FINE = (
    "/2026/01/06/teapot/",
    "/2026/01/06/teapot",
    "/2026/01/06/teapot/index.html",
    "/2026/01/06/teapot/?from=tea#茶渋を落とす",
    "/2026/01/06/%74eapot/",
    "https://example.com/2026/01/06/teapot/",
    "HTTP://EXAMPLE.com/2026/01/06/teapot/",
    "//example.com/2026/01/06/teapot/",
    "../../06/teapot/",
    "#茶",
    "?page=2",
    "/",
    "https://example.com",
    "/feed.xml",
    "/old/",
    "/about",
    "/files/tea.pdf",
    "/2026/01/07/お茶/",
    f"/2026/01/07/{quote('お茶')}/",
    "https://example.org/2026/01/06/nothing/",
    "mailto:a@example.com",
    "tel:0312345678",
    "{{ site.baseurl }}/nothing/",
    "https://[broken",
)


def broken(check: Check, files: dict[str, str]) -> list[Problem]:
    return [problem for problem in check(files) if problem.code == "broken-link"]


def test_what_leads_somewhere_or_away_is_fine(check: Check) -> None:
    others = {
        "about.html": "---\ntitle: この場所\nredirect_from: [/old/]\npermalink: /about.html\n---\n<p>茶</p>",
        "files/tea.pdf": "茶",
        unicodedata.normalize("NFD", "_posts/2026-01-07-お茶.md"): post("茶です。"),
    }
    body = "\n".join(f"急須は[こちら](<{target}>)です。" for target in FINE)

    assert broken(check, site(body, others)) == []


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("/2026/01/06/teapots/", "did you mean /2026/01/06/teapot/?"),
        ("/2026/01/09/teapot/", "did you mean /2026/01/06/teapot/?"),
        ("https://example.com/2026/01/09/teapot/", "did you mean /2026/01/06/teapot/?"),
        ("../teapot/", "did you mean /2026/01/06/teapot/?"),
        ("/2026/01/06/Teapot/", "did you mean /2026/01/06/teapot/?"),
        ("/2026/02/01/TEAPOT.html", "did you mean /2026/01/06/teapot/?"),
        ("/nothing/like/this/", "correct the address, or remove the link"),
        ("/2026/01/06/teapot/picture.png", "correct the address, or remove the link"),
        ("/%FF/", None),
    ],
)
def test_a_link_to_nothing_is_found_with_the_nearest_address(
    check: Check, target: str, hint: str | None
) -> None:
    found = broken(check, site(f"急須は[こちら]({target})です。"))

    if hint is None:
        assert found == []
        return
    (problem,) = found
    assert (problem.file, problem.line, problem.column) == ("_posts/2026-01-05-tea.md", 5, 4)
    assert str(problem.hint) == hint


def test_a_link_without_a_target_is_found(check: Check) -> None:
    (problem,) = broken(check, site("急須は[こちら]()です。"))

    assert str(problem.message) == 'the link "こちら" has no target'


def test_links_from_the_root_need_the_baseurl(check: Check) -> None:
    config = CONFIG + "baseurl: /blog\n"
    body = "[甲](/2026/01/06/teapot/) [乙](/blog/2026/01/06/teapot/) [丙](/blog/2026/01/06/pot/)"
    first, second = broken(check, site(body, config=config))

    assert str(first.hint) == "the site is below /blog: write /blog/2026/01/06/teapot/"
    assert "/blog/2026/01/06/pot/" in str(second.message)


def test_links_of_pages_drafts_and_html_are_looked_at(check: Check) -> None:
    others = {
        "page.html": '---\ntitle: 頁\n---\n<p>茶は\n<a href="/no/">茶</a></p>',
        "_drafts/later.md": post("[甲](/none/) [乙](relative/)"),
    }
    found = broken(check, site("<div>\n<a href='/nil/'>茶</a>\n</div>", others))

    assert [(problem.file, problem.line) for problem in found] == [
        ("_drafts/later.md", 5),
        ("_posts/2026-01-05-tea.md", 6),
        ("page.html", 5),
    ]


def test_pictures_and_code_are_no_links(check: Check) -> None:
    assert broken(check, site("![茶](/none.png)\n\n```\n[茶](/none/)\n```\n\n`[茶](/none/)`")) == []


def test_a_name_with_the_same_rare_words_is_near(check: Check) -> None:
    others = {"_posts/2026-02-01-how-to-brew-sencha-well.md": post("茶です。")}
    (problem,) = broken(check, site("[茶](/2026/03/01/how-to-brew-a-sencha-well/)", others))

    assert str(problem.hint) == "did you mean /2026/02/01/how-to-brew-sencha-well/?"
