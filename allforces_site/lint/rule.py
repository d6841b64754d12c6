"""What a rule is: a code, a severity, texts, and functions that return findings with proposed fixes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message


class Rule(msgspec.Struct, frozen=True):
    """One rule. `title` says in a few words what it finds, `advice` in full sentences what to do about it;
    docs/checks/<code>.md says the rest.

    `find` checks one file by itself, and its findings are cached until that file or the configuration
    changes; `find_in_site` checks all files together, and its findings are cached until anything in the
    `SiteView` changes, unless the rule `reads_files` besides. A rule has one of the two, but for
    `unused-ignore`, which judges the findings of all others.

    Findings of a rule that `fixes` may carry a proposal: edits that remove what was found, and nothing else.
    `find_in_site` does not have the texts of files; its findings get their proposals from `find_in_file`,
    which finds the same in the text of one file.

    A rule that `is_optional` is off unless `--select` or the configuration chooses it or its family.
    """

    code: str
    severity: Severity
    title: Message
    advice: Message
    find: Callable[[SourceFile, Config], Iterable[Finding]] | None = None
    find_in_site: Callable[[SiteView], Iterable[Finding]] | None = None
    find_in_file: Callable[[SourceFile, SiteView], Iterable[Finding]] | None = None
    fixes: bool = False
    is_optional: bool = False
    reads_files: bool = False


__all__ = ["Finding", "Rule", "SiteView"]
