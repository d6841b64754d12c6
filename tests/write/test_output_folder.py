"""An output folder may be in the source, as Jekyll's is, but never be mixed up with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.errors import SiteError
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.write.output_folder import check_output_folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    source = tmp_path / "content"
    (source / "_posts").mkdir(parents=True)
    (tmp_path / "static").mkdir()
    (tmp_path / "link").symlink_to(source)
    return source


@pytest.mark.parametrize("place", ["content", ".", "link", "static/site"])
def test_it_may_not_be_or_hold_a_folder_that_is_read(tmp_path: Path, source: Path, place: str) -> None:
    with pytest.raises(SiteError, match="is, holds or lies inside"):
        check_output_folder(tmp_path / place, source, [tmp_path / "static"])


@pytest.mark.parametrize("place", ["content/_posts", "link/_posts/site", "content/_data"])
def test_it_may_not_be_a_part_of_the_source_with_a_use_of_its_own(
    tmp_path: Path, source: Path, place: str
) -> None:
    with pytest.raises(SiteError, match="is or lies inside _"):
        check_output_folder(tmp_path / place, source, [])


@pytest.mark.parametrize("place", ["_site", "public", "build/site", "link/_site"])
def test_a_new_folder_in_the_source_is_fine(source: Path, place: str) -> None:
    check_output_folder(source / place, source, [])


def test_a_folder_of_the_source_with_files_in_it_is_refused_unless_a_build_wrote_them(source: Path) -> None:
    (source / "docs").mkdir()
    (source / "docs/guide.md").write_text("")

    with pytest.raises(SiteError, match="would be left out of the site"):
        check_output_folder(source / "docs", source, [])

    (source / "docs" / MANIFEST_FILE).write_text("{}")
    check_output_folder(source / "docs", source, [])


def test_a_folder_beside_the_source_may_begin_with_its_name(tmp_path: Path, source: Path) -> None:
    check_output_folder(tmp_path / "content-site", source, [])


def test_a_file_is_no_output_folder(tmp_path: Path, source: Path) -> None:
    (tmp_path / "site").write_text("")

    with pytest.raises(SiteError, match="is a file"):
        check_output_folder(tmp_path / "site", source, [])
