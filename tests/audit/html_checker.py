"""The Nu HTML checker, which is what validator.w3.org runs, over every page of a site."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.audit.article_text import text_spans
from tests.audit.findings import BuildOutcome, Finding, Row
from tests.audit.kinds import BuiltPage
from tests.audit.sites import Site
from tests.audit.tools import Tools

CHECK = "html"
_TAG = re.compile(r"</?[a-zA-Z][\w-]*")
_QUOTED = re.compile(r"“([^”]*)”")


@dataclass(frozen=True, slots=True)
class Message:
    """What the checker says of a place. `line` and `column` count from 1; 0 is the page as a whole."""

    path: str
    severity: str
    rule: str
    tag: str
    line: int
    column: int


def check_html(tools: Tools, site: Site, pages: Sequence[BuiltPage]) -> BuildOutcome:
    """Errors fail, but those in the text of others' posts; warnings are listed."""
    messages = parse_messages(_run(tools, site.folder), site.folder)
    findings = tuple(_findings(messages, site, pages))
    errors = [finding for finding in findings if finding.check == CHECK]
    ours = sum(not error.of_author for error in errors)
    found = _counted(ours, len(errors) - ours, len(findings) - len(errors))
    return BuildOutcome(
        (Row(CHECK, site.name, f"{len(pages):,} pages", found, "errors: 0", ours == 0),), findings
    )


def _counted(ours: int, of_authors: int, warnings: int) -> str:
    more = ((of_authors, "in authors' text"), (warnings, "only warned of"))
    return ", ".join((f"errors: {ours}", *(f"{count} {what}" for count, what in more if count)))


def _run(tools: Tools, folder: Path) -> str:
    # The default stack is too small for deeply nested lists.
    command = [str(tools.java), "-Xss8m", "-jar", str(tools.vnu_jar)]
    options = ["--format", "json", "--stdout", "--skip-non-html", "--exit-zero-always"]
    done = subprocess.run([*command, *options, str(folder)], capture_output=True, check=True, timeout=900)
    return done.stdout.decode()


def parse_messages(text: str, folder: Path) -> list[Message]:
    """The errors and warnings of the checker's JSON; what is only for information is left out."""
    messages = []
    for entry in json.loads(text)["messages"]:
        if entry["type"] == "info" and entry.get("subType") != "warning":
            continue
        file = Path(unquote(urlsplit(entry["url"]).path))
        messages.append(
            Message(
                path=file.relative_to(folder.resolve()).as_posix(),
                severity="warning" if entry["type"] == "info" else "error",
                rule=without_words(entry["message"]),
                tag=_tag(entry),
                line=entry.get("firstLine", entry.get("lastLine", 0)),
                column=entry.get("firstColumn", entry.get("lastColumn", 0)),
            )
        )
    return messages


def without_words(message: str) -> str:
    """A message without what it quotes of a Japanese text: an id made of a heading, an address."""
    return _QUOTED.sub(lambda quoted: quoted[0] if quoted[1].isascii() else "“…”", message)


def _tag(entry: dict[str, object]) -> str:
    start, extract = entry.get("hiliteStart", 0), entry.get("extract", "")
    assert isinstance(start, int) and isinstance(extract, str)
    found = _TAG.search(extract, start)
    return f"{found[0]}>" if found else ""


def _findings(messages: Iterable[Message], site: Site, pages: Sequence[BuiltPage]) -> Iterator[Finding]:
    by_path = {page.path: page for page in pages}
    for message in messages:
        page = by_path[message.path]
        inside = any((message.line, message.column - 1) in span for span in text_spans(page.html))
        check = CHECK if message.severity == "error" else f"{CHECK} warning"
        where = f"line {message.line}"
        yield Finding(
            check, site.name, page.url, message.rule, message.tag, where, inside and not site.own_text
        )


def faulty_pages(outcome: BuildOutcome, site: Site) -> Counter[str]:
    """How many faults of its author each page has, by URL."""
    return Counter(f.page for f in outcome.findings if f.of_author and f.site == site.name)
