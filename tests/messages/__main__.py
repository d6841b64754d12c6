"""`python -m tests.messages`: brings the catalogues up to date with the code and compiles them.

Then it writes the pages of the documentation that are made of messages.
"""

from __future__ import annotations

from allforces_site.files.documentation import documentation
from allforces_site.lint.problems_page import page_path, problems_page
from allforces_site.messages.language import LANGUAGES
from hatch_build import compile_catalog
from tests.messages.extraction import ROOT, catalog_files, read_catalog, updated


def main() -> None:
    """Writes each catalogue, says how many of its messages are not translated, and writes the pages."""
    for source in catalog_files():
        source.write_bytes(updated(source))
        compile_catalog(source)
        untranslated = sum(1 for message in read_catalog(source) if message.id and not message.string)
        print(f"{source.relative_to(ROOT)}: {untranslated} not translated")  # noqa: T201
    for lang in LANGUAGES:
        page = documentation(page_path(lang))
        page.parent.mkdir(exist_ok=True)
        page.write_text(problems_page(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
