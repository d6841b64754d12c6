"""A key, token or password that would be published, in a file or in the text of a post."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from allforces_site.errors import Severity
from allforces_site.files.kinds import is_secret_name
from allforces_site.files.regular_files import read_regular
from allforces_site.lint.finding import Finding
from allforces_site.lint.published_files import published_files
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import say
from allforces_site.text.secret_patterns import find_secrets

# Not searched: files that hold no text, and those too large to be written by hand.
_BINARY = (
    ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico", ".bmp", ".tiff", ".pdf", ".zip", ".gz",
    ".tgz", ".xz", ".7z", ".mp3", ".mp4", ".m4a", ".mov", ".webm", ".ogg", ".wav", ".woff", ".woff2",
    ".ttf", ".otf", ".eot", ".psd", ".docx", ".xlsx", ".pptx", ".wasm",
)  # fmt: skip
_LARGEST = 1_000_000
_HINT = say("revoke it where it was issued, then remove it: what was public once stays known")


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each secret in posts, drafts and pages, and in the files that are copied."""
    for source in sorted(view.facts):
        for secret in view.facts[source].secrets:
            message = say("the text holds {secret}: {masked}", secret=secret.kind, masked=secret.masked)
            yield Finding(message, source, secret.line, secret.column, _HINT)
    for file in published_files(view):
        if is_secret_name(file.source.rpartition("/")[2]):
            message = say(
                "/{path} would be published, and such a file holds keys or passwords", path=file.path
            )
            hint = say("move it out of the source folder; {revoke}", revoke=_HINT)
            yield Finding(message, file.source, 1, 1, hint)
        else:
            yield from _in_file(file.source, file.file)


def may_hold_text(file: PurePath) -> bool:
    """Whether a file of this name may hold text and is searched."""
    return file.suffix.lower() not in _BINARY


def _in_file(source: str, file: Path) -> Iterator[Finding]:
    if not may_hold_text(file):
        return
    try:
        if file.stat().st_size > _LARGEST:
            return
        text = read_regular(file).decode("utf-8", "replace")
    except OSError:  # The build reports it.
        return
    for secret in find_secrets(text, source):
        line = text.count("\n", 0, secret.start) + 1
        column = secret.start - (text.rfind("\n", 0, secret.start) + 1) + 1
        message = say("{secret} would be published: {masked}", secret=secret.kind, masked=secret.masked)
        yield Finding(message, source, line, column, _HINT)


RULE = Rule(
    "secret",
    Severity.ERROR,
    say("A key, token or password"),
    say(
        "Once public it can be abused. Remove it from the file; if it was published already, make a new key."
    ),
    find_in_site=find_in_site,
    reads_files=True,
)
