from __future__ import annotations

import re
from pathlib import Path

from allforces_site.config.missing_plugins import PROVIDED
from tests.importing.conftest import Blog

DOCS = Path(__file__).parents[2] / "docs"


def test_the_plugins_that_the_documentation_describes_are_built_in() -> None:
    described = re.findall(
        r"^#+ ((?:jekyll-|jemoji)\S*)$", (DOCS / "plugins.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert described
    assert set(described) <= PROVIDED


def test_plugins_of_the_gemfile_are_listed_with_their_place(blog: Blog) -> None:
    blog.settings("gems: [jekyll-one]\n")
    blog.write(
        "Gemfile", 'group :jekyll_plugins do\n  gem "jekyll-two"\n  gem "jekyll-feed"\nend\ngem "rake"\n'
    )

    found = [(item.name, item.used_in) for item in blog.imported().porting.plugins]

    assert found == [("jekyll-one", ("gems",)), ("jekyll-two", ("Gemfile",))]
