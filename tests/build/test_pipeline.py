"""Whatever looks at a whole site reads it by one chain, and its configuration once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import chdir
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from allforces_site.build import pipeline
from allforces_site.cli import main
from tests.conftest import Workshop


@pytest.mark.parametrize(
    ("command", "times"),
    [
        (["build"], 1),
        (["build", "--strict"], 1),
        (["check"], 1),
        (["check", "--strict"], 1),
        (["repair"], 1),
        (["repair", "--select", "file-date-link"], 1),
    ],
)
def test_a_command_reads_the_configuration_once(
    workshop: Workshop, command: Sequence[str], times: int
) -> None:
    workshop.config("allforces: {social_pictures: false, search: false, repair: on-build}\n")
    workshop.post("2026-01-02-tea", "title: 茶", "本文です。[前](/2026/01/01/x.html)\n")
    with chdir(workshop.root), patch.object(pipeline, "load_config", wraps=pipeline.load_config) as load:
        result = CliRunner().invoke(main, command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    assert load.call_count == times


def test_a_build_after_an_edit_of_a_body_reads_no_configuration(workshop: Workshop) -> None:
    workshop.config()
    workshop.post("2026-01-02-tea", "title: 茶")
    options: dict[str, Any] = {"cache": workshop.root / "cache", "strict": True}
    workshop.build(**options)
    workshop.post("2026-01-02-tea", "title: 茶", "本文です。\n\n次の段落です。\n")
    with patch.object(pipeline, "load_config", side_effect=AssertionError("read again")):
        workshop.build(**options)
