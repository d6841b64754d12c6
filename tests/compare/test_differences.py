"""Each kind of difference is planted into a site, and found; nothing else is."""

from __future__ import annotations

import pytest

from tests.compare.conftest import ATOM, JSON_FEED, RSS, TEXT, Move, page

TEA = "tea/index.html"
OWN = "https://example.com/tea/"

# What is replaced in the new page, and the change that is to be found: signal, item, kind, is it a loss.
PLANTED = {
    "the title is gone": ("<title>お茶の時間 & 道具</title>", "", "title", "", "lost", True),
    "the title is empty": ("お茶の時間 & 道具", " ", "title", "", "lost", True),
    "the title is another": ("の時間 & 道具", "", "title", "", "changed", False),
    "the description is gone": ('name="description"', 'name="x"', "description", "", "lost", True),
    "the description is another": ("新茶の選び方を", "急須を", "description", "", "changed", False),
    "the canonical address is gone": ('rel="canonical"', 'rel="x"', "canonical", "", "lost", True),
    "the canonical address is another page": (
        f'rel="canonical" href="{OWN}"',
        'rel="canonical" href="https://example.com/"',
        "canonical",
        "",
        "changed",
        False,
    ),
    "the canonical address leads nowhere": (
        f'rel="canonical" href="{OWN}"',
        'rel="canonical" href="https://example.com/none/"',
        "canonical_page",
        "",
        "lost",
        True,
    ),
    "the canonical address is that of another site": (
        f'rel="canonical" href="{OWN}"',
        'rel="canonical" href="http://localhost:4000/tea/"',
        "canonical_page",
        "",
        "lost",
        True,
    ),
    "search engines are to leave the page out": (
        "max-image-preview:large",
        "max-image-preview:large, NOINDEX",
        "robots",
        "",
        "changed",
        True,
    ),
    "the robots are gone": ('name="robots"', 'name="x"', "robots", "", "lost", True),
    "the robots say something else": ("preview:large", "preview:none", "robots", "", "changed", False),
    "a language is gone": ('hreflang="en"', 'title="en"', "hreflang", "en", "lost", True),
    "a language leads elsewhere": (
        "https://example.com/en/tea/",
        "https://example.com/en/",
        "hreflang",
        "en",
        "changed",
        False,
    ),
    "a language is new": (
        "<link rel=",
        '<link rel="alternate" hreflang="fr" href="/fr/"><link rel=',
        "hreflang",
        "fr",
        "new",
        False,
    ),
    "an Open Graph property is gone": ("og:image", "og:x", "open_graph", "og:image", "lost", True),
    "an Open Graph property is another": (
        "assets/tea.png",
        "assets/rice.png",
        "open_graph",
        "og:image",
        "changed",
        False,
    ),
    "the card is gone": ('name="twitter:card"', 'name="x"', "twitter", "twitter:card", "lost", True),
    "the card is another": ("summary_large_image", "summary", "twitter", "twitter:card", "changed", False),
    "a JSON-LD type is gone": ('"@type": "Person"', '"name": "x"', "json_ld", "Person", "lost", True),
    "a JSON-LD id is gone": (f'"@id": "{OWN}#post",', "", "json_ld", "BlogPosting", "lost", True),
    "a JSON-LD id is another": ("/#taro", "/#jiro", "json_ld", "Person", "changed", False),
    "JSON-LD is invalid": ('{"@type": "BlogPosting"', '{"@type" "', "json_ld", "BlogPosting", "lost", True),
    "the first heading is gone": ("<h1>お茶の時間</h1>", "", "headings", "お茶の時間", "lost", True),
    "a heading is gone": ("<h2>選び方</h2>", "", "headings", "選び方", "lost", True),
    "a heading is on another level": (
        "<h3>道具</h3>",
        "<h4>道具</h4>",
        "headings",
        "道具",
        "changed",
        False,
    ),
    "a heading is new": ("<h3>道具</h3>", "<h3>水</h3><h3>道具</h3>", "headings", "水", "new", False),
    "most of the text is gone": (TEXT, "", "text", "", "changed", True),
    "a word of the text is gone": ("色と香り", "色", "text", "", "changed", False),
    "text was added": ("急須を使います。", "急須を使います。お湯は八十度。", "text", "", "changed", False),
    "all text is gone": ("<main>", "<main></main><div>", "text", "", "lost", True),
    "a form is gone": ('<form action="/search/"', '<div id="x"', "forms", "/search/", "lost", True),
    "a form leads elsewhere": ('action="/search/"', 'action="/find/"', "forms", "/search/", "lost", True),
    "a form has another method": ('method="post"', 'method="get"', "forms", "/contact", "changed", False),
    "a field is gone": ('name="q"', 'id="q"', "forms", "/search/ › q", "lost", True),
    "a field is of another type": (
        'type="email"',
        'type="tel"',
        "forms",
        "/contact › mail",
        "changed",
        False,
    ),
    "the page leads elsewhere": (
        "<title>",
        '<meta http-equiv="refresh" content="0; url=/"><title>',
        "text",
        "",
        "changed",
        True,
    ),
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_difference_of_a_page_is_found(move: Move, case: str) -> None:
    before, after, *wanted = PLANTED[case]
    assert before in page()
    move.write(f"new/{TEA}", page().replace(before, after, 1))

    found = [[change.signal, change.item, change.kind, change.loss] for change in move.changes()]

    if case == "the page leads elsewhere":
        assert [one.target for one in move.compare().moved] == ["/"]
    assert wanted in found
    assert move.compare().is_loss == any(loss for *_, loss in found)


FEEDS = {
    "an Atom entry is gone": ("feed.xml", ATOM, "2026:rice", "lost"),
    "an RSS item is gone": ("rss.xml", RSS, "g-tea", "lost"),
    "a JSON Feed item is gone": ("feed.json", JSON_FEED, '"j-tea"', "lost"),
    "an Atom id changed": ("feed.xml", ATOM, "2026:rice", "changed"),
    "an RSS guid changed": ("rss.xml", RSS, "g-tea", "changed"),
    "a JSON Feed id changed": ("feed.json", JSON_FEED, '"j-tea"', "changed"),
}


@pytest.mark.parametrize("case", FEEDS)
def test_a_planted_difference_of_a_feed_is_found_and_a_loss(move: Move, case: str) -> None:
    name, text, entry_id, kind = FEEDS[case]
    changed = text.replace(entry_id, '"other"' if entry_id.startswith('"') else "other")
    if kind == "lost":
        for told in ("お米", "/rice/") if "rice" in entry_id else ("お茶", "/tea/"):
            changed = changed.replace(told, f"{told}ほか")
    move.write(f"new/{name}", changed)

    (found,) = [change for change in move.changes() if change.loss]

    assert (found.signal, found.kind) == ("feeds", kind)
    assert (found.old or "").endswith(entry_id.strip('"'))


def test_the_id_of_a_whole_feed_counts_too(move: Move) -> None:
    move.write("new/feed.xml", ATOM.replace("2026:feed", "2027:feed"))

    (change,) = move.changes()
    assert (change.item, change.old, change.new) == (
        "id",
        "tag:example.com,2026:feed",
        "tag:example.com,2027:feed",
    )


def test_an_entry_that_moved_and_kept_its_id_is_no_difference(move: Move) -> None:
    move.write("new/feed.xml", ATOM.replace("https://example.com/tea/", "https://example.com/2026/tea/"))

    assert move.changes() == []


# What looks different and is not: in the new page, the first is replaced by the second.
SAME = {
    "the order of attributes": (
        '<link rel="canonical" href="https://example.com/tea/">',
        "<link href='https://example.com/tea/' rel=canonical>",
    ),
    "white space in a value": ("新茶の選び方を紹介します。", "\n  新茶の選び方を紹介します。 "),
    "white space between elements": ("<p>", "\n\n    <p>\n"),
    "character references": ("お茶の時間 & 道具", "お茶の時&#38291; &amp; 道具"),
    "character references in the text": ("急須", "&#x6025;須"),
    "a trailing index.html": ("/search/", "/search/index.html"),
    "percent-encoding": ("/assets/tea.png", "/assets/%74ea.png"),
    "the normal form of a host": ("https://example.com/contact", "HTTPS://Example.COM:443/contact"),
    "dots in a path": ("https://example.com/contact", "/search/../contact"),
    "a relative address": ('rel="canonical" href="https://example.com/tea/"', 'rel="canonical" href="/tea/"'),
    "the version of an asset": ("tea.png?v=1", "tea.png?v=20261129"),
    "robots that say what holds anyway": ("max-image-preview:large", "INDEX,follow, max-image-preview:large"),
    "emphasis": ("色と香り", "<b>色</b>と<em>香り</em>"),
    "scripts in the text": ("<h2>", "<script>let a = '<p>'</script><style>p{}</style><h2>"),
    "menus": ('<a href="/">ホーム</a>', '<a href="/new/">新しい順</a>'),
}


@pytest.mark.parametrize("case", SAME)
def test_what_nobody_notices_is_no_difference(move: Move, case: str) -> None:
    before, after = SAME[case]
    assert before in page()
    move.write(f"new/{TEA}", page().replace(before, after))

    assert move.changes() == []


def test_equal_sites_have_no_differences(move: Move) -> None:
    comparison = move.compare()

    assert (comparison.lost, comparison.moved, comparison.added, comparison.changed) == ([], [], [], [])
    assert not comparison.is_loss
    assert comparison.kept == 6


def test_the_share_of_the_text_that_is_kept_counts_japanese_characters_and_words(move: Move) -> None:
    move.both(TEA, "<main>新茶を三つ kept words</main>")
    move.write(f"new/{TEA}", "<main>新茶を kept</main>")

    (change,) = move.changes()
    assert change.share == pytest.approx(4 / 7, abs=0.001)


def test_the_excerpts_begin_shortly_before_the_first_difference(move: Move) -> None:
    move.write(f"new/{TEA}", page().replace("茶園の声とともに", ""))

    (change,) = move.changes()
    assert "茶園の声とともに紹介します" in (change.old or "")
    assert "選び方を、紹介します" in (change.new or "")


def test_pages_that_are_redirected_both_times_are_compared_by_their_target_only(move: Move) -> None:
    move.write("old/former/index.html", '<meta http-equiv="refresh" content="0; url=/tea/"><title>a</title>')
    move.write("new/former/index.html", "<meta http-equiv=refresh content='0;URL=https://example.com/none/'>")

    (change,) = move.changes()
    assert (change.signal, change.old, change.new, change.loss) == ("redirect", "/tea/", "/none/", True)


def test_the_address_of_the_site_is_named_once_and_not_on_every_page(move: Move) -> None:
    for name, text in (("index.html", page("/", "ホームです。")), (TEA, page())):
        move.write(f"new/{name}", text.replace("https://example.com", "https://new.example/blog"))

    comparison = move.compare()

    assert comparison.changed == []
    assert comparison.new.site.prefix == "https://new.example/blog"
