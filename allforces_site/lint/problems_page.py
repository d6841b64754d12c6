"""Writes the page docs/problems.md, and docs/ja/problems.md, which list all kinds of problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.errors import SEVERITY_NAMES
from allforces_site.files.documentation import page_in
from allforces_site.lint.problem_codes import GROUPS
from allforces_site.lint.problems.problem_kind import ProblemGroup, ProblemKind
from allforces_site.messages.message import Message, in_language, say
from allforces_site.text.late_pattern import late_pattern

_ORIGIN = "<!-- `make messages` writes this page: the texts are in allforces_site/lint/problems. -->"
_INTRO = (
    say(
        "Every problem has a code and a severity, and usually a file and a line. Errors fail the build "
        "(exit code 1), warnings fail it with `--strict`, notes never do. An error in one file does not keep "
        "the others from being built, but if there are errors, no old file is removed from the output "
        "folder. `source-folder` and `output-folder` are wrong usage (exit code 2)."
    ),
    say(
        "The terminal shows the first ten warnings and notes of each code; [`--report`](report.md) lists all."
    ),
)
_COLUMNS = (say("code"), say("severity"), say("meaning"), say("what to do"))
_LINK = late_pattern(r"\]\((?!https?:)([^)#\s]+)(#[^)\s]*)?\)")


def page_path(lang: str) -> str:
    """The path of the page in a language, relative to the folder `docs`."""
    return "problems.md" if lang == "en" else f"{lang}/problems.md"


def problems_page(lang: str) -> str:
    """The page in a language, as Markdown."""
    text = "".join(f"{line}\n" for line in _lines(lang))
    return text if lang == "en" else _LINK.sub(lambda link: f"]({_place(link, lang)})", text)


def severity_text(kind: ProblemKind) -> Message:
    """Which severity the problems of a kind have, and when."""
    return kind.when or SEVERITY_NAMES[kind.severities[0]]


def _lines(lang: str) -> Iterator[str]:
    yield f"# {in_language(say('Problems'), lang)}\n"
    yield f"[日本語]({page_path('ja')})\n" if lang == "en" else f"[English](../{page_path('en')})\n"
    yield f"{_ORIGIN}\n"
    yield from (f"{in_language(paragraph, lang)}\n" for paragraph in _INTRO)
    for group in GROUPS:
        yield from _section(group, lang)


def _section(group: ProblemGroup, lang: str) -> Iterator[str]:
    yield f"## {in_language(group.title, lang)}\n"
    if group.intro is not None:
        yield f"{in_language(group.intro, lang)}\n"
    yield _row(in_language(column, lang) for column in _COLUMNS)
    yield "|---|---|---|---|"
    for kind in group.kinds:
        texts = (severity_text(kind), kind.meaning, kind.todo)
        yield _row((f"`{kind.code}`", *(in_language(text, lang) for text in texts)))
    if group is not GROUPS[-1]:
        yield ""


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _place(link: re.Match[str], lang: str) -> str:
    """Where a link of the page in another language leads: to the same page in it, or else the English one.

    Anchors are those of English headings.
    """
    page, anchor = link[1], link[2] or ""
    return page if not anchor and page_in(page, lang) != page else f"../{page}{anchor}"
