"""The filter `phrases`: a Japanese title with `<wbr>` where a line may end.

Browsers break Japanese between any two characters; only Chromium can find phrases itself
(`word-break: auto-phrase`), and does so at each visit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from allforces_site.text.phrases import has_phrases, phrases

_ZERO_WIDTH_SPACE = "\u200b"


class PhraseBreaks:
    """Marks the phrases of titles on a Japanese site; on others, titles are unchanged.

    `known` holds, by title, the phrases that were found when posts were read; more may be added to it.
    """

    def __init__(self, language: str, known: Mapping[str, Sequence[str]] | None = None) -> None:
        self._language = language
        self._known = known if known is not None else {}
        self._html: dict[str, str] = {}

    def __call__(self, title: str) -> str:
        """Returns `title` as HTML with `<wbr>` between its phrases, or unchanged if it has only one.

        The style of `<span class="phrases">` forbids other breaks.
        """
        html = self._html.get(title)
        if html is None:
            html = self._html[title] = self._mark_up(title)
        return html

    def _mark_up(self, title: str) -> str:
        if not has_phrases(title, self._language):
            return title
        parts = self._known.get(title) or phrases(title)
        if len(parts) == 1:
            return title
        escaped = str(escape(_ZERO_WIDTH_SPACE.join(parts)))
        return Markup(f'<span class="phrases">{escaped.replace(_ZERO_WIDTH_SPACE, "<wbr>")}</span>')
