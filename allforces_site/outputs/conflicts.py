"""Gives each path to one output: authored files replace generated ones, and each loser is reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from allforces_site.errors import Problem, error, note, warning
from allforces_site.messages.message import Message, say
from allforces_site.model import Claim, Output
from allforces_site.text.lookalikes import difference, distinguished
from allforces_site.urls.permalinks import folders_above, folders_of, same_name

# The names of files that the writer itself keeps in the output folder begin with this.
RESERVED_PREFIX = ".allforces"

# Posts and pages can get another address than the one that they ask for.
_MOVABLE = frozenset({Claim.POST, Claim.WEAK, Claim.AUTHORED})


# What no file of the site was made for.
_MADE = frozenset({Claim.GENERATED, Claim.CONFIGURED})


class Resolved(msgspec.Struct, frozen=True):
    """The outputs that can all be written, in order, and a problem for each that cannot.

    `needs_new_addresses`: at least one post or page has lost its path and needs another address. `lost` are
    the paths of outputs that are not written.
    """

    outputs: list[Output]
    problems: list[Problem]
    needs_new_addresses: bool
    lost: list[str] = []


def resolve(outputs: Sequence[Output]) -> Resolved:
    """Gives each path to one of the outputs that claim it."""
    if are_apart([output.path for output in outputs]):
        return Resolved(list(outputs), [], needs_new_addresses=False)
    by_path: dict[str, list[Output]] = defaultdict(list)
    for output in outputs:
        by_path[output.path].append(output)
    problems: list[Problem] = []
    winners: set[int] = set()
    needs_new_addresses = False
    for rivals in by_path.values():
        needs_new_addresses = needs_new_addresses or (len(rivals) > 1 and _must_move(rivals))
        winner, path_problems = _winner(rivals)
        problems += path_problems
        if winner is not None:
            winners.add(id(winner))
    kept = [output for output in outputs if id(output) in winners]
    blocked = _blocked(kept)
    kept = [output for output in kept if output.path not in blocked]
    alike = _equal_but_for_case(kept)
    problems += [*(_in_the_way(*pair) for pair in blocked.values()), *(_case(*pair) for pair in alike)]
    needs_new_addresses = (
        needs_new_addresses
        or any(lost.claim in _MOVABLE for lost, _ in blocked.values())
        or any(map(_is_post_beside_a_file, alike))
    )
    written = {id(output) for output in kept}
    lost = [output.path for output in outputs if id(output) not in written]
    return Resolved(kept, problems, needs_new_addresses, lost)


def are_apart(paths: Sequence[str]) -> bool:
    """Whether no output is in the way of another one, as on nearly all sites."""
    return (
        len(set(map(same_name, paths))) == len(paths)
        and folders_of(paths).isdisjoint(paths)
        and not any(path.startswith(RESERVED_PREFIX) for path in paths)
    )


def _must_move(rivals: Sequence[Output]) -> bool:
    """Whether a post or page must move to another address, instead of being replaced."""
    claims = sorted(rival.claim for rival in rivals if rival.claim is not Claim.REDIRECT)
    return len(claims) > 1 and (claims[0] is Claim.POST or claims[-2] is Claim.AUTHORED)


def _is_post_beside_a_file(alike: tuple[Output, Output]) -> bool:
    claims = {output.claim for output in alike}
    return Claim.POST in claims and claims.isdisjoint({Claim.REDIRECT}) and len(claims) > 1


# ---- one path ----------------------------------------------------------------------------------


def _winner(rivals: Sequence[Output]) -> tuple[Output | None, list[Problem]]:
    if rivals[0].path.startswith(RESERVED_PREFIX):
        return None, [_reserved(rival) for rival in rivals]
    if len(rivals) == 1:
        return rivals[0], []
    winner = max(rivals, key=lambda rival: rival.claim)
    if winner.claim is Claim.REDIRECT:
        return winner, [_several_sources(rivals, winner)]
    problems = []
    if winner.claim >= Claim.AUTHORED and any(rival.claim in _MADE for rival in rivals):
        message = say("this file is used for {path} in place of the generated one", path=f"/{winner.path}")
        problems.append(note("page-own", message, winner.source))
    for rival in rivals:
        if rival.claim is Claim.REDIRECT:
            problems.append(_redirect_taken(rival, winner))
        elif rival.claim is Claim.WEAK and rival.claim < winner.claim:
            problems.append(_replaced(rival, winner))
    losers = [rival for rival in rivals if rival is not winner and _is_unreported(rival, winner)]
    if losers:
        problems.append(_several_sources([winner, *losers], winner))
    return winner, problems


def _is_unreported(rival: Output, winner: Output) -> bool:
    """Whether no other problem reports that `rival` lost its path to `winner`."""
    return rival.claim in (Claim.POST, Claim.AUTHORED, Claim.COPIED) or rival.claim is winner.claim


def _reserved(output: Output) -> Problem:
    return error(
        "reserved-path",
        say("{path} is a name that the generator uses itself", path=f"/{output.path}"),
        output.source,
        hint=say("rename the file"),
    )


def _replaced(output: Output, winner: Output) -> Problem:
    if winner.claim in _MADE:
        message = say(
            "{path} is made by the generator until Liquid is understood; this file is left out",
            path=f"/{output.path}",
        )
    else:
        message = say(
            "{path} is made from {source}, which needs no Liquid; this file is left out",
            path=f"/{output.path}",
            source=_label(winner),
        )
    return warning(
        "page-replaced",
        message,
        output.source,
        hint=say("replace its Liquid with HTML to use it, or delete it"),
    )


def _redirect_taken(redirect: Output, page: Output) -> Problem:
    return warning(
        "redirect-taken",
        say(
            "redirect_from: {path} is the page of {source}; no redirect is made",
            path=f"/{redirect.path}",
            source=_label(page),
        ),
        redirect.source,
        hint=say("delete the old address, or give the other page another `permalink:`"),
    )


def _several_sources(rivals: Sequence[Output], winner: Output) -> Problem:
    labels = list(dict.fromkeys(map(_label, rivals)))
    path = f"/{rivals[0].path}"
    if len(labels) == 1:
        return warning(
            "output-collision",
            say("{source} would write {path} twice", source=labels[0], path=path),
            rivals[0].source,
            hint=say("delete the address that its page has anyway"),
        )
    return warning(
        "output-collision",
        say(
            "{number} sources write {path}: {others} and {last}{difference}; {winner} is written",
            number=say("two") if len(labels) == 2 else len(labels),
            path=path,
            others=tuple(labels[:-1]),
            last=labels[-1],
            difference=distinguished(str(labels[0]), str(labels[-1])),
            winner=_label(winner),
        ),
        next((rival.source for rival in rivals if rival.source and rival is not winner), None),
        hint=say("give one of them another `permalink:` or name"),
    )


def _label(output: Output) -> str | Message:
    return output.source or say("the generator")


# ---- different paths ---------------------------------------------------------------------------


def _blocked(outputs: Sequence[Output]) -> dict[str, tuple[Output, Output]]:
    """Returns by path the outputs that cannot be written, each with the output that is written instead.

    One of the two is a file where the other needs a folder.
    """
    by_path = {output.path: output for output in outputs}
    blocked: dict[str, tuple[Output, Output]] = {}
    if by_path.keys().isdisjoint(folders_of(by_path)):
        return blocked
    for output in outputs:
        for folder in folders_above(output.path):
            file = by_path.get(folder)
            if file is not None:
                lost, kept = (output, file) if _loses_to(output, file) else (file, output)
                blocked.setdefault(lost.path, (lost, kept))
    return blocked


def _loses_to(output: Output, file: Output) -> bool:
    """Whether an output below `file` is left out for it.

    A redirect loses to every other output, and a post or page to an output that cannot move.
    """
    if output.claim is Claim.REDIRECT or file.claim is Claim.REDIRECT:
        return output.claim is Claim.REDIRECT and output.claim <= file.claim
    return output.claim in _MOVABLE and (file.claim not in _MOVABLE or output.claim < file.claim)


def _in_the_way(lost: Output, kept: Output) -> Problem:
    if lost.claim is Claim.REDIRECT:
        return _redirect_taken(lost, kept)
    file, below = sorted((lost, kept), key=lambda output: len(output.path))
    return error(
        "output-collision",
        say(
            "{path} cannot be a file ({file}) and a folder ({below}) at once; {winner} is written",
            path=f"/{file.path}",
            file=_label(file),
            below=_label(below),
            winner=_label(kept),
        ),
        lost.source or kept.source,
        hint=say("give one of them another `permalink:` or name"),
    )


def _equal_but_for_case(outputs: Iterable[Output]) -> list[tuple[Output, Output]]:
    """Returns pairs of outputs that are the same file on macOS and Windows."""
    by_name: dict[str, Output] = {}
    pairs = []
    for output in outputs:
        other = by_name.setdefault(same_name(output.path), output)
        if other is not output:
            pairs.append((output, other))
    return pairs


def _case(output: Output, other: Output) -> Problem:
    paths = {"one": f"/{output.path}", "other": f"/{other.path}"}
    differs = difference(output.path, other.path)
    return warning(
        "output-case",
        say(
            "{one} and {other} differ only by normal form ({difference}); "
            "on macOS and Windows one overwrites the other",
            **paths,
            difference=differs,
        )
        if differs
        else say(
            "{one} and {other} differ only by case; on macOS and Windows one overwrites the other", **paths
        ),
        output.source or other.source,
        hint=say("rename one of them"),
    )
