from __future__ import annotations

from pathlib import Path

import click
import pytest

from allforces_site.errors import warning
from allforces_site.files.documentation import documentation
from allforces_site.messages.message import say
from allforces_site.terminal.console import problem_text

PROBLEM = warning("broken-link", say("{link} leads nowhere", link="/x/"), "_posts/a.md", 7)


def test_a_problem_ends_with_its_code() -> None:
    text = click.unstyle(problem_text(PROBLEM, Path("content")))

    assert text == "content/_posts/a.md:7: warning: /x/ leads nowhere [broken-link]\n"


@pytest.mark.parametrize(
    ("code", "page"), [("broken-link", "checks/broken-link.md"), ("no-url", "problems.md")]
)
def test_the_code_leads_to_its_page_of_the_documentation(code: str, page: str) -> None:
    text = problem_text(warning(code, say("wrong")), Path("content"), is_linked=True)

    assert f"\x1b]8;;{documentation(page).as_uri()}\x1b\\" in text
    assert text.endswith("\x1b]8;;\x1b\\\n")
