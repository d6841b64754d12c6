"""Finds a font with Japanese letters: the site's own, one from a package, or one of the system."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from allforces_site.files.regular_files import read_head

# The extra `social` installs it. Its fonts are NotoSansJP and NotoSerifJP, SIL Open Font License 1.1.
_PACKAGE, _PACKAGED = "pylopdf_fonts_jp", "NotoSansJP-Regular.otf"

# The places of system fonts; the first face of each collection is the Japanese one.
_SYSTEM = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",  # Debian, Ubuntu: fonts-noto-cjk
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",  # Arch: noto-fonts-cjk
    "/usr/share/fonts/noto/NotoSansCJK-Bold.ttc",  # Alpine: font-noto-cjk
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Bold.ttc",  # Fedora
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",  # Debian: fonts-ipaexfont
    "/usr/share/fonts/opentype/ipafont-gothic/ipagp.ttf",
    "/usr/share/fonts/truetype/vlgothic/VL-PGothic-Regular.ttf",
    "/usr/share/fonts/truetype/takao-gothic/TakaoPGothic.ttf",
    "/System/Library/Fonts/ヒラギノ角ゴシック W6.ttc",  # macOS
    "C:/Windows/Fonts/YuGothB.ttc",
    "C:/Windows/Fonts/meiryob.ttc",
)

# The table directory, with a checksum of each table, is within the first bytes (OpenType 1.9).
_DIRECTORY_BYTES = 65_536
_FONT_BEGINS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")


class Font(msgspec.Struct, frozen=True):
    """The file of a font; `digest` identifies its content; `is_bold` is True for a heavy weight."""

    file: str
    digest: bytes
    is_bold: bool


def find_font(own: str | None) -> Font | None:
    """Returns the font at the path `own`, or without `own` the first that is found. None if there is none."""
    if own is not None:
        return _font(Path(own))
    return next(filter(None, map(_font, _candidates())), None)


def _candidates() -> Iterator[Path]:
    # Found without importing the package, of which nothing but its name is known.
    yield from (Path(folder or ".", _PACKAGE, _PACKAGED) for folder in sys.path)
    yield from map(Path, _SYSTEM)


def _font(file: Path) -> Font | None:
    try:
        head = read_head(file, _DIRECTORY_BYTES)
        size = file.stat().st_size
    except OSError:
        return None
    if not head.startswith(_FONT_BEGINS):
        return None
    is_bold = file.stem.endswith(("Bold", "B", "bold", "b", "W6"))
    return Font(str(file), sha256(head + size.to_bytes(8, "big")).digest()[:16], is_bold)
