"""Keys, tokens and passwords in the files that a deploy would publish, whatever the build was asked for."""

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
from allforces_site.text.counted import some_names
from allforces_site.text.secret_patterns import find_secrets

_MARKUP = (".html", ".htm", ".xml", ".svg")
_TAG = re.compile(r"<[^<>]*>")
_HINT = "nothing was deployed; take it out and build again, and revoke it where it was made"
_RULE_OFF = "if it is none, turn the rule `secret` off for the file: allforces.checks.paths"


def published_secrets(site: LocalSite, sources: Mapping[str, str], settings: CheckSettings) -> list[Problem]:
    """A problem for each secret in the files of the site, with the first files that hold it.

    `sources` give the source of a page by its output path. What stands in a file for which `settings` turn
    the rule `secret` off is none, on lists and in feeds too.
    """
    places: dict[_Found, list[str]] = defaultdict(list)
    allowed: set[_Found] = set()
    for path in sorted(site.files):
        is_off = severity_of(RULE.code, sources.get(path, path), settings) is None
        for found in _in_file(site, path):
            places[found].append(path)
            if is_off:
                allowed.add(found)
    return [_problem(found, paths, sources) for found, paths in places.items() if found not in allowed]


class _Found(msgspec.Struct, frozen=True):
    """A secret: what it is, to be shown, and what tells it from others."""

    shown: str
    digest: bytes


def _in_file(site: LocalSite, path: str) -> set[_Found]:
    if is_secret_name(path.rpartition("/")[2]):
        return {_Found("a file that holds keys or passwords", path.encode())}
    if not may_hold_text(PurePosixPath(path)):
        return set()
    text = read_regular(site.root / path).decode("utf-8", "replace")
    # Highlighted code has tags inside of words.
    parts = [text, _TAG.sub("", text)] if path.endswith(_MARKUP) else [text]
    secrets = (secret for part in parts for secret in find_secrets(part, path))
    return {_Found(f"{secret.kind}: {secret.masked}", secret.digest) for secret in secrets}


def _problem(found: _Found, paths: list[str], sources: Mapping[str, str]) -> Problem:
    # The page that was written for it, rather than a list or feed that shows it too.
    source = next((sources[path] for path in paths if path in sources), None)
    message = f"{found.shown} would be published in {some_names([f'/{path}' for path in paths])}"
    return error(RULE.code, message, source, hint=f"{_HINT}; {_RULE_OFF}")
