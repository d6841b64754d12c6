"""The tables of results, on the terminal and in the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from tests.bench.measure import Cost, median_cost

_FIGURES = ("wall s", "spread", "user s", "system s", "peak MiB")
_RATIOS = ("wall ×", "user ×", "system ×", "peak ×")
_TEXT_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """The runs of one tool for one kind of build at one size."""

    size: int
    scenario: str
    tool: str
    runs: Sequence[Cost]


@dataclass(frozen=True, slots=True)
class References:
    """The tools that the others are compared with: in all figures with `first`, in wall time with `also`."""

    first: str
    also: tuple[str, ...] = ()


def header(references: References) -> tuple[str, ...]:
    """The names of the columns."""
    others = (f"wall × {tool}" for tool in references.also)
    return ("posts", "build", "tool", *_FIGURES, *_RATIOS, *others)


def cells(rows: Sequence[Row], references: References) -> list[tuple[str, ...]]:
    """The table without its header; ratios are to the reference at the same size and build."""
    medians = {(row.size, row.scenario, row.tool): median_cost(row.runs) for row in rows}
    return [_cells(row, medians, references) for row in rows]


def as_text(rows: Sequence[Row], references: References) -> str:
    """Aligned columns."""
    lines = [header(references), *cells(rows, references)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(_padded, line, widths, range(len(line)))).rstrip() for line in lines)


def as_markdown(rows: Sequence[Row], references: References) -> str:
    """A Markdown table."""
    names = header(references)
    rule = ["---" if column < _TEXT_COLUMNS else "---:" for column in range(len(names))]
    lines = [names, rule, *cells(rows, references)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row, medians: Mapping[tuple[int, str, str], Cost], references: References) -> tuple[str, ...]:
    cost = median_cost(row.runs)
    walls = [run.wall_seconds for run in row.runs]
    figures = (
        f"{cost.wall_seconds:.2f}",
        f"{(max(walls) - min(walls)) / cost.wall_seconds:.0%}",
        f"{cost.user_seconds:.2f}",
        f"{cost.system_seconds:.2f}",
        f"{cost.peak_mib:.0f}",
    )
    first = medians.get((row.size, row.scenario, references.first))
    others = (medians.get((row.size, row.scenario, tool)) for tool in references.also)
    walls_of_others = (_ratio(cost.wall_seconds, other.wall_seconds) if other else "" for other in others)
    return (f"{row.size:,}", row.scenario, row.tool, *figures, *_ratios(cost, first), *walls_of_others)


def _ratios(cost: Cost, base: Cost | None) -> tuple[str, ...]:
    if base is None:
        return ("",) * len(_RATIOS)
    return (
        _ratio(cost.wall_seconds, base.wall_seconds),
        _ratio(cost.user_seconds, base.user_seconds),
        _ratio(cost.system_seconds, base.system_seconds),
        _ratio(cost.peak_mib, base.peak_mib),
    )


def _ratio(value: float, base: float) -> str:
    return f"{value / base:.2f}" if base else ""


def _padded(cell: str, width: int, column: int) -> str:
    space = " " * (width - _width(cell))
    return cell + space if column < _TEXT_COLUMNS else space + cell


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
