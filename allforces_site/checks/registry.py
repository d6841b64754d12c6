"""All rules, in the order in which docs/checks.md lists them; mends are made in this order too."""

from __future__ import annotations

from allforces_site.checks import end_marker
from allforces_site.checks.rule import Rule

RULES: tuple[Rule, ...] = (end_marker.RULE,)

RULE_OF: dict[str, Rule] = {rule.code: rule for rule in RULES}
