"""Reads XML from outside: no other file is ever read, and entities cannot make it grow."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

import msgspec

# Far more than any feed or sitemap needs: each level and each element costs memory.
_DEEPEST = 100
_MOST_ELEMENTS = 1_000_000


class XmlError(ValueError):
    """A text that is no XML, or one that only an attacker would write."""


class Element(msgspec.Struct):
    """An element, with its name without namespace and the text that is directly in it."""

    name: str
    attributes: dict[str, str]
    text: str
    children: list[Element]

    def texts(self, name: str) -> Iterator[str]:
        """Yields the texts of its child elements of that name."""
        return (child.text.strip() for child in self.children if child.name == name)

    def text_of(self, name: str) -> str:
        """The text of the first of these, "" if there is none."""
        return next(self.texts(name), "")


def read_xml(content: bytes) -> Element:
    """The root element. Raises `XmlError`.

    expat reads no other file; declarations of entities, with which a short text can become gigabytes, are
    refused.
    """
    root = Element("", {}, "", [])
    path: list[Element] = [root]
    texts: list[list[str]] = [[]]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST_ELEMENTS:
            raise XmlError(f"it has more than {_MOST_ELEMENTS:,} elements")
        if len(path) > _DEEPEST:
            raise XmlError(f"its elements are nested more than {_DEEPEST} levels deep")
        plain_attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(":")[2], plain_attributes, "", [])
        path[-1].children.append(element)
        path.append(element)
        texts.append([])

    def end(_name: str) -> None:
        path.pop().text = "".join(texts.pop())

    def refuse(name: str, *_rest: object) -> None:
        raise XmlError(f'it declares the entity "{name[:40]}", which is refused')

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: texts[-1].append(text)
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as exc:
        raise XmlError(f"line {exc.lineno} is no XML: {expat.errors.messages[exc.code]}") from None
    except (LookupError, UnicodeError):
        raise XmlError("it is in an encoding that is not known") from None
    except ValueError as exc:
        raise (
            exc if isinstance(exc, XmlError) else XmlError("it is in an encoding that is not read")
        ) from None
    return root.children[0]
