"""The manifest: what builds wrote into an output folder, so that nothing else is overwritten or removed.

It also names the pages that readers visit, so that search engines can be told which of them a build changed.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

import msgspec

from allforces_site.errors import SiteError, error, reason_of
from allforces_site.files.atomic_files import replace_whole
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.files.paths import check_paths
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import Message, WrongValueError, say, why_wrong

_FORMAT = 1

# The SHA-256 of each file, by path; None for a file that was announced but perhaps not written.
Digests = dict[str, str | None]


class PageRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A page that readers visit: its site-relative URL without the baseurl, and the digest of its content
    (`page_content`), in which robots can be told to leave it out (`is_noindex`). Without a digest nothing is
    known of the content.
    """

    url: str
    content: str = ""
    is_noindex: bool = False
    in_sitemap: bool = True

    @property
    def is_announced(self) -> bool:
        """Whether search engines may be told of it: of those pages that they may find in the sitemap."""
        return self.in_sitemap and not self.is_noindex


class Manifest(msgspec.Struct, frozen=True):
    """The files of a site by path, and its pages by path; `address` is that of the site, with the baseurl."""

    files: Digests = {}
    pages: dict[str, PageRecord] = {}
    address: str = ""


class _File(msgspec.Struct):
    """The JSON of a manifest; older ones have no pages."""

    format: int
    files: Digests
    pages: dict[str, PageRecord] = {}
    address: str = ""


_DECODER, _ENCODER = msgspec.json.Decoder(_File), msgspec.json.Encoder()


def load_manifest(output: Path) -> Manifest:
    """The manifest that earlier builds left in an output folder; an empty one if none did.

    Raises `SiteError` for one that cannot be used.
    """
    try:
        hint = say("delete the output folder, or choose another --output")
        return read_manifest(output / MANIFEST_FILE, hint)
    except FileNotFoundError:
        return Manifest()


def read_manifest(file: Path, hint: Message) -> Manifest:
    """The manifest in a file. Raises FileNotFoundError, or `SiteError` with this `hint`.

    Anybody may have written it: one that names anything but files of a site is refused as a whole.
    """
    try:
        return parse_manifest(read_regular(file))
    except FileNotFoundError:
        raise
    except OSError as exc:
        message = say("{file} cannot be read: {reason}", file=str(file), reason=reason_of(exc))
        raise SiteError([error("output-unreadable", message)]) from None
    except ValueError as exc:
        message = say("{file} cannot be used: {reason}", file=str(file), reason=why_wrong(exc))
        raise SiteError([error("manifest", message, hint=hint)]) from None


def parse_manifest(content: bytes) -> Manifest:
    """The manifest in the bytes of its file. Raises ValueError for bytes that are none."""
    try:
        found = _DECODER.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise WrongValueError(say("it is damaged, or no build wrote it")) from None
    if found.format != _FORMAT:
        raise WrongValueError(say("its format is {found}, not {wanted}", found=found.format, wanted=_FORMAT))
    check_paths(found.files)
    check_pages(found.pages, found.files)
    return Manifest(found.files, found.pages, found.address)


def check_pages(pages: Mapping[str, PageRecord], checked: Container[str] = ()) -> None:
    """Raises ValueError for a page whose path or URL is none of a site; those paths are left out that are
    `checked` already.
    """
    check_paths(path for path in pages if path not in checked)
    for page in pages.values():
        if not page.url.startswith("/") or page.url.startswith("//") or not page.url.isprintable():
            raise WrongValueError(say("{url} in it is no URL of a site", url=ascii(page.url)))


def save_manifest(output: Path, manifest: Manifest) -> None:
    """Writes the manifest whole or not at all. Raises OSError."""
    replace_whole(output / MANIFEST_FILE, manifest_bytes(manifest), output)


def manifest_bytes(manifest: Manifest) -> bytes:
    """The bytes of the manifest's file: JSON, sorted, one file or page a line."""
    fields = [b'"format": %d' % _FORMAT, b'"address": ' + _ENCODER.encode(manifest.address)]
    fields += [b'"pages": ' + _lines(manifest.pages), b'"files": ' + _lines(manifest.files)]
    return b"{\n" + b",\n".join(fields) + b"\n}"


def _lines(entries: Mapping[str, object]) -> bytes:
    paths = sorted(entries)
    # Two calls encode thousands of entries; JSON has no line ends of its own.
    names, values = (
        _ENCODER.encode_lines(column).splitlines() for column in (paths, [entries[path] for path in paths])
    )
    return b"{\n" + b",\n".join(map(b": ".join, zip(names, values, strict=True))) + b"\n}"
