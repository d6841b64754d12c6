"""`allforces explain`."""

from __future__ import annotations

import click

from allforces_site.cli.commands import command, option, refused
from allforces_site.cli.completion import complete_codes
from allforces_site.messages.message import say


@command()
@click.argument("code", required=False, shell_complete=complete_codes)
@option("--list", "lists_codes", is_flag=True, help="List all codes, with a line about each.")
def explain(code: str | None, lists_codes: bool) -> None:
    """Explain a rule or a problem: what CODE means, and what to do.

    CODE stands in brackets after each problem, such as broken-link.
    """
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site.lint.explanation import CODES, explanation
    from allforces_site.terminal.language import spoken, words
    from allforces_site.terminal.pages import show_page

    if lists_codes:
        _show_list()
    elif code is None:
        raise click.UsageError(words(say("name a code, or list all with --list")))
    elif code in CODES:
        show_page(explanation(code, spoken()))
    else:
        raise _unknown(code)


def _show_list() -> None:
    from rich.cells import set_cell_size

    from allforces_site.lint.explanation import CODES, listed_codes
    from allforces_site.terminal.language import words

    width = max(map(len, CODES))
    for number, (title, listed) in enumerate(listed_codes()):
        click.echo(("\n" if number else "") + words(title))
        for item in listed:
            severity = set_cell_size(words(item.severity), 8)
            repaired = set_cell_size(words(say("repaired")) if item.is_repaired else "", 9)
            click.echo(f"  {item.code:<{width}} {severity} {repaired} {words(item.title)}")


def _unknown(code: str) -> click.BadParameter:
    from allforces_site.lint.explanation import CODES
    from allforces_site.text.nearest_names import did_you_mean, nearest_name

    near = nearest_name(code, CODES)
    hint = did_you_mean(code, near) if near else say("`allforces explain --list` lists them")
    return refused(say('there is no rule or problem "{code}"; {hint}', code=code, hint=hint), "CODE")
