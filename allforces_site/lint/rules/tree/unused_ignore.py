"""Something that silences no finding: a comment, `allforces_ignore` in front matter, a setting.

`check` itself finds it (`check.run.silenced`), because only it knows what the other rules found.
"""

from __future__ import annotations

from allforces_site.errors import Severity
from allforces_site.lint.rule import Rule
from allforces_site.messages.message import say

RULE = Rule(
    "unused-ignore",
    Severity.WARNING,
    say("Something that silences no finding"),
    say("What it was to silence is not there, or no longer. Delete it, or correct the code."),
)
