"""Small sites of posts that link to each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

from allforces_site.errors import Severity
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import say
from tests.lint.rules.conftest import check_folder

CONFIG = """\
title: 試験
url: https://example.com
permalink: /:year/:month/:day/:title/
allforces: {social_pictures: false, search: false}
"""


def post(body: str, front_matter: str = "") -> str:
    """A post with a body, and more front matter."""
    more = f"{front_matter}\n" if front_matter else ""
    return f"---\ntitle: 新茶の季節\ncategories: [暮らし]\n{more}---\n{body}\n"


def site(body: str, others: Mapping[str, str] | None = None, config: str = CONFIG) -> dict[str, str]:
    """A post `/2026/01/05/tea/` with a body, and one at `/2026/01/06/teapot/` beside others."""
    return {
        "_config.yml": config,
        "_posts/2026-01-05-tea.md": post(body),
        "_posts/2026-01-06-teapot.md": post(
            "急須は水だけで洗います。\n\n## 茶渋を落とす\n\n重曹を使います。"
        ),
        **(others or {}),
    }


def view_of(root: Path, files: Mapping[str, str]) -> SiteView:
    """A site of these files as rules see it that look at a whole site."""
    seen: list[SiteView] = []

    def find_in_site(view: SiteView) -> tuple[()]:
        seen.append(view)
        return ()

    rule = Rule("seen", Severity.NOTE, say("Everything"), say("All of it."), find_in_site=find_in_site)
    with patch("allforces_site.lint.severity.RULES", (rule,)):
        check_folder(root, files)
    return seen[0]
