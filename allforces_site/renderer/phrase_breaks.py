"""The filter `phrases`: a Japanese title with `<wbr>` where a line may end.

Browsers break Japanese between any two characters; only Chromium can look for phrases by itself
(`word-break: auto-phrase`), and does so at each visit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from allforces_site.text.phrases import has_phrases, phrases

_ZERO_WIDTH_SPACE = "\u200b"


class PhraseBreaks:
    """Marks the phrases of titles on a Japanese site; on others, titles stay as they are.

    `known` are the phrases of titles, by title, that were found when their posts were read.
    """

    def __init__(self, language: str, known: Mapping[str, Sequence[str]] | None = None) -> None:
        self._language = language
        self._known = known or {}
        self._marked_up: dict[str, str] = {}

    def __call__(self, title: str) -> str:
        """`title` as HTML with `<wbr>` between its phrases, or as it is if it has only one.

        The style keeps each phrase together: `<span class="phrases">`.
        """
        marked_up = self._marked_up.get(title)
        if marked_up is None:
            marked_up = self._marked_up[title] = self._mark_up(title)
        return marked_up

    def _mark_up(self, title: str) -> str:
        if not has_phrases(title, self._language):
            return title
        parts = self._known.get(title) or phrases(title)
        if len(parts) == 1:
            return title
        escaped = str(escape(_ZERO_WIDTH_SPACE.join(parts)))
        return Markup(f'<span class="phrases">{escaped.replace(_ZERO_WIDTH_SPACE, "<wbr>")}</span>')
