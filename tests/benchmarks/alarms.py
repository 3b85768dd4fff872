"""How often the checks of a month's figures speak, on the demo and on what is planted in it.

tests.benchmarks.false_alarms prints it. The demo's figures without their quirks and planted targets
are plausible by design: whatever is said of them is a false alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from config.demo.characters import REAL, Character, Quirk, characters
from config.demo.districts import DISTRICTS
from config.demo.documents import AGREEMENT, fixture
from config.demo.figures import with_year_of_figures
from config.demo.model import Worker
from config.demo.plans import LEFT_OUT, base_targets
from config.demo.seed import Lot
from config.demo.targets import district_document
from indicators.returns.plausibility.checks import CheckedCell, CheckedColumn, Thresholds, look_over
from indicators.returns.plausibility.checks.values import share_of
from numerals import FiscalYearSpan, Month
from plans.document.frequencies import Frequency
from plans.document.values import PlanDocument, Problem

_LOT: Final = Lot()
_YEAR: Final = FiscalYearSpan(2023)
_MONTHLY: Final = Frequency.MONTHLY
Kind = tuple[str, str, object]


class Counted(NamedTuple):
    """How many cells and columns were looked at, and what each rule said how often."""

    cells: int
    columns: int
    found: Counter[str]


def count(*, alone: bool = False, limits: Thresholds | None = None) -> Counted:
    """Look over every month of every invented district; ``alone``, before others hand in."""
    cells = columns = 0
    found: Counter[str] = Counter()
    for _code, _month, column in columns_of(district_years(frozenset()), alone=alone):
        problems = look_over(column, limits or Thresholds())
        found.update(problem.rule for problem in problems)
        cells += sum(cell.number is not None for cell in column.cells)
        columns += 1
    return Counted(cells, columns, found)


def planted(limits: Thresholds | None = None) -> dict[str, tuple[Problem, ...]]:
    """What is said of the last month of each district with a spike, among plausible others."""
    calm = district_years(frozenset())
    spiked = {code for code, one in characters(_LOT).items() if Quirk.SPIKE in one.quirks}
    odd = district_years(frozenset({Quirk.SPIKE}))
    mixed = {code: odd[code] if code in spiked else calm[code] for code in calm}
    return {
        code: look_over(column, limits or Thresholds())
        for code, month, column in columns_of(mixed)
        if code in spiked and month == mixed[code].months[-1]
    }


@cache
def district_years(quirks: frozenset[Quirk]) -> dict[str, PlanDocument]:
    """The invented districts' documents with a year of figures."""
    return {
        district.code: _year(district.code, replace(character, quirks=quirks))
        for district in DISTRICTS
        if district.code != REAL
        for character in [characters(_LOT)[district.code]]
    }


def _year(code: str, character: Character) -> PlanDocument:
    district = next(one for one in DISTRICTS if one.code == code)
    worker = Worker(code, district.size, character.strength, _LOT, is_planted=False)
    document = district_document(
        fixture(AGREEMENT), district, character.quirks, worker=worker, year=_YEAR
    )
    months = _YEAR.months[: 12 - LEFT_OUT.get(character.ending, 0)]
    return with_year_of_figures(
        document, character, worker=worker, months=months, base=base_targets()
    )


def columns_of(
    documents: Mapping[str, PlanDocument], *, alone: bool = False
) -> Iterator[tuple[str, Month, CheckedColumn]]:
    """Every office's column of every month, beside all the others' or alone."""
    months = next(iter(documents.values())).fiscal_year.months  # type: ignore[union-attr]
    for month in months:
        shares: dict[str, dict[Kind, Decimal]] = {}
        for code, document in documents.items():
            told = ((_kind(one), share_of(one, month, _MONTHLY)) for one in document.indicators)
            shares[code] = {kind: share for kind, share in told if share is not None}
        for code, document in documents.items():
            if month not in document.months:
                continue
            cells = []
            for entry in document.indicators:
                kind = _kind(entry)
                peers = tuple(
                    other[kind]
                    for one, other in shares.items()
                    if one != code and kind in other and not alone
                )
                so_far = {at: figure for at, figure in entry.achieved.items() if at <= month}
                cells.append(CheckedCell(replace(entry, achieved=so_far), month, _MONTHLY, peers))
            yield code, month, CheckedColumn(month, tuple(cells))


def _kind(entry: object) -> Kind:
    return entry.row, entry.unit, entry.method  # type: ignore[attr-defined]
