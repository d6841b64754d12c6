"""The overlay's own words: those around the errors of a failed build."""

from __future__ import annotations

from allforces_site.errors import Severity, counted_problems
from allforces_site.messages.message import in_language, say


def overlay_words(errors: int, more: int, lang: str, *, has_site: bool) -> dict[str, str]:
    """The words by the names under which `live.js` has them, in a language.

    `errors` are all errors, `more` those of them that are not shown. `has_site` says whether a good site is
    behind the overlay.
    """
    goes = (
        say("The last good site is behind this. This disappears when it is fixed.")
        if has_site
        else say("This disappears when it is fixed.")
    )
    words = {
        "title": counted_problems(errors, Severity.ERROR),
        "note": goes,
        "close": say("Close"),
        "more": say("… and {more} more: the terminal shows all", more=more),
    }
    return {"lang": lang, **{name: in_language(message, lang) for name, message in words.items()}}
