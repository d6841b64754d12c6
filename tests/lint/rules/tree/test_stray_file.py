from __future__ import annotations

from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import site

STRAY = (
    "package.json",
    "requirements-dev.txt",
    "Makefile",
    "tea.ipynb",
    "posts.jsonl",
    "article_prompt.txt",
    "記事プロンプト.md",
    "README.md",
    "TODO",
    "notes.txt",
    "記事の下書き.txt",
    "about.md",
    "tailwind.config.js",
)
FINE = (
    "robots.txt",
    "ads.txt",
    "app-ads.txt",
    "CNAME",
    "llms.txt",
    "llms-full.txt",
    "humans.txt",
    ".well-known/security.txt",
    "site.webmanifest",
    "manifest.json",
    "favicon.ico",
    "google1234567890abcdef.html",
    "BingSiteAuth.xml",
    "3f2a9c1d4b5e6f708192a3b4c5d6e7f8.txt",
    "assets/app.js",
    "assets/data.json",
    "assets/report.pdf",
    "assets/table.csv",
    "assets/log.svg",
    "LICENSE",
    "sw.js",
    "browserconfig.xml",
    "_scripts/generate.py",
)


def stray(check: Check, files: dict[str, str]) -> list[str | None]:
    return [problem.file for problem in check(site("新茶です。", files)) if problem.code == "stray-file"]


def test_files_that_are_no_content_are_found_in_any_folder(check: Check) -> None:
    files = [f"a{number}/{name}" for number, name in enumerate(STRAY)]

    assert stray(check, dict.fromkeys(files, "中身です。")) == sorted(files)


def test_at_the_root_they_are_not_published_at_all(check: Check) -> None:
    assert stray(check, dict.fromkeys(STRAY, "中身です。")) == []


def test_what_the_web_asks_for_and_what_is_not_published_is_fine(check: Check) -> None:
    assert stray(check, dict.fromkeys(FINE, "中身です。")) == []


def test_a_page_with_front_matter_is_content(check: Check) -> None:
    assert stray(check, {"README.md": "---\ntitle: この場所\n---\n茶の話です。"}) == []


def test_excluded_files_are_fine(check: Check) -> None:
    config = "title: 試験\nexclude: [tools/]\nallforces: {social_pictures: false, search: false}\n"

    assert stray(check, {"_config.yml": config, "tools/package.json": "", "tools/README.md": ""}) == []


def test_a_folder_of_nothing_else_is_reported_once(check: Check) -> None:
    tools = {f"tools/{number}.jsonl": "" for number in range(6)}
    mixed = {f"files/{number}.jsonl": "" for number in range(6)} | {"files/tea.pdf": ""}

    assert stray(check, tools) == ["tools/0.jsonl"]
    assert len(stray(check, mixed)) == 6 + 1


def test_the_sites_own_static_folder_is_looked_at(check: Check) -> None:
    (file,) = stray(check, {"../static/README.md": "茶"})

    assert file == "../static/README.md"


def test_what_a_build_leaves_out_or_was_asked_to_publish_is_no_finding(check: Check) -> None:
    config = "title: 試験\ninclude: [sample.py]\nallforces: {social_pictures: false, search: false}\n"

    assert stray(check, {"_config.yml": config, "sample.py": "1", "tool.py": "1", "../static/a.sh": ""}) == []
