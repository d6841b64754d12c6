from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.errors import Problem, advice
from allforces_site.lint.fix.rule_edits import proposed_edits
from allforces_site.lint.rules.links.file_date_link import RULE
from allforces_site.lint.source.edits import apply_edits
from allforces_site.lint.source.source_file import parse_source_file, read_source_file
from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import CONFIG, post, site, view_of

# Its address is /2026/01/09/sencha/: in Japan it is the 9th.
SENCHA = {"_posts/2026-01-08-sencha.md": post("煎茶です。", "date: 2026-01-08 20:00:00 +0000")}


def links(check: Check, files: dict[str, str]) -> list[Problem]:
    return [problem for problem in check(files) if problem.code in ("file-date-link", "broken-link")]


def test_a_link_with_the_file_names_date_is_reported_once_with_the_posts_address(check: Check) -> None:
    (problem,) = links(check, site("煎茶は[こちら](/2026/01/08/sencha/)です。", SENCHA))

    assert (problem.code, problem.line, problem.column) == ("file-date-link", 5, 4)
    assert str(problem.hint) == "write /2026/01/09/sencha/"
    assert str(advice(problem)) == "write /2026/01/09/sencha/; `allforces repair --write` fixes it"


@pytest.mark.parametrize("written", ["/2026/01/09/sencha-/", "/2026/01/08/sencha-/", "/2026/01/08/sencha/"])
def test_a_hyphen_at_the_end_of_the_name_is_not_in_the_address(check: Check, written: str) -> None:
    post_at_night = {"_posts/2026-01-08-sencha-.md": SENCHA["_posts/2026-01-08-sencha.md"]}

    (problem,) = links(check, site(f"煎茶は[こちら]({written})です。", post_at_night))

    assert (problem.code, str(problem.hint)) == ("file-date-link", "write /2026/01/09/sencha/")


def test_the_posts_own_address_is_fine(check: Check) -> None:
    assert links(check, site("煎茶は[こちら](/2026/01/09/sencha/)です。", SENCHA)) == []


@pytest.mark.parametrize(
    "others",
    [
        {"_posts/2026-01-08-sencha.md": post("煎茶です。", "date: 2026-01-08 09:00:00 +0900")},
        {**SENCHA, "other.md": "---\ntitle: 頁\npermalink: /2026/01/08/sencha/\n---\n別の頁です。"},
        {
            "_posts/2026-01-08-sencha.md": post(
                "煎茶です。", "date: 2026-01-20\nredirect_from: /2026/01/08/sencha/"
            )
        },
    ],
)
def test_an_address_that_exists_is_fine(check: Check, others: dict[str, str]) -> None:
    assert links(check, site("煎茶は[こちら](/2026/01/08/sencha/)です。", others)) == []


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        ("[茶](/2026/01/08/sencha/)", "[茶](/2026/01/09/sencha/)"),
        ("[茶](/2026/01/08/sencha)", "[茶](/2026/01/09/sencha/)"),
        ("[茶](/2026/01/08/sencha/index.html)", "[茶](/2026/01/09/sencha/)"),
        ('[茶](/2026/01/08/sencha/?a=1#x "題")', '[茶](/2026/01/09/sencha/?a=1#x "題")'),
        ("[茶](https://example.com/2026/01/08/sencha/)", "[茶](https://example.com/2026/01/09/sencha/)"),
        ("<a href='/2026/01/08/sencha/'>茶</a>", "<a href='/2026/01/09/sencha/'>茶</a>"),
        ("[茶][a] [葉][a]\n\n[a]: /2026/01/08/sencha/", "[茶][a] [葉][a]\n\n[a]: /2026/01/09/sencha/"),
        ("`[茶](/2026/01/08/sencha/)`", "`[茶](/2026/01/08/sencha/)`"),
    ],
)
def test_the_fix_changes_the_date_and_nothing_else(tmp_path: Path, written: str, repaired: str) -> None:
    view = view_of(tmp_path, site(written, SENCHA))
    source = "_posts/2026-01-05-tea.md"
    source_file = read_source_file((tmp_path / "content" / source).read_bytes(), source)
    assert RULE.find_in_file is not None

    assert apply_edits(
        source_file.text, proposed_edits(source_file.text, RULE.find_in_file(source_file, view))
    ) == post(repaired)


