"""Commands and options whose help, and whose usage errors, are in the language of their user.

click translates its own texts with the domain of gettext that is set here, in the language of the variable
LANGUAGE. `make messages` takes the help of ours from the docstrings of commands and from `help=`.
"""

from __future__ import annotations

import copy
import gettext
import inspect
import keyword
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TypeVar

import click
from click.exceptions import NoArgsIsHelpError

from allforces_site.cli.help_layout import Context, first_sentence, write_groups
from allforces_site.cli.project import enter_project
from allforces_site.files.documentation import documentation
from allforces_site.messages.catalogs import ALLFORCES, LOCALE, translations
from allforces_site.messages.language import LANGUAGES
from allforces_site.messages.language import OPTION as LANG
from allforces_site.messages.message import Message, say
from allforces_site.messages.printable import printable
from allforces_site.processes.ending import say_at_the_end
from allforces_site.terminal.language import speaking, spoken, words

# The groups of options in the help, each with its options, and the title for all others.
OPTION_GROUPS = (
    (
        say("What is read"),
        frozenset({"--source", "--config", "--drafts", "--future", "--unpublished", "--base-url"}),
    ),
    (
        say("What is shown and written"),
        frozenset({"--output", "--format", "--report", "--summary", "--quiet", "--verbose", "--lang"}),
    ),
)
OPTIONS = say("Options")
COMMAND_GROUPS = (
    (say("Write"), ("init", "import", "new")),
    (say("Build"), ("build", "serve")),
    (say("Check"), ("check", "repair", "compare", "explain")),
    (say("Publish"), ("deploy", "notify")),
)
_COMMANDS = frozenset(name for _, names in COMMAND_GROUPS for name in names)

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)

gettext.bindtextdomain(ALLFORCES, str(LOCALE))
gettext.textdomain(ALLFORCES)


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The two columns of the help."""
        shown = copy.copy(self)
        shown.help = _translated(self.help)
        return super(Option, shown).get_help_record(ctx)


class _Translated(click.Command):
    """A command with `--lang`, whose help is translated when it is shown."""

    context_class = Context

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params.append(
            Option(
                [LANG],
                type=click.Choice(LANGUAGES),
                expose_value=False,
                help="Language of all messages.  [default: ALLFORCES_LANG, or that of the terminal]",
            )
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options in groups."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        known = frozenset().union(*(names for _, names in OPTION_GROUPS))
        others = frozenset(
            name for option in options for name in option.opts if known.isdisjoint(option.opts)
        )
        groups = [
            (
                words(title),
                [
                    record
                    for option in options
                    if names & {*option.opts} and (record := option.get_help_record(ctx))
                ],
            )
            for title, names in (*OPTION_GROUPS, (OPTIONS, others))
        ]
        write_groups(groups, formatter)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the help."""
        shown = copy.copy(self)
        shown.help = _translated(self.help)
        super(_Translated, shown).format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 (click's)
        """The line about the command in the list of all commands."""
        return first_sentence(_translated(self.help) or "")


class Command(_Translated):
    """A command of the program."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command in the folder of its project."""
        enter_project(ctx)
        return super().invoke(ctx)


class Group(_Translated, click.Group):
    """The program. Its commands speak the language of their user from the first argument on.

    Each is in a module of its name, which is imported when the command is asked for: a command that ends at
    once must not wait for all others.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's)
        """The command of this name, if there is one."""
        return _command(cmd_name) if cmd_name in _COMMANDS else None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's)
        """The names of all commands."""
        return sorted(_COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, and its arguments. Raises `click.NoSuchCommand`."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as exc:
            # click knows only commands that were imported.
            raise click.NoSuchCommand(
                exc.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from None

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, and the commands in groups."""
        super().format_options(ctx, formatter)
        groups = [
            (words(title), [(name, _command(name).get_short_help_str()) for name in names])
            for title, names in COMMAND_GROUPS
        ]
        write_groups(groups, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes nothing: the commands are written in groups."""

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes where the documentation is."""
        formatter.write_paragraph()
        formatter.write_text(words(say("The documentation is in {place}", place=str(documentation()))))

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Reads the arguments up to the name of a command."""
        with _in_our_words():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Reads the arguments of a command and runs it."""
        with _in_our_words():
            return super().invoke(ctx)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> Any:
        """Runs the command that the arguments name, by default those of the program."""
        arguments = sys.argv[1:] if args is None else list(args)
        with speaking(arguments):
            say_at_the_end(words(say("Aborted!")) + "\n")
            return super().main(arguments, *rest, **settings)


def _command(name: str) -> click.Command:
    # `import` is no name that a module can have.
    module = f"{name}_" if keyword.iskeyword(name) else name
    found: click.Command = getattr(import_module(f"{__package__}.{module}"), module)
    return found


def command(name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """Makes a function a command, whose help is its docstring."""
    return click.command(name, cls=Command)


def option(*names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Gives a command an option, with the settings of `click.option`."""
    return click.option(*names, cls=Option, **settings)


def refused(message: Message, argument: str | None = None) -> click.BadParameter:
    """The error of wrong usage that a value of an argument or option is wrong, in the user's language."""
    return click.BadParameter(words(message), param_hint=argument)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Wrong usage is told in whole sentences, in which only printable characters stand."""
    try:
        yield
    except click.MissingParameter as exc:
        message = say("Missing argument '{name}'.", name=_name_of(exc))
        raise click.UsageError(words(message), exc.ctx) from None
    except (click.NoSuchOption, click.NoSuchCommand) as exc:
        raise click.UsageError(_with_possibilities(exc), exc.ctx) from None
    except click.BadParameter as exc:
        name = exc.param_hint or _name_of(exc)
        raise click.BadParameter(printable(exc.message), exc.ctx, exc.param, name) from None
    except NoArgsIsHelpError:
        raise
    except click.UsageError as exc:
        raise click.UsageError(printable(exc.message), exc.ctx) from None


def _name_of(exc: click.BadParameter) -> str:
    return exc.param.get_error_hint(exc.ctx).replace("'", "") if exc.param else ""


def _with_possibilities(exc: click.NoSuchOption | click.NoSuchCommand) -> str:
    problem = printable(exc.message)
    if not exc.possibilities:
        return problem
    names = tuple(sorted(exc.possibilities))
    return words(say("{problem} Did you mean {names}?", problem=problem, names=names))


def _translated(text: str | None) -> str | None:
    return translations(ALLFORCES, spoken()).gettext(inspect.cleandoc(text)) if text else text
