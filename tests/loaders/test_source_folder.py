"""A wrong source folder is refused, and the right one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.errors import SiteError
from allforces_site.loaders.source_folder import check_source_folder

PAGE = "---\ntitle: 頁\n---\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a blog as `allforces init` makes it, in which the command is run."""
    files = {
        "blog/README.md": "# 読む\n",
        "blog/requirements.txt": "x",
        "blog/content/_config.yml": "title: 試験\n",
        "blog/content/about.md": PAGE,
        "blog/content/_posts/2026-01-02-a.md": PAGE,
        "blog/docs/guide.md": "# 手引き\n",
        "blog/node_modules/x/_config.yml": "",
        "blog/.hidden/_config.yml": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(source: str) -> str:
    with pytest.raises(SiteError) as caught:
        check_source_folder(Path(source))
    [problem] = caught.value.problems
    assert problem.code == "source-folder"
    return f"{problem.message!s}; {problem.hint!s}"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "source", [".", "blog", "blog/docs", "blog/content/_posts", "content", "blog/contnt"]
)
def test_a_wrong_folder_is_refused_with_the_nearest_one_that_holds_a_site(source: str) -> None:
    assert refusal(source).endswith("did you mean --source blog/content?")


def test_the_folder_above_is_named_from_inside_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here / "blog/content")

    assert refusal("content").endswith("did you mean --source .?")


def test_the_hint_says_what_to_name_if_no_site_is_near(tmp_path: Path) -> None:
    lonely = tmp_path / "a/b/c/d"
    lonely.mkdir(parents=True)

    assert "_config.yml" in refusal(str(lonely))


@pytest.mark.parametrize("name", ["_config.yml", "_posts/2026-01-02-a.md", "index.html", "guides/tea.md"])
def test_settings_posts_or_a_page_make_a_site(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(PAGE, encoding="utf-8")

    check_source_folder(tmp_path)
