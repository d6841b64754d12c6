"""Reads XML from outside: no other file is ever read, and entities cannot make it grow."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

import msgspec

from allforces_site.messages.message import N_, Message, WrongValueError, as_it_is, say

# Far more than any feed or sitemap needs: each level and each element costs memory.
_DEEPEST = 100
_MOST_ELEMENTS = 1_000_000


# The usual errors of expat (`XML_ErrorString`).
_USUAL = frozenset(
    {
        N_("XML declaration not well-formed"),
        N_("XML or text declaration not at start of entity"),
        N_("duplicate attribute"),
        N_("junk after document element"),
        N_("mismatched tag"),
        N_("no element found"),
        N_("not well-formed (invalid token)"),
        N_("partial character"),
        N_("reference to invalid character number"),
        N_("unclosed CDATA section"),
        N_("unclosed token"),
        N_("undefined entity"),
        N_("unknown encoding"),
    }
)


class XmlError(WrongValueError):
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
            raise XmlError(say("it has more than {number} elements", number=f"{_MOST_ELEMENTS:,}"))
        if len(path) > _DEEPEST:
            raise XmlError(say("its elements are nested more than {depth} levels deep", depth=_DEEPEST))
        plain_attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(":")[2], plain_attributes, "", [])
        path[-1].children.append(element)
        path.append(element)
        texts.append([])

    def end(_name: str) -> None:
        path.pop().text = "".join(texts.pop())

    def refuse(name: str, *_rest: object) -> None:
        raise XmlError(say('it declares the entity "{name}", which is refused', name=name[:40]))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: texts[-1].append(text)
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as exc:
        problem = _problem(expat.errors.messages[exc.code])
        raise XmlError(say("line {line} is no XML: {problem}", line=exc.lineno, problem=problem)) from None
    except (LookupError, UnicodeError):
        raise XmlError(say("it is in an encoding that is not known")) from None
    except XmlError:
        raise
    except ValueError:
        raise XmlError(say("it is in an encoding that is not read")) from None
    return root.children[0]


def _problem(text: str) -> Message:
    """What expat says is wrong."""
    return Message(text) if text in _USUAL else as_it_is(text)
