from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from allforces_site.cli import main


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", "--lang", "en", *arguments], catch_exceptions=False)


def test_a_rule_is_explained_as_markdown_where_there_is_no_terminal() -> None:
    assert explain("broken-link").output.startswith("# `broken-link`: a link to nothing\n")


def test_a_problem_is_explained_in_the_users_language() -> None:
    assert "What to do: write `url:`" in explain("no-url").output
    assert "対処: `_config.yml`に`url:`を書く" in explain("no-url", "--lang", "ja").output


def test_the_list_says_what_can_be_repaired() -> None:
    lines = {line.split()[0]: line.split()[1:] for line in explain("--list").output.splitlines() if line}

    assert lines["cut-text"][:3] == ["warning", "repaired", "A"]
    assert lines["mojibake"][0] == "error" and "repaired" not in lines["mojibake"]
    assert lines["no-url"] == ["warning", "A", "site", "without", "an", "address"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["broken-lnk"], 'there is no rule or problem "broken-lnk"; did you mean "broken-link"?'),
        (["zzzzzz"], "`allforces explain --list` lists them"),
        ([], "name a code, or list all with --list"),
    ],
)
def test_what_is_no_code_is_wrong_usage(arguments: list[str], said: str) -> None:
    result = explain(*arguments)

    assert result.exit_code == 2 and said in result.output
