"""`IMPORT.md`: what an import did, and what is left to do, for the owner of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from allforces_site.files.utf8_text import utf8_text
from allforces_site.importing.values import Counts, Imported, ToPort
from allforces_site.messages.counts import files_number, pages_number, posts_number
from allforces_site.messages.message import (
    ENGLISH,
    N_,
    Message,
    N_plural,
    as_it_is,
    in_language,
    say,
    say_plural,
    some_of,
)

FILE = "IMPORT.md"

_BEGINNING = N_(
    """# Import of {name}

`allforces import` made this project of the Jekyll repository `{source}`, which it left as it was.
`content/` has {files}: {posts}, {pages}, {copied}, and what shapes them. Both build the same
{addresses}.
Work through this list, then delete this file.
"""
)
_NEXT = say(
    """## Next

1. `allforces build`, and `allforces compare ../old _site` if the site that Jekyll made is in `../old`.
2. Work through the lists below. What is not listed needs nothing.
3. `allforces build --strict`: what it reports stops `.github/workflows/deploy.yml`.
4. Push to the branch `main` of a repository; under *Settings → Pages*, choose *GitHub Actions* as the source.
"""
)
_TO_PUBLISH = say("If readers need one of them, copy it into `content/` and name it under `include:`.")
# The most files that are named for one entry.
_USES = 3


# What is left, in singular and plural.
_LAYOUTS = N_plural("{number} layout to port", "{number} layouts to port")
_INCLUDES = N_plural("{number} include to port", "{number} includes to port")
_TAGS = N_plural("{number} tag or filter to port", "{number} tags and filters to port")
_TEMPLATES = N_plural("{number} template to correct", "{number} templates to correct")
_PLUGINS = N_plural("{number} plugin to port", "{number} plugins to port")
_SETTINGS = N_plural("{number} setting without effect", "{number} settings without effect")
_LEFT_OUT = N_plural("{number} file or folder left out", "{number} files or folders left out")
_REMARKS = N_plural("{number} thing to look at", "{number} things to look at")

# A task: what, what was found, and what to do if that is known.
_Row = tuple[Message, Message, Message | None]


def list_page(imported: Imported, lang: str) -> str:
    """The text of the file, in a language."""
    porting = imported.porting
    settings = [
        (say("`{key}` (line {line})", key=item.key, line=item.line), item.reason, None)
        for item in imported.settings
    ]
    remarks = [(_code(item.path), item.found, item.todo) for item in imported.remarks]
    left_out = [(_code(item.path), item.reason, item.todo) for item in imported.left_out]
    of_settings = say("Each has a comment in `content/_config.yml`; it may stay.")
    section = partial(_section, lang)
    sections = [
        section(say("Look at"), remarks),
        section(say("Layouts to port"), map(_porting_row, porting.layouts)),
        section(say("Includes to port"), map(_porting_row, porting.includes)),
        section(say("Tags and filters to port"), map(_porting_row, porting.tags)),
        section(say("Templates to correct"), map(_porting_row, porting.templates)),
        section(say("Plugins to port"), map(_porting_row, porting.plugins)),
        section(say("Settings without effect"), settings, of_settings),
        section(say("Left out"), left_out, _TO_PUBLISH),
    ]
    head = [in_language(part, lang) for part in (_beginning(imported), _NEXT)]
    return utf8_text("\n".join([*head, *filter(None, sections)]))


def _beginning(imported: Imported) -> Message:
    return say(_BEGINNING, name=imported.name, source=imported.folder_name, **_counts(imported.counts))


def _counts(counts: Counts) -> dict[str, Message]:
    return {
        "files": files_number(counts.files),
        "posts": posts_number(counts.posts),
        "pages": pages_number(counts.pages),
        "copied": say_plural("{number} copied file", "{number} copied files", number=counts.copied),
        "addresses": say_plural("{number} address", "{number} addresses", number=counts.addresses),
    }


def summary(imported: Imported, lang: str) -> list[str]:
    """What was imported and how much is left, as lines for the terminal."""
    porting = imported.porting
    left = (
        (_LAYOUTS, porting.layouts),
        (_INCLUDES, porting.includes),
        (_TAGS, porting.tags),
        (_TEMPLATES, porting.templates),
        (_PLUGINS, porting.plugins),
        (_SETTINGS, imported.settings),
        (_LEFT_OUT, imported.left_out),
        (_REMARKS, imported.remarks),
    )
    counts = _counts(imported.counts)
    del counts["files"]
    same = say("{posts}, {pages}, {copied}; the same {addresses} in both", **counts)
    lines = [f"{imported.source} → {imported.target}", in_language(same, lang)]
    numbers = [say_plural(*texts, number=len(found)) for texts, found in left if found]
    lines += [f"  {in_language(number, lang)}" for number in numbers]
    return list(map(utf8_text, lines))


def _code(name: str) -> Message:
    return as_it_is(f"`{name}`")


def _porting_row(item: ToPort) -> _Row:
    name = say("`{name}` ({uses})", name=item.name, uses=_uses(item.used_in))
    return name if item.used_in else _code(item.name), item.found, item.todo


def _uses(files: Sequence[str]) -> Message:
    names = some_of(files, _USES)
    if len(files) <= _USES:
        return say("in {files}", files=names)
    return say_plural(
        "in {number} file: {files}", "in {number} files: {files}", number=len(files), files=names
    )


def _section(lang: str, title: Message, rows: Iterable[_Row], text: Message | None = None) -> str:
    """A section with a task for each row; "" without rows."""
    lines = [f"- [ ] {in_language(_task(row, lang), lang)}" for row in rows]
    if not lines:
        return ""
    head = [f"## {in_language(title, lang)}", "", *([in_language(text, lang), ""] if text else [])]
    return "\n".join([*head, *map(_one_line, lines), ""])


def _task(row: _Row, lang: str) -> Message:
    what, found, todo = row
    if todo is None:
        return say("{what}: {found}", what=what, found=found)
    sentence = in_language(todo, lang)
    sentence = sentence[:1].upper() + sentence[1:] if lang == ENGLISH else sentence
    return say("{what}: {found}. {todo}", what=what, found=found, todo=sentence)


def _one_line(text: str) -> str:
    """The text without line breaks and control characters, which names of files may have."""
    return re.sub(r"[\0-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
