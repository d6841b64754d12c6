"""A configuration that was checked once is not checked again while its text is the same."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config import parse
from allforces_site.config.load import load_config
from allforces_site.config.model import Config
from allforces_site.errors import Problem, SiteError

TEXT = """
title: 試験
author: {name: 花子, since: 2024-01-02}
defaults: [{scope: {path: a}, values: {layout: null, n: 1.5}}]
content_categories: [{name: 技術, slug: tech, colour: red}]
allforces: {slugs: {AI: ai}}
mine: {deep: [1, true, text], day: 2024-01-02 10:00:00}
titel: 綴り違い
"""


def load(folder: Path) -> tuple[Config, tuple[Problem, ...]]:
    with ParseCache(folder / "cache") as parse_cache:
        return load_config(folder, parse_cache)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "_config.yml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_validated_text_is_read_from_the_cache_with_its_warnings(source: Path) -> None:
    first = load(source)
    with patch.object(parse, "parse_config", side_effect=AssertionError("checked again")):
        again = load(source)

    assert again == first
    assert again[0].content_categories[0].colour == "red"
    assert [problem.code for problem in again[1]] == ["config-unknown-key"]


def test_another_text_is_checked(source: Path) -> None:
    load(source)
    (source / "_config.yml").write_text("title: 別", encoding="utf-8")

    assert load(source)[0].title == "別"


@pytest.mark.parametrize("value", ["[&a [1], *a]", f"[{', '.join('1' * 10_001)}]"])
def test_values_that_cannot_be_stored_are_read_from_the_text(source: Path, value: str) -> None:
    (source / "_config.yml").write_text(f"mine: {value}", encoding="utf-8")

    assert load(source) == load(source)


def test_what_another_version_or_a_flipped_bit_left_is_not_believed(source: Path) -> None:
    first = load(source)
    with patch("allforces_site.config.load.fingerprint", return_value=b"another version"):
        assert load(source) == first
    with patch.object(ParseCache, "summaries", lambda _self, keys: dict.fromkeys(keys, b"\xc1 none")):
        assert load(source) == first


@pytest.mark.parametrize(
    "name", ["_config.yaml", "_config.toml", "_Config.yml", "config.yml", "＿config.yml", "_config.yml.txt"]
)
def test_settings_under_a_name_that_is_not_read_stop_the_build(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("permalink: /:title/\n", encoding="utf-8")

    with pytest.raises(SiteError) as raised:
        load_config(tmp_path)

    (problem,) = raised.value.problems
    assert (problem.code, problem.file) == ("config-name", name)


def test_beside_the_settings_other_files_may_have_such_names(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: 試験\n", encoding="utf-8")
    (tmp_path / "_config.yaml").write_text("title: 別\n", encoding="utf-8")

    assert load_config(tmp_path)[0].title == "試験"


def test_settings_behind_a_link_that_leads_nowhere_are_no_missing_settings(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").symlink_to("nowhere.yml")

    with pytest.raises(SiteError) as raised:
        load_config(tmp_path)

    assert [problem.code for problem in raised.value.problems] == ["config-unreadable"]
