"""Where in a page's HTML the text stands that an author wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

# The element of the theme that holds the text of a post or page, as in templates/post.html.
TEXT_CLASS = "prose"

# line from 1, column from 0
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """From the end of the opening tag to the start of the closing one."""

    start: Position
    end: Position

    def __contains__(self, position: Position) -> bool:
        return self.start <= position < self.end


def text_spans(html: str) -> list[Span]:
    """The parts of a page that come from an author. One that is never closed reaches to the page's end."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    if finder.start is not None:
        finder.spans.append(Span(finder.start, (html.count("\n") + 2, 0)))
    return finder.spans


@dataclass
class _Finder(HTMLParser):
    spans: list[Span] = field(default_factory=list)
    start: Position | None = None
    depth: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "div":
            return
        if self.start is not None:
            self.depth += 1
        elif TEXT_CLASS in (dict(attrs).get("class") or "").split():
            line, column = self.getpos()
            self.start = (line, column + len(self.get_starttag_text() or ""))
            self.depth = 1

    def handle_endtag(self, tag: str) -> None:
        if tag != "div" or self.start is None:
            return
        self.depth -= 1
        if self.depth == 0:
            self.spans.append(Span(self.start, self.getpos()))
            self.start = None
