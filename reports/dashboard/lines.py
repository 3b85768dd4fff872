"""Composites over the months of a fiscal year as the path of an SVG line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.scoring.precision import HUNDRED
from numerals import MONTH_NAMES, FiscalYearSpan, Month, format_number, score_places
from presentation.language import reader_language


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line in a box of ``width`` × ``height``, July at the left, zero points at the bottom.

    ``path`` is an SVG path, broken where a month has no score; ``last`` is the path of the
    dot at its end. ``points`` are the figures that it draws.
    """

    width: int
    height: int
    path: str
    last: str
    points: tuple[tuple[Month, Decimal], ...]


def line_of(
    history: Mapping[Month, Decimal | None],
    *,
    year: FiscalYearSpan,
    width: int,
    height: int,
    top: Decimal = HUNDRED,
    margin: int = 0,
) -> ChartLine:
    """The line of the year's composites, ``margin`` kept free on all sides.

    ``top`` is the composite at the upper edge; zero is at the lower. Lines with the same
    ``top`` can be compared.
    """
    months = year.months
    step = Decimal(width - 2 * margin) / (len(months) - 1)
    rise = Decimal(height - 2 * margin) / top
    points: list[tuple[Month, Decimal]] = []
    path: list[str] = []
    last, is_drawing = "", False
    for index, month in enumerate(months):
        composite = history.get(month)
        if composite is None:
            is_drawing = False
            continue
        spot = f"{margin + step * index:.1f} {height - margin - rise * composite:.1f}"
        path.append(f"L{spot}" if is_drawing else f"M{spot}h0")
        last, is_drawing = f"M{spot}h0", True
        points.append((month, composite))
    return ChartLine(width, height, "".join(path), last, tuple(points))


def spoken(line: ChartLine) -> str:
    """The figures that a line draws: জুলাই ৭.৪৪, আগস্ট ৭.৬৭.

    One call for the whole line: a dashboard has hundreds of its points.
    """
    reader = reader_language()
    names = MONTH_NAMES[reader]
    return ", ".join(
        f"{names[month.month - 1]} "
        f"{format_number(composite, language=reader, decimals=score_places())}"
        for month, composite in line.points
    )
