"""What must be so of any output folder, whatever it was built from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from allforces_site.files.kinds import MANIFEST_FILE

# Characters that neither HTML nor XML can hold: https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LD_JSON = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def faults_of_output(output: Path, made: set[str]) -> Iterator[str]:
    """What is wrong with the files that a build left in `output`.

    `made` are the paths of those that the generator makes, whose form is its own work.
    """
    present = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    present.discard(MANIFEST_FILE)
    known = json.loads((output / MANIFEST_FILE).read_text(encoding="utf-8"))["files"]
    # A file that could not be made is announced, without a digest.
    written = {path for path, digest in known.items() if digest is not None}
    if wrong := (present - known.keys()) | (written - present):
        yield f"the manifest is not what is there: {sorted(wrong)[:5]}"
    for path in sorted(made & present):
        yield from (f"output {fault}: {path}" for fault in _faults_of_file(output / path))


def _faults_of_file(file: Path) -> Iterator[str]:
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError:
        if file.suffix in (".html", ".xml", ".json"):
            yield "is not UTF-8"
        return
    if file.suffix == ".html":
        if found := _FORBIDDEN.search(text):
            yield f"holds U+{ord(found[0]):04X}"
        for script in _LD_JSON.findall(text):
            yield from _faults_of_json(script)
    elif file.suffix == ".json":
        yield from _faults_of_json(text)
    elif file.suffix == ".xml":
        try:
            ElementTree.fromstring(text)
        except ElementTree.ParseError as exc:
            yield f"is no XML ({exc})"


def _faults_of_json(text: str) -> Iterator[str]:
    try:
        json.loads(text, parse_constant=_no_constant)
    except ValueError as exc:
        yield f"is no JSON ({exc})"


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
