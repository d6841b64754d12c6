"""Templates give what real Jekyll answered (`cases.py`)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.build.pipeline import read_site
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.known_names import FILTER_NAMES, JEKYLL_TAGS
from allforces_site.loaders.load import load_sources
from allforces_site.model import Post
from allforces_site.renderer.jekyll.site import JekyllSite
from allforces_site.renderer.jekyll.tags import with_kept
from allforces_site.renderer.jekyll.templates import JekyllTemplates
from allforces_site.renderer.theme import find_theme
from tests.conftest import NOW
from tests.liquid.cases import ANSWERS, FILES, TEMPLATES, ask_jekyll

ANSWERED = json.loads(ANSWERS.read_text(encoding="utf-8"))

# Deliberate differences, by a part of the template.
DIFFERENT = {
    "%Q|%E|%i|%": "a lone % at the end of a format stays; Ruby's strftime refuses it",
    "p.tags == empty": "Debian's Liquid 5 takes `empty` for '' in where_exp; Jekyll's own Liquid 4 does not",
    "highlight python": "Pygments names some classes otherwise than Rouge",
    "| slugify }}": "a number or list is slugified as its text; Jekyll ends with a NoMethodError",
}


def _difference(template: str) -> str | None:
    if template.endswith("| slugify }}") and "'" not in template:
        return DIFFERENT["| slugify }}"]
    return next((why for part, why in DIFFERENT.items() if part in template and part != "| slugify }}"), None)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[JekyllSite, Post]:
    """The site that Jekyll was asked about, and its post `one`."""
    source = tmp_path_factory.mktemp("asked") / "content"
    for name, text in FILES.items():
        file = source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    options = BuildOptions(source=source, output=source.parent / "_site", jobs=1)
    with ParseCache(None) as cache:
        read = read_site(
            options,
            find_theme(source),
            NOW,
            cache,
            lambda context: load_sources(source, context, 1, lambda *_: None, cache),
        )
    site = JekyllSite(
        read.config, read.site, read.theme.site.data, JekyllTemplates(source), NOW, read.theme.style_sheets
    )
    return site, next(post for post in read.site.posts if post.source.slug == "one")


@pytest.fixture(scope="module")
def render(asked: tuple[JekyllSite, Post]) -> Callable[[str], str]:
    """Renders a template as the body of the post."""
    site, post = asked
    return lambda template: with_kept(
        site.environment.template(template, "case").render(site.variables(post), "_posts")
    )


@pytest.mark.parametrize(("template", "answer"), ANSWERED, ids=[template[:60] for template, _ in ANSWERED])
def test_a_template_gives_what_jekyll_gives(
    render: Callable[[str], str], template: str, answer: tuple[str | None, str | None]
) -> None:
    if why := _difference(template):
        pytest.skip(f"a deliberate difference: {why}")
    text, failure = answer
    if failure is not None:
        with pytest.raises(LiquidError) as raised:
            render(template)
        assert raised.value.message
    else:
        assert render(template) == text


def test_all_names_that_bodies_are_checked_against_exist(asked: tuple[JekyllSite, Post]) -> None:
    site, _ = asked
    assert site.environment.filters.keys() == FILTER_NAMES
    assert site.environment.tags.keys() == {*JEKYLL_TAGS.simple, *JEKYLL_TAGS.blocks}


def test_every_case_has_an_answer() -> None:
    assert [template for template, _ in ANSWERED] == TEMPLATES
    assert len(TEMPLATES) >= 250


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")
def test_jekyll_still_gives_these_answers() -> None:
    asked = [answer[0] for answer in ask_jekyll()]
    # What is chosen at random is another each time.
    differ = [
        template
        for (template, answer), now in zip(ANSWERED, asked, strict=True)
        if answer[0] != now and "sample" not in template
    ]
    assert differ == []


def test_included_templates_are_read_from_their_folder_only(tmp_path: Path) -> None:
    (tmp_path / "_includes").mkdir()
    (tmp_path / "secret.txt").write_text("geheim", encoding="utf-8")
    (tmp_path / "_includes" / "link.html").symlink_to("../../secret.txt")
    templates = JekyllTemplates(tmp_path)
    for name, folder in (
        ("../secret.txt", None),
        ("link.html", None),
        ("../../etc/passwd", "a"),
        ("/etc/passwd", ""),
    ):
        with pytest.raises(LiquidError):
            templates.include(name, folder)
