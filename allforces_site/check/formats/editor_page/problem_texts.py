"""The titles and advice of rules and problems, for editors."""

from __future__ import annotations

import msgspec

from allforces_site.lint.problem_codes import PROBLEMS
from allforces_site.lint.registry import RULE_OF
from allforces_site.messages.message import Message, as_it_is


class ProblemText(msgspec.Struct, frozen=True):
    """What is wrong, in a few words, and what to do about it, in a sentence or two (None for no advice)."""

    title: Message
    advice: Message | None = None


def problem_text(code: str) -> ProblemText:
    """The text of a rule, or of a problem of reading or building the site."""
    if code in RULE_OF:
        return ProblemText(RULE_OF[code].title, RULE_OF[code].advice)
    return ProblemText(PROBLEMS[code].title if code in PROBLEMS else as_it_is(code))
