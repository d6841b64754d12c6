"""Packs readings of posts into rows of the parse cache, and unpacks them."""

from __future__ import annotations

from sys import intern
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from allforces_site.cache.kept_values import unpacked
from allforces_site.cache.parse_cache import Row
from allforces_site.loaders.packed_values import PackedValues
from allforces_site.loaders.posts import PostReading
from allforces_site.model import Document, Documents, StoredDocument
from allforces_site.text.dates import PlainTimestamp
from allforces_site.text.plain_values import is_plain

_NO_DOCUMENT = Document("", "", "")

# The encoding of long texts, and how it handles what no text should have.
_WIDE = ("utf-16-le", "surrogatepass")


def pack(key: bytes, reading: PostReading) -> Row | None:
    """The reading as a row; None if its front matter has values that would not be read back the same."""
    post = reading.post
    if post is None:
        return Row(key, _packed(_Packed(reading)), b"")
    if not is_plain(post.front_matter):
        return None
    body = _packed_document(post.document.load())
    bare = replace(post, document=_NO_DOCUMENT, front_matter={}, lines={})
    packed = _Packed(
        replace(reading, post=bare, contribution=None), _packed(post.front_matter), _packed(post.lines)
    )
    return Row(key, _packed(packed), body)


def unpack(summary: bytes, key: bytes, documents: Documents, zone: ZoneInfo) -> PostReading | None:
    """The packed reading, whose document is loaded on demand; None if `summary` is not a packed reading."""
    packed = unpacked(summary, _DECODER)
    if packed is None or packed.reading.post is None:
        return packed.reading if packed is not None else None
    reading, post = packed.reading, packed.reading.post
    post = replace(
        post,
        document=StoredDocument(key, post.source, documents),
        # Times are stored in UTC.
        date=post.date.astimezone(zone),
        updated=post.updated.astimezone(zone) if post.updated else None,
        # Thousands of posts have the same terms, and most say the same twice: texts that are kept once.
        categories=tuple(map(intern, post.categories)),
        tags=tuple(map(intern, post.tags)),
        authors=tuple(map(intern, post.authors)),
        description=post.excerpt if post.description == post.excerpt else post.description,
        front_matter=PackedValues(packed.front_matter),
        lines=PackedValues(packed.lines),
    )
    return PostReading(post, reading.skipped, reading.problems, reading.waits)


def unpack_document(body: bytes) -> Document | None:
    """The packed document; None if `body` is not a packed document."""
    packed = unpacked(body, _DOCUMENT_DECODER)
    if packed is None or not packed.wide_html:
        return packed.document if packed is not None else None
    return replace(packed.document, html=packed.wide_html.decode(*_WIDE))


def _packed_document(document: Document) -> bytes:
    if document.html.isascii():
        return msgspec.msgpack.encode(_PackedDocument(document))
    return msgspec.msgpack.encode(_PackedDocument(replace(document, html=""), document.html.encode(*_WIDE)))


class _PackedDocument(msgspec.Struct, frozen=True, array_like=True):
    """A document; if its HTML is not ASCII, that is in `wide_html`, in UTF-16.

    Japanese text is three quarters as long as in UTF-8, and is read in a third of the time.
    """

    document: Document
    wide_html: bytes = b""


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """A reading whose post has neither front matter nor lines, and these two, packed."""

    reading: PostReading
    front_matter: bytes = b""
    lines: bytes = b""


def _no_document(_kind: type, _value: object) -> Document:
    return _NO_DOCUMENT


_DECODER = msgspec.msgpack.Decoder(_Packed, dec_hook=_no_document)
_DOCUMENT_DECODER = msgspec.msgpack.Decoder(_PackedDocument)


def _packed(value: object) -> bytes:
    return msgspec.msgpack.encode(value, enc_hook=_as_text)


def _as_text(value: object) -> str:
    """Encodes a `PlainTimestamp` (unquoted date in front matter) as its text; templates see only the text."""
    if isinstance(value, PlainTimestamp):
        return str.__str__(value)
    raise TypeError(f"front matter with a {type(value).__name__} cannot be stored")
