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
from allforces_site.text.secret_patterns import find_secrets

# Not searched: files that hold no text, and those too large to be written by hand.
_BINARY = (
    ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico", ".bmp", ".tiff", ".pdf", ".zip", ".gz",
    ".tgz", ".xz", ".7z", ".mp3", ".mp4", ".m4a", ".mov", ".webm", ".ogg", ".wav", ".woff", ".woff2",
    ".ttf", ".otf", ".eot", ".psd", ".docx", ".xlsx", ".pptx", ".wasm",
)  # fmt: skip
_LARGEST = 1_000_000
_HINT = "revoke it where it was issued, then remove it: what was public once stays known"


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each secret in posts, drafts and pages, and in the files that are copied."""
    for source in sorted(view.facts):
        for secret in view.facts[source].secrets:
            message = f"the text holds {secret.kind}: {secret.masked}"
            yield Finding(message, source, secret.line, secret.column, _HINT)
    for file in published_files(view):
        if is_secret_name(file.source.rpartition("/")[2]):
            message = f"/{file.path} would be published, and such a file holds keys or passwords"
            yield Finding(message, file.source, 1, 1, f"move it out of the source folder; {_HINT}")
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
        yield Finding(f"{secret.kind} would be published: {secret.masked}", source, line, column, _HINT)


RULE = Rule(
    "secret",
    Severity.ERROR,
    "A key, token or password",
    title_ja="パスワードや秘密鍵らしい文字列",
    advice_ja="公開されると悪用されます。ファイルから取り除き、公開済みなら鍵を作り直してください。",
    find_in_site=find_in_site,
)
