"""Which files of a source folder are part of the site, by `exclude`, `include` and special names."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache

import msgspec

from allforces_site.config.file_patterns import FilePatterns
from allforces_site.config.model import Config, Surroundings
from allforces_site.files.kinds import left_out_as
from allforces_site.files.paths import is_reserved
from allforces_site.messages.message import Message, say


class FileFilter(msgspec.Struct, frozen=True):
    """Jekyll's EntryFilter: `exclude` and `include` patterns and special names.

    What the generator itself writes is never part of the site, whatever `include` says. `templates` are the
    folders of layouts and includes with other than the usual names.
    """

    exclude: tuple[str, ...]
    include: tuple[str, ...]
    surroundings: Surroundings = Surroundings()
    templates: tuple[str, ...] = ()

    @classmethod
    def of(cls, config: Config) -> FileFilter:
        """The filter that a site's configuration describes."""
        return cls(config.excluded, config.included, config.surroundings, _template_folders(config))

    def is_written(self, relative: str) -> bool:
        """Whether a build wrote this path, or may write it: the output folder, the caches."""
        output = self.surroundings.output
        return is_reserved(relative) or (output is not None and f"{relative}/".startswith(f"{output}/"))

    def is_excluded(self, relative: str, *, is_folder: bool) -> bool:
        """Whether the author excluded this path and did not include it, or a build wrote it."""
        if self.is_written(relative) or self._is_template(relative):
            return True
        patterns = _not_included(self.exclude, self.include)
        return patterns.match(relative, is_folder=is_folder) and not self.is_included(relative)

    def _is_template(self, relative: str) -> bool:
        inside = f"{relative}/"
        return any(inside.startswith(f"{folder}/") for folder in self.templates)

    def is_included(self, relative: str) -> bool:
        """Whether the author included this path or its name, although it may be special."""
        name = relative.rpartition("/")[2]
        patterns = FilePatterns.of(self.include)
        return patterns.match(relative, is_folder=True) or patterns.match(name, is_folder=True)

    def is_named(self, relative: str) -> bool:
        """Whether `include` names just this path: by its path or name, or a pattern with part of the name.

        A folder above it, or a pattern of only wildcards and signs such as `.*`, does not count.
        """
        name = relative.rpartition("/")[2]
        for pattern in (written.removeprefix("./").strip("/") for written in self.include):
            names_something = any(char.isalnum() for char in pattern.rpartition("/")[2])
            if names_something and (fnmatchcase(relative, pattern) or fnmatchcase(name, pattern)):
                return True
        return False

    def left_out_as(self, relative: str, *, is_folder: bool) -> Message | None:
        """What a file or folder is, if no site means to publish it; else, or if `include` names it, None."""
        if is_folder and relative == "templates" and self.surroundings.has_templates:
            kind: Message | None = say("the folder of the site's own templates")
        else:
            kind = left_out_as(relative.rpartition("/")[2], is_folder=is_folder)
        return kind if kind is not None and not self.is_named(relative) else None

    def is_special(self, name: str) -> bool:
        """Whether Jekyll ignores a file of this name: `.x`, `_x`, `#x`, `~x`, `x~`."""
        return name.startswith((".", "_", "#", "~")) or name.endswith("~")


@cache
def _not_included(exclude: tuple[str, ...], include: tuple[str, ...]) -> FilePatterns:
    """The patterns of `exclude` that `include` does not name again; asked for each of thousands of files."""
    return FilePatterns.of(tuple(pattern for pattern in exclude if pattern not in include))


def _template_folders(config: Config) -> tuple[str, ...]:
    """The folders of layouts and includes that the configuration names in place of the usual ones."""
    usual = {"", "_layouts", "_includes"}
    return tuple(folder for folder in (config.layouts_dir, config.includes_dir) if folder not in usual)
