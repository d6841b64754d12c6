"""What an import found and did, as values; `to_json` writes them as they are documented in docs/import.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from allforces_site.errors import Problem
from allforces_site.files.utf8_text import json_report
from allforces_site.messages.message import Message, in_language


class ImportRefusedError(Exception):
    """Nothing can be imported as it was asked: a wrong DIR or TARGET. `option` is the argument's name."""

    def __init__(self, option: str, message: Message, hint: Message) -> None:
        self.option, self.message, self.hint = option, message, hint
        super().__init__(message)


class ImportFailedError(Exception):
    """The import did not succeed, and nothing was written; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Move(msgspec.Struct, frozen=True):
    """A file to copy: `path` in the new project, with `/`; `file` is where it is now."""

    path: str
    file: str


class LeftOut(msgspec.Struct, frozen=True):
    """A file or folder (ending in `/`) of the repository that is not in the project: why, and what to do."""

    path: str
    reason: Message
    todo: Message


class Setting(msgspec.Struct, frozen=True):
    """A key of `_config.yml` that changes nothing, with its line there and the reason."""

    key: str
    line: int
    reason: Message


class ToPort(msgspec.Struct, frozen=True):
    """A layout, an include, a tag, a filter, a plugin or a template that does not work as it is.

    `used_in` are files that need it, some with a line (`about.md:3`), or the settings that name it. `found`
    says what is wrong, or what there is in its place.
    """

    name: str
    found: Message
    todo: Message
    used_in: tuple[str, ...] = ()


class Remark(msgspec.Struct, frozen=True):
    """Something else to look at: a submodule, names that differ only in case, the time zone."""

    path: str
    found: Message
    todo: Message


class Porting(msgspec.Struct, frozen=True):
    """What is still to port, by kind."""

    layouts: tuple[ToPort, ...] = ()
    includes: tuple[ToPort, ...] = ()
    tags: tuple[ToPort, ...] = ()
    templates: tuple[ToPort, ...] = ()
    plugins: tuple[ToPort, ...] = ()


class Counts(msgspec.Struct, frozen=True):
    """Numbers of an import. `addresses` are those that the repository and the project both build."""

    files: int
    posts: int
    pages: int
    copied: int
    addresses: int


class Imported(msgspec.Struct, frozen=True):
    """An import. `is_written` is false after a dry run; `name` is the site's title, or the folder's name."""

    source: str
    target: str
    name: str
    is_written: bool
    counts: Counts
    settings: tuple[Setting, ...]
    porting: Porting
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...]

    @property
    def folder_name(self) -> str:
        """The name of the repository's folder: the whole path is nobody's business."""
        return Path(self.source).resolve().name


def to_json(imported: Imported, lang: str) -> str:
    """The import as JSON text, whose messages are in the language `lang`."""
    from allforces_site.build.report import problem_entry

    def entries(values: tuple[msgspec.Struct, ...]) -> list[dict[str, Any]]:
        return [
            {
                name: in_language(item, lang) if isinstance(item, Message) else item
                for name, item in msgspec.structs.asdict(value).items()
            }
            for value in values
        ]

    porting = imported.porting
    content = {
        "source": imported.source,
        "target": imported.target,
        "written": imported.is_written,
        "counts": msgspec.structs.asdict(imported.counts),
        "settings": entries(imported.settings),
        "layouts": entries(porting.layouts),
        "includes": entries(porting.includes),
        "tags": entries(porting.tags),
        "templates": entries(porting.templates),
        "plugins": entries(porting.plugins),
        "left_out": entries(imported.left_out),
        "remarks": entries(imported.remarks),
        "problems": [problem_entry(problem, lang) for problem in imported.problems],
    }
    return json_report(content)
