"""Finds keys, tokens and passwords in the files of a site before they are deployed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath

import msgspec

from allforces_site.config.model import CheckSettings
from allforces_site.deploy.local_site import LocalSite
from allforces_site.errors import Problem, error
from allforces_site.files.kinds import is_secret_name
from allforces_site.files.regular_files import read_regular
from allforces_site.lint.rules.tree.secret import RULE, may_hold_text
from allforces_site.lint.severity import severity_of
from allforces_site.messages.message import Message, say, some_of
from allforces_site.text.secret_patterns import find_secrets

_MARKUP = (".html", ".htm", ".xml", ".svg")
_TAG = re.compile(r"<[^<>]*>")
_HINT = say(
    "nothing was deployed; remove it and build again, and revoke it where it was issued; if it is not a "
    "secret, turn the rule `secret` off for the file: allforces.checks.paths"
)


def published_secrets(site: LocalSite, sources: Mapping[str, str], settings: CheckSettings) -> list[Problem]:
    """A problem for each secret in the files of the site, with the first files that contain it.

    `sources` are the sources of pages by output path. A text in a file for which `settings` turn the rule
    `secret` off does not count as a secret, on lists and in feeds neither.
    """
    places: dict[_Secret, list[str]] = defaultdict(list)
    allowed: set[_Secret] = set()
    for path in sorted(site.files):
        is_off = severity_of(RULE.code, sources.get(path, path), settings) is None
        for secret in _secrets_in_file(site, path):
            places[secret].append(path)
            if is_off:
                allowed.add(secret)
    return [_problem(secret, paths, sources) for secret, paths in places.items() if secret not in allowed]


class _Secret(msgspec.Struct, frozen=True):
    """A secret: a description without the secret itself, and a digest that identifies it."""

    shown: Message
    digest: bytes


def _secrets_in_file(site: LocalSite, path: str) -> set[_Secret]:
    if is_secret_name(path.rpartition("/")[2]):
        return {_Secret(say("a file that contains keys or passwords"), path.encode())}
    if not may_hold_text(PurePosixPath(path)):
        return set()
    text = read_regular(site.root / path).decode("utf-8", "replace")
    # Highlighted code has tags inside of words.
    parts = [text, _TAG.sub("", text)] if path.endswith(_MARKUP) else [text]
    secrets = (secret for part in parts for secret in find_secrets(part, path))
    return {
        _Secret(say("{kind}: {beginning}", kind=secret.kind, beginning=secret.masked), secret.digest)
        for secret in secrets
    }


def _problem(secret: _Secret, paths: list[str], sources: Mapping[str, str]) -> Problem:
    # The page of the post, rather than a list or feed that shows it too.
    source = next((sources[path] for path in paths if path in sources), None)
    message = say(
        "{secret} would be published in {files}",
        secret=secret.shown,
        files=some_of([f"/{path}" for path in paths]),
    )
    return error(RULE.code, message, source, hint=_HINT)
