"""Anybody who can write to a target can write its record: it never deletes or overwrites other files."""

from __future__ import annotations

import json
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from allforces_site.deploy.record import RECORD_FILE, Record, to_bytes
from allforces_site.errors import SiteError
from tests.deploy.places import SITE, Branch, Folder, Place, page, send
from tests.files.test_paths import OUTSIDE

AFTER = {**SITE, "index.html": page(text="別の本文")}


def plant(place: Place, *paths: str) -> None:
    """Adds files to the record at the target."""
    files = {**dict.fromkeys(SITE, "0" * 64), **dict.fromkeys(paths, "0" * 64)}
    place.put_by_hand(RECORD_FILE, json.dumps({"files": files, "format": 1}))


def test_a_record_that_names_a_file_elsewhere_is_refused_and_deletes_nothing(
    place: Place, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    send(place, tmp_path / "site", SITE)
    for path in (str(victim), "../../victim", "../victim", "a/../../../victim"):
        plant(place, path)

        with pytest.raises(SiteError) as raised:
            send(place, tmp_path / "after", AFTER)

        (problem,) = raised.value.problems
        assert problem.code == "deploy-record" and "victim" in str(problem.message)
        assert victim.read_text(encoding="utf-8") == "precious"
        assert place.files() == SITE


@pytest.mark.parametrize("path", [path for path in OUTSIDE if path.isprintable()])
def test_whatever_is_not_a_path_of_a_site_is_refused(tmp_path: Path, path: str) -> None:
    place = Folder(tmp_path)
    place.put_by_hand(RECORD_FILE, json.dumps({"files": {path: None}, "format": 1}))

    with pytest.raises(SiteError) as raised:
        send(place, tmp_path / "site", SITE)

    assert raised.value.problems[0].code == "deploy-record"
    assert place.files() == {}


def test_a_folder_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "victim").write_text("precious", encoding="utf-8")
    send(place, tmp_path / "site", {**SITE, "old/victim": "x", "old/page.html": page()})
    for path in ("victim", "page.html"):
        (place.root / "old" / path).unlink()
    (place.root / "old").rmdir()
    (place.root / "old").symlink_to(outside)

    send(place, tmp_path / "after", SITE)
    assert (outside / "victim").read_text(encoding="utf-8") == "precious"

    with pytest.raises(SiteError) as raised:
        send(place, tmp_path / "again", {**SITE, "old/victim": "new"})
    assert raised.value.problems[0].code == "foreign-output"

    send(place, tmp_path / "again", {**SITE, "old/victim": "new"}, adopt=True)
    assert (outside / "victim").read_text(encoding="utf-8") == "precious"
    assert place.files()["old/victim"] == "new"


def test_links_and_odd_names_in_a_branch_reach_nothing_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Branch(tmp_path, monkeypatch)
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    send(place, tmp_path / "site", SITE)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--branch", "gh-pages", place.bare, clone], check=True)
    (clone / "out").symlink_to(tmp_path)
    # Read as text by `git fast-import` such a name would begin a commit of another branch.
    (clone / "x\ncommit refs\nheads").write_text("odd", encoding="utf-8")
    (clone / ".gitattributes").write_text("*.html export-ignore\n*.css ident\n", encoding="utf-8")
    files = {**dict.fromkeys(SITE, "0" * 64), "out/victim": "0" * 64}
    (clone / RECORD_FILE).write_bytes(to_bytes(Record(files)))
    for command in (["add", "--all"], ["commit", "--quiet", "-m", "planted"], ["push", "--quiet"]):
        subprocess.run(["git", *command], cwd=clone, check=True)

    with closing(place.target()) as target:
        assert target.read_record().files == files
    send(place, tmp_path / "after", AFTER)

    assert victim.read_text(encoding="utf-8") == "precious"
    names = place.git("ls-tree", "-r", "-z", "--name-only", "gh-pages").decode().split("\0")
    assert {"out", "x\ncommit refs\nheads", *AFTER} <= set(names)
    assert place.git("show", "gh-pages:index.html").decode() == AFTER["index.html"]
    assert place.git("for-each-ref", "--format=%(refname)").decode().split() == ["refs/heads/gh-pages"]


@pytest.mark.parametrize("names", [("a", "a/index.html"), ("a/index.html", "a")])
def test_a_folder_takes_the_place_of_a_file_and_the_other_way_round(
    place: Place, tmp_path: Path, names: tuple[str, str]
) -> None:
    before, after = names
    send(place, tmp_path / "site", {**SITE, before: page()})

    send(place, tmp_path / "after", {**SITE, after: page(text="別")})

    assert place.files() == {**SITE, after: page(text="別")}
