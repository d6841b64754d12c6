"""The workflows: valid, pinned, of least permission, and their steps run in order in a clean clone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.workflow_job import Runner, first_blog, git, read

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "allforces_site/scaffold/blog/en/workflows/deploy.yml"
OWN = ROOT / ".github/workflows/deploy.yml"
CHECKS = ("Check what changed", "Check all links")
WORKFLOWS = [OWN, TEMPLATE, ROOT / ".github/workflows/test.yml"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the workflows run on Linux")


def steps(workflow: Path) -> Iterator[dict[str, Any]]:
    for job in read(workflow)["jobs"].values():
        yield from job["steps"]


def test_workflows_are_valid() -> None:
    options = ["--builtin-schema", "vendor.github-workflows"]
    command = [sys.executable, "-m", "check_jsonschema", *options, *WORKFLOWS]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.parent.parent.name + path.stem)
def test_actions_are_pinned_to_a_commit_with_their_version_beside_it(workflow: Path) -> None:
    for line in workflow.read_text(encoding="utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("workflow", [OWN, TEMPLATE], ids=["own", "template"])
def test_only_the_job_that_deploys_may_write_and_never_for_a_pull_request(workflow: Path) -> None:
    content = read(workflow)
    build, deploy = content["jobs"]["build"], content["jobs"]["deploy"]

    assert content["permissions"] == {"contents": "read"}
    assert build["permissions"] == {"contents": "read", "pages": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert "github.event_name != 'pull_request'" in deploy["if"]
    assert not any("secrets." in str(step) for step in steps(workflow))


@pytest.mark.parametrize("workflow", [OWN, TEMPLATE], ids=["own", "template"])
def test_one_deploy_runs_at_a_time_and_a_newer_push_replaces_one_that_waits(workflow: Path) -> None:
    concurrency = read(workflow)["concurrency"]

    assert "'pages'" in concurrency["group"]
    assert concurrency["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"


@pytest.mark.parametrize("workflow", [OWN, TEMPLATE], ids=["own", "template"])
def test_pushes_pull_requests_the_clock_and_the_owner_start_it(workflow: Path) -> None:
    on = read(workflow)["on"]

    assert on["push"]["branches"] == ["main"]
    assert on["push"]["paths"] == on["pull_request"]["paths"]
    assert {"schedule", "workflow_dispatch"} <= on.keys()


def test_the_workflow_of_a_new_blog_is_this_repositorys_but_for_its_language_and_how_it_installs() -> None:
    own, template = read(OWN), read(TEMPLATE)
    for content in (own, template):
        for event in ("push", "pull_request"):
            content["on"][event]["paths"] = [
                path
                for path in content["on"][event]["paths"]
                if path not in ("requirements.txt", "pyproject.toml", "allforces_site/**")
            ]
        for step in content["jobs"]["build"]["steps"]:
            if step.get("name") == "Install":
                del step["run"]
            step.get("with", {}).pop("cache-dependency-path", None)

    assert template.pop("env") == {"ALLFORCES_LANG": "en"}
    assert own == template


# ---- the steps, run ---------------------------------------------------------------------------


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A new blog with its address filled in, as its first commit."""
    return first_blog(tmp_path / "blog")


def commit(blog: Path, name: str, text: str) -> str:
    """Commits a post and gives the commit before."""
    before = git(blog, "rev-parse", "HEAD")
    (blog / "content/_posts" / name).write_text(text, encoding="utf-8")
    git(blog, "add", "--all")
    git(blog, "commit", "--quiet", "--message", name)
    return before


POST = """---
title: 二つ目の記事
date: 2026-11-21 09:00:00 +0900
categories: [お知らせ]
excerpt: 二つ目の記事の短い紹介です。
description: 二つ目の記事で何を書いたかを、検索する人に向けて説明します。
---
二つ目の記事の本文です。
"""


def cloned(blog: Path, name: str) -> Path:
    clone = blog.with_name(name)
    git(blog.parent, "clone", "--quiet", str(blog), str(clone))
    return clone


@pytest.mark.parametrize("event", ["push", "pull_request"])
def test_a_new_post_is_checked_and_built_and_the_summary_names_it(
    blog: Path, tmp_path: Path, event: str
) -> None:
    before = commit(blog, "2026-11-21-second.md", POST)
    clone = cloned(blog, "clone")
    runner = Runner(clone, tmp_path, event, before)

    ran = runner.run(clone / ".github/workflows/deploy.yml")

    assert [code for _, code, _ in ran] == [0] * len(ran), ran
    assert len(ran) == 4
    assert "publish=true" in runner.output.read_text(encoding="utf-8")
    assert "二つ目の記事" in runner.summary.read_text(encoding="utf-8")
    assert (clone / "_site/2026/11/21/second/index.html").is_file()


def test_a_post_with_a_leftover_stops_the_job_before_anything_is_published(
    blog: Path, tmp_path: Path
) -> None:
    before = commit(blog, "2026-11-21-second.md", POST + "\n---END---\n")
    clone = cloned(blog, "clone")
    runner = Runner(clone, tmp_path, "push", before)

    ran = runner.run(clone / ".github/workflows/deploy.yml")

    assert ran[-1][1] == 1
    assert "::error" in ran[0][2] and "second.md" in ran[0][2]
    assert not runner.output.exists()


