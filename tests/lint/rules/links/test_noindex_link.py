from __future__ import annotations

from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import post, site

HIDDEN = {"_posts/2026-01-07-hidden.md": post("裏の記事です。", "robots: noindex, follow")}


def test_a_link_to_a_hidden_post_is_found(check: Check) -> None:
    found = check(site("[裏](/2026/01/07/hidden)", HIDDEN))

    assert [(problem.code, problem.line) for problem in found if problem.code == "noindex-link"] == [
        ("noindex-link", 5)
    ]


def test_hidden_posts_may_link_to_hidden_ones_and_to_others(check: Check) -> None:
    others = {
        **HIDDEN,
        "_posts/2026-01-08-too.md": post("[裏](/2026/01/07/hidden/)", "robots: noindex"),
        "_posts/2026-01-09-open.md": post("[茶](/2026/01/05/tea/)", "robots: index, follow"),
    }
    found = check(site("[急須](/2026/01/06/teapot/) [開](/2026/01/09/open/)", others))

    assert [problem for problem in found if problem.code == "noindex-link"] == []
