"""Ten districts with two years behind them, one row of which is known, and Khulna's draft."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from indicators.returns.importing import import_document
from numerals import FiscalYearSpan
from offices.models import Level, Office
from plans.document.methods import Method
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    TierTargets,
)
from tests.cast import office

D = Decimal
YEARS: Final = (2022, 2023)
TITLES: Final = (
    "বিতরণকৃত ঋণ",
    "প্রশিক্ষণার্থীর সংখ্যা",
    "নিবন্ধিত শিল্প ইউনিট",
    "পরিদর্শনকৃত কারখানা",
    "আয়োজিত মেলা",
    "প্রেরিত প্রতিবেদন",
)


def document(year: int, size: int, *, best: Decimal | None = None, more: int = 3) -> PlanDocument:
    """A plan whose rows made 10, 20, … times the size, and ``more`` in the later year."""
    span = FiscalYearSpan(year)
    june = span.months[-1]
    rows = tuple(
        IndicatorEntry(
            row=f"1.1.{number}",
            code=f"1.1.{number}",
            title=title,
            unit="সংখ্যা",
            weight=D(10),
            method=Method.SUM,
            targets=_targets(best if best is not None and number == 1 else D(10 * number * size)),
            achieved={june: D((10 + more * (year % 3)) * number * size)},
        )
        for number, title in enumerate(TITLES, start=1)
    )
    objective = ObjectiveEntry(
        "1", "strategic", "1", "শিল্পের বিকাশ", D(60), (ActivityEntry("1.1", "সেবা", rows),)
    )
    return PlanDocument(Form.PROGRESS, "", "চুক্তি", span, (objective,), (june,))


def _targets(best: Decimal) -> TierTargets:
    return TierTargets(*(best * share / 100 for share in (100, 90, 80, 70, 60)))


def put_world(khulna: Office, *, offices: int = 9) -> list[Office]:
    """The offices, Khulna (of size 3) first; each has two plans with what came of them."""
    others = [
        office(f"district-{number}", Level.DISTRICT, khulna.parent) for number in range(offices)
    ]
    every = [khulna, *others]
    for number, one in enumerate(every):
        size = 3 if one == khulna else 1 + number % 5
        for year in YEARS:
            more = (3 + number) % 6
            import_document(document(year, size, more=more), office=one, kind="integrity")
    return every


def promised(year: int = 2024, *, best: Decimal | None = None) -> PlanDocument:
    """Khulna's next plan, without figures."""
    return replace(document(year, 3, best=best).promised(), form=Form.PLAN)
