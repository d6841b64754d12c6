"""The program itself speaks the language of the terminal that it is started in."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ENGLISH, JAPANESE = "Error: No such command 'bild'.", "エラー: 「bild」というコマンドはありません。"
NAMES = ("LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE", "ALLFORCES_LANG", "PYTHONIOENCODING")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"LC_ALL": "ja_JP.UTF-8"}, JAPANESE),
        ({"LC_ALL": "C"}, ENGLISH),
        ({"LC_ALL": "en_US.UTF-8"}, ENGLISH),
        ({}, ENGLISH),
        ({"LANG": "ja_JP.UTF-8", "PYTHONIOENCODING": "ascii"}, ENGLISH),
        ({"LC_ALL": "C", "ALLFORCES_LANG": "ja"}, JAPANESE),
    ],
)
def test_wrong_usage_is_told_in_the_language_of_the_terminal(settings: dict[str, str], said: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in NAMES}
    done = subprocess.run(
        [sys.executable, "-m", "allforces_site", "bild"],
        env=environment | settings,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2 and said in done.stderr.decode()
