"""The links of a source are those that the renderer finds, each at its place."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.lint.source.links import SourceLink, source_links
from allforces_site.lint.source.source_file import SourceFile, parse_source_file, read_source_file
from allforces_site.markdown import read_html, render
from tests.real_posts import POSTS, needs_corpus

TESTS = Path(__file__).parents[2]
EXAMPLES = json.loads((TESTS / "markdown" / "commonmark-0.31.2.json").read_text(encoding="utf-8"))

# Where the renderer's links are others: a definition in a quote; an address with a backslash in it.
DIFFERENT = {218, 606}

FRONT = "---\ntitle: 試験\n---\n"


def source_file(body: str, source: str = "_posts/2026-01-02-test.md") -> SourceFile:
    return parse_source_file(FRONT + body, source)


def links(body: str) -> list[SourceLink]:
    return source_links(source_file(body))


def targets(body: str) -> list[str]:
    return [link.target for link in links(body)]


def assert_same(one: SourceFile) -> None:
    """The same targets as the renderer's, and each stands where it is said to stand."""
    found = source_links(one)
    rendered = render(one.text[one.body_start :], first_line=one.front.body_line).links

    assert Counter((link.target, link.is_image) for link in found) == Counter(
        (link.target, link.is_image) for link in rendered
    )
    for link in found:
        assert one.place(link.start) == (link.line, link.column)
        written = one.text[link.target_start : link.target_end]
        if not any(sign in written for sign in ("&", "\\", "@")) and not written.startswith("www."):
            assert written == link.target


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["example"])
def test_the_links_of_commonmarks_examples_are_the_renderers(example: dict[str, object]) -> None:
    if example["example"] not in DIFFERENT:
        assert_same(source_file(str(example["markdown"])))


@needs_corpus
def test_the_links_of_the_real_posts_are_the_renderers_line_for_line() -> None:
    for file in sorted(POSTS.iterdir()):
        one = read_source_file(file.read_bytes(), f"_posts/{file.name}")
        assert_same(one)
        rendered = render(one.text[one.body_start :], first_line=one.front.body_line).links
        assert sorted((link.line, link.target) for link in source_links(one)) == sorted(
            (link.line, link.target) for link in rendered
        )


WORDS = st.sampled_from(
    ["新茶の季節", "詳しくはこちら", "*強調*", "`code`", "a_b_c", "「引用」", r"\]", "![絵](/a.png)"]
)
TARGETS = st.sampled_from(
    [
        "/2026/01/02/tea/",
        "https://example.com/a?b=1&c=2",
        "#茶葉",
        "../tea/",
        "<a b>",
        "/x_(y)",
        "/茶/",
        "mailto:a@example.com",
        "",
    ]
)
LINKS = st.one_of(
    st.builds("[{}]({})".format, WORDS, TARGETS),
    st.builds('[{}]({} "題")'.format, WORDS, TARGETS.filter(bool)),
    st.builds("[{}]({}){{: .button}}".format, WORDS, TARGETS),
    st.builds("![{}]({})".format, st.sampled_from(["", "茶畑", "茶畑の[写真](/x)"]), TARGETS),
    st.builds("[[{}]({})]".format, WORDS, TARGETS),
    st.builds("`[{}]({})`".format, st.just("茶"), st.just("/code/")),
    st.builds('<a href="{}">茶</a>'.format, TARGETS.filter(lambda target: "<" not in target)),
    st.just('<img src="/b.png" alt="">'),
    st.sampled_from(
        [
            "https://example.com/a",
            "https://example.com/q?a=1&b=2。",
            "https://example.com/__a__/*b*/~~c~~、",
            "**https://example.com/b**、",
            "(https://example.com)",
            "www.example.com",
            "<https://example.com/茶>",
            "**https://example.com/b** ",
            r"\[茶](/escaped/)",
            "[茶][label]。",
            "[label][]。",
            "[label]。",
            "![label]。",
            "[nothing]。",
            "<!-- [茶](/hidden/) -->",
            "a@example.com",
            "[壊れた](/open",
            "[![絵](/a.png)](/b/)",
            "[",
            "]",
            "`",
            "**",
            "!",
            "(",
            "<",
            "[^1]",
        ]
    ),
)
LINES = st.lists(st.one_of(LINKS, st.sampled_from(["新茶が", "出た。", " ", "「", "A"])), max_size=6).map(
    "".join
)
BLOCKS = st.one_of(
    LINES,
    st.lists(LINES, min_size=2, max_size=3).map("\n".join),
    LINES.map("## {}".format),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    LINES.map("> {}".format),
    LINES.map("```\n{}\n```".format),
    LINES.map("<div>\n{}\n</div>".format),
    st.just("[label]: /defined/ '題'"),
)


