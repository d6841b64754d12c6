"""Runs a command in the folder of its project, when it is called in a folder further below."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from allforces_site.messages.message import say
from allforces_site.terminal.language import words


def enter_project(context: click.Context) -> None:
    """Changes to the folder of the project, if no source is named and it is above the one the user is in.

    Paths that the user wrote stay what they mean. Says so, because messages name files from there.
    """
    from allforces_site.loaders.source_folder import project_above, usual_source

    if "source" not in context.params or is_written(context, "source"):
        return
    project = project_above()
    if project is None:
        return
    for name, value in context.params.items():
        if is_written(context, name):
            context.params[name] = _seen_from(project, value)
    click.echo(words(say("In {folder}:", folder=os.path.relpath(project))), err=True)
    os.chdir(project)
    context.params["source"] = usual_source()


def is_written(context: click.Context, name: str) -> bool:
    """Whether the user wrote the value of a parameter."""
    return context.get_parameter_source(name) not in (ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP)


def _seen_from(folder: Path, value: Any) -> Any:
    """A value of a parameter with its paths relative to another folder."""
    if isinstance(value, tuple):
        return tuple(_seen_from(folder, item) for item in value)
    return Path(os.path.relpath(value, folder)) if isinstance(value, Path) else value
