"""The list of what earlier builds wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.errors import SiteError
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.write.manifest import Manifest, PageRecord, load_manifest, save_manifest


def test_a_manifest_is_loaded_as_it_was_saved(tmp_path: Path) -> None:
    files = {"日本/index.html": "ab" * 32, "b": None}
    pages = {"日本/index.html": PageRecord("/%E6%97%A5/", "cd", is_noindex=True), "b": PageRecord("/b", "")}
    manifest = Manifest(files, pages, "https://example.com/blog")

    save_manifest(tmp_path, manifest)

    assert load_manifest(tmp_path) == manifest


def test_a_manifest_of_an_older_version_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / MANIFEST_FILE).write_text('{"format": 1, "files": {"a.html": null}}')

    assert load_manifest(tmp_path) == Manifest({"a.html": None})


def test_a_folder_without_one_was_written_by_no_build(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) == Manifest()


def test_the_order_of_the_files_does_not_change_the_bytes(tmp_path: Path) -> None:
    save_manifest(tmp_path, Manifest({"a": None, "b": None}))
    first = (tmp_path / MANIFEST_FILE).read_bytes()

    save_manifest(tmp_path, Manifest({"b": None, "a": None}))

    assert (tmp_path / MANIFEST_FILE).read_bytes() == first


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "1", "null", '{"format": 99, "files": {}}', '{"format": 1}', '{"format": 1, "files": []}',
     '{"format": 1, "files": {"a": 7}}', "\udcff", "[" * 100_000,
     '{"format": 1, "files": {}, "pages": {"../a": {"url": "/a", "content": ""}}}',
     '{"format": 1, "files": {}, "pages": {"a": {"url": "//evil.example/", "content": ""}}}',
     '{"format": 1, "files": {}, "pages": {"a": {"url": "https://evil.example/", "content": ""}}}',
     '{"format": 1, "files": {}, "pages": {"a": {"url": "/a\\nb", "content": ""}}}'],
    ids=range(15),
)  # fmt: skip
def test_one_that_cannot_be_used_stops_the_build_with_a_hint(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST_FILE).write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(SiteError) as caught:
        load_manifest(tmp_path)

    [problem] = caught.value.problems
    assert problem.code == "manifest"
    assert "delete the output folder" in str(problem.hint)


def test_a_folder_in_its_place_is_reported(tmp_path: Path) -> None:
    (tmp_path / MANIFEST_FILE).mkdir()

    with pytest.raises(SiteError, match="cannot be read"):
        load_manifest(tmp_path)
