"""`--config a.yml,b.yml` and JEKYLL_ENV, as a user of Jekyll knows them."""

from __future__ import annotations

import pytest

from tests.commands import run_command
from tests.conftest import Workshop


@pytest.fixture
def site(workshop: Workshop) -> Workshop:
    workshop.config()
    workshop.post("2026-01-02-tea", "title: 題", "{{ site.title }}、{{ jekyll.environment }}。\n")
    workshop.write("b.yml", "title: 別名\n")
    return workshop


CONFIGS = "content/_config.yml,b.yml"


def shown(site: Workshop, *options: str) -> str:
    done = run_command(site.root, "build", *options)
    assert done.returncode == 0, done.stderr
    return site.page("2026/01/02/tea.html")


def test_later_files_override_earlier_ones_and_the_next_build_sees_their_changes(site: Workshop) -> None:
    assert "試験、development。" in shown(site)
    assert "別名、development。" in shown(site, "--config", CONFIGS)
    site.write("b.yml", "title: また別名\n")
    assert "また別名、development。" in shown(site, "--config", CONFIGS)
    assert "試験、development。" in shown(site)


def test_the_environment_is_that_of_jekyll(site: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(site)
    monkeypatch.setenv("JEKYLL_ENV", "production")
    assert "試験、production。" in shown(site)


def test_files_of_data_may_lie_in_another_folder_whose_changes_the_next_build_sees(site: Workshop) -> None:
    site.config("data_dir: my/data")
    site.write("content/my/data/tea.yml", "kind: 煎茶\n")
    site.post("2026-01-02-tea", "title: 題", "{{ site.data.tea.kind }}です。\n")
    assert "煎茶です。" in shown(site)
    site.write("content/my/data/tea.yml", "kind: 玉露\n")
    assert "玉露です。" in shown(site)


@pytest.mark.parametrize("command", ["build", "check", "repair"])
def test_a_file_that_does_not_exist_is_wrong_usage(site: Workshop, command: str) -> None:
    done = run_command(site.root, command, "--config", "content/_config.yml,c.yml")

    assert done.returncode == 2
    assert "there is no file c.yml" in done.stderr


def test_checks_and_repairs_read_the_same_files(site: Workshop) -> None:
    site.write("b.yml", "title: [a]\n")

    for command in ("check", "repair"):
        done = run_command(site.root, command, "--config", CONFIGS)
        assert "b.yml:1" in done.stdout + done.stderr
