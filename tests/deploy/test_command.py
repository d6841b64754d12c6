"""`allforces deploy` on the command line: what it refuses, and what it says about the files it sends."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from allforces_site.cli import main
from allforces_site.config.model import CheckSettings
from allforces_site.deploy.published_secrets import published_secrets
from tests.conftest import Workshop
from tests.deploy.places import local_site

pytestmark = pytest.mark.skipif(shutil.which("rsync") is None, reason="there is no rsync on this machine")

# Made up, in the form that GitHub documents.
TOKEN = "ghp_" + "aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vW5xY7"
_SETTINGS = "allforces:\n  social_pictures: false\n  search: false\n  deploy:\n    www: {rsync: www}\n"


@pytest.fixture
def blog(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    workshop.config(_SETTINGS)
    workshop.post("2026-01-02-tea", "title: お茶\ntags: [茶]")
    monkeypatch.chdir(workshop.root)
    return workshop


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def build(*options: str) -> None:
    assert run("build", "--jobs", "1", *options).exit_code == 0


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_token_in_a_post_is_never_deployed(blog: Workshop, options: list[str]) -> None:
    blog.post("2026-01-03-key", "title: 鍵", f"鍵は {TOKEN} です。\n")
    build()

    done = run("deploy", "www", *options)

    assert done.exit_code == 1
    assert "_posts/2026-01-03-key.md: error: a GitHub token" in done.output
    assert "/2026/01/03/key.html" in done.output and TOKEN not in done.output
    assert not (blog.root / "www").exists()


def test_a_token_in_highlighted_code_and_one_in_a_file_that_is_copied_are_found(blog: Workshop) -> None:
    blog.post("2026-01-03-key", "title: 鍵", f"```python\ntoken = '{TOKEN}'\n```\n")
    blog.write("content/assets/notes.txt", f"aws: {'AKIA' + 'Q3EGRIPX7ZLNV2MB'}\n")
    build()

    output = run("deploy", "www").output

    assert "a GitHub token" in output and "/assets/notes.txt" in output


def test_a_file_that_holds_nothing_but_keys_is_named(tmp_path: Path) -> None:
    site = local_site(tmp_path, {"assets/server.pem": "x", "assets/server.html": "x"})

    (problem,) = published_secrets(site, {}, CheckSettings())

    assert problem.code == "secret" and "/assets/server.pem" in str(problem.message)


def test_a_text_that_is_not_a_secret_by_the_settings_is_deployed_with_its_lists(blog: Workshop) -> None:
    blog.config(_SETTINGS + '  checks: {paths: {"_posts/2026-01-03-*": {secret: "off"}}}\n')
    blog.post("2026-01-03-key", f"title: 見本\nexcerpt: {TOKEN}", f"{TOKEN}\n")
    build()

    assert run("deploy", "www").exit_code == 0
    assert TOKEN in (blog.root / "www/2026/01/03/key.html").read_text()


def touched(blog: Workshop) -> None:
    os.utime(blog.source / "_posts/2026-01-02-tea.md")


def edited(blog: Workshop) -> None:
    blog.post("2026-01-02-tea", "title: お茶\ntags: [茶]", "別の本文です。\n")


def came(blog: Workshop) -> None:
    blog.post("2026-01-03-new", "title: 新")


def went(blog: Workshop) -> None:
    (blog.source / "_posts/2026-01-02-tea.md").unlink()


def config(blog: Workshop) -> None:
    blog.config(_SETTINGS + "description: 別\n")


def template(blog: Workshop) -> None:
    blog.write("templates/custom.html", "x")


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (touched, None),
        (edited, "_posts/2026-01-02-tea.md"),
        (came, "_posts/2026-01-03-new.md"),
        (went, "_posts/2026-01-02-tea.md"),
        (config, "_config.yml"),
        (template, "templates"),
    ],
)
def test_a_build_older_than_its_sources_is_reported_and_deployed(
    blog: Workshop, change: object, shown: str | None
) -> None:
    build()
    assert callable(change)
    change(blog)

    done = run("deploy", "www")

    assert done.exit_code == 0 and (blog.root / "www/index.html").exists()
    if shown is None:
        assert "was built before" not in done.output
    else:
        assert f"the site was built before 1 source changed: {shown}" in done.output
        build("--allow-loss")
        assert "was built before" not in run("deploy", "www").output


@pytest.mark.parametrize(
    "place",
    ["content", "_site", "_site/../content/_posts", ".", "/", "localhost:/", "static", ".allforces/x"],
)
@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_dangerous_target_is_refused(blog: Workshop, place: str, options: list[str]) -> None:
    blog.config(_SETTINGS.replace("rsync: www", f"rsync: {place}"))
    build()
    before = set(blog.root.rglob("*"))

    done = run("deploy", "www", *options)

    assert done.exit_code == 2 and "is not a place to deploy to" in done.output
    assert set(blog.root.rglob("*")) == before


def test_files_that_are_in_the_way_are_named_and_taken_over_when_asked(blog: Workshop) -> None:
    build()
    by_hand = blog.write("www/index.html", "手書き")

    refused = run("deploy", "www")
    assert refused.exit_code == 1 and "index.html" in refused.output and "--adopt" in refused.output
    assert by_hand.read_text() == "手書き"

    assert run("deploy", "www", "--adopt").exit_code == 0
    assert by_hand.read_text() == (Path("_site") / "index.html").read_text()


def test_a_file_among_the_posts_that_makes_no_page_has_not_changed_since(blog: Workshop) -> None:
    blog.write("content/_posts/notes.md", "覚え書き\n")
    build()

    assert "was built before" not in run("deploy", "www").output


def test_settings_may_lie_in_several_files_also_for_a_deploy(blog: Workshop) -> None:
    blog.config("url: https://example.com\nallforces: {social_pictures: false, search: false}\n")
    blog.write("targets.yml", _SETTINGS)
    files = ["--config", "content/_config.yml,targets.yml"]
    build(*files)

    assert run("deploy", "www").exit_code == 2
    done = run("deploy", "www", *files)

    assert done.exit_code == 0
    assert "the site was built before" not in done.output
    assert (blog.root / "www" / "2026/01/02/tea.html").is_file()
    blog.write("targets.yml", f"{_SETTINGS}title: 別\n")
    assert "the site was built before 1 source changed" in run("deploy", "www", *files).output
