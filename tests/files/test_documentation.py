"""Documentation that messages name can be opened, from a checkout and from the package."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from click.testing import CliRunner

from allforces_site.cli import main
from allforces_site.files import documentation
from allforces_site.files.documentation import page_address, page_in, page_named, page_text
from allforces_site.lint.registry import RULES
from allforces_site.messages.message import in_language
from tests.conftest import Workshop

PACKAGE = Path(__file__).parents[2] / "allforces_site"


def opened(address: str) -> str:
    return Path(url2pathname(urlsplit(address).path)).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["checks.md", "deploy.md", "checks/end-marker.md"])
def test_an_address_leads_to_the_page(page: str) -> None:
    assert opened(page_address(page)).startswith("# ")


def test_every_rule_has_a_page_that_is_installed() -> None:
    assert all(page_text(f"checks/{rule.code}.md") for rule in RULES)
    assert page_text("no-such.md") is None


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with a page in two languages and one in English only."""
    texts = {
        "a.md": "# A\n\n[日本語](ja/a.md)\n\na\n",
        "b.md": "# B\n",
        "ja/a.md": "# あ\n\n[English](../a.md)\n\nあ\n",
    }
    for name, text in texts.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(documentation, "_PACKAGE", tmp_path)


@pytest.mark.usefixtures("pages")
def test_a_page_is_read_in_a_language_without_the_link_to_its_twin() -> None:
    assert (page_in("a.md", "ja"), page_text("a.md", "ja")) == ("ja/a.md", "# あ\n\nあ\n")
    assert (page_in("a.md", "en"), page_text("a.md", "en")) == ("a.md", "# A\n\na\n")


@pytest.mark.usefixtures("pages")
def test_a_page_without_a_twin_is_the_english_one() -> None:
    assert (page_in("b.md", "ja"), page_text("b.md", "ja")) == ("b.md", "# B\n")
    assert page_text("c.md", "ja") is None


@pytest.mark.process
def test_a_message_names_a_page_that_can_be_opened(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workshop.root)
    workshop.config("allforces: {deploy: {live: {rsync: 'rsync://me:secret@host/module'}}}")
    for command in (["check", "--select", "no-such-rule-at-all"], ["check"], ["deploy", "live"]):
        said = CliRunner().invoke(main, command).output
        (address,) = re.findall(r"file://\S+\.md", said)
        assert opened(address).startswith("# ")


def test_help_names_the_folder_of_the_documentation() -> None:
    said = CliRunner().invoke(main, ["--help"]).output

    assert str(Path(__file__).parents[2] / "docs") in "".join(said.split())


def test_no_message_names_a_page_without_its_address() -> None:
    """In strings other than docstrings, which only readers of the source see."""
    for file in PACKAGE.rglob("*.py"):
        if file.name == "documentation.py":
            continue
        text = re.sub(r'""".*?"""', "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"#.*", "", text)
        assert not re.search(r"\bdocs/[a-z-]+\.md", text), file


@pytest.mark.parametrize("page", ["checks.md", "deploy.md"])
def test_a_message_names_the_page_in_the_language_of_whoever_reads_it(page: str) -> None:
    named = page_named(page)

    assert opened(in_language(named, "en")) == documentation.documentation(page).read_text(encoding="utf-8")
    assert opened(in_language(named, "ja")) == documentation.documentation(f"ja/{page}").read_text(
        encoding="utf-8"
    )


def test_a_page_without_a_twin_is_named_in_english() -> None:
    assert in_language(page_named("plugins.md"), "ja") == page_address("plugins.md")
