"""The page by itself: all is escaped, every link leads somewhere, nothing comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import process_time

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from allforces_site.check.formats.editor_page.page import Limits, to_html
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Fix, Problem, Replacement, Severity
from allforces_site.messages.message import as_it_is
from allforces_site.model import SourcePost
from tests.conftest import source_post

Report = Callable[..., CheckReport]
Make = Callable[..., Problem]

# A mark of each kind that HTML gives a meaning to.
NASTY = "<script>alert(1)</script>\"'&amp;{{ 7 * 7 }}"


@pytest.fixture
def report(make_report: Report, make_problem: Make, tea: SourcePost, rice: SourcePost) -> CheckReport:
    return make_report(
        [
            make_problem(file=tea.source, line=9),
            make_problem("cut-text", file=tea.source, line=30, severity=Severity.WARNING, excerpt="途中で"),
            make_problem("liquid", file=rice.source, line=3, severity=Severity.WARNING),
            make_problem("no-url", file=None, line=None, severity=Severity.WARNING),
        ],
        [tea, rice],
    )


def text_of(page: str) -> str:
    body = LexborHTMLParser(page).body
    assert body is not None
    return " ".join(body.text().split())


def test_the_page_says_what_where_and_what_to_do(report: CheckReport) -> None:
    text = text_of(to_html(report, "ja"))

    assert "2件の記事とページを調べました。 2件のファイルに、合わせて4件の指摘があります。" in text
    assert "エラー 1 警告 3" in text
    assert "文章生成AIの終了記号" in text
    assert "9行目 ---END---" in text
    assert "その行を削除してください。" in text
    assert "→ delete the line" in text
    assert "2026年11月20日 21:00時点。" in text, "the time of the site's zone"


def test_the_page_is_valid_and_in_japanese(report: CheckReport) -> None:
    html5lib.HTMLParser(strict=True).parse(to_html(report, "ja").lstrip())

    page = LexborHTMLParser(to_html(report, "ja"))
    assert page.root is not None
    assert page.root.attributes["lang"] == "ja"


def test_the_page_of_an_english_site_is_in_english(report: CheckReport) -> None:
    page = to_html(report, "en")
    words = text_of(page).replace(report.config.title or "", "")

    assert '<html lang="en">' in page
    assert "2 posts and pages were checked. There are 4 findings in 2 files." in words
    assert "line 9 ---END---" in words and "November 20, 2026 21:00" in words


def test_every_link_within_the_page_leads_to_one_place(report: CheckReport) -> None:
    page = LexborHTMLParser(to_html(report, "ja"))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    links = [node.attributes["href"] or "" for node in page.css("a")]

    assert len(ids) == len(set(ids))
    inner = [link[1:] for link in links if link.startswith("#")]
    assert inner
    assert set(inner) <= set(ids)


def test_every_bar_leads_to_the_list_of_its_posts(report: CheckReport) -> None:
    page = LexborHTMLParser(to_html(report, "ja"))
    bars = page.css("svg a")

    assert bars
    for bar in bars:
        (section,) = page.css(f"section[id='{(bar.attributes['href'] or '')[1:]}']")
        assert section.css("li")
    (marker,) = page.css("section[id='rule-end-marker'] li a")
    assert marker.text() == "新茶の季節"
    assert page.css(f"article{marker.attributes['href']}")


def test_the_page_needs_no_script_and_nothing_from_elsewhere(report: CheckReport) -> None:
    text = to_html(report, "ja")
    page = LexborHTMLParser(text)

    assert not page.css("script, link, img, iframe, object, [src], [onclick]")
    assert not re.search(r"url\(|@import", text)
    outer = {node.attributes["href"] for node in page.css("a") if "//" in (node.attributes["href"] or "")}
    assert outer == {"https://example.com/2026/01/02/tea/", "https://example.com/2026/02/03/rice/"}


def test_whatever_an_author_wrote_stays_text(make_report: Report, make_problem: Make) -> None:
    post = source_post("2026-01-02-tea", title=NASTY)
    problems = [
        make_problem(file=post.source, excerpt=NASTY, message=NASTY, hint=NASTY),
        make_problem(file=NASTY, excerpt=NASTY),
        make_problem(NASTY, file=None, message=NASTY),
    ]

    page = LexborHTMLParser(to_html(make_report(problems, [post]), "ja"))

    assert not page.css("script")
    assert "49" not in {node.text() for node in page.css("q")}
    assert {node.text() for node in page.css("q")} >= {NASTY}
    assert page.css_first("article h3").text() == NASTY


@pytest.mark.parametrize("sign", ["\0", "\x08", "\x1b", "\x7f", "\x85", "\ud800", "\ufffe"])
def test_characters_forbidden_in_html_are_replaced(
    make_report: Report, make_problem: Make, sign: str
) -> None:
    page = to_html(make_report([make_problem(excerpt=f"前{sign}後")]), "ja")

    assert "前\ufffd後" in page
    page.encode("utf-8")


def test_a_site_without_findings_says_so(make_report: Report, tea: SourcePost) -> None:
    text = text_of(to_html(make_report([], [tea]), "ja"))

    assert "指摘はありません。" in text
    assert "まず直すもの" not in text
    assert "本文の長さ" in text


def test_a_site_that_could_not_be_read_has_a_page_too(make_report: Report, make_problem: Make) -> None:
    page = to_html(make_report([make_problem("config-yaml", file="_config.yml")], posts=(), facts=()), "ja")

    assert "設定ファイルの書式の誤り" in text_of(page)


def test_what_a_baseline_lists_is_counted(make_report: Report) -> None:
    assert "ベースラインに登録済みの1,234件は省いています。" in text_of(
        to_html(make_report(known=1234), "ja")
    )


@pytest.mark.parametrize(
    ("fixable", "said"),
    [
        ([True, True], "削除してください。 allforces repairで直せます。"),
        ([True, False, True], "うち2件はallforces repairで直せます。"),
        ([False], None),
    ],
)
def test_a_rule_says_how_much_repair_fixes_of_what_it_found(
    make_report: Report, make_problem: Make, fixable: list[bool], said: str | None
) -> None:
    fix = Fix(as_it_is("delete it"), (Replacement(90, 100, 9, 1, 10, 1, ""),))
    found = [make_problem(line=line, fix=fix if one else None) for line, one in enumerate(fixable, 1)]

    text = text_of(to_html(make_report(found), "ja"))

    assert "文章生成AIの終了記号" in text
    assert said in text if said else "allforces repair" not in text


def test_long_lists_are_cut_with_the_number_of_the_rest(make_report: Report, make_problem: Make) -> None:
    posts = [source_post(f"2026-01-{day:02}-p{day}", title=f"記事{day}") for day in range(1, 11)]
    problems = [make_problem(file=post.source, line=line) for post in posts for line in range(1, 9)]
    limits = Limits(ranked=4, detailed=6, findings=2, lines=3, entries=5)

    text = to_html(make_report(problems, posts), "ja", limits)

    page = LexborHTMLParser(text)
    assert len(page.css("#first div:last-child > ol > li")) == 4
    assert "ほかに6件" in text_of(text)
    assert len(page.css("article")) == 6
    assert "残りの4件は" in text_of(text)
    assert len(page.css("#others li")) == 4
    assert len(page.css_first("article").css(".findings li")) == 2
    assert "ほかに3、4、5行目、さらに3件" in text_of(text)
    assert len(page.css("section[id='rule-end-marker'] li")) == 5
    assert "ほかに5本" in text_of(text)


def test_twenty_thousand_findings_make_a_page_that_opens_quickly(
    make_report: Report, make_problem: Make
) -> None:
    posts = [
        source_post(f"20{20 + number // 365}-{number % 12 + 1:02}-{number % 28 + 1:02}-p{number}")
        for number in range(2_500)
    ]
    codes = ("end-marker", "cut-text", "title-cut", "conflict-marker")
    problems = [
        make_problem(codes[line % 4], file=post.source, line=line, excerpt="同じ段落がまた出てくる。" * 9)
        for post in posts
        for line in range(8)
    ]
    start = process_time()

    page = to_html(make_report(problems, posts), "ja")

    # Measured: 3.6 MB for 26,000 findings in the real posts, shown by Chromium within a second.
    assert len(page.encode()) < 4_000_000
    assert process_time() - start < 10
