"""Options that several commands share, and the types and checks of their values."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from allforces_site.cli.commands import option, refused
from allforces_site.errors import reason_of
from allforces_site.files.utf8_text import utf8_text
from allforces_site.messages.message import Message, say
from allforces_site.terminal.language import words

Command = TypeVar("Command", bound=Callable[..., Any])

# One folder that a CI job can save and restore.
CACHE = Path(".allforces") / "cache"

OUTPUT = Path("_site")


def web_address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """An option's address of a site, or None. Raises `click.BadParameter`."""
    if value is None:
        return None
    from allforces_site.build.run import split_base_url

    try:
        split_base_url(value)
    except ValueError:
        raise refused(say("write an address such as https://example.com/blog")) from None
    return value


def with_hint(message: Message, hint: Message | None) -> Message:
    """What is wrong, and what to do about it."""
    return message if hint is None else say("{problem}; {hint}", problem=message, hint=hint)


def writable(_context: click.Context, _option: click.Parameter, file: Path | None) -> Path | None:
    """Refuses a file that cannot be written, before a build that may take long.

    A full disk shows only when the file is written, after the build.
    """
    if file is None or os.path.lexists(file):
        return file
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise refused(
            say(
                "{file} cannot be written: {folder} is not a folder that you may write to",
                file=str(file),
                folder=str(folder),
            )
        )
    return file


def write_text(file: Path, text: str, *, append: bool = False) -> None:
    """Writes all of a file that the user asked for, or leaves it as it was. Raises `click.ClickException`."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _append(file, utf8_text(text)) if append else _replace(file, utf8_text(text))
    except OSError as exc:
        raise not_written(file, exc) from None


def not_written(file: Path | str, exc: OSError) -> click.ClickException:
    """The error of a command that could not write a file."""
    message = say("{file} cannot be written: {reason}", file=str(file), reason=reason_of(exc))
    return click.ClickException(words(message))


def _replace(file: Path, text: str) -> None:
    target = Path(os.path.realpath(file))
    if target.exists() and (not target.is_file() or not os.access(target.parent, os.W_OK)):
        # A device or pipe, or a file in a folder in which no other file can be created.
        target.write_text(text, encoding="utf-8", newline="\n")
        return
    temporary = target.with_name(f".allforces-{os.getpid()}-{target.name[:100]}")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        if target.exists():
            import shutil  # Most commands write no such file.

            shutil.copymode(target, temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _append(file: Path, text: str) -> None:
    size = file.stat().st_size if file.is_file() else None
    try:
        with file.open("a", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError:
        if size is not None:
            with suppress(OSError):
                os.truncate(file, size)
        raise


def check_unpublished(file: Path, source: Path, option: str = "--report") -> None:
    """Refuses to write a file into a folder whose files are published."""
    from allforces_site.loaders.overrides import own_static

    real = file.resolve()
    for folder in (source.resolve(), own_static(source)):
        if real.is_relative_to(folder) and not _is_special(real.relative_to(folder)):
            message = say(
                "{file} is in {folder}: the next build would publish it; "
                "choose another folder, or a name that begins with _",
                file=str(file),
                folder=str(folder),
            )
            raise refused(message, option)


def _is_special(path: Path) -> bool:
    """Whether a part of a path begins like the names that a build leaves out."""
    return any(part.startswith((".", "_")) for part in path.parts)


class FilePath(click.Path):
    """A path as `pathlib.Path`. A path that no file can have is wrong usage."""

    def __init__(self, *, dir_okay: bool = True, file_okay: bool = True, writable: bool = False) -> None:
        super().__init__(dir_okay=dir_okay, file_okay=file_okay, writable=writable, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Raises `click.BadParameter`."""
        try:
            os.lstat(value)
        except OSError as exc:
            if exc.errno == errno.ENAMETOOLONG:
                self.fail(words(say("no file can have so long a name or path")), param, ctx)
        except ValueError:
            self.fail(words(say("no file can have a name with a NUL")), param, ctx)
        return super().convert(value, param, ctx)


class WholeNumber(click.ParamType[int]):
    """A whole number from `least` to `most`."""

    name = "number"

    def __init__(self, least: int, most: int | None = None) -> None:
        self._least = least
        self._most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises `click.BadParameter`."""
        try:
            number = int(value)
        except ValueError:
            self.fail(words(say('"{text}" is not a whole number', text=str(value))), param, ctx)
        if number < self._least:
            self.fail(
                words(say("{number} is too small: the least is {least}", number=number, least=self._least)),
                param,
                ctx,
            )
        if self._most is not None and number > self._most:
            self.fail(
                words(say("{number} is too large: the most is {most}", number=number, most=self._most)),
                param,
                ctx,
            )
        return number


def check_source(source: Path) -> None:
    """Refuses a folder without a site, before a command does anything."""
    from allforces_site.errors import SiteError
    from allforces_site.loaders.source_folder import check_source_folder

    try:
        check_source_folder(source)
    except SiteError as exc:
        [problem] = exc.problems
        raise refused(with_hint(problem.message, problem.hint), "--source") from None


def _chosen_source(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    from allforces_site.loaders.source_folder import usual_source

    return value if value is not None else usual_source()


source = option(
    "-s",
    "--source",
    type=FilePath(),
    default=None,
    callback=_chosen_source,
    help="Folder with _config.yml and _posts.  [default: content, or the folder you are in]",
)


def _config_files(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[Path, ...]:
    """The files that `--config a.yml,b.yml` names. Raises `click.BadParameter` if one does not exist."""
    files = tuple(Path(name.strip()) for name in (value or "").split(",") if name.strip())
    for file in files:
        if not os.path.isfile(file):  # noqa: PTH113 (is_file raises OSError for a name that is too long)
            raise refused(say("there is no file {file}; separate several files by commas", file=str(file)))
    return files


configs = option(
    "--config",
    "configs",
    metavar="FILES",
    callback=_config_files,
    help="Files of settings, separated by commas; later ones override earlier ones.  [default: _config.yml]",
)


def environment() -> str:
    """Jekyll's name for the kind of build, for templates: the variable JEKYLL_ENV, or "development"."""
    return os.environ.get("JEKYLL_ENV") or "development"


quiet = option("-q", "--quiet", is_flag=True, help="Show only problems.")


def verbosity(command: Command) -> Command:
    """The options for how much is shown, `quiet` and `verbose`, of which a command takes one."""
    shown = option("-v", "--verbose", is_flag=True, help="Also show what was done, and how long it took.")
    return quiet(shown(command))


def check_verbosity(*, quiet: bool, verbose: bool) -> None:
    """Refuses to show both more and less."""
    if quiet and verbose:
        raise click.UsageError(words(say("choose one of --quiet and --verbose")))


jobs = option(
    "--jobs",
    type=WholeNumber(1),
    metavar="N",
    default=None,
    help="Processes to use.  [default: all cores]",
)

drafts = option("--drafts", is_flag=True, help="Build drafts too.")
future = option("--future", is_flag=True, help="Build posts dated in the future too.")


def output(help_text: str) -> Callable[[Command], Command]:
    """The option for the folder of the built site."""
    return option("-o", "--output", type=FilePath(), default=OUTPUT, show_default=True, help=help_text)


def written_file(name: str, help_text: str) -> Callable[[Command], Command]:
    """The option for a file that the command writes additionally."""
    file = FilePath(dir_okay=False, writable=True)
    return option(name, type=file, metavar="FILE", callback=writable, help=help_text)
