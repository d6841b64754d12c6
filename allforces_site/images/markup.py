"""Adds sizes and smaller copies to the pictures in the HTML of a body. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from allforces_site.images.scaling import MEDIA_TYPE
from allforces_site.model import Picture
from allforces_site.text.character_references import resolved
from allforces_site.text.late_pattern import late_pattern
from allforces_site.urls.permalinks import encoded_address

# Tags, and what may hold text that looks like one: comments, scripts, attributes; whole `<picture>` elements.
_TAG = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>"
_IMAGES = late_pattern(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|template|noscript|picture|svg)\b.*?(?:</\1\s*>|\Z)"
    rf"|(?P<image><img\b(?P<attributes>{_TAG}))"
    rf"|(?P<heading><h[1-6]\b{_TAG})"
    rf"|</?[a-z]{_TAG}",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = late_pattern(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")

# The width of the text (`--measure` of the theme's style sheet), and the whole width on a phone.
BODY_SIZES = "(min-width: 42rem) 40rem, 100vw"


def with_sizes(
    html: str, picture_of: Callable[[str], Picture | None], url_of: Callable[[str], str], *, leads: bool
) -> str:
    """Returns the body with the sizes of its pictures, so that nothing moves as they load, and their copies.

    `picture_of` returns the picture at a target, `url_of` the address of a site-relative URL. With `leads`, a
    picture above the first heading is the first one that a reader sees, and is loaded at once. Attributes
    that the author wrote are kept.
    """
    if "<img" not in html and "<IMG" not in html:
        return html
    may_lead = leads

    def with_size(match: re.Match[str]) -> str:
        nonlocal may_lead
        if match["heading"]:
            may_lead = False
        if not match["image"]:
            return match[0]
        at_once, may_lead = may_lead, False
        attributes = _attributes(match["attributes"])
        src = resolved(attributes.get("src", ""))
        picture = picture_of(src)
        if picture is None:
            return match[0]
        if (address := encoded_address(src)) != src:
            attributes["src"] = escape(address)
        return _image(_at_once(attributes) if at_once else attributes, picture, url_of)

    return _IMAGES.sub(with_size, html)


def picture_markup(
    picture: Picture | None, src: str, url_of: Callable[[str], str], *, sizes: str, eager: bool
) -> str:
    """Returns the tag of a picture that is decoration beside a title: its `alt` is empty."""
    attributes: dict[str, str] = {"src": escape(src), "alt": ""}
    attributes |= {"fetchpriority": "high"} if eager else {"loading": "lazy"}
    attributes["decoding"] = "async"
    return _image(attributes, picture, url_of, sizes)


def _image(
    attributes: dict[str, str],
    picture: Picture | None,
    url_of: Callable[[str], str],
    sizes: str = BODY_SIZES,
) -> str:
    if picture is None:
        return _tag(attributes)
    is_sized = "width" in attributes or "height" in attributes
    if not is_sized:
        attributes |= {"width": str(picture.width), "height": str(picture.height)}
    if not picture.copies or "srcset" in attributes:
        return _tag(attributes)
    # A phone may choose a larger copy than the author's width needs; the layout is the author's.
    choices = ", ".join(f"{escape(url_of(copy.url))} {copy.width}w" for copy in picture.copies)
    source = f'<source type="{MEDIA_TYPE}" srcset="{choices}" sizes="{sizes}">'
    return f"<picture>{source}{_tag(attributes)}</picture>"


def _attributes(text: str) -> dict[str, str]:
    """Returns a tag's attributes by name, values still escaped; as in HTML, the first of a name counts."""
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text.removesuffix(">")):
        attributes.setdefault(name.lower(), double or single.replace('"', "&quot;") or bare)
    return attributes


def _at_once(attributes: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in attributes.items() if name != "loading"}
    return {**kept, "fetchpriority": kept.get("fetchpriority", "high")}


def _tag(attributes: dict[str, str]) -> str:
    written = (f'{name}="{value}"' for name, value in attributes.items())
    return f"<img {' '.join(written)}>"
