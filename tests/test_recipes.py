"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the project."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import tree
from tests.recipe_steps import PAGE, ROOT, Checkout, copy_mypy_cache, copy_project, recipes

Follow = Callable[[str], Checkout]

CONFIG = """\
title: 試験
url: https://example.com
permalink: /:title/
allforces:
  social_pictures: false
  search: false
"""
POST = "---\ntitle: {title}\nexcerpt: 抜粋です。\ndescription: {title}の説明です。\n---\n{body}\n"
# Each way in which the Markdown extension may be written, and what is then on the page.
MARKED = {
    "今日は==新茶==の日。": "<p>今日は<mark>新茶</mark>の日。</p>",
    "## ==新茶==の日": "<mark>新茶</mark>の日</h2>",
    "- ==焼き物==\n- 煎茶": "<li><mark>焼き物</mark></li>",
    "**==窯元==**と~~煎茶~~": "<strong><mark>窯元</mark></strong>と<del>煎茶</del>",
    "| a |\n|---|\n| ==茶園== |": "<td><mark>茶園</mark></td>",
}


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the copy of the project in which a recipe was followed, one for all tests of the recipe."""
    copies: dict[str, Path] = {}

    def copy_of(title: str) -> Path:
        if title not in copies:
            copies[title] = copy_project(tmp_path_factory.mktemp("recipe") / "project")
            for step in recipes()[title]:
                step.follow(copies[title])
            _compile_messages(copies[title])
        return copies[title]

    return copy_of


def _compile_messages(project: Path) -> None:
    """What `make messages` does."""
    done = Checkout(project, project).run("tests.messages")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def follow(followed: Callable[[str], Path], tmp_path: Path) -> Follow:
    """Follows a recipe, and begins a small site that is built by the result."""

    def checkout_of(title: str) -> Checkout:
        checkout = Checkout(followed(title), tmp_path)
        checkout.write("_config.yml", CONFIG)
        return checkout

    return checkout_of


def test_a_new_output_is_written_and_follows_each_edit(follow: Follow, tmp_path: Path) -> None:
    checkout = follow("A new output")
    for name, title in (("2026-01-02-tea", "新茶"), ("2026-01-03-kiln", "窯元 & 窯")):
        checkout.write(f"_posts/{name}.md", POST.format(title=title, body="本文です。"))
    checkout.build()
    written = checkout.output / "post-list.txt"
    newest, oldest = (
        "2026-01-03 https://example.com/kiln/ 窯元 & 窯\n",
        "2026-01-02 https://example.com/tea/ ",
    )
    assert written.read_text(encoding="utf-8") == f"{newest}{oldest}新茶\n"

    checkout.write("_posts/2026-01-02-tea.md", POST.format(title="新しい題", body="本文です。"))
    checkout.build()
    assert written.read_text(encoding="utf-8") == f"{newest}{oldest}新しい題\n"
    checkout.build(tmp_path / "fresh")
    assert _pages(checkout.output) == _pages(tmp_path / "fresh")


def _pages(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(folder).items() if not path.startswith(".allforces")}


def test_the_tests_of_a_new_output_pass(follow: Follow) -> None:
    checkout = follow("A new output")
    checkout.passes("tests/test_golden.py", UPDATE_GOLDEN="1")

    assert (checkout.root / "tests/cases/minimal/out/post-list.txt").exists()
    checkout.passes("tests/outputs/test_post_list.py", "tests/test_golden.py", "tests/test_work.py")


def test_a_lint_rule_finds_its_bad_example_and_is_shown_everywhere(follow: Follow) -> None:
    checkout = follow("A lint rule")
    checkout.write("_posts/2026-01-05-tea.md", POST.format(title="新茶の季節", body="届きました！"))
    assert checkout.findings() == []

    checkout.write("_posts/2026-01-05-tea.md", POST.format(title="新茶の季節", body="届きました！！！"))
    (finding,) = checkout.findings("--select", "repeated-signs")
    assert finding["code"] == "repeated-signs"
    assert (finding["file"], finding["line"]) == ("_posts/2026-01-05-tea.md", 6)
    assert checkout.findings("--ignore", "repeated-signs") == []
    assert "_posts/2026-01-05-tea.md:6:6: note: ！！！ is more than" in checkout.check().stdout
    page = checkout.check("--format", "html").stdout
    assert "感嘆符や疑問符の連続" in page
    assert "記号をひとつだけ残してください。" in page


def test_the_tests_of_a_lint_rule_pass(follow: Follow) -> None:
    checkout = follow("A lint rule")
    checkout.passes("tests/lint/rules/test_examples.py", UPDATE_GOLDEN="1")

    assert "](checks/repeated-signs.md) | note |" in (checkout.root / "docs/checks.md").read_text("utf-8")
    checkout.passes(
        "tests/lint/rules/repetition/test_repeated_signs.py",
        "tests/lint/rules/test_examples.py",
        "tests/lint/rules/test_japanese_pages.py",
        "tests/check/formats/editor_page/test_problem_texts.py",
        "tests/messages/test_catalogs.py",
        "tests/test_docs.py::test_relative_links_lead_somewhere",
    )


def test_a_markdown_extension_changes_the_page_wherever_it_is_written(follow: Follow) -> None:
    checkout = follow("A Markdown extension")
    for number, body in enumerate(MARKED):
        body = f"前の段落です。\n\n{body}\n\n後の段落です。"
        checkout.write(f"_posts/2026-01-05-p{number}.md", POST.format(title="新茶", body=body))

    checkout.build()

    for number, shown in enumerate(MARKED.values()):
        assert shown in (checkout.output / f"p{number}/index.html").read_text(encoding="utf-8")


def test_the_tests_of_a_markdown_extension_pass(follow: Follow) -> None:
    checkout = follow("A Markdown extension")

    checkout.passes(
        "tests/markdown/test_markdown_marks.py",
        "tests/markdown/test_markdown_features.py",
        "tests/markdown/fast_path/test_equals_the_rules.py",
    )


def test_a_configuration_key_changes_the_build_and_a_wrong_value_is_located(follow: Follow) -> None:
    checkout = follow("A configuration key")
    body = "## 新茶\n\n本文です。\n\n## 煎茶\n\n本文です。"
    checkout.write("_posts/2026-01-05-tea.md", POST.format(title="新茶", body=body))
    page = checkout.output / "tea/index.html"
    checkout.build()
    assert '<nav class="toc"' not in page.read_text(encoding="utf-8")

    checkout.write("_config.yml", f"{CONFIG}  toc_headings: 2\n")
    checkout.build()
    assert '<nav class="toc"' in page.read_text(encoding="utf-8")

    checkout.write("_config.yml", f"{CONFIG}  toc_headings: 二つ\n")
    done = checkout.build(status=1)
    assert '_config.yml:7: error: allforces.toc_headings: found "二つ", wanted a whole number' in done.stderr


def test_the_tests_of_a_configuration_key_pass(follow: Follow) -> None:
    checkout = follow("A configuration key")

    checkout.passes(
        "tests/theme/test_contents.py",
        "tests/config/test_config.py::test_a_wrong_value_is_reported_with_its_line",
        "tests/test_docs.py::test_every_configuration_key_is_documented_with_its_default",
    )


def test_mypy_finds_no_wrong_type_in_the_project() -> None:
    """Here, because the next test needs what mypy then knows of each module."""
    done = Checkout(ROOT, ROOT).run("mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_recipes_together_pass_lint_types_and_the_order_of_rooms(tmp_path: Path) -> None:
    checkout = Checkout(copy_project(tmp_path / "project"), tmp_path)
    for steps in recipes().values():
        for step in steps:
            step.follow(checkout.root)
    copy_mypy_cache(checkout.root)

    for command in ("ruff check --no-cache .", "ruff format --no-cache --check .", "mypy"):
        done = checkout.run(*command.split())
        assert done.returncode == 0, done.stdout + done.stderr
    checkout.passes("tests/test_architecture.py")


def test_a_lint_rule_needs_six_files() -> None:
    assert [step.path for step in recipes()["A lint rule"]] == [
        "allforces_site/lint/rules/repetition/repeated_signs.py",
        "allforces_site/lint/registry.py",
        "allforces_site/locale/ja/LC_MESSAGES/allforces.po",
        "docs/checks/repeated-signs.md",
        "docs/ja/checks/repeated-signs.md",
        "tests/lint/rules/repetition/test_repeated_signs.py",
    ]


def test_each_recipe_has_steps() -> None:
    assert list(recipes()) == ["A new output", "A lint rule", "A Markdown extension", "A configuration key"]
    assert all(len(steps) > 3 for steps in recipes().values())


def test_every_file_and_target_that_the_page_names_exists_or_is_made_by_a_recipe() -> None:
    made = {step.path for steps in recipes().values() for step in steps if step.is_new}
    prose = re.sub(r"^(`{3,}).*?^\1$", "", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    code = " ".join(re.findall(r"`([^`]+)`", prose)).split()
    files = {word for word in code if re.fullmatch(r"[\w.-]+/[\w./-]+|[\w.]+\.(?:md|toml)", word)} - made
    targets = set(re.findall(r"`make ([a-z-]+)", prose))

    assert len(files) > 20 and len(targets) > 2
    assert [name for name in sorted(files) if not (ROOT / name).exists()] == []
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [name for name in sorted(targets) if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []
