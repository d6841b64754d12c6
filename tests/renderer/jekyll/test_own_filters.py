"""Filters in Python, as an owner writes them in place of those of a plugin in Ruby."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from allforces_site.errors import Severity
from tests.conftest import NOW, Workshop, tree

TABLES = '''
def wrap_tables(html, name="wide"):
    """Puts each table into a box that scrolls."""
    return html.replace("<table>", f'<div class="{name}"><table>').replace("</table>", "</table></div>")
'''


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    workshop.config("allforces:\n  filters:\n    wrap_tables: _plugins/tables.py\n")
    workshop.write("content/_plugins/tables.py", TABLES)
    workshop.write("content/_layouts/post.html", "<main>{{ content | wrap_tables }}</main>")
    workshop.post("2026-01-02-a", "layout: post\n", body="<table>\n</table>\n")
    return workshop


def _page(shop: Workshop) -> str:
    return " ".join(shop.page("2026/01/02/a.html").split())


def _problems(shop: Workshop) -> list[tuple[str, str | None, int | None]]:
    wrong = (problem for problem in shop.build().problems if problem.severity is Severity.ERROR)
    return [(problem.code, problem.file, problem.line) for problem in wrong]


def test_a_filter_of_the_configuration_is_used_in_layouts_and_bodies(shop: Workshop) -> None:
    shop.post("2026-01-02-a", "layout: post\n", body="{{ '<table>' | wrap_tables: 'narrow' }}</table>\n")
    report = shop.build()
    assert '<div class="narrow"><div class="wide"><table></table></div>' in _page(shop)
    assert [problem.code for problem in report.problems if problem.code == "liquid-filter"] == []


def test_a_file_that_the_configuration_does_not_name_is_never_run(shop: Workshop, tmp_path: Path) -> None:
    mark = tmp_path / "run"
    shop.write("content/_plugins/other.py", f"open({os.fspath(mark)!r}, 'w')\n")
    shop.config()
    shop.build()
    assert not mark.exists()
    assert _page(shop) == "<main><table> </table> </main>"


def test_a_function_may_have_another_name(shop: Workshop) -> None:
    shop.config("allforces: {filters: {wrap_tables: '_plugins/tables.py:boxed'}}\n")
    shop.write("content/_plugins/tables.py", "def boxed(html):\n    return 'box'\n")
    shop.build()
    assert _page(shop) == "<main>box</main>"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("None", ""),
        ("True", "true"),
        ("1.5", "1.5"),
        ("('a', 2)", "a2"),
        ("{'k': [1, object]}['k'][:1]", "1"),
        ("b'x'", "b&#x27;x&#x27;"),
    ],
)
def test_templates_see_what_a_filter_returns(shop: Workshop, value: str, shown: str) -> None:
    shop.write("content/_plugins/tables.py", f"def wrap_tables(html):\n    return {value}\n")
    shop.build()
    assert _page(shop).replace("'", "&#x27;") == f"<main>{shown}</main>"


WRONG = {
    "a fault of syntax": ("x = 1\ndef wrap_tables(:\n", 2),
    "an error on the way": ("import os\n\n1 / 0\n", 3),
    "an end of the program": ("raise SystemExit(3)\n", 1),
    "an import of nothing": ("import no_such_module_here\n", 1),
    "no such function": ("def wrap_table(html):\n    return html\n", None),
    "a value in place of a function": ("wrap_tables = 3\n", None),
    "bytes that are no text": ("x = 1\n# \ud800\n", None),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_cannot_be_run_is_an_error_and_the_page_is_made_without_it(
    shop: Workshop, name: str
) -> None:
    text, line = WRONG[name]
    (shop.source / "_plugins/tables.py").write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = _problems(shop)
    assert [(code, file) for code, file, _ in problems] == [("filter-file", "_plugins/tables.py")]
    if line is not None:
        assert problems[0][2] == line
    assert "<table>" in _page(shop)


def test_a_missing_file_and_a_link_that_leads_out_are_errors(shop: Workshop, tmp_path: Path) -> None:
    file = shop.source / "_plugins/tables.py"
    file.unlink()
    assert [code for code, _, _ in _problems(shop)] == ["unreadable"]
    (tmp_path / "outside.py").write_text(TABLES, encoding="utf-8")
    file.symlink_to(tmp_path / "outside.py")
    assert [code for code, _, _ in _problems(shop)] == ["filter-file"]


@pytest.mark.parametrize("fault", ["1 / 0", "raise SystemExit", "html(1)", "open('/no/such/file')"])
def test_a_filter_that_fails_is_an_error_at_the_template_that_names_the_line_of_python(
    shop: Workshop, fault: str
) -> None:
    shop.write("content/_plugins/tables.py", f"def wrap_tables(html):\n    {fault}\n")
    report = shop.build()
    (problem,) = [problem for problem in report.problems if problem.code == "liquid-error"]
    assert (problem.file, problem.line) == ("_layouts/post.html", 1)
    assert "the filter `wrap_tables` failed" in str(problem.message)
    assert "(_plugins/tables.py:2)" in str(problem.message)


def test_arguments_that_a_filter_does_not_take_are_an_error_at_the_template(shop: Workshop) -> None:
    shop.write("content/_layouts/post.html", "{{ content | wrap_tables: 1, 2, 3 }}")
    assert _problems(shop) == [("liquid-error", "_layouts/post.html", 1)]


@pytest.mark.parametrize(
    "place",
    [
        "tables.py",
        "_plugins/../x.py",
        "/etc/x.py",
        "_plugins/x.rb",
        "'_plugins/x.py:a b'",
        "'_plugins/x.py:'",
    ],
)
def test_only_a_file_of_the_folder_of_plugins_can_be_named(shop: Workshop, place: str) -> None:
    shop.config(f"allforces: {{filters: {{wrap_tables: {place}}}}}\n")
    with pytest.raises(Exception, match=r"allforces\.filters\.wrap_tables"):
        shop.build()


def test_an_edited_filter_makes_the_pages_again(shop: Workshop, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shop.build(cache=cache)
    shop.write("content/_plugins/tables.py", TABLES.replace("wide", "new"))
    for _ in range(2):  # The second build has the record of the first.
        shop.build(NOW + timedelta(minutes=1), cache=cache)
        clean = tmp_path / "clean"
        shop.build(NOW + timedelta(minutes=1), output=clean)
        assert '<div class="new">' in _page(shop)
        assert shop.page("2026/01/02/a.html").encode() == tree(clean)["2026/01/02/a.html"]


def test_an_unknown_filter_is_compared_with_the_sites_own(shop: Workshop) -> None:
    shop.post("2026-01-02-a", "layout: post\n", body="{{ '<table>' | wrap_table }}\n")
    (problem,) = [problem for problem in shop.build().problems if problem.code == "liquid-filter"]
    assert str(problem.hint) == 'did you mean "wrap_tables"?'
