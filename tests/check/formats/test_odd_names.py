"""Reports are whole and well-formed whatever the names of files and the texts in them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from allforces_site.cli import main

ODD = [
    b"\xff",
    b"\xed\xa0\x80",
    b"a\nb",
    b"\x1b[31m",
    "\u202etxt".encode(),
    "\x85\u2028".encode(),
    b"{x} {0} %s \\",
]
EFFECT = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e\udc80-\udcff]")


@pytest.fixture
def odd_site(tmp_path: Path) -> Path:
    source = tmp_path / "content"
    for folder in ("_posts", "_data"):
        (source / folder).mkdir(parents=True)
    for number, name in enumerate(map(os.fsdecode, ODD), 1):
        title = json.dumps(os.fsencode(name).decode(errors="replace"))
        texts = {
            f"_posts/2026-01-0{number}-{name}.md": f"title: {title}\nlayout: {title}\ndate: {title}",
            f"_posts/2026-02-0{number}-a.md": f"{title}: {title}: a",
            f"{name}.md": f"title: い\npermalink: {title}\nlayout: {title}",
            f"_data/{name}.json": title,
            f"{name}.png": title,
        }
        for path, text in texts.items():
            body = f"---\n{text}\n---\n[a]({title[1:-1]}) {{% {title} %}}"
            (source / path).write_text(body, encoding="utf-8")
    (source / "_config.yml").write_text('title: "\\u202e {x}"\n')
    return source


def checked(source: Path, output_format: str, lang: str) -> str:
    result = CliRunner().invoke(
        main, ["check", "--source", str(source), "--format", output_format, "--lang", lang]
    )
    assert isinstance(result.exception, SystemExit)
    assert "…" in result.stderr or result.exit_code == 1
    return result.stdout


@pytest.mark.process
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_findings_about_odd_files_are_shown_in_all_formats(odd_site: Path, lang: str) -> None:
    assert json.loads(checked(odd_site, "json", lang))["counts"]["errors"]
    assert json.loads(checked(odd_site, "sarif", lang))["runs"][0]["results"]
    assert checked(odd_site, "html", lang).endswith("</html>")
    text, annotations = checked(odd_site, "text", lang), checked(odd_site, "github", lang)
    assert not EFFECT.search(text)
    assert not EFFECT.search(annotations)
    assert re.fullmatch(r"(?:::(?:error|warning|notice) \S[^\n]*::[^\n]+\n)+[^:\n].*", annotations, re.DOTALL)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_build_of_odd_files_is_reported(odd_site: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(odd_site.parent)

    shown = (
        CliRunner().invoke(main, ["build", "--report", "r.json", "--summary", "s.md", "--lang", lang]).output
    )

    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["problems"]
    assert Path("s.md").read_text(encoding="utf-8")
    assert not EFFECT.search(shown)
