"""What a template can see, known before it runs: its variables, and the templates it includes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from allforces_site.liquid.expressions import Both, Condition, Expression, Filtered, Literal, Path, Range
from allforces_site.liquid.nodes import (
    Assign,
    Call,
    Capture,
    Case,
    Cycle,
    If,
    IfChanged,
    Include,
    Loop,
    Node,
    Show,
)
from allforces_site.liquid.parser import Nodes


class Reach(msgspec.Struct, frozen=True):
    """What a template can see.

    `variables` are its paths, each as the keys that are known: `site.posts.first[x]` is `("site", "posts",
    "first")`. `tags` are the names of tags that are functions. `includes` are the names of the templates it
    includes, with "" for one that is only known when it is rendered, `relative` those beside the page;
    `includes_at` has the lines of those that are known. `links` are tags that are functions, with their
    markup; `times` the formats in which the time of the build is shown, "" for any
    other use. `filters` are the names of its filters, each with its first line.
    """

    variables: frozenset[tuple[str, ...]]
    tags: frozenset[str]
    includes: frozenset[str]
    relative: frozenset[str]
    includes_at: tuple[tuple[str, int], ...]
    filters: tuple[tuple[str, int], ...]
    links: frozenset[tuple[str, str]]
    times: frozenset[str]


def reach_of(nodes: Nodes) -> Reach:
    """What a template can see, without the templates that it includes."""
    all_nodes = list(_walk(nodes))
    paths = (path for node in all_nodes for value in expressions_of(node) for path in paths_of(value))
    includes = [node for node in all_nodes if isinstance(node, Include)]
    return Reach(
        frozenset(map(_known_keys, paths)),
        frozenset(node.name for node in all_nodes if isinstance(node, Call)),
        frozenset(_name(node) for node in includes if not node.is_relative),
        frozenset(_name(node) for node in includes if node.is_relative),
        tuple(
            (node.file, node.line) for node in includes if isinstance(node.file, str) and not node.is_relative
        ),
        tuple(dict(reversed(list(_filters(all_nodes)))).items()),
        frozenset((node.name, node.markup) for node in all_nodes if isinstance(node, Call)),
        frozenset(time for node in all_nodes for value in expressions_of(node) for time in _times(value)),
    )


def _filters(nodes: Iterable[Node]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        line = node.branches[0].line if isinstance(node, If) else getattr(node, "line", 0)
        for value in expressions_of(node):
            if isinstance(value, Filtered):
                yield from ((item.name, line) for item in value.filters)


_NOW = (Path("site", ("time",)), Literal("now"), Literal("today"))


def _times(value: Expression) -> Iterator[str]:
    """The formats in which an expression shows the time of the build."""
    shown = value.value if isinstance(value, Filtered) else value
    if isinstance(value, Filtered) and shown in _NOW and value.filters[0].name == "date":
        pattern = value.filters[0].arguments[:1]
        if pattern and isinstance(pattern[0], Literal) and isinstance(pattern[0].value, str):
            yield pattern[0].value
            return
    if _NOW[0] in paths_of(value) or shown in _NOW:
        yield ""


def _name(node: Include) -> str:
    return node.file if isinstance(node.file, str) else ""


def _known_keys(path: Path) -> tuple[str, ...]:
    if not isinstance(path.root, str):
        return ("",)
    keys = [path.root]
    for key in path.keys:
        if not isinstance(key, str):
            break
        keys.append(key)
    return tuple(keys)


def _walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        for body in bodies_of(node):
            yield from _walk(body)


def bodies_of(node: Node) -> Iterator[Nodes]:
    """The nodes inside a node."""
    match node:
        case If(branches):
            yield from (branch.body for branch in branches)
        case Case(whens=whens):
            yield from (when.body for when in whens)
        case Loop():
            yield node.body
            yield node.otherwise
        case Capture() | IfChanged():
            yield node.body
        case Call(body=body) if body is not None:
            yield body
        case _:
            pass


def expressions_of(node: Node) -> Iterator[Expression]:
    """The expressions of a node itself."""
    match node:
        case Show() | Assign():
            yield node.value
        case If(branches):
            for branch in branches:
                if branch.condition is not None:
                    yield from _of_condition(branch.condition)
        case Case(value, whens):
            yield value
            for when in whens:
                yield from when.values
        case Loop():
            found = (node.items, node.limit, node.offset, node.columns)
            yield from (value for value in found if value is not None and not isinstance(value, str))
        case Cycle(group, listed):
            yield from listed
            if not isinstance(group, str):
                yield group
        case Include(file, parameters):
            yield from (value for _, value in parameters)
            if not isinstance(file, str):
                yield from (part for part in file if not isinstance(part, str))
        case _:
            pass


def _of_condition(condition: Condition) -> Iterator[Expression]:
    if isinstance(condition, Both):
        yield from _of_condition(condition.left)
        yield from _of_condition(condition.right)
    else:
        yield condition.left
        yield condition.right


def paths_of(expression: Expression) -> Iterator[Path]:
    """The variables in an expression."""
    match expression:
        case Path(root, keys):
            yield expression
            inner = [root, *keys]
            for part in inner:
                if not isinstance(part, str):
                    yield from paths_of(part)
        case Range(first, last):
            yield from paths_of(first)
            yield from paths_of(last)
        case Filtered(value, filters):
            yield from paths_of(value)
            for item in filters:
                for argument in (*item.arguments, *(named for _, named in item.named)):
                    yield from paths_of(argument)
        case _:
            pass
