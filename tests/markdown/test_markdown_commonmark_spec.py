"""The 652 examples of CommonMark 0.31.2: all equal byte for byte, except for the differences named here."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from allforces_site.markdown import render

EXAMPLES = json.loads(Path(__file__).with_name("commonmark-0.31.2.json").read_text(encoding="utf-8"))

# Each deliberate difference: its reason, its examples, and a function that undoes it.
HEADING_IDS = frozenset(
    {
        10,
        59,
        62,
        66,
        67,
        68,
        71,
        72,
        73,
        74,
        75,
        76,
        77,
        78,
        79,
        80,
        81,
        82,
        83,
        84,
        86,
        89,
        90,
        91,
        95,
        96,
        102,
        103,
        115,
        141,
        214,
        215,
        227,
        228,
        229,
        230,
        232,
        300,
        646,
        647,
    }
)
LAZY_IMAGES = frozenset(
    {
        517,
        520,
        531,
        572,
        573,
        574,
        575,
        576,
        577,
        578,
        579,
        580,
        581,
        582,
        583,
        584,
        585,
        586,
        587,
        588,
        589,
        591,
    }
)
HIGHLIGHTED_CODE = frozenset({142, 143})
LISTS_BELOW_TEXT = frozenset({304})
BARE_ADDRESSES = frozenset({602, 606, 608, 611, 612})
# Kept up to the end tag, and no further than its line.
WHOLE_ELEMENTS = {
    148: "<table><tr><td>\n<pre>\n**Hello**,\n\n_world_.\n</pre>\n</td></tr></table>\n",
    152: '<DIV CLASS="foo">\n\n*Markdown*\n\n</DIV>\n',
    161: '<div></div>\n<div class="highlight"><pre><code class="language-c">int x = 33;\n'
    "</code></pre></div>\n",
    186: "<div>\nbar\n</div>\n<p><em>foo</em></p>\n",
    188: "<div>\n\n*Emphasized* text.\n\n</div>\n",
    190: "<table>\n\n<tr>\n\n<td>\nHi\n</td>\n\n</tr>\n\n</table>\n",
    191: "<table>\n\n  <tr>\n\n    <td>\n      Hi\n    </td>\n\n  </tr>\n\n</table>\n",
}
SPECIFIED = {ours: EXAMPLES[number - 1]["html"] for number, ours in WHOLE_ELEMENTS.items()}
DIFFERENCES = (
    ("headings carry an id", HEADING_IDS, lambda html: re.sub(r'(<h[1-6]) id="[^"]*"', r"\1", html)),
    ("pictures load lazily", LAZY_IMAGES, lambda html: html.replace(' loading="lazy" decoding="async"', "")),
    (
        "code of a known language is coloured",
        HIGHLIGHTED_CODE,
        lambda html: re.sub(r'<div class="highlight">|</div>|</?span[^>]*>', "", html),
    ),
    (
        "a list right below text may begin with any number (kramdown's rule)",
        LISTS_BELOW_TEXT,
        lambda html: re.sub(r'</p>\n<ol start="(\d+)">\n<li>(.*)</li>\n</ol>', r"\n\1.  \2</p>", html),
    ),
    (
        "bare addresses are links (GitHub's extension)",
        BARE_ADDRESSES,
        lambda html: re.sub(r'<a href="[^"]*">(.*?)</a>', r"\1", html),
    ),
    (
        "raw HTML is kept up to the end tag, and Markdown goes on below it (kramdown's rule)",
        frozenset(WHOLE_ELEMENTS),
        lambda html: SPECIFIED.get(re.sub(r"</?span[^>]*>", "", html), html),
    ),
)


def test_all_examples_are_there() -> None:
    assert [example["example"] for example in EXAMPLES] == list(range(1, 653))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["example"]))
def test_example_renders_as_the_specification_says(example: dict[str, str]) -> None:
    html = render(example["markdown"]).html
    undone = [undo for _, numbers, undo in DIFFERENCES if example["example"] in numbers]
    if undone:
        assert html != example["html"], "no longer a difference: take the number off the list"
    for undo in undone:
        html = undo(html)
    assert html == example["html"]
