"""A key of front matter that nothing reads: neither this program nor a template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateError, nodes

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.files.linked_folders import look_below
from allforces_site.files.regular_files import read_regular
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import Message, say, say_plural
from allforces_site.text.nearest_names import NearestNames, did_you_mean

# What the loaders read (docs/front-matter.md).
OWN_KEYS = frozenset((
    "layout", "title", "date", "last_modified_at", "slug", "permalink", "categories", "category",
    "tags", "tag", "author", "authors", "excerpt", "description", "image", "reading_time", "published",
    "draft", "future", "robots", "sitemap", "canonical_url", "redirect_from", "redirect_to", "lang",
    "allforces_ignore",
))  # fmt: skip
# What plugins of Jekyll read besides (docs/plugins.md).
_OF_PLUGINS = {
    "jekyll-feed": ("feed",),
    "jekyll-paginate": ("hidden",),
    "jekyll-titles-from-headings": ("strip_title",),
}
_ACCESS = "front_matter"
# Methods of a mapping: no keys.
_METHODS = frozenset({"get", "items", "keys", "values", "copy"})


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each such key, in the first file that has it."""
    first: dict[str, str] = {}
    counts: dict[str, int] = {}
    known = OWN_KEYS | _read_elsewhere(view.config)
    for source in sorted(view.facts):
        for key in view.facts[source].keys:
            if key not in known:
                first.setdefault(key, source)
                counts[key] = counts.get(key, 0) + 1
    read = _read_by_templates(view.templates) if counts else frozenset()
    if read is None:
        return
    lines = {post.source.source: post.source.lines for post in view.site.posts}
    lines |= {page.source: page.lines for page in view.site.pages}
    names = NearestNames(sorted(known | read), 0.8)
    for key in sorted(first):
        if key not in read:
            near = names.find(key)
            hint = did_you_mean(key, near) if near else say("delete it, or read it in a template")
            message = _message(key, counts[key] - 1)
            yield Finding(message, first[key], lines.get(first[key], {}).get(key, 1), 1, hint)


def _message(key: str, others: int) -> Message:
    if not others:
        return say('nothing reads "{key}" here', key=key)
    return say_plural(
        'nothing reads "{key}" here, nor in {number} more file',
        'nothing reads "{key}" here, nor in {number} more files',
        number=others,
        key=key,
    )


def _read_elsewhere(config: Config) -> frozenset[str]:
    """The keys that the site's plugins read, and those by which its collections are sorted."""
    of_plugins = {key for plugin, keys in _OF_PLUGINS.items() if config.uses(plugin) for key in keys}
    return frozenset(of_plugins | {found.sort_by for found in config.collections if found.sort_by})


def _read_by_templates(roots: tuple[Path, ...]) -> frozenset[str] | None:
    """The keys of `front_matter` that templates read; None if a template reads all of it."""
    read: set[str] = set()
    environment = Environment(autoescape=True)
    for file in (file for root in roots for file in look_below(root).files.values()):
        try:
            text = read_regular(file).decode("utf-8")
        except (OSError, UnicodeError):
            continue
        if _ACCESS not in text:
            continue
        try:
            keys = _keys(environment.parse(text))
        except TemplateError:  # The build reports it.
            continue
        if keys is None:
            return None
        read |= keys
    return frozenset(read)


def _keys(template: nodes.Template) -> set[str] | None:
    names = _aliases(template)
    inside: set[int] = set()
    keys: set[str] = set()
    for node in template.find_all((nodes.Getattr, nodes.Getitem, nodes.Call)):
        key = _key(node, names)
        if key is not None:
            keys.add(key)
            inside.add(id(node.node if not isinstance(node, nodes.Call) else node.node.node))  # type: ignore[attr-defined]
    inside |= {id(assign.node) for assign in template.find_all(nodes.Assign)}
    whole = [node for node in template.find_all((nodes.Getattr, nodes.Name)) if _is_all(node, names)]
    return None if any(id(node) not in inside for node in whole) else keys


def _aliases(template: nodes.Template) -> set[str]:
    """The names that templates give to `front_matter`."""
    return {
        assign.target.name
        for assign in template.find_all(nodes.Assign)
        if isinstance(assign.target, nodes.Name) and _is_all(assign.node, set())
    }


def _is_all(node: nodes.Node, names: set[str]) -> bool:
    """Whether an expression is the whole front matter."""
    if isinstance(node, nodes.Getattr):
        return node.attr == _ACCESS
    return isinstance(node, nodes.Name) and node.ctx == "load" and node.name in {*names, _ACCESS}


def _key(node: nodes.Node, names: set[str]) -> str | None:
    """The key that an expression reads: `fm.key`, `fm["key"]`, `fm.get("key")`."""
    if isinstance(node, nodes.Getattr) and _is_all(node.node, names) and node.attr not in _METHODS:
        return node.attr
    if isinstance(node, nodes.Getitem) and _is_all(node.node, names) and isinstance(node.arg, nodes.Const):
        return str(node.arg.value)
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr) and node.node.attr == "get":
        first = node.args[0] if node.args else None
        if _is_all(node.node.node, names) and isinstance(first, nodes.Const):
            return str(first.value)
    return None


RULE = Rule(
    "unused-front-matter",
    Severity.NOTE,
    say("A key of front matter that nothing reads"),
    say("Templates do not use this key. Check its spelling, and delete it if nobody needs it."),
    find_in_site=find_in_site,
    reads_files=True,
)
