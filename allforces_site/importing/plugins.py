"""The plugins that a Jekyll site uses and this generator has no part for."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.missing_plugins import not_provided
from allforces_site.config.model import Config
from allforces_site.config.plugins import GEMFILE, gemfile_plugins, text_or_nothing
from allforces_site.files.linked_folders import look_below
from allforces_site.importing.repository import Repository
from allforces_site.importing.values import ToPort
from allforces_site.messages.message import say

_OWN = "_plugins"
_TODO = say("do its work in a layout, or do without it: `allforces compare` tells which pages change")
_OF_RUBY = say("write its filters in Python, do its other work in a layout, or do without it")
_NOT_PROVIDED = say("not part of this generator")


def missing_plugins(config: Config, repository: Repository) -> list[ToPort]:
    """The plugins that do nothing here: those that the site names, and its own in Ruby.

    `used_in` are the places that name it: keys of the settings, the Gemfile.
    """
    of_gemfile = gemfile_plugins(text_or_nothing(repository.root / GEMFILE))
    gems = not_provided({*config.plugins, *of_gemfile})
    return [
        *(ToPort(name, _NOT_PROVIDED, _TODO, tuple(_places(name, config))) for name in gems),
        *_own(repository),
    ]


def _places(name: str, config: Config) -> Iterator[str]:
    named = False
    for key in ("plugins", "gems"):
        value = config.extra.get(key)
        if name == value or (isinstance(value, (list, tuple)) and name in value):
            named = True
            yield key
    if not named:
        yield GEMFILE


def _own(repository: Repository) -> Iterator[ToPort]:
    below = look_below(repository.source, _OWN, str(repository.root))
    for path in below.files:
        if path.endswith(".rb"):
            yield ToPort(path, say("plugins in Ruby are not loaded"), _OF_RUBY)
