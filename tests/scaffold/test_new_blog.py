from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from allforces_site import __version__
from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.cli import main
from allforces_site.scaffold.new_blog import new_blog, write_new_blog

JAPANESE = r"[\u3000-\u30ff\u4e00-\u9fff]"
NIGHT = datetime(2026, 11, 23, 17, tzinfo=UTC)


def test_the_first_post_is_dated_in_the_blogs_zone() -> None:
    files = {file.path: file.text for file in new_blog("日記", NIGHT, "ja")}

    assert "date: 2026-11-24 02:00:00 +0900\n" in files["content/_posts/2026-11-24-first-post.md"]
    assert 'title: "日記"\n' in files["content/_config.yml"]
    assert files["README.md"].startswith("# 日記\n")


def test_the_version_that_made_the_blog_builds_it() -> None:
    files = {file.path: file.text for file in new_blog("日記", NIGHT, "ja")}

    assert f"allforces-site[social]>={__version__},<" in files["requirements.txt"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_nothing_is_left_to_fill_in_but_the_address(tmp_path: Path, lang: str) -> None:
    write_new_blog(new_blog("日記", NIGHT, lang), tmp_path)
    options = BuildOptions(tmp_path / "content", tmp_path / "_site", jobs=1)

    assert [problem.code for problem in check_site(options, NIGHT).problems] == ["no-url"]


def test_an_english_blog_has_no_japanese_word_and_a_japanese_one_no_english_comment() -> None:
    english = "".join(file.text for file in new_blog("Diary", NIGHT, "en"))
    japanese = {file.path: file.text for file in new_blog("日記", NIGHT, "ja")}

    assert re.findall(JAPANESE, english) == []
    assert "\nlang: en\n" in english and "\nlang: ja\n" in japanese["content/_config.yml"]
    for path in (".gitignore", "content/_config.yml", ".github/workflows/deploy.yml"):
        comments = re.findall(r"^ *# .*", japanese[path], re.MULTILINE)
        assert comments and all(re.search(JAPANESE, comment) for comment in comments)


def test_the_workflow_does_the_same_in_both_languages() -> None:
    english, japanese = (
        [
            re.sub(r"^ *#.*", "", line).replace(f"ALLFORCES_LANG: {lang}", "")
            for file in new_blog("x", NIGHT, lang)
            if file.path.endswith("deploy.yml")
            for line in file.text.splitlines()
        ]
        for lang in ("en", "ja")
    )
    assert english == japanese


def test_the_blog_is_in_the_language_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    for lang in ("ja", "en"):
        assert CliRunner().invoke(main, ["init", lang, "--title", "x", "--lang", lang]).exit_code == 0

    assert Path("ja/README.md").read_text("utf-8") == new_blog("x", NIGHT, "ja")[2].text
    assert Path("en/README.md").read_text("utf-8") == new_blog("x", NIGHT, "en")[2].text


def test_what_was_written_is_listed_with_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["init", "blog", "--title", "わたしの日記"])

    assert result.exit_code == 0
    written = [
        line.removeprefix("wrote ") for line in result.output.splitlines() if line.startswith("wrote ")
    ]
    assert sorted(written) == sorted(path.as_posix() for path in Path("blog").rglob("*") if path.is_file())
    assert "url:" in result.output


def test_a_folder_with_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("大事な文書", encoding="utf-8")

    result = CliRunner().invoke(main, ["init", str(tmp_path)])

    assert result.exit_code == 2
    assert "README.md already; nothing was written" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


@pytest.mark.parametrize("title", ["", " ", 'a"b', "a\\b", "a\nb"])
def test_a_title_that_would_break_the_settings_is_refused(tmp_path: Path, title: str) -> None:
    result = CliRunner().invoke(main, ["init", str(tmp_path / "blog"), "--title", title])

    assert result.exit_code == 2
    assert not (tmp_path / "blog").exists()