def test_a_text_with_earlier_fixes_is_fixed_where_the_link_is_now(tmp_path: Path) -> None:
    body = "---END---\n\n[茶](/2026/01/08/sencha/)"
    view = view_of(tmp_path, site(body, SENCHA))
    source = "_posts/2026-01-05-tea.md"
    before = read_source_file((tmp_path / "content" / source).read_bytes(), source)
    source_file = parse_source_file(before.text.replace("---END---\n\n", ""), source)
    assert RULE.find_in_file is not None

    repaired = apply_edits(
        source_file.text, proposed_edits(source_file.text, RULE.find_in_file(source_file, view))
    )

    assert repaired == post("[茶](/2026/01/09/sencha/)")


def test_japanese_addresses_stay_as_readable_as_they_were(tmp_path: Path) -> None:
    others = {"_posts/2026-01-08-煎茶.md": post("煎茶です。", "date: 2026-01-08 20:00:00 +0000")}
    view = view_of(tmp_path, site("[甲](/2026/01/08/煎茶/) [乙](/2026/01/08/%E7%85%8E%E8%8C%B6/)", others))
    source = "_posts/2026-01-05-tea.md"
    source_file = read_source_file((tmp_path / "content" / source).read_bytes(), source)
    assert RULE.find_in_file is not None
    repaired = apply_edits(
        source_file.text, proposed_edits(source_file.text, RULE.find_in_file(source_file, view))
    )

    assert "[甲](/2026/01/09/煎茶/) [乙](/2026/01/09/%E7%85%8E%E8%8C%B6/)" in repaired


def test_a_permalink_without_the_date_has_no_other_date(check: Check) -> None:
    config = CONFIG.replace("/:year/:month/:day/:title/", "/:title/")
    (problem,) = links(check, site("[煎茶](/2026/01/08/sencha/)", SENCHA, config))

    assert problem.code == "broken-link"


# ---- what is not sure is not fixed ----------------------------------------------------------------

ABOUT = "permalink: /about/"
NOT_SURE = {
    # The link leads to the page; both posts that want its address are elsewhere.
    "/about/": {
        "_posts/2026-01-07-one.md": post("一です。", ABOUT),
        "_posts/2026-01-08-two.md": post("二です。", ABOUT),
        "about.md": "---\ntitle: 頁\n---\n頁です。",
    },
    # Neither post that has the name on that day is the one.
    "/2026/01/08/sencha/": {
        **SENCHA,
        "_posts/2026-01-08-sencha.markdown": post("煎茶です。", "date: 2026-01-10"),
    },
    # The post of that name is not published yet, or not at all.
    "/2026/01/08/sencha": {
        **SENCHA,
        "_posts/2026-01-12-sencha.md": post("煎茶です。", "published: false\ndate: 2026-01-08"),
    },
    "/2026/01/08/sencha/index.html": {**SENCHA, "_drafts/sencha.md": post("煎茶です。")},
    # The post of that day has given its address to another one.
    "/2026/01/08/sencha/#x": {
        **SENCHA,
        "_posts/2026-01-09-sencha.md": post("煎茶です。", "date: 2026-01-09 20:00:00 +0900"),
    },
}


@pytest.mark.parametrize("target", NOT_SURE)
def test_a_link_that_is_right_or_may_mean_another_page_stays(tmp_path: Path, target: str) -> None:
    view = view_of(tmp_path, site(f"[茶]({target})", NOT_SURE[target]))
    source = "_posts/2026-01-05-tea.md"
    source_file = read_source_file((tmp_path / "content" / source).read_bytes(), source)
    assert RULE.find_in_file is not None

    assert list(proposed_edits(source_file.text, RULE.find_in_file(source_file, view))) == []


@pytest.mark.parametrize("front_matter", [ABOUT, "permalink: /:year/:month/:day/about/"])
def test_a_link_to_an_address_that_two_posts_want_stays(tmp_path: Path, front_matter: str) -> None:
    posts = {
        f"_posts/2026-01-0{day}-{name}.md": post("茶です。", f"{front_matter}\ndate: 2026-01-09")
        for day, name in ((7, "one"), (8, "two"))
    }
    view = view_of(tmp_path, site("[甲](/about/) [乙](/2026/01/09/about/) [丙](/2026/01/07/about/)", posts))
    source = "_posts/2026-01-05-tea.md"
    source_file = read_source_file((tmp_path / "content" / source).read_bytes(), source)
    assert RULE.find_in_file is not None

    assert list(proposed_edits(source_file.text, RULE.find_in_file(source_file, view))) == []
