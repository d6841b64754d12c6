"""The table of results, on the terminal and in the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from tests.bench.measure import Cost, median_cost

HEADER = ("posts", "build", "tool", "wall s", "spread", "CPU s", "peak MiB", "wall ×", "CPU ×", "peak ×")
_TEXT_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """The runs of one tool for one kind of build at one size."""

    size: int
    scenario: str
    tool: str
    runs: Sequence[Cost]


def cells(rows: Sequence[Row], reference: str) -> list[tuple[str, ...]]:
    """The table without its header; ratios are to the tool `reference` at the same size and build."""
    ours = {(row.size, row.scenario): median_cost(row.runs) for row in rows if row.tool == reference}
    return [_cells(row, ours) for row in rows]


def as_text(rows: Sequence[Row], reference: str) -> str:
    """Aligned columns."""
    lines = [HEADER, *cells(rows, reference)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(_padded, line, widths, range(len(line)))).rstrip() for line in lines)


def as_markdown(rows: Sequence[Row], reference: str) -> str:
    """A Markdown table."""
    rule = ["---" if column < _TEXT_COLUMNS else "---:" for column in range(len(HEADER))]
    lines = [HEADER, rule, *cells(rows, reference)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row, ours: Mapping[tuple[int, str], Cost]) -> tuple[str, ...]:
    cost = median_cost(row.runs)
    walls = [run.wall_seconds for run in row.runs]
    base = ours.get((row.size, row.scenario))
    ratios = ("", "", "") if base is None else (
        _ratio(cost.wall_seconds, base.wall_seconds),
        _ratio(cost.cpu_seconds, base.cpu_seconds),
        _ratio(cost.peak_mib, base.peak_mib),
    )  # fmt: skip
    spread = f"{(max(walls) - min(walls)) / cost.wall_seconds:.0%}"
    figures = (f"{cost.wall_seconds:.2f}", spread, f"{cost.cpu_seconds:.2f}", f"{cost.peak_mib:.0f}")
    return (f"{row.size:,}", row.scenario, row.tool, *figures, *ratios)


def _ratio(value: float, base: float) -> str:
    return f"{value / base:.2f}" if base else ""


def _padded(cell: str, width: int, column: int) -> str:
    space = " " * (width - _width(cell))
    return cell + space if column < _TEXT_COLUMNS else space + cell


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
