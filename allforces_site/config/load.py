"""Reads `_config.yml`; a text that an earlier build validated is not validated again."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

import msgspec

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Problem, SiteError, error, reason_of, warning
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import say
from allforces_site.text.plain_values import is_plain

# Jekyll reads the first two as well; the others are made by editors and by mistake.
_OTHER_NAME = re.compile(r"_config\.(?:yaml|toml|json)|[_＿]?config\.ya?ml(?:\.txt)?", re.IGNORECASE)

_DECODER = msgspec.msgpack.Decoder(tuple[Config, tuple[Problem, ...]])


def load_config(
    source: Path, parse_cache: ParseCache | None = None, configs: Sequence[Path] = ()
) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration of the site at `source`, and warnings; a missing `_config.yml` means defaults.

    `configs` are read in its place, later ones over earlier ones. Texts whose result `parse_cache` holds are
    not validated again. Raises `SiteError` with every wrong value, each with its line.
    """
    texts = [(_shown(file, source), _text(file, _shown(file, source))) for file in configs]
    if not configs:
        path = source / CONFIG_FILE
        if not path.exists() and not path.is_symlink():
            _refuse_other_name(source)
            return Config(), ()
        texts = [(CONFIG_FILE, _text(path, CONFIG_FILE))]
    config, problems = _parsed(texts, parse_cache or ParseCache(None))
    return config, problems if configs else (*problems, *_sources_elsewhere(config, source, texts[0][1]))


def _sources_elsewhere(config: Config, source: Path, text: str) -> list[Problem]:
    """The warning for a `source:` that names a folder in this one: Jekyll builds only that."""
    written = config.extra.get("source")
    folder = source / written if isinstance(written, str) else source
    if not folder.is_dir() or folder.resolve() == source.resolve():
        return []
    # Imported here because few sites have the key.
    from allforces_site.front_matter.any_yaml import line_of

    shown = Path(os.path.relpath(folder)).as_posix()
    settings = Path(os.path.relpath(source / CONFIG_FILE)).as_posix()
    return [
        warning(
            "config-value",
            say(
                'source: "{folder}" is not followed: the site in the folder of this file is built',
                folder=str(written),
            ),
            CONFIG_FILE,
            line_of(text, ("source",)),
            hint=say(
                "build with --source {source} --config {file}", source=quote(shown), file=quote(settings)
            ),
        )
    ]


def _shown(file: Path, source: Path) -> str:
    """The name of a file of settings in messages, like all others relative to the source folder."""
    return Path(os.path.relpath(file, source)).as_posix()


def _text(file: Path, name: str) -> str:
    """The text of a file of settings. Raises `SiteError`."""
    try:
        return read_regular(file).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as exc:
        # Imported here because it is rare.
        from allforces_site.front_matter.parse import not_utf8

        message = not_utf8(exc.object[exc.start])
        line = exc.object.count(b"\n", 0, exc.start) + 1
        problem = error("config-not-utf8", message, name, line, hint=say("save the file as UTF-8"))
        raise SiteError([problem]) from None
    except OSError as exc:
        raise SiteError([_unreadable(exc, name)]) from None


def _unreadable(exc: OSError, name: str) -> Problem:
    hint = say("fix its permissions, or put a file in its place")
    return error("config-unreadable", say("cannot be read: {reason}", reason=reason_of(exc)), name, hint=hint)


def _refuse_other_name(source: Path) -> None:
    """Raises `SiteError` for a configuration with another name: with defaults, addresses would change."""
    try:
        names = sorted(path.name for path in source.iterdir() if _OTHER_NAME.fullmatch(path.name))
    except OSError:  # `check_source_folder` reports it.
        return
    if names:
        message = say(
            "the settings must lie in {wanted}; {found} is not read", wanted=CONFIG_FILE, found=names[0]
        )
        hint = say("rename it to {name}", name=CONFIG_FILE)
        raise SiteError([error("config-name", message, names[0], hint=hint)])


def _parsed(texts: list[tuple[str, str]], parse_cache: ParseCache) -> tuple[Config, tuple[Problem, ...]]:
    key = key_of("config", fingerprint(), texts)
    known = parse_cache.value(key, _DECODER)
    if known is not None:
        return known
    # The validation takes longer to import than most builds run.
    from allforces_site.config.parse import parse_configs

    config, problems = parse_configs(texts)
    if is_plain(config.free_values):
        parse_cache.keep([Row(key, msgspec.msgpack.encode((config, problems), enc_hook=str), b"")])
    return config, problems
