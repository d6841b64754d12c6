"""`python -m tests.messages`: brings the catalogues up to date with the code and compiles them."""

from __future__ import annotations

from hatch_build import compile_catalog
from tests.messages.extraction import ROOT, catalog_files, read_catalog, updated


def main() -> None:
    """Writes each catalogue, and says how many of its messages are not translated."""
    for source in catalog_files():
        source.write_bytes(updated(source))
        compile_catalog(source)
        untranslated = sum(1 for message in read_catalog(source) if message.id and not message.string)
        print(f"{source.relative_to(ROOT)}: {untranslated} not translated")  # noqa: T201


if __name__ == "__main__":
    main()
