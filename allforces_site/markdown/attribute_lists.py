"""kramdown's attribute lists: the content of `{: …}`.

Rules: https://kramdown.gettalong.org/syntax.html#attribute-list-definitions, and kramdown's
parser/kramdown/extensions.rb. Ids may hold letters of any script, not only ASCII ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it.token import Token

_NAME = "[A-Za-z0-9_][A-Za-z0-9_-]*"
_MARK = r"(?:\#[^\W\d][\w:-]*|\.[^\s.\#]+)"
_ITEM = re.compile(
    rf"""(?:^|(?<=\s))(?:
        (?P<key>{_NAME})=(?P<quote>["'])(?P<value>(?:\\\}}|\\(?P=quote)|(?!(?P=quote))[^}}])*?)(?P=quote)
        | (?P<ref>{_NAME})
        | (?P<marks>{_MARK}+)
    )(?=\s|$)""",
    re.VERBOSE,
)
_SINGLE_MARK = re.compile(_MARK)
_ESCAPED = re.compile(r"""\\([}"'])""")

# Key in the `meta` of a token that got attributes from a definition elsewhere.
REFERRED = "referred"
# Matches the content of a list: every `}` in it is escaped, and no other list begins in it. The limit keeps
# a text full of braces from being searched to its end at each of them.
CONTENT = r"(?:\\\}|[^{}]|\{(?!:)){1,1000}+"


@dataclass(frozen=True, slots=True)
class AttributeList:
    """Attributes in the author's order. `references` are names of definitions (`{:name: …}`) or keywords."""

    attributes: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()

    def __add__(self, other: AttributeList) -> AttributeList:
        """Both lists in order; where they disagree, `other` wins when they are applied."""
        return AttributeList(self.attributes + other.attributes, self.references + other.references)


Definitions = Mapping[str, AttributeList]


def parse_attribute_list(content: str) -> AttributeList | None:
    """Parses the content of `{: …}`; None if nothing in it is valid, so that it stays text."""
    attributes: list[tuple[str, str]] = []
    references: list[str] = []
    for item in _ITEM.finditer(content):
        if item["key"]:
            attributes.append((item["key"], _ESCAPED.sub(r"\1", item["value"])))
        elif item["ref"]:
            references.append(item["ref"])
        else:
            attributes.extend(_mark(mark) for mark in _SINGLE_MARK.findall(item["marks"]))
    if not attributes and not references and content.strip(" \t\n:"):
        return None
    return AttributeList(tuple(attributes), tuple(references))


def _mark(mark: str) -> tuple[str, str]:
    return ("id" if mark[0] == "#" else "class", mark[1:])


def apply_attributes(token: Token, wanted: AttributeList, definitions: Definitions) -> None:
    """Sets the attributes of `wanted` on `token`, those of its references first; classes add up."""
    for reference in wanted.references:
        token.meta[REFERRED] = True
        for key, value in definitions.get(reference, AttributeList()).attributes:
            _set(token, key, value)
    for key, value in wanted.attributes:
        _set(token, key, value)
    if "toc" in wanted.references and "toc" not in definitions:
        token.meta["is_toc"] = True


def _set(token: Token, key: str, value: str) -> None:
    if key == "class":
        token.attrJoin("class", value)
    else:
        token.attrSet(key, value)
