"""Reads `_config.yml`; a text that an earlier build validated is not validated again."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Problem, SiteError, error
from allforces_site.files.regular_files import read_regular
from allforces_site.text.plain_values import is_plain

# Jekyll reads the first two as well; the others are made by editors and by mistake.
_OTHER_NAME = re.compile(r"_config\.(?:yaml|toml|json)|[_＿]?config\.ya?ml(?:\.txt)?", re.IGNORECASE)

_DECODER = msgspec.msgpack.Decoder(tuple[Config, tuple[Problem, ...]])


def load_config(source: Path, parse_cache: ParseCache | None = None) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration of the site at `source`, and warnings; a missing file means defaults.

    A text whose result `parse_cache` holds is not validated again. Raises `SiteError` with every wrong value,
    each with its line.
    """
    path = source / CONFIG_FILE
    try:
        text = read_regular(path).decode("utf-8-sig")
    except FileNotFoundError as exc:
        if path.is_symlink():
            raise SiteError([_unreadable(exc)]) from None
        _refuse_other_name(source)
        return Config(), ()
    except UnicodeDecodeError as exc:
        raise SiteError(
            [
                error(
                    "config-not-utf8",
                    f"cannot be read as text: byte 0x{exc.object[exc.start]:02X} is not UTF-8",
                    CONFIG_FILE,
                    exc.object.count(b"\n", 0, exc.start) + 1,
                    hint="save the file as UTF-8",
                )
            ]
        ) from None
    except OSError as exc:
        raise SiteError([_unreadable(exc)]) from None
    return _parsed(text.replace("\r\n", "\n"), parse_cache or ParseCache(None))


def _unreadable(exc: OSError) -> Problem:
    hint = "fix its permissions, or put a file in its place"
    return error("config-unreadable", f"cannot be read: {exc.strerror}", CONFIG_FILE, hint=hint)


def _refuse_other_name(source: Path) -> None:
    """Raises `SiteError` for a configuration with another name: with defaults, addresses would change."""
    try:
        names = sorted(path.name for path in source.iterdir() if _OTHER_NAME.fullmatch(path.name))
    except OSError:  # `check_source_folder` reports it.
        return
    if names:
        message = f"the settings must lie in {CONFIG_FILE}; {names[0]} is not read"
        raise SiteError([error("config-name", message, names[0], hint=f"rename it to {CONFIG_FILE}")])


def _parsed(text: str, parse_cache: ParseCache) -> tuple[Config, tuple[Problem, ...]]:
    key = key_of("config", fingerprint(), text)
    known = parse_cache.value(key, _DECODER)
    if known is not None:
        return known
    # The validation takes longer to import than most builds run.
    from allforces_site.config.parse import parse_config

    config, problems = parse_config(text)
    if is_plain(config.free_values):
        parse_cache.keep([Row(key, msgspec.msgpack.encode((config, problems), enc_hook=str), b"")])
    return config, problems
