"""A post that nearly doubles another one."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.near_doubles import NEARLY, NearDouble
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView

# The most further posts that are named.
_NAMED = 3


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each post that doubles earlier ones, with the nearest of them first."""
    doubles_of: dict[str, list[NearDouble]] = {}
    for double in view.near_doubles:
        doubles_of.setdefault(double.later, []).append(double)
    for later, doubles in doubles_of.items():
        doubles.sort(key=lambda double: (-max(double.share, double.first_share), double.first))
        yield Finding(
            _message(doubles),
            later,
            1,
            1,
            "keep one of them, with a redirect from the other's address, or say in this one what is new",
        )


def _message(doubles: list[NearDouble]) -> str:
    nearest, *others = doubles
    if nearest.share >= NEARLY:
        message = f"{nearest.share:.0%} of the text is in {nearest.first} too"
    else:
        message = f"{nearest.first_share:.0%} of the text of {nearest.first} is in this longer one too"
    if not others:
        return message
    named = ", ".join(
        f"{other.first} ({max(other.share, other.first_share):.0%})" for other in others[:_NAMED]
    )
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    return f"{message}, and much in {named}{more}"


RULE = Rule(
    "near-double",
    Severity.WARNING,
    "A post that nearly doubles another",
    title_ja="ほかの記事とほぼ同じ本文",
    advice_ja="本文の半分以上がほかの記事と重なります。一つにまとめるか、片方を取り下げてください。",
    find_in_site=find_in_site,
)