@given(
    st.lists(BLOCKS, max_size=4).map("\n\n".join), st.sampled_from(["", "\n\n注[^1]\n\n[^1]: [先](/note/)\n"])
)
def test_the_links_of_any_body_are_the_renderers(body: str, note: str) -> None:
    assert_same(source_file(body + note))


@pytest.mark.parametrize(
    "comment",
    [
        '<!x <img src="/hidden.png" alt="">',
        '<![](/2026/01/02/tea/)<img src="/hidden.png" alt="">',
        '<?x <img src="/hidden.png" alt="">',
        '</ <img src="/hidden.png" alt="">',
        '<!-- <img src="/hidden.png" alt=""> --!>',
        '<!--!><img src="/hidden.png" alt="">-->',
        '<!---!><img src="/hidden.png" alt="">-->',
    ],
)
def test_what_a_browser_takes_for_a_comment_in_raw_html_holds_no_link(comment: str) -> None:
    body = f'<div>\n{comment}<img src="/shown.png" alt="">\n</div>\n'

    assert_same(source_file(body))
    assert [link.target for link in links(body)] == ["/shown.png"]


@pytest.mark.parametrize("comment", ["<!-->", "<!--->", "<!>", "<?>"])
def test_a_comment_without_words_ends_at_once(comment: str) -> None:
    body = f'<div>\n{comment}<img src="/shown.png" alt="">\n</div>\n'

    assert_same(source_file(body))
    assert [link.target for link in links(body)] == ["/shown.png"]


def test_a_link_knows_its_place_its_target_and_what_follows_it() -> None:
    (link,) = links('新茶は[こちら](/tea/ "題"){: .button}です。\n')
    text = FRONT + '新茶は[こちら](/tea/ "題"){: .button}です。\n'

    assert (link.line, link.column) == (4, 4)
    assert text[link.start : link.end] == '[こちら](/tea/ "題"){: .button}'
    assert text[link.target_start : link.target_end] == "/tea/"
    assert (link.text, link.attributes) == ("こちら", "{: .button}")


def test_a_link_by_label_is_where_it_is_used_and_its_target_where_it_is_defined() -> None:
    body = "[新茶][t]と[茶葉][t]\n\n[t]: /tea/\n"
    first, second = links(body)

    assert (first.line, second.line) == (4, 4)
    assert (FRONT + body)[first.target_start : first.target_end] == "/tea/"


def test_a_tag_knows_its_attributes() -> None:
    (link,) = links('<p><a class="x" href="/tea/?a=1&amp;b=2" rel=nofollow>茶</a></p>\n')

    assert link.target == "/tea/?a=1&b=2"
    assert link.attributes == '<a class="x" href="/tea/?a=1&amp;b=2" rel=nofollow>'


@pytest.mark.parametrize(
    "body",
    [
        "`[茶](/tea/)`",
        "```\n[茶](/tea/)\n```",
        "    [茶](/tea/)",
        "<!-- [茶](/tea/)\n\n<a href='/tea/'>茶</a> -->",
        "<script>\n\nlet a = '<a href=\"/tea/\">'\n\n</script>",
        "\\[茶](/tea/)",
        "<div>\n[茶](/tea/)\n</div>",
    ],
)
def test_what_shows_no_link_is_none(body: str) -> None:
    assert targets(body) == []


def test_a_file_of_html_has_the_links_of_its_tags() -> None:
    body = "<p>[茶](/no/) <a href=/tea/>茶</a> <IMG alt=\"畑\" SRC='/a.png'></p>"
    found = source_links(source_file(body, "about.html"))

    assert [(link.target, link.is_image) for link in found] == [("/tea/", False), ("/a.png", True)]
    assert [link.target for link in read_html(body).links] == [link.target for link in found]


@pytest.mark.parametrize(
    "sign", ["[", "](", "[](", "`a``", '<a "', "<!--", "[a]: b\n", "[[a](b)", "a@", "(((", "\\"]
)
def test_a_text_of_nothing_but_one_sign_takes_no_longer_than_its_length(sign: str) -> None:
    one = source_file(sign * (100_000 // len(sign)))
    one.blocks  # noqa: B018 - read before the clock starts
    start = process_time()
    source_links(one)

    assert process_time() - start < 2


def test_links_in_html_that_is_indented_below_an_empty_line_are_found() -> None:
    body = '<table>\n\n    <tr><td><a href="/a/">港</a></td></tr>\n\n</table>\n\n    <a href="/b/">\n'

    assert [(link.target, link.line) for link in links(body)] == [("/a/", 6)]


@pytest.mark.parametrize("below", ["[港](/a/)", "## [港](/a/)", "- [港](/a/)"])
def test_links_right_below_an_end_tag_are_found(below: str) -> None:
    body = f"<div>\n\n- 文\n\n</div>\n{below}\n"

    assert targets(body) == ["/a/"]
    assert_same(source_file(body))
