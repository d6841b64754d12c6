"""A paid link that does not say so to search engines.

Google Search Central, "Qualify your outbound links to Google": links that are advertisements or paid
placements, affiliate links among them, are to be marked with `rel="sponsored"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.html_links import tag_attributes
from allforces_site.lint.source.links import SourceLink, source_links
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.markdown.attribute_lists import parse_attribute_list
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_NEW = 'rel="sponsored noopener"'
_REL = late_pattern(r"(?P<before>(?:^|\s)rel=)(?P<quote>[\"'])(?P<value>[^\"']*)(?P=quote)")
_DEFINITION = late_pattern(
    r"^ {0,3}\{:(?P<name>[A-Za-z0-9_][A-Za-z0-9_-]*):(?P<content>[^}\n]*)\}", re.MULTILINE
)


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for each link. Its fix adds the attribute and keeps the rest of attribute lists and tags."""
    for link in _unmarked(source_file, config):
        host = urlsplit(link.target).netloc
        message = say('the link to {host} is paid for and lacks rel="sponsored"', host=host)
        hint = (
            say("write {attribute} into the tag", attribute=_NEW)
            if link.is_html
            else say("write {attribute} after it", attribute=f"{{: {_NEW}}}")
        )
        proposal = ProposedFix(hint, (_edit(source_file.text, link),))
        yield finding_at(source_file, link.start, message, hint=hint, proposal=proposal)


def is_paid_for(target: str, hosts: Iterable[str]) -> bool:
    """Whether `target` leads to one of `hosts` or a subdomain; `host?key` matches addresses with that key in
    their query only."""
    if "//" not in target:
        return False
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    for entry in hosts:
        name, _, key = entry.lower().partition("?")
        if host == name or host.endswith(f".{name}"):
            return not key or key in parse_qs(parts.query, keep_blank_values=True)
    return False


def _unmarked(source_file: SourceFile, config: Config) -> Iterator[SourceLink]:
    hosts = config.allforces.checks.affiliate_hosts
    # Most posts have no link to another site.
    if "//" not in source_file.text and "www." not in source_file.text:
        return
    defined: dict[str, str] | None = None
    for link in source_links(source_file):
        if link.is_image or not is_paid_for(link.target, hosts):
            continue
        if defined is None:
            defined = _defined_rels(source_file.text)
        if not _is_marked(link, defined):
            yield link


def _is_marked(link: SourceLink, defined: Mapping[str, str]) -> bool:
    if link.is_html:
        return "sponsored" in tag_attributes(link.attributes).get("rel", ("", 0, 0))[0].lower().split()
    listed = parse_attribute_list(link.attributes[2:-1]) if link.attributes else None
    if listed is None:
        return False
    own = [value for key, value in listed.attributes if key == "rel"]
    rel = own[-1] if own else " ".join(defined.get(name, "") for name in listed.references)
    return "sponsored" in rel.lower().split()


def _defined_rels(text: str) -> dict[str, str]:
    """The `rel` of named attribute lists (`{:name: rel="…"}`), by name."""
    rels: dict[str, str] = {}
    for found in _DEFINITION.finditer(text) if "{:" in text else ():
        listed = parse_attribute_list(found["content"])
        for key, value in listed.attributes if listed is not None else ():
            if key == "rel":
                rels[found["name"]] = value
    return rels


def _edit(text: str, link: SourceLink) -> Edit:
    if link.is_html:
        return _in_tag(link)
    if link.attributes:
        start = link.end - len(link.attributes)
        content = link.attributes[2:-1]
        found = _REL.search(content)
        if found is not None:
            return _with_value(start + 2, found)
        space = "" if content.endswith(" ") else " "
        return Edit(link.end - 1, link.end - 1, f"{space}{_NEW}")
    written = text[link.start : link.end]
    if (link.start, link.end) == (link.target_start, link.target_end):
        # A bare address cannot have attributes: it becomes a link in angle brackets.
        words = f"<{written}>" if "://" in written else f"[{written}]({link.target})"
        return Edit(link.start, link.end, f"{words}{{: {_NEW}}}")
    return Edit(link.end, link.end, f"{{: {_NEW}}}")


def _in_tag(link: SourceLink) -> Edit:
    found = tag_attributes(link.attributes).get("rel")
    if found is None:
        at = link.start + 2  # After `<a`.
        return Edit(at, at, f" {_NEW}")
    value, first, last = found
    quote = "" if link.attributes[first - 1 : first] in ('"', "'") else '"'
    joined = f"{value} sponsored".strip()
    return Edit(link.start + first, link.start + last, f"{quote}{joined}{quote}")


def _with_value(base: int, found: re.Match[str]) -> Edit:
    start, end = found.span("value")
    return Edit(base + start, base + end, f"{found['value']} sponsored".strip())


RULE = Rule(
    "affiliate-rel",
    Severity.WARNING,
    say("A paid link that does not say so"),
    say('This is an affiliate link. Add `rel="sponsored"` to it.'),
    find=find,
    fixes=True,
)
