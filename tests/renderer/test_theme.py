"""Templates: escaping, strictness, overriding, and mistakes reported with their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from msgspec.structs import replace

from allforces_site.config.model import Config
from allforces_site.errors import Problem, SiteError
from allforces_site.messages.labels import date_ja
from allforces_site.renderer.theme import (
    SiteContext,
    Theme,
    ThemeFolders,
    absolute_url,
    find_theme,
    make_theme,
    relative_url,
)
from allforces_site.text.dates import date_iso


@dataclass(frozen=True)
class Keyed:
    key: bytes
    title: str


def theme_of(folder: Path, **templates: str) -> Theme:
    for name, text in templates.items():
        path = folder / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return make_theme(Config(), ThemeFolders((folder,), ()), ())


def mistake(folder: Path, context: dict[str, Any] | None = None, **templates: str) -> Problem:
    theme = theme_of(folder, **templates)
    with pytest.raises(SiteError) as caught:
        theme.render("post.html", "_posts/a.md", **(context or {}))
    [problem] = caught.value.problems
    return problem


@pytest.fixture(scope="module")
def escaping(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    macro = "{% macro show(value) %}{{ value }}{% endmacro %}"
    return theme_of(tmp_path_factory.mktemp("theme"), post=f"{macro}{{{{ value }}}}|{{{{ show(value) }}}}")


def test_everything_but_markup_is_escaped(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, post='<a title="{{ title }}">{{ title }}</a>')

    shown = theme.render("post.html", "x", title="<script>alert('\"')</script>").decode()

    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert shown.count('"') == 2


class Unusual(str):
    """A text that says itself how it is shown in HTML."""

    def __html__(self) -> str:
        return "<b>unusual</b>"


@given(
    st.one_of(
        st.text(alphabet="<>&'\"あa "), st.builds(Markup, st.just("<i>&amp;")), st.integers(), st.none(),
        st.builds(Unusual, st.just("<")), st.lists(st.sampled_from(["<", "a"])),
    )
)  # fmt: skip
def test_each_value_is_shown_as_markupsafe_escapes_it(escaping: Theme, value: Any) -> None:
    assert escaping.render("post.html", "x", value=value).decode() == f"{escape(value)}|{escape(value)}"


def test_what_shows_only_the_site_is_rendered_once_and_all_else_for_each_page(tmp_path: Path) -> None:
    theme = theme_of(
        tmp_path,
        post='{% include "foot.html" %}{% include "nav.html" %}{% include "own.html" %}',
        foot="{{ site.title }}{{ site.counted() }}",
        nav="{% if page is defined %}{{ page }}{% endif %}",
        own="{% set page = site.title %}{% include 'nav.html' %}",
    )
    count = iter(range(10))
    theme = replace(theme, site=SiteContext({"title": "<題>", "counted": lambda: next(count)}))

    pages = [theme.render("post.html", "x", page=page).decode() for page in ("a", "b")]

    assert pages == ["&lt;題&gt;0a&lt;題&gt;", "&lt;題&gt;0b&lt;題&gt;"]


def test_what_shows_the_site_by_macros_is_rendered_once_unless_they_see_the_page(tmp_path: Path) -> None:
    theme = theme_of(
        tmp_path,
        post='{% include "foot.html" %}{% include "nav.html" %}',
        foot='{% from "macros.html" import number %}{{ number(site) }}',
        nav='{% from "macros.html" import name with context %}{{ name() }}',
        macros="{% macro number(site) %}{{ site.counted() }}{% endmacro %}"
        "{% macro name() %}{{ page }}{% endmacro %}",
    )
    count = iter(range(10))
    theme = replace(theme, site=SiteContext({"counted": lambda: next(count)}))

    pages = [theme.render("post.html", "x", page=page).decode() for page in ("a", "b")]

    assert pages == ["0a", "0b"]


def test_what_shows_only_the_site_and_the_language_is_rendered_once_a_language(tmp_path: Path) -> None:
    theme = theme_of(
        tmp_path,
        post='{% include "foot.html" %}{% include "title.html" %}',
        foot="{{ page.lang }}{{ site.counted() }}",
        title="{{ page.lang }}{{ page.title }}{{ site.counted() }}",
    )
    count = iter(range(10))
    theme = replace(theme, site=SiteContext({"counted": lambda: next(count)}))
    values = [("ja", "a"), ("en", "b"), ("ja", "c"), (None, "d"), ("en", "e"), (None, "f")]

    shown = [
        theme.render("post.html", "x", page={"lang": lang, "title": title}).decode() for lang, title in values
    ]

    assert shown == ["ja0jaa1", "en2enb3", "ja0jac4", "None5Noned6", "en2ene7", "None5Nonef8"]


def test_what_shows_a_language_only_on_pages_is_rendered_without_one_too(tmp_path: Path) -> None:
    part = "{% if page is defined %}{{ page.lang }}{% else %}none{% endif %}{{ site.counted() }}"
    theme = theme_of(tmp_path, post='{% include "foot.html" %}', foot=part)
    count = iter(range(10))
    theme = replace(theme, site=SiteContext({"counted": lambda: next(count)}))
    pages: list[dict[str, Any]] = [{"page": {"lang": "ja"}}, {}, {"page": {"lang": "ja"}}]

    assert [theme.render("post.html", "x", **page).decode() for page in pages] == ["ja0", "none1", "ja0"]


def test_compiled_templates_hold_no_address_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "post.html").write_text(
        '{% set a = ["/" | relative_url] %}{{ a[0] }} {{ "/" | relative_url }}'
    )
    folders = ThemeFolders((tmp_path,), (), compiled=tmp_path / "cache")

    shown = [make_theme(Config(baseurl=base), folders, ()).render("post.html", "x") for base in ("/a", "/b")]

    assert shown == [b"/a/ /a/", b"/b/ /b/"]


def test_a_part_that_shows_the_language_of_no_page_is_reported_with_its_line(tmp_path: Path) -> None:
    problem = mistake(tmp_path, {"title": "a"}, post='{% include "foot.html" %}', foot="<p>\n{{ page.lang }}")

    assert (problem.file, problem.line, problem.excerpt) == ("templates/foot.html", 2, "{{ page.lang }}")


def test_templates_other_than_html_are_escaped_too(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<t>{{ title }}</t>")
    theme = theme_of(tmp_path)

    assert theme.render("feed.xml", "x", title="a&<b>") == b"<t>a&amp;&lt;b&gt;</t>"


def test_json_in_a_script_can_not_end_the_script(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, post="<script>{{ item | tojson }}</script>")

    shown = theme.render("post.html", "x", item={"t": "</script><!--&日本"}).decode()

    assert shown.count("</script>") == 1
    assert "日本" in shown
    assert "<!--" not in shown


def test_an_undefined_name_is_reported_with_line_page_and_the_nearest_name(tmp_path: Path) -> None:
    problem = mistake(tmp_path, {"title": "a"}, post="<p>\n{{ titel }}")

    assert str(problem.message) == '"titel" is not defined, while rendering _posts/a.md'
    assert (problem.file, problem.line, problem.excerpt) == ("templates/post.html", 2, "{{ titel }}")
    assert str(problem.hint) == 'did you mean "title"?'


def test_a_macro_that_uses_a_name_of_the_page_is_told_that_it_sees_only_its_arguments(tmp_path: Path) -> None:
    problem = mistake(
        tmp_path,
        post='{% from "cards.html" import card %}{{ card() }}',
        cards="{% macro card() %}{{ site.title }}{% endmacro %}",
    )

    assert problem.file == "templates/cards.html"
    assert str(problem.hint) == "a macro of another template sees only its arguments: give it `site` as one"


def test_an_undefined_attribute_is_compared_with_those_of_its_object(tmp_path: Path) -> None:
    problem = mistake(
        tmp_path,
        {"page": date_holder()},
        post='{% extends "base.html" %}{% block main %}\n\n{% include "part/meta.html" %}{% endblock %}',
        base="<html>{% block main %}{% endblock %}",
        part__meta="<p>{{ page.yaer }}</p>",
    )

    assert str(problem.message) == (
        '"yaer" is not defined, while rendering _posts/a.md '
        "(post.html → base.html → post.html → part/meta.html)"
    )
    assert (problem.file, problem.line) == ("templates/part/meta.html", 1)
    assert str(problem.hint) == 'did you mean "year"?'


def date_holder() -> datetime:
    return datetime(2026, 1, 2, tzinfo=UTC)


def test_a_key_of_the_configuration_that_is_missing_is_reported_with_the_nearest(tmp_path: Path) -> None:
    problem = mistake(tmp_path, post="{{ site.titel }}")

    assert str(problem.hint) == 'did you mean "title"?'


@pytest.mark.parametrize(
    "use", ["{% if x %}{% endif %}", "{{ x.y }}", "{{ x ~ 1 }}", "{% for a in x %}{% endfor %}"]
)
def test_every_use_of_an_undefined_name_is_a_mistake(tmp_path: Path, use: str) -> None:
    assert '"x" is not defined' in str(mistake(tmp_path, post=use).message)


def test_asking_whether_a_name_is_defined_is_no_mistake(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, post="{{ x is defined }} {{ x | default('y') }}")

    assert theme.render("post.html", "a") == b"False y"


def test_a_syntax_error_of_an_included_template_is_reported_at_its_place(tmp_path: Path) -> None:
    problem = mistake(tmp_path, post='{% include "part.html" %}', part="<p>\n\n{% fi %}")

    assert (problem.file, problem.line) == ("templates/part.html", 3)
    assert "not a Jinja template" in str(problem.message)
    assert "post.html → part.html" in str(problem.message)


def test_a_missing_template_is_reported_with_the_nearest(tmp_path: Path) -> None:
    problem = mistake(tmp_path, post='\n{% include "fooder.html" %}', footer="")

    assert 'there is no template "fooder.html"' in str(problem.message)
    assert (problem.file, problem.line) == ("templates/post.html", 2)
    assert str(problem.hint) == 'did you mean "footer.html"?'


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ title + 1 }}", "TypeError"),
        ("{{ title | nofilter }}", "nofilter"),
        ("{{ title() }}", "TypeError"),
    ],
)
def test_any_mistake_of_a_template_is_reported_with_its_line(tmp_path: Path, part: str, kind: str) -> None:
    problem = mistake(tmp_path, {"title": "a"}, post=f"\n{part}")

    assert kind in str(problem.message)
    assert (problem.file, problem.line) == ("templates/post.html", 2)


def test_templates_that_include_each_other_without_end_are_reported_briefly(tmp_path: Path) -> None:
    problem = mistake(tmp_path, post='{% include "a.html" %}', a='{% include "post.html" %}')

    assert "without end" in str(problem.message)
    assert len(str(problem.message)) < 400


def test_a_template_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "part.html").write_bytes("日本".encode("shift_jis"))
    problem = mistake(tmp_path, post='{% include "part.html" %}')

    assert "part.html" in str(problem.message) + str(problem.file)


def test_templates_beside_the_source_override_the_theme_file_by_file(workshop: Any) -> None:
    workshop.write("templates/partials/footer.html", "<footer>自作</footer>")
    workshop.post("2026-01-02-tea")

    assert workshop.build().problems == []

    page = workshop.page("2026/01/02/tea.html")
    assert "<footer>自作</footer>" in page
    assert "skip-link" in page, "the rest is the theme's"


def test_an_own_template_may_be_a_layout_of_its_own(workshop: Any) -> None:
    workshop.write("templates/plain.html", "<p>{{ page.title }}</p>{{ body }}")
    workshop.post("2026-01-02-tea", "layout: plain\ntitle: A < B")

    assert workshop.build().problems == []

    assert workshop.page("2026/01/02/tea.html").startswith("<p>A &lt; B</p><p>本文です。</p>")


def test_one_mistake_on_all_pages_is_reported_once(workshop: Any) -> None:
    workshop.write("templates/partials/footer.html", "\n{{ site.titel }}\n")
    for day in range(1, 29):
        workshop.post(f"2026-01-{day:02}-p{day}")

    problems = workshop.build().problems

    assert [(problem.code, problem.file, problem.line) for problem in problems] == [
        ("template", "templates/partials/footer.html", 2)
    ]
    assert not list(workshop.output.rglob("*.html"))[1:]


def test_the_theme_is_found_beside_the_package(tmp_path: Path) -> None:
    folders = find_theme(tmp_path / "content")

    assert {"post", "page", "home", "default"} <= folders.layouts
    assert all(folder.is_dir() for folder in (*folders.templates, *folders.static))


@pytest.mark.parametrize(
    ("url", "relative", "absolute"),
    [
        ("/a/", "/blog/a/", "https://example.com/blog/a/"),
        ("/", "/blog/", "https://example.com/blog/"),
        ("a.png", "/blog/a.png", "https://example.com/blog/a.png"),
        ("https://other.example/a", "https://other.example/a", "https://other.example/a"),
        ("//cdn.example/a", "//cdn.example/a", "//cdn.example/a"),
        ("mailto:a@example.com", "mailto:a@example.com", "mailto:a@example.com"),
        ("data:image/png;base64,xx", "data:image/png;base64,xx", "data:image/png;base64,xx"),
        ("#part", "#part", "#part"),
        ("/a:b/", "/blog/a:b/", "https://example.com/blog/a:b/"),
    ],
)
def test_site_relative_urls_get_the_baseurl_and_others_stay(url: str, relative: str, absolute: str) -> None:
    config = Config(url="https://example.com", baseurl="/blog")

    assert relative_url(config, url) == relative
    assert absolute_url(config, url) == absolute


def test_dates_are_shown_in_japanese_and_in_iso_8601() -> None:
    assert date_ja(date_holder()) == "2026年1月2日"
    assert date_iso(date_holder().replace(microsecond=5)) == "2026-01-02T00:00:00+00:00"


def test_once_renders_a_macro_once_for_equal_values_and_again_for_others(tmp_path: Path) -> None:
    theme = theme_of(
        tmp_path,
        part="{% macro card(post, n) %}<h{{ n }}>{{ post.title | shout }}</h{{ n }}>{% endmacro %}",
        page='{% from "part.html" import card %}{{ once(card, post, 2) }}{{ once(card, post, 3) }}',
    )
    calls: list[str] = []
    theme.templates.environment.filters["shout"] = lambda text: calls.append(text) or text

    first, second = Keyed(b"1", "<茶>"), Keyed(b"2", "珈琲")
    pages = [theme.render("page.html", "x", post=post).decode() for post in (first, second, first)]

    assert pages[0] == pages[2] == "<h2>&lt;茶&gt;</h2><h3>&lt;茶&gt;</h3>"
    assert pages[1] == "<h2>珈琲</h2><h3>珈琲</h3>"
    assert calls == ["<茶>", "<茶>", "珈琲", "珈琲"]


def test_a_template_can_extend_the_one_it_replaces(tmp_path: Path) -> None:
    own, default = tmp_path / "own", tmp_path / "default"
    for folder, text in (
        (own, '{% extends "theme/base.html" %}{% block foot %}eigen{% endblock %}'),
        (default, "<{% block head %}head{% endblock %}|{% block foot %}foot{% endblock %}>"),
    ):
        folder.mkdir()
        (folder / "base.html").write_text(text)
    (default / "post.html").write_text('{% extends "base.html" %}')
    theme = make_theme(Config(), ThemeFolders((own, default), ()), ())

    assert theme.render("post.html", "x") == b"<head|eigen>"


def test_a_template_that_the_theme_does_not_have_is_reported(tmp_path: Path) -> None:
    problem = mistake(tmp_path, post='{% extends "theme/bse.html" %}', base="")

    assert 'there is no template "bse.html"' in str(problem.message)
    assert str(problem.hint) == 'did you mean "base.html"?'


def test_phrases_of_titles_are_marked_in_japanese(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, post="<h1>{{ title | phrases }}</h1>")

    shown = theme.render("post.html", "x", title="今日は良い天気です").decode()

    assert shown == '<h1><span class="phrases">今日は<wbr>良い<wbr>天気です</span></h1>'
