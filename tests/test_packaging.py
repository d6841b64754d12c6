"""The package by itself: the oldest dependencies it allows, and a wheel that needs no checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from allforces_site import __version__
from tests.workflow_job import Runner, first_blog, git

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", autouse=True)
def nothing_is_compiled() -> Iterator[None]:
    """pip compiles all modules of all that it installs; Python compiles the few that are imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_COMPILE", "1")
        yield


def test_the_tested_lower_bounds_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = [re.match(r"([\w.-]+)>=([\d.]+)", wanted) for wanted in project["dependencies"]]
    oldest = (ROOT / "tests/oldest.txt").read_text(encoding="utf-8").splitlines()[1:]

    assert oldest == [f"{bound[1]}=={bound[2]}" for bound in bounds if bound]
    assert len(bounds) == len(oldest)


def test_the_changelog_knows_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"## [{__version__}]" in text or f"To become {__version__}" in text


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive. They are made of a copy, as a release is."""
    folder = tmp_path_factory.mktemp("dist")
    copy = tmp_path_factory.mktemp("copy") / "project"
    subprocess.run(["git", "clone", "--quiet", ROOT, copy], check=True)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, copy]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheels(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package's wheel, pip, and all that the package and its build need.

    The package index is asked once; all installations are from here.
    """
    folder = tmp_path_factory.mktemp("wheels")
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    pip("download", "--dest", folder, "pip>=25.1", *needed, f"{wheel_in(dist)}[social]")
    return folder


