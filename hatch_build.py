"""Compiles the catalogues of messages when the package is built or installed, also in place of a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path("allforces_site", "locale")


class Catalogs(BuildHookInterface[Any]):
    """Hatchling's hook before a build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (Hatchling's)
        """Compiles all catalogues of the project."""
        for source in sorted(Path(self.root, LOCALE).rglob("*.po")):
            compile_catalog(source)


def compile_catalog(source: Path) -> None:
    """Writes the compiled catalogue (`.mo`) beside its source (`.po`)."""
    with source.open("rb") as file:
        catalog = read_po(file)
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
