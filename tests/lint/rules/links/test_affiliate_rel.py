from __future__ import annotations

import re
from time import process_time

import pytest

from allforces_site.config.model import AllforcesSettings, CheckSettings, Config
from allforces_site.lint.fix.rule_edits import proposed_edits
from allforces_site.lint.rules.links.affiliate_rel import RULE
from allforces_site.lint.source.edits import apply_edits
from allforces_site.lint.source.source_file import parse_source_file
from allforces_site.markdown import render
from tests.lint.rules.conftest import find

PAID = "https://www.amazon.co.jp/dp/B0/?tag=example-22"


def repaired(body: str) -> str:
    """The body with the rule's edits, after which the rule finds nothing."""
    source_file = parse_source_file(f"---\ntitle: 試験\n---\n{body}\n", "_posts/2026-01-02-test.md")
    assert RULE.find is not None
    text = apply_edits(source_file.text, proposed_edits(source_file.text, RULE.find(source_file, Config())))
    assert find(RULE, text[source_file.body_start :]) == []
    return text[source_file.body_start :].rstrip("\n")


def rels(body: str) -> list[str]:
    """What the anchors of the rendered page say of their links."""
    return re.findall(r'<a [^>]*\brel="([^"]*)"', render(body).html)


@pytest.mark.parametrize(
    "target",
    [
        PAID,
        "https://www.amazon.co.jp/s?k=茶&tag=example-22",
        "https://amzn.to/abc",
        "https://px.a8.net/svt/ejp?a8mat=1",
        "//hb.afl.rakuten.co.jp/x",
        "http://AF.MOSHIMO.COM/af/c/click?a_id=1",
    ],
)
def test_a_paid_link_is_found(target: str) -> None:
    (finding,) = find(RULE, f"茶は[こちら]({target})です。\n")

    assert (finding.line, finding.column) == (4, 3)


@pytest.mark.parametrize(
    "body",
    [
        f'[茶]({PAID}){{: rel="sponsored"}}',
        f'[茶]({PAID}){{:rel="nofollow sponsored noopener" .button}}',
        f'[茶]({PAID}) {{: rel="sponsored"}}',
        f'[茶]({PAID}){{:ad}}\n\n{{:ad: rel="sponsored" target="_blank"}}',
        f'<a rel="noopener sponsored" href="{PAID}">茶</a>',
        "[茶](https://www.amazon.co.jp/dp/B0/)",
        "[茶](https://www.amazon.co.jp/dp/B0/?stag=1)",
        "[茶](https://example.com/?u=amzn.to)",
        "[茶](https://notamzn.to/)",
        "[茶](/amzn.to/)",
        f"`[茶]({PAID})`",
        "![茶](https://px.a8.net/pixel.gif)",
    ],
)
def test_marked_links_and_others_are_fine(body: str) -> None:
    assert find(RULE, f"{body}\n") == []


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (f"茶は[こちら]({PAID})です。", f'茶は[こちら]({PAID}){{: rel="sponsored noopener"}}です。'),
        (f"**[茶]({PAID})**", f'**[茶]({PAID}){{: rel="sponsored noopener"}}**'),
        (f"### [茶]({PAID})", f'### [茶]({PAID}){{: rel="sponsored noopener"}}'),
        (f"- [茶]({PAID})\n- 湯", f'- [茶]({PAID}){{: rel="sponsored noopener"}}\n- 湯'),
        (f"|茶|\n|-|\n|[茶]({PAID})|", f'|茶|\n|-|\n|[茶]({PAID}){{: rel="sponsored noopener"}}|'),
        (f'[茶]({PAID} "題")', f'[茶]({PAID} "題"){{: rel="sponsored noopener"}}'),
        (f"[茶]({PAID}){{: .button}}", f'[茶]({PAID}){{: .button rel="sponsored noopener"}}'),
        (f'[茶]({PAID}){{: rel="nofollow" .a}}', f'[茶]({PAID}){{: rel="nofollow sponsored" .a}}'),
        (f'[茶]({PAID}){{:rel=""}}', f'[茶]({PAID}){{:rel="sponsored"}}'),
        (f"[茶][a]\n\n[a]: {PAID}", f'[茶][a]{{: rel="sponsored noopener"}}\n\n[a]: {PAID}'),
        (f"<{PAID}>", f'<{PAID}>{{: rel="sponsored noopener"}}'),
        (f"茶は{PAID}です。", f'茶は<{PAID}>{{: rel="sponsored noopener"}}です。'),
        (f'<a href="{PAID}">茶</a>', f'<a rel="sponsored noopener" href="{PAID}">茶</a>'),
        (f'<a href="{PAID}" rel="nofollow">茶</a>', f'<a href="{PAID}" rel="nofollow sponsored">茶</a>'),
        (f"<a rel=nofollow href='{PAID}'>茶</a>", f"<a rel=\"nofollow sponsored\" href='{PAID}'>茶</a>"),
        (f"<p>\n<a href='{PAID}'>茶</a>\n", f"<p>\n<a rel=\"sponsored noopener\" href='{PAID}'>茶</a>"),
        (f"[![茶](/t.png)]({PAID})", f'[![茶](/t.png)]({PAID}){{: rel="sponsored noopener"}}'),
    ],
)  # fmt: skip
def test_the_fix_marks_the_link_on_the_page(written: str, wanted: str) -> None:
    text = repaired(written)

    assert text == wanted
    assert ["sponsored" in rel.split() for rel in rels(text)] == [True]


def test_the_configuration_names_the_hosts() -> None:
    config = Config(
        allforces=AllforcesSettings(checks=CheckSettings(affiliate_hosts=("ads.example.com?id",)))
    )

    assert find(RULE, f"[茶]({PAID})\n", config=config) == []
    assert find(RULE, "[茶](https://ads.example.com/)\n", config=config) == []
    assert len(find(RULE, "[茶](https://www.ads.example.com/?id=1)\n", config=config)) == 1


@pytest.mark.parametrize("link", ["[茶](https://amzn.to/){:ad}\n", '<a href="https://amzn.to/">茶</a>\n'])
def test_many_links_take_no_longer_than_their_number(link: str) -> None:
    start = process_time()
    found = find(RULE, '{:ad: title="茶"}\n' + link * 3000)

    assert len(found) == 3000
    assert process_time() - start < 3
