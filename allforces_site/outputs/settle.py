"""One path, one output: what the author wrote replaces what is generated; anything else is an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from allforces_site.errors import Problem, error, note, warning
from allforces_site.model import Claim, Output
from allforces_site.permalinks import folders_above

# Files that the writer itself keeps in the output folder begin so.
RESERVED_PREFIX = ".allforces"


def settle(outputs: Sequence[Output]) -> tuple[list[Output], list[Problem]]:
    """The outputs that can be written side by side, in their order, and a problem for each that cannot."""
    by_path: dict[str, list[Output]] = defaultdict(list)
    for output in outputs:
        by_path[output.path].append(output)
    problems: list[Problem] = []
    winners: set[int] = set()
    for rivals in by_path.values():
        winner, found = _winner(rivals)
        problems += found
        if winner is not None:
            winners.add(id(winner))
    kept = [output for output in outputs if id(output) in winners]
    kept, blocked = _without_blocked(kept)
    return kept, [*problems, *blocked, *_differ_by_case(kept)]


def _winner(rivals: Sequence[Output]) -> tuple[Output | None, list[Problem]]:
    if rivals[0].path.startswith(RESERVED_PREFIX):
        return None, [_reserved(rival) for rival in rivals]
    if len(rivals) == 1:
        return rivals[0], []
    pages = [rival for rival in rivals if rival.claim is not Claim.REDIRECT]
    if pages and len(pages) < len(rivals):
        winner, problems = _winner(pages)
        taken = [_taken(rival, pages[0]) for rival in rivals if rival.claim is Claim.REDIRECT]
        return winner, [*problems, *taken]
    winner = max(rivals, key=lambda rival: rival.claim)
    if winner.claim is Claim.EXCLUSIVE or sum(rival.claim is winner.claim for rival in rivals) > 1:
        return None, [_several_sources(rivals)]
    problems = [_replaced(rival, winner) for rival in rivals if rival.claim is Claim.WEAK]
    if any(rival.claim is Claim.GENERATED for rival in rivals) and winner.claim is Claim.AUTHORED:
        message = f"this file is used for /{winner.path} in place of the generated one"
        problems.insert(0, note("page-own", message, winner.source))
    return winner, problems


def _reserved(output: Output) -> Problem:
    return error(
        "reserved-path",
        f"/{output.path} is a name of the generator's own",
        output.source,
        hint="rename the file",
    )


def _replaced(output: Output, winner: Output) -> Problem:
    if winner.claim is Claim.GENERATED:
        maker = "is made by the generator until Liquid is understood"
    else:
        maker = f"is made from {_label(winner)}, which needs no Liquid"
    return warning(
        "page-replaced",
        f"/{output.path} {maker}; this file is left out",
        output.source,
        hint="replace its Liquid by HTML to use it, or delete it",
    )


def _taken(redirect: Output, page: Output) -> Problem:
    return error(
        "redirect-taken",
        f"redirect_from: /{redirect.path} is the page of {_label(page)}; no redirect is made",
        redirect.source,
        hint="delete the old address, or give the other page another `permalink:`",
    )


def _several_sources(rivals: Sequence[Output]) -> Problem:
    labels = list(dict.fromkeys(_label(rival) for rival in rivals))
    if len(labels) == 1:
        message = f"{labels[0]} would write /{rivals[0].path} twice"
        return error(
            "output-collision", message, rivals[0].source, hint="delete the address that its page has anyway"
        )
    number = {2: "two"}.get(len(labels), str(len(labels)))
    return error(
        "output-collision",
        f"{number} sources write /{rivals[0].path}: {', '.join(labels[:-1])} and {labels[-1]}",
        next((rival.source for rival in rivals if rival.source), None),
        hint="give one of them another `permalink:` or name",
    )


def _label(output: Output) -> str:
    return output.source or "the generator"


def _without_blocked(outputs: Sequence[Output]) -> tuple[list[Output], list[Problem]]:
    """Leaves out a file whose name another output needs as a folder."""
    by_path = {output.path: output for output in outputs}
    blocked: dict[str, Problem] = {}
    for output in outputs:
        for folder in folders_above(output.path):
            rival = by_path.get(folder)
            if rival is not None and rival.path not in blocked:
                blocked[rival.path] = error(
                    "output-collision",
                    f"/{rival.path} cannot be a file ({_label(rival)}) "
                    f"and a folder ({_label(output)}) at once",
                    rival.source or output.source,
                    hint="give one of them another `permalink:` or name",
                )
    return [output for output in outputs if output.path not in blocked], list(blocked.values())


def _differ_by_case(outputs: Iterable[Output]) -> list[Problem]:
    folded: dict[str, Output] = {}
    problems = []
    for output in outputs:
        other = folded.setdefault(output.path.casefold(), output)
        if other is not output:
            problems.append(
                warning(
                    "output-case",
                    f"/{output.path} and /{other.path} differ only by case; on macOS and Windows one "
                    "overwrites the other",
                    output.source or other.source,
                    hint="rename one of them",
                )
            )
    return problems
