"""What Jinja says of templates is in the language of the command."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError

from allforces_site.messages.message import in_language
from allforces_site.renderer.jinja_messages import jinja_message


@pytest.mark.parametrize(
    ("template", "japanese"),
    [
        ("{% if %}", "式を書く所に「タグの終わりの`%}`」があります"),
        ("{{ a", "「値の終わりの`}}`」を書く所でテンプレートが終わっています"),
        (
            "{% if a %}",
            "`if`が閉じられないまま、テンプレートが終わっています。'elif'、'else'、'endif'のどれかが必要です",
        ),
        ("{% tea %}", "`tea`というタグはありません"),
        ("{% if a %}{% for b in c %}{% endif %}", "`endif`の前に"),
        (
            "{% for b in c %}{% tea %}",
            "`tea`というタグはありません。ここで使えるのは'e",
        ),
        ("{{ a | tea }}", "`tea`というフィルターはありません"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "ブロック`a`が2回書かれています"),
        ("{{ a ? }}", "文字目に、ここでは使えない文字「?」があります"),
        ("{# a", "コメントが`#}`で閉じられていません"),
    ],
)
def test_a_text_of_jinja_is_in_the_catalogue(template: str, japanese: str) -> None:
    with pytest.raises(TemplateSyntaxError) as raised:
        Environment(autoescape=True).from_string(template)
    text = str(raised.value.message).rstrip(".")

    assert japanese in in_language(jinja_message(text), "ja")
    assert str(jinja_message(text)).split(" or ")[0].replace(", 'else'", "") in text


def test_an_unknown_text_stays_as_it_is() -> None:
    assert in_language(jinja_message("a {new} text"), "ja") == "a {new} text"
