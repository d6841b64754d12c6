"""Reports of checks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Problem
from tests.conftest import NOW


@pytest.fixture
def make_report(tmp_path: Path) -> Callable[..., CheckReport]:
    """A function that makes the report of these problems in `content/` of a repository."""

    def make(problems: Sequence[Problem], **changes: object) -> CheckReport:
        values = {"seconds": {"read": 0.5, "check": 1.0, "total": 1.5}} | changes
        return CheckReport(tmp_path / "content", tmp_path, problems, NOW, **values)  # type: ignore[arg-type]

    return make
