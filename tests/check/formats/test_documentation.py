from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.check.formats.documentation import docs_address

ON_GITHUB = {
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "example/blog",
    "GITHUB_SHA": "5f3a",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "checks").mkdir(parents=True)
    return tmp_path


def test_in_a_workflow_the_documentation_lies_beside_the_site(root: Path) -> None:
    assert docs_address(root, ON_GITHUB) == "https://github.com/example/blog/blob/5f3a/docs/"


@pytest.mark.parametrize("name", ON_GITHUB)
def test_elsewhere_its_address_is_not_known(root: Path, name: str) -> None:
    assert docs_address(root, {**ON_GITHUB, name: ""}) is None
    assert docs_address(root, {}) is None


def test_nor_in_a_repository_without_the_generator(tmp_path: Path) -> None:
    assert docs_address(tmp_path, ON_GITHUB) is None
