"""Plugins that nobody provides are listed in one note."""

from __future__ import annotations

from typing import Any

import pytest

from allforces_site.errors import Severity


def test_all_plugins_that_nobody_provides_are_listed_in_one_note(workshop: Any) -> None:
    workshop.config("plugins:\n  - jekyll-feed\n  - jekyll-mentions")
    gemfile = "gem 'jekyll'\ngroup :jekyll_plugins do\n  gem 'jekyll-scholar'\n  gem 'jekyll-sitemap'\nend\n"
    workshop.write("content/Gemfile", gemfile)

    (problem,) = [problem for problem in workshop.build().problems if problem.code == "no-plugin"]

    assert problem.severity is Severity.NOTE
    assert str(problem.message).endswith(": jekyll-mentions, jekyll-scholar")
    assert (problem.file, problem.line) == ("_config.yml", 6)


@pytest.mark.parametrize(
    "config", ["", "plugins: [jekyll-feed, jekyll-paginate, jekyll-seo-tag]", "plugins: []"]
)
def test_a_site_whose_plugins_are_all_there_gets_none(workshop: Any, config: str) -> None:
    workshop.config(config)
    assert workshop.build().problems == []
