"""What is known of all problems of one code."""

from __future__ import annotations

import msgspec

from allforces_site.errors import Severity
from allforces_site.messages.message import Message

ERROR, WARNING, NOTE = (Severity.ERROR,), (Severity.WARNING,), (Severity.NOTE,)


class ProblemKind(msgspec.Struct, frozen=True):
    """A kind of problem: `severities` that it may have, the usual one first, and `when` it has which.

    `title` says in a few words what is wrong, `meaning` when it is reported, and `todo` what to do about it.
    `meaning` and `todo` are Markdown, whose links are relative to the folder `docs`.
    """

    code: str
    severities: tuple[Severity, ...]
    title: Message
    meaning: Message
    todo: Message
    when: Message | None = None


class ProblemGroup(msgspec.Struct, frozen=True):
    """Kinds of problems with one subject, `title`; `intro` says what is true of all of them, in Markdown."""

    title: Message
    kinds: tuple[ProblemKind, ...]
    intro: Message | None = None
