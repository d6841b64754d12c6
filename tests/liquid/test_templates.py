"""Templates: where errors are, what is limited, what is known before a template runs."""

from __future__ import annotations

import pytest

from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.filters.arrays import ARRAY_FILTERS
from allforces_site.liquid.filters.numbers import NUMBER_FILTERS
from allforces_site.liquid.filters.text import TEXT_FILTERS
from allforces_site.liquid.template import Environment

INCLUDES = {
    "self.html": "{% include self.html %}",
    "outer.html": "\n\n{% include inner.html %}",
    "inner.html": "\n{{ 'x' | slice: 'y' }}",
}


def load(name: str, _folder: str | None) -> tuple[str, str]:
    if name not in INCLUDES:
        raise LiquidError(f"there is no {name}")
    return INCLUDES[name], f"_includes/{name}"


ENVIRONMENT = Environment({**TEXT_FILTERS, **NUMBER_FILTERS, **ARRAY_FILTERS}, {}, frozenset(), load)


def render(source: str, **variables: object) -> str:
    return ENVIRONMENT.template(source, "page.md").render(variables)


def failure(source: str, **variables: object) -> LiquidError:
    with pytest.raises(LiquidError) as raised:
        render(source, **variables)
    return raised.value


@pytest.mark.parametrize(
    ("source", "line", "part"),
    [
        ("a\nb {% if x %}\nc", 2, "`if` is not closed by `endif`"),
        ("\n\n{{ x", 3, "not closed"),
        ("\n{% fro x in y %}", 2, "no tag `fro`"),
        ("{% for x y %}{% endfor %}", 1, "wanted: for item in list"),
        ("\n{% endif %}", 2, "`endif` with nothing to belong to"),
        ("{% if a %}\n{% else %}{% endfor %}", 2, "inside `if` of line 1"),
        ("{% for x in (1..3) %}\n{{ x | divided_by: 0 }}{% endfor %}", 2, "divided by 0"),
        ("\n{% if 1 < 'a' %}{% endif %}", 2, "comparison"),
        ("\n{% raw %}", 2, "endraw"),
        ("\n{% assign a %}", 2, "name = value"),
        ("x\n{% include %}", 2, "wants a file name"),
        ("\n{{ 'a' | append }}", 2, "append"),
    ],
)
def test_an_error_names_the_line(source: str, line: int, part: str) -> None:
    error = failure(source)
    assert (error.name, error.line) == ("page.md", line)
    assert part in str(error.message)


def test_an_unknown_tag_is_told_with_the_nearest_name() -> None:
    assert str(failure("{% inclde a.html %}").hint) == 'did you mean "include"?'


def test_an_error_in_an_include_names_its_file_and_the_way_there() -> None:
    error = failure("\n{% include outer.html %}")
    assert (error.name, error.line) == ("_includes/inner.html", 2)
    assert error.through == (("page.md", 2), ("_includes/outer.html", 3))


def test_templates_that_include_each_other_end() -> None:
    assert "without end" in str(failure("{% include self.html %}").message)


@pytest.mark.parametrize(
    "source",
    [
        "{{ (1..99999999999) | size }}",
        "{% for i in (1..99999999999) %}{% endfor %}",
        "{% if a %}" * 300 + "{% endif %}" * 300,
        "{% for a in b %}" * 40 + "{% endfor %}" * 40,
        "{{ 9" + "9" * 50 + " | times: 9" + "9" * 4000 + " }}",
        "{% assign a = 10 %}{% for i in (1..40) %}{% assign a = a | times: a %}{% endfor %}",
        "{{ 1 | round: 999999999 }}",
    ],
)
def test_what_would_fill_the_memory_is_an_error(source: str) -> None:
    assert failure(source).message


def test_a_name_cannot_reach_into_python() -> None:
    source = "{{ x.__class__ }}{{ x['__class__'] }}{{ c }}{{ w }}{{ x.__init__.__globals__ }}{{ x.join }}"
    assert render(source, x="text") == ""


def test_the_expression_of_a_filter_sees_the_variables_of_the_loops_around_it() -> None:
    loop = "{% for x in a %}{% assign y = b | where_exp: 'p', 'p.id == x' %}{{ y | size }}{% endfor %}"
    assert render(loop, a=[1, 2], b=[{"id": 1}, {"id": 1}, {"id": 2}]) == "21"
    found = "{{ b | find_exp: 'p', 'p.id == x' | map: 'n' }}"
    inner = "{% for x in a %}{% for z in a %}" + found + "{% endfor %}{% endfor %}"
    assert render(inner, a=[1, 2], b=[{"id": 1, "n": "i"}, {"id": 2, "n": "j"}]) == "iijj"


def test_a_table_has_no_forloop_of_its_own() -> None:
    table = "{% tablerow i in a %}{{ forloop.index }}{{ forloop }}{% endtablerow %}"
    assert ">1<" not in render(table, a=[1, 2])
    assert render(
        "{% for x in a %}{% tablerow i in (1..1) %}{{ forloop.index }}{% endtablerow %}{% endfor %}", a="x"
    )


def test_a_break_in_a_capture_ends_both() -> None:
    capture = "{% capture f %}{{ i }}{% if i == 2 %}{% break %}{% endif %}-{% endcapture %}"
    source = "{% for i in (1..3) %}" + capture + "{{ f }}{% endfor %}|{{ f }}|end"
    assert render(source) == "1-|2|end"


def test_the_reach_of_a_template_is_known_before_it_runs() -> None:
    source = "{% for p in site.posts %}{{ p.title }}{% include a.html x=page.url %}{% endfor %}"
    source += "{{ site['data'].x }}"
    reach = ENVIRONMENT.template(source, "x").reach
    assert {("site", "posts"), ("p", "title"), ("page", "url"), ("site", "data", "x")} <= reach.variables
    assert reach.includes == {"a.html"}
    assert ENVIRONMENT.template("{% include {{ x }} %}", "y").reach.includes == {""}
