from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site import markdown
from allforces_site.text.character_references import resolved, without_control_references

CONTROLS = ["&#8;", "&#x8;", "&#X1f;", "&#0008;", "&#127;", "&#8", "&#xFFFE;"]
CONTROLS += ["&#x81;", "&#141;", "&#x08F;", "&#144", "&#x9D;"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Q&amp;A", "Q&A"),
        ("&#12354;&#x3042;", "ああ"),
        ("&#000065;", "A"),
        ("&#150;", "–"),
        ("&#1290;&#x81a;&#129a", "\u050a\u081aa"),
        ("&#0;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("&#" + "0" * 5000 + "65;", "A"),
        ("&#" + "1" * 5000 + ";", "\ufffd"),
        ("&#x" + "f" * 5000 + ";", "\ufffd"),
        ("a & b &unknown; &#; &#x;", "a & b &unknown; &#; &#x;"),
    ],
)
def test_a_reference_becomes_the_character_that_a_browser_shows(text: str, meant: str) -> None:
    assert resolved(text) == meant


@pytest.mark.parametrize("reference", CONTROLS)
def test_a_reference_to_a_control_character_is_dropped(reference: str) -> None:
    assert resolved(f"港{reference}町") == "港町"
    assert without_control_references(f"<b>港{reference}町&#12354;</b>") == "<b>港町&#12354;</b>"


@given(st.text(alphabet="&#xX0189af;あ", max_size=40))
def test_no_reference_makes_a_control_character(text: str) -> None:
    shown = (character for character in resolved(text) if character not in "\t\n\f\r")
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)


@pytest.mark.parametrize("reference", ["&#8;", "&#x1;", "&#11;", "&#127;", "&#129;"])
@pytest.mark.parametrize(
    "body",
    ["港{}町", "# 港{}町", "**港{}町**", "| 港{}町 |\n|---|\n| 表 |", '<p title="港{}町">港{}町</p>',
     "<h2>港{}町</h2>", "文 <b>港{}町</b>", "![港{}町](/a.png)", "[港{}町](/a/)", "> 港{}町",
     "[^1]\n\n[^1]: 港{}町"],
)  # fmt: skip
def test_no_page_text_or_heading_gets_a_control_character_by_reference(body: str, reference: str) -> None:
    for document in (
        markdown.render(body.replace("{}", reference)),
        markdown.read_html(body.replace("{}", reference)),
    ):
        shown = [document.html, document.text, document.first_paragraph]
        shown += [heading.text for heading in document.headings]

        for text in shown:
            assert reference not in text
            assert "\ufffd" not in text
            assert all(character.isprintable() or character == "\n" for character in resolved(text))
        assert "港町" in document.html


def test_code_shows_a_reference_as_it_is_written() -> None:
    assert "&amp;#8;" in markdown.render("`&#8;`").html
    assert "&amp;#8;" in markdown.render("    &#8;\n").html
