"""Runs the steps of a workflow's job as GitHub does, and what that needs of git."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from allforces_site.scaffold.new_blog import new_blog, write_new_blog
from tests.compiled_templates import put_compiled_theme


def read(workflow: Path) -> dict[str, Any]:
    """A workflow. YAML 1.1 reads its `on` as true."""
    content: dict[Any, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


class Runner:
    """Runs the `run:` steps of a job in order, each in bash that stops at errors, until one fails.

    `commands` is the folder of commands that the steps find first; `pages` is the address that GitHub Pages
    has for the site, "" where it has none; `more` is added to their environment.
    """

    def __init__(
        self,
        clone: Path,
        work: Path,
        event: str,
        before: str,
        commands: Path = Path(sys.executable).parent,
        pages: str = "https://example.github.io/blog/",
        **more: str,
    ) -> None:
        self.clone = clone
        self.event = event
        self.values = {
            "github.event_name": event,
            "github.event.pull_request.base.sha || github.event.before": before,
            "steps.pages.outputs.base_url": pages,
        }
        self.summary, self.output = work / f"{event}-summary.md", work / f"{event}-output"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")},
            **more,
            "PATH": str(commands) + os.pathsep + os.environ["PATH"],
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_ACTIONS": "true",
        }

    def run(self, workflow: Path, skipped: tuple[str, ...] = ("Install",)) -> list[tuple[str, int, str]]:
        """Name, exit code and output of each step that ran."""
        put_compiled_theme(self.clone)
        ran: list[tuple[str, int, str]] = []
        failed = False
        for step in read(workflow)["jobs"]["build"]["steps"]:
            if "run" not in step or step.get("name") in skipped or (failed and step.get("if") != "always()"):
                continue
            environment = {key: self._filled(str(value)) for key, value in step.get("env", {}).items()}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.clone,
                env={**self.environment, **environment},
                capture_output=True,
                text=True,
                encoding="utf-8",
            )
            ran.append((step["name"], done.returncode, done.stdout + done.stderr))
            failed = failed or done.returncode != 0
        return ran

    def _filled(self, text: str) -> str:
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: self.values[found[1]], text)


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def first_blog(folder: Path, url: str = "https://example.com") -> Path:
    """A new blog in `folder` with its address filled in, as its first commit; "" leaves it as it was made."""
    write_new_blog(new_blog("試験", datetime(2026, 11, 20, tzinfo=UTC), "ja"), folder)
    config = folder / "content/_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('\nurl: ""', f'\nurl: "{url}"'), encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "first")
    return folder
