"""Which plugins of Jekyll a site uses."""

from __future__ import annotations

from typing import Any

import pytest

from allforces_site.config.plugins import gemfile_plugins, used_plugins

GEMFILE = """
source "https://rubygems.org"
gem "jekyll", "~> 4.3"
gem "webrick"
# gem "jekyll-off", group: :jekyll_plugins
group :jekyll_plugins do
  gem "jekyll-feed", "~> 0.17"
  if ENV["CI"]
    gem 'jekyll-sitemap'
  end
  gem "jekyll-archives" if ENV["ARCHIVES"]
end
group :test do
  gem "rake"
end
gem "jemoji", group: [:jekyll_plugins, :test]
gem("jekyll-gist", :group => :jekyll_plugins)
platforms :mingw, :x64_mingw do
  gem "tzinfo"
end
"""


def test_the_gems_of_the_group_jekyll_plugins_are_found() -> None:
    assert gemfile_plugins(GEMFILE) == (
        "jekyll-feed",
        "jekyll-sitemap",
        "jekyll-archives",
        "jemoji",
        "jekyll-gist",
    )


@pytest.mark.parametrize("text", ["", "end\nend", "group :jekyll_plugins do", "\0gem", "gem 'a' do do do"])
def test_an_odd_gemfile_names_no_plugins(text: str) -> None:
    assert gemfile_plugins(text) == ()


@pytest.mark.parametrize(
    ("extra", "used"),
    [
        ({"plugins": ["jekyll-feed", 3, None]}, {"jekyll-feed"}),
        ({"gems": "jekyll-feed"}, {"jekyll-feed"}),
        ({"theme": "minima"}, {"jekyll-feed", "jekyll-seo-tag"}),
        ({"plugins": {"a": 1}, "theme": []}, set()),
    ],
)
def test_plugins_are_named_in_the_configuration_or_come_with_the_theme(
    extra: dict[str, Any], used: set[str]
) -> None:
    assert used_plugins(extra) == used


def test_github_pages_brings_its_own_list() -> None:
    used = used_plugins({}, 'gem "github-pages", group: :jekyll_plugins\n')
    assert {"jekyll-relative-links", "jekyll-titles-from-headings", "jekyll-optional-front-matter"} < used
    assert "jekyll-feed" not in used
