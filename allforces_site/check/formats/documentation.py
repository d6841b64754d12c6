"""Where the documentation of the rules can be read in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def docs_address(root: Path, environment: Mapping[str, str]) -> str | None:
    """The address of the repository's folder docs/ on GitHub, with a slash at its end.

    None elsewhere than in its workflows, whose variables name the repository
    (https://docs.github.com/en/actions/reference/variables-reference), and where the generator's
    documentation is not part of it.
    """
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (environment.get(name) for name in names)
    if not (server and repository and commit and (root / "docs" / "checks").is_dir()):
        return None
    return f"{server}/{repository}/blob/{commit}/docs/"
