"""What belongs to the project around a site is not published unless `include` names it."""

from __future__ import annotations

from typing import Any

import pytest

PROJECT = [
    "Gemfile", "Rakefile", "Makefile", "package.json", "package-lock.json", "yarn.lock", "README.md",
    "readme.txt", "CLAUDE.md", "AGENTS.md", "CHANGELOG.md", "LICENSE", "LICENSE.txt", "NOTES.md", "メモ.txt",
    "tsconfig.json", "netlify.toml", "gulpfile.js", "build.ts", "requirements.txt", "prompt_a.txt",
    "posts.jsonl", "a.ipynb", "codecov.yml", "tool.py", "run.sh", "scripts/make.py", "scripts/data.json",
    "scripts/deep/a.txt", "node_modules/x/index.js",
]  # fmt: skip
SITE = [
    "CNAME", "robots.txt", "ads.txt", "app-ads.txt", "llms.txt", "llms-full.txt", "humans.txt",
    "security.txt", "google0123456789abcdef.html", "BingSiteAuth.xml", "site.webmanifest", "manifest.json",
    "sw.js", "favicon.ico", "favicon.svg", "browserconfig.xml", "opensearch.xml", "apple-touch-icon.png",
    "0123456789abcdef0123456789abcdef.txt", "staticwebapp.config.json", "main.js", "style.css", "data.csv",
    "guide.pdf", "files.zip", "tools/calculator.js", "docs/README.md", "docs/package.json",
]  # fmt: skip


def built(workshop: Any, names: list[str], settings: str = "") -> set[str]:
    """The files among `names` that are in the site."""
    workshop.config(settings)
    for name in names:
        workshop.write(f"content/{name}", "x")
    workshop.build()
    return {name for name in names if (workshop.output / name).exists()}


def test_the_files_of_a_project_are_left_out_and_what_the_web_asks_for_is_published(workshop: Any) -> None:
    assert built(workshop, [*PROJECT, *SITE]) == set(SITE)


def test_each_is_listed_with_its_kind_and_how_to_publish_it(workshop: Any) -> None:
    for name in PROJECT:
        workshop.write(f"content/{name}", "x")

    skipped = {item.source: str(item.reason) for item in workshop.build().skipped}

    # These two are on Jekyll's own list.
    left_out = {name for name in PROJECT if name != "Gemfile" and not name.startswith("node_modules")}
    left_out |= {"node_modules/"}
    assert skipped.keys() == left_out
    assert skipped["package.json"] == (
        "it is another tool's list of packages; name it under `include:` to publish it"
    )
    assert skipped["scripts/data.json"] == (
        "it is in scripts/, a folder of programs; name it under `include:` to publish it"
    )


@pytest.mark.parametrize(
    ("include", "published"),
    [
        ("[README.md]", {"README.md"}),
        ("['*.txt']", {name for name in PROJECT if name.endswith(".txt")}),
        ("[scripts]", {"scripts/data.json", "scripts/deep/a.txt"}),
        ("[scripts/make.py]", {"scripts/make.py"}),
    ],
)
def test_include_publishes_what_it_names(workshop: Any, include: str, published: set[str]) -> None:
    assert built(workshop, PROJECT, f"include: {include}") == published


def test_a_file_with_front_matter_is_a_page_whatever_its_name(workshop: Any) -> None:
    workshop.write("content/README.md", "---\ntitle: はじめに\n---\n本文です。\n")
    workshop.write("content/scripts/tool.py", "x")
    workshop.write("content/scripts/index.html", "---\ntitle: 道具\n---\n本文です。\n")

    workshop.build()

    assert "はじめに" in workshop.page("README.html")
    assert "道具" in workshop.page("scripts/index.html")


def test_a_new_program_makes_its_folder_one_of_programs_for_the_next_build(workshop: Any) -> None:
    workshop.write("content/tools/a.json", "{}")
    workshop.build(cache=workshop.root / "cache")
    assert (workshop.output / "tools/a.json").exists()
    workshop.write("content/tools/make.py", "x")

    workshop.build(cache=workshop.root / "cache")

    assert not (workshop.output / "tools/a.json").exists()