def test_a_first_push_has_no_commit_before_and_is_checked_whole(blog: Path, tmp_path: Path) -> None:
    clone = cloned(blog, "clone")

    ran = Runner(clone, tmp_path, "push", "0" * 40).run(clone / ".github/workflows/deploy.yml")

    assert [code for _, code, _ in ran] == [0] * len(ran), ran


@pytest.mark.parametrize(
    ("url", "pages", "canonical"),
    [
        ("", "https://me.github.io/blog/", "https://me.github.io/blog/about/"),
        ("", "https://me.github.io/blog", "https://me.github.io/blog/about/"),
        ("", "https://me.github.io/", "https://me.github.io/about/"),
        ("", "https://www.example.com/", "https://www.example.com/about/"),
        ("https://example.com", "https://me.github.io/blog/", "https://example.com/about/"),
        ("https://example.com", "", "https://example.com/about/"),
    ],
)
def test_an_unedited_new_blog_is_built_for_the_address_that_github_pages_has(
    tmp_path: Path, url: str, pages: str, canonical: str
) -> None:
    clone = cloned(first_blog(tmp_path / "blog", url), "clone")
    runner = Runner(clone, tmp_path, "push", "0" * 40, pages=pages)

    # Other tests see that blogs with and without an address pass the checks.
    ran = runner.run(clone / ".github/workflows/deploy.yml", skipped=("Install", *CHECKS))

    assert [code for _, code, _ in ran] == [0, 0], ran
    about = (clone / "_site/about/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{canonical}">' in about
    assert canonical in (clone / "_site/sitemap.xml").read_text(encoding="utf-8")


def test_without_any_address_the_job_says_what_is_missing(tmp_path: Path) -> None:
    clone = cloned(first_blog(tmp_path / "blog", ""), "clone")

    ran = Runner(clone, tmp_path, "push", "0" * 40, pages="").run(clone / ".github/workflows/deploy.yml")

    assert [(name, code) for name, code, _ in ran[:2]] == [(name, 0) for name in CHECKS]
    assert ran[-1][0] == "Build" or ran[-2][0] == "Build"
    assert any("no `url`" in said or "url" in said for name, code, said in ran if name == "Build" and code)


def test_settings_that_are_no_yaml_are_told_by_the_generator(tmp_path: Path) -> None:
    blog = first_blog(tmp_path / "blog", "")
    (blog / "content/_config.yml").write_text("title: [", encoding="utf-8")
    runner = Runner(blog, tmp_path, "push", "0" * 40)

    ran = runner.run(blog / ".github/workflows/deploy.yml")

    assert ran[-1][1] == 1
    assert "_config.yml" in ran[-1][2]


def test_the_address_is_asked_for_before_the_site_is_built() -> None:
    for workflow in (OWN, TEMPLATE):
        names = [step.get("name") for step in read(workflow)["jobs"]["build"]["steps"]]
        (asks,) = (step for step in steps(workflow) if "configure-pages" in step.get("uses", ""))
        assert asks["id"] == "pages"
        assert names.index(asks["name"]) < names.index("Build")


def test_an_hour_in_which_no_post_fell_due_publishes_nothing(blog: Path, tmp_path: Path) -> None:
    clone = cloned(blog, "clone")
    first = Runner(clone, tmp_path, "push", "")
    first.run(clone / ".github/workflows/deploy.yml")
    hourly = cloned(blog, "hourly")
    for folder in (".allforces/cache", "_site"):  # What the cache action restores.
        shutil.copytree(clone / folder, hourly / folder)
    runner = Runner(hourly, tmp_path, "schedule", "")

    ran = runner.run(hourly / ".github/workflows/deploy.yml")

    assert [code for _, code, _ in ran] == [0] * len(ran), ran
    assert runner.output.read_text(encoding="utf-8") == "publish=false\n"
    assert json.loads((hourly / "report.json").read_text(encoding="utf-8"))["counts"]["written"] == 0


def test_expressions_that_the_steps_use_are_known_to_the_test(tmp_path: Path) -> None:
    used = set(re.findall(r"\$\{\{ (.+?) \}\}", str([step.get("env") for step in steps(OWN)])))

    assert used <= Runner(tmp_path, tmp_path, "push", "").values.keys()


def test_the_job_that_notifies_in_the_documentation_fits_into_the_workflow(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "notify.md").read_text(encoding="utf-8")
    job = text.partition("```yaml\n  notify:")[2].partition("```")[0]
    workflow = tmp_path / "deploy.yml"
    workflow.write_text(
        f"{TEMPLATE.read_text(encoding='utf-8').rstrip()}\n\n  notify:{job}", encoding="utf-8"
    )

    jobs = read(workflow)["jobs"]
    kept = next(step for step in jobs["build"]["steps"] if step.get("uses", "").startswith("actions/cache@"))
    taken = next(step for step in jobs["notify"]["steps"] if "actions/cache/restore@" in step.get("uses", ""))
    assert (taken["with"]["path"], taken["with"]["key"]) == (kept["with"]["path"], kept["with"]["key"])
    assert taken["uses"].partition("@")[2] == kept["uses"].partition("@")[2]
