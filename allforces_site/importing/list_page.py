"""`IMPORT.md`: what an import did, and what is left to do, for the owner of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from allforces_site.importing.values import Imported, ToPort, as_text
from allforces_site.text.counted import counted, some_names

FILE = "IMPORT.md"

_BEGINNING = """# Import of {name}

`allforces import` made this project of the Jekyll repository `{source}`, which it left as it was.
`content/` has {files}: {posts}, {pages}, {copied}, and what shapes them. Both build the same
{addresses}.
Work through this list, then delete this file.
"""
_NEXT = """## Next

1. `allforces build`, and `allforces compare ../old _site` if the site that Jekyll made is in `../old`.
2. Work through the lists below. What is not listed needs nothing.
3. `allforces build --strict`: what it reports stops `.github/workflows/deploy.yml`.
4. Push to the branch `main` of a repository; under *Settings → Pages*, choose *GitHub Actions* as the source.
"""
_TO_PUBLISH = "If readers need one of them, copy it into `content/` and name it under `include:`."
# The most files that are named for one entry.
_USES = 3


def list_page(imported: Imported) -> str:
    """The text of the file."""
    counts, porting = imported.counts, imported.porting
    beginning = _BEGINNING.format(
        name=imported.name,
        source=imported.folder_name,
        files=counted(counts.files, "file"),
        posts=counted(counts.posts, "post"),
        pages=counted(counts.pages, "page"),
        copied=counted(counts.copied, "copied file"),
        addresses=counted(counts.addresses, "address", "addresses"),
    )
    settings = [(f"`{item.key}` (line {item.line})", item.reason, "") for item in imported.settings]
    remarks = [(f"`{item.path}`", item.found, item.todo) for item in imported.remarks]
    left_out = [(f"`{item.path}`", item.reason, item.todo) for item in imported.left_out]
    sections = [
        _section("Look at", remarks),
        _section("Layouts to port", map(_porting_row, porting.layouts)),
        _section("Includes to port", map(_porting_row, porting.includes)),
        _section("Tags and filters to port", map(_porting_row, porting.tags)),
        _section("Templates to correct", map(_porting_row, porting.templates)),
        _section("Plugins to port", map(_porting_row, porting.plugins)),
        _section(
            "Settings without effect", settings, "Each has a comment in `content/_config.yml`; it may stay."
        ),
        _section("Left out", left_out, _TO_PUBLISH),
    ]
    return as_text("\n".join([beginning, _NEXT, *filter(None, sections)]))


def summary(imported: Imported) -> list[str]:
    """What was imported and how much is left, as lines for the terminal."""
    counts, porting = imported.counts, imported.porting
    left = (
        ("layout to port", "layouts to port", porting.layouts),
        ("include to port", "includes to port", porting.includes),
        ("tag or filter to port", "tags and filters to port", porting.tags),
        ("template to correct", "templates to correct", porting.templates),
        ("plugin to port", "plugins to port", porting.plugins),
        ("setting without effect", "settings without effect", imported.settings),
        ("file or folder left out", "files or folders left out", imported.left_out),
        ("thing to look at", "things to look at", imported.remarks),
    )
    posts, pages = counted(counts.posts, "post"), counted(counts.pages, "page")
    lines = [
        f"{imported.source} → {imported.target}",
        f"{posts}, {pages}, {counted(counts.copied, 'copied file')}; "
        f"the same {counted(counts.addresses, 'address', 'addresses')} in both",
    ]
    lines += [f"  {counted(len(found), one, many)}" for one, many, found in left if found]
    return list(map(as_text, lines))


def _porting_row(item: ToPort) -> tuple[str, str, str]:
    uses = f" ({_uses(item.used_in)})" if item.used_in else ""
    return f"`{item.name}`{uses}", item.found, item.todo


def _uses(files: Sequence[str]) -> str:
    names = some_names(files, _USES)
    return f"in {names}" if len(files) <= _USES else f"in {counted(len(files), 'file')}: {names}"


def _section(title: str, rows: Iterable[tuple[str, str, str]], text: str = "") -> str:
    """A section with a task for each row (what, what was found, what to do); "" without rows."""
    lines = [f"- [ ] {what}: {found}{f'. {_sentence(todo)}' if todo else ''}" for what, found, todo in rows]
    if not lines:
        return ""
    head = [f"## {title}", "", *([text, ""] if text else [])]
    return "\n".join([*head, *map(_one_line, lines), ""])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _one_line(text: str) -> str:
    """The text without line breaks and control characters, which names of files may have."""
    return re.sub(r"[\0-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
