"""The media type of a file, the same on every machine: the system's own tables are not used."""

from __future__ import annotations

from mimetypes import MimeTypes

# Registered types that differ from Python's table or are missing in it: IANA, RFC 9239 for JavaScript.
_MORE = {
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".jsonld": "application/ld+json",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".xsl": "application/xslt+xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
_PACKED = {"gzip": "application/gzip", "bzip2": "application/x-bzip2", "xz": "application/x-xz"}
_TEXT = ("text/", "application/json", "application/xml", "application/yaml")
_TEXT_SUFFIXES = ("+json", "+xml")

_TABLE = MimeTypes(filenames=())
for _suffix, _type in _MORE.items():
    _TABLE.add_type(_type, _suffix)


def media_type(path: str) -> str:
    """Returns the Content-Type of an output path; text is UTF-8, like everything that a build writes."""
    # The case of a suffix does not count. The slash is there because Python would take `a:b` for an address.
    kind, encoding = _TABLE.guess_type(f"/{path.rpartition('/')[2].lower()}")
    if encoding is not None:
        return _PACKED.get(encoding, "application/octet-stream")
    if kind is None:
        return "application/octet-stream"
    is_text = kind.startswith(_TEXT) or kind.endswith(_TEXT_SUFFIXES)
    return f"{kind}; charset=utf-8" if is_text else kind
