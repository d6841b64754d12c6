"""One path, one output: what the author wrote replaces what is generated; anything else is an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from allforces_site.errors import Problem, error, note, warning
from allforces_site.model import Claim, Output

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
        return None, [
            error(
                "reserved-path",
                f"/{rivals[0].path} is a name of the generator's own",
                rivals[0].source,
                hint="rename the file",
            )
        ]
    if len(rivals) == 1:
        return rivals[0], []
    first, second = sorted(rivals, key=lambda output: -output.claim)[:2]
    if first.claim is Claim.EXCLUSIVE or first.claim == second.claim:
        return None, [_two_sources(rivals)]
    if second.claim is Claim.WEAK:
        return first, [
            warning(
                "page-replaced",
                f"/{first.path} is made by the generator until Liquid is understood; this file is left out",
                second.source,
                hint="replace its Liquid by HTML to use it, or delete it",
            )
        ]
    return first, [
        note("page-own", f"this file is used for /{first.path} in place of the generated one", first.source)
    ]


def _two_sources(rivals: Sequence[Output]) -> Problem:
    first, second = _label(rivals[0]), _label(rivals[1])
    if first == second:
        message = f"{first} would write /{rivals[0].path} twice"
        return error(
            "output-collision", message, rivals[0].source, hint="delete the address that its page has anyway"
        )
    return error(
        "output-collision",
        f"two sources write /{rivals[0].path}: {first} and {second}",
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
        for parent in PurePosixPath(output.path).parents:
            rival = by_path.get(str(parent))
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
