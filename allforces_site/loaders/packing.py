"""Packs readings of posts into rows of the parse cache, and unpacks them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from allforces_site.cache.kept_values import unpacked
from allforces_site.cache.parse_cache import Row
from allforces_site.loaders.posts import PostReading
from allforces_site.model import Document, Documents, StoredDocument
from allforces_site.text.dates import PlainTimestamp
from allforces_site.text.plain_values import is_plain

_NO_DOCUMENT = Document("", "", "")


def pack(key: bytes, reading: PostReading) -> Row | None:
    """The reading as a row; None if its front matter has values that would not be read back the same."""
    if reading.post is None:
        return Row(key, _pack_reading(reading), b"")
    if not is_plain(reading.post.front_matter):
        return None
    body = msgspec.msgpack.encode(reading.post.document.load())
    post = replace(reading.post, document=_NO_DOCUMENT)
    return Row(key, _pack_reading(replace(reading, post=post, contribution=None)), body)


def unpack(summary: bytes, key: bytes, documents: Documents, zone: ZoneInfo) -> PostReading | None:
    """The packed reading, whose document is loaded on demand; None if `summary` is not a packed reading."""
    reading = unpacked(summary, _DECODER)
    post = reading.post if reading is not None else None
    if reading is None or post is None:
        return reading
    # Times are stored in UTC.
    updated = post.updated.astimezone(zone) if post.updated else None
    document = StoredDocument(key, post.source, documents)
    post = replace(post, document=document, date=post.date.astimezone(zone), updated=updated)
    return PostReading(post, reading.skipped, reading.problems, reading.waits)


def unpack_document(body: bytes) -> Document | None:
    """The packed document; None if `body` is not a packed document."""
    return unpacked(body, _DOCUMENT_DECODER)


def _no_document(_kind: type, _value: object) -> Document:
    return _NO_DOCUMENT


_DECODER = msgspec.msgpack.Decoder(PostReading, dec_hook=_no_document)
_DOCUMENT_DECODER = msgspec.msgpack.Decoder(Document)


def _pack_reading(reading: PostReading) -> bytes:
    return msgspec.msgpack.encode(reading, enc_hook=_as_text)


def _as_text(value: object) -> str:
    """Encodes a `PlainTimestamp` (unquoted date in front matter) as its text; templates see only the text."""
    if isinstance(value, PlainTimestamp):
        return str.__str__(value)
    raise TypeError(f"front matter with a {type(value).__name__} cannot be stored")