def wheel_in(folder: Path) -> Path:
    (wheel,) = folder.glob("allforces_site-*.whl")
    return wheel


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def from_wheel(dist: Path, wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds nothing but the package, from its wheel, and what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    venv.create(folder)
    install(wheels, folder, f"{wheel_in(dist)}[social]")
    return folder


@pytest.fixture(scope="module")
def from_sdist(dist: Path, wheels: Path, from_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the package from its source archive, which needs the same."""
    folder = tmp_path_factory.mktemp("sdist")
    shutil.copytree(from_wheel, folder, symlinks=True, dirs_exist_ok=True)
    install(wheels, folder, "--force-reinstall", "--no-deps", *map(str, dist.glob("*.tar.gz")))
    needed = "import importlib.metadata as m; print(sorted(m.requires('allforces_site')))"
    wanted, given = (run(commands_of(env) / "python", "-c", needed, cwd=dist) for env in (from_wheel, folder))
    assert wanted == given
    return folder


@pytest.fixture(params=["wheel", "sdist"])
def installed(request: pytest.FixtureRequest) -> Path:
    """The folder of commands of each of these environments."""
    return commands_of(request.getfixturevalue(f"from_{request.param}"))


def commands_of(environment: Path) -> Path:
    return environment / ("Scripts" if sys.platform == "win32" else "bin")


def install(wheels: Path, environment: Path, *wanted: str) -> None:
    """Installs packages by the pip that runs the tests: one of its own for each takes seconds to make."""
    python = commands_of(environment) / "python"
    pip("--python", python, "install", "--no-index", "--find-links", wheels, *wanted)


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode and "ConnectionError" in done.stderr:
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr


def test_a_new_blog_builds_with_search_pictures_and_theme_away_from_any_checkout(
    installed: Path, tmp_path: Path
) -> None:
    run(installed / "allforces", "init", "blog", "--lang", "ja", cwd=tmp_path)
    blog = tmp_path / "blog"
    run(installed / "allforces", "build", "--base-url", "https://example.com", "--strict", cwd=blog)
    site = blog / "_site"
    (post,) = site.glob("2*/*/*/first-post/index.html")

    page = post.read_text(encoding="utf-8")
    assert "ブログを始めました" in page
    assert (site / "search/index.json").is_file()
    assert list((site / "search/grams").iterdir())
    style = re.search(r'<link rel="stylesheet" href="/([^"?]+)', page)
    assert style and (site / style[1]).is_file()
    picture = re.search(r'property="og:image" content="https://example.com/([^"?]+)', page)
    assert picture and (site / picture[1]).is_file()
    assert (site / "feed.xml").is_file() and (site / "sitemap.xml").is_file()


def test_the_catalogues_of_messages_come_along_compiled(installed: Path, tmp_path: Path) -> None:
    code = "from allforces_site.messages.catalogs import *; print(translations(THEME, 'ja').gettext('Home'))"

    assert run(installed / "python", "-X", "utf8", "-c", code, cwd=tmp_path).strip() == "ホーム"


def test_pipx_finds_the_command_by_the_packages_name(installed: Path, tmp_path: Path) -> None:
    named = "from importlib.metadata import entry_points as e; print(*(p.name for p in e(group='pipx.run')))"

    assert run(installed / "python", "-c", named, cwd=tmp_path).split() == ["allforces-site"]


def test_a_new_blog_installs_the_package_from_where_this_one_came(
    installed: Path, dist: Path, tmp_path: Path
) -> None:
    said = run(installed / "allforces", "init", "my blog", cwd=tmp_path)
    line = (tmp_path / "my blog/requirements.txt").read_text(encoding="utf-8").splitlines()[-1]

    assert line.startswith(f"allforces-site[social] @ {dist.as_uri()}/allforces_site-")
    assert "#sha256=" in line
    assert "cd 'my blog'" in said
    assert "no other machine has" in said


def test_the_documentation_that_messages_name_comes_along(installed: Path, tmp_path: Path) -> None:
    said = "".join(run(installed / "allforces", "--help", cwd=tmp_path).split())
    (folder,) = re.findall(r"Thedocumentationisin(.+)", said)

    assert (Path(folder) / "checks.md").is_file() and (Path(folder) / "ja" / "checks.md").is_file()
    assert not Path(folder).is_relative_to(ROOT)


def test_the_new_blog_passes_its_own_check(installed: Path, tmp_path: Path) -> None:
    run(installed / "allforces", "init", "blog", "--lang", "ja", cwd=tmp_path)

    run(installed / "allforces", "check", cwd=tmp_path / "blog")


# ---- the deploy job, with its installation ------------------------------------------------------


@pytest.fixture(scope="module")
def with_pip(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment that holds nothing but pip."""
    folder = tmp_path_factory.mktemp("pip")
    venv.create(folder)
    install(wheels, folder, "pip")
    return folder


@pytest.fixture
def commands(with_pip: Path, tmp_path: Path) -> Path:
    """The folder of commands of a new, empty environment, as a CI machine has it."""
    return commands_of(shutil.copytree(with_pip, tmp_path / "environment", symlinks=True))


@pytest.mark.skipif(sys.platform == "win32", reason="the workflows run on Linux")
def test_all_steps_of_a_new_blogs_job_run_with_the_package_from_its_requirements(
    wheels: Path, commands: Path, tmp_path: Path
) -> None:
    blog = first_blog(tmp_path / "blog")
    git(tmp_path, "clone", "--quiet", str(blog), "clone")
    runner = Runner(
        tmp_path / "clone", tmp_path, "push", "", commands, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheels)
    )

    check_ran(runner.run(tmp_path / "clone/.github/workflows/deploy.yml", skipped=()))


@pytest.mark.skipif(sys.platform == "win32", reason="the workflows run on Linux")
def test_all_steps_of_this_repositorys_job_run_in_a_clean_clone(
    wheels: Path, commands: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", str(ROOT), "clone")
    runner = Runner(
        tmp_path / "clone", tmp_path, "push", "", commands, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheels)
    )

    check_ran(runner.run(tmp_path / "clone/.github/workflows/deploy.yml", skipped=()))


def check_ran(ran: list[tuple[str, int, str]]) -> None:
    """Whether all steps ran well, the installation first."""
    assert ran[0][0] == "Install"
    assert [code for _, code, _ in ran] == [0] * 5, ran
