"""The tables of docs/scoring.md, row by row, against the code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from indicators.scoring.composite import score_plan
from indicators.scoring.explanations import explain, next_step, pace_text
from indicators.scoring.inputs import plan_input
from indicators.scoring.outlook import Outlook
from indicators.scoring.pace import year_pace
from indicators.scoring.precision import rounded
from indicators.scoring.ranking import rank
from indicators.scoring.values import Basis, IndicatorInput, IndicatorScore, PlanScore, Rules
from numerals import NIL, Figure, FiscalYearSpan, Month, Value, from_canonical
from plans.document.defaults import Mode
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.rolling_up import OfficeFigure, RolledUp, RollUp, Source
from plans.document.shares import may_be_summed
from tests.cast import known
from tests.indicators.scoring.examples import (
    LINEAR,
    NO_CUT_OFF,
    STEP,
    next_tier_of,
    score,
    targets,
)
from tests.indicators.scoring.test_inputs import document_of, with_method

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "scoring.md"
UNIT = "সংখ্যা"
RULES = {"linear": LINEAR, "step": STEP, "no cut-off": NO_CUT_OFF}
PROSE = {"By the rule", "Because"}


@dataclass(frozen=True)
class Row:
    """A row of a table: the line that it stands in, and its cells by their headings."""

    line: int
    cells: Mapping[str, str]

    def __str__(self) -> str:
        return f"line {self.line}"


def rows(first_heading: str) -> list[Row]:
    """The rows of all tables whose first column is headed so."""
    return [row for row in all_rows() if next(iter(row.cells)) == first_heading]


def all_rows() -> Iterator[Row]:
    headings: list[str] = []
    for number, line in enumerate(DOCUMENT.read_text(encoding="utf-8").splitlines(), start=1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            headings = []
        elif not headings:
            headings = cells
        elif not set(line) <= set("|-"):
            yield Row(number, dict(zip(headings, cells, strict=True)))


def indicator_of(cells: Mapping[str, str]) -> IndicatorInput:
    tiers = targets(cells["Targets 100–60"])
    only_method = "date" if isinstance(tiers.t100, date) else "sum"
    method, weight = cells.get("Method", only_method), cells.get("Weight", "1")
    months = [figure(cell.strip()) for cell in cells.get("Months", "").split(",")]
    linked, mode = cells.get("Linked composite"), cells.get("Mode", "none")
    off, _, days = cells.get("Off", "none").partition(" per ")
    return IndicatorInput(
        key=cells["Targets 100–60"],
        method=None if method == "none" else Method(method),
        weight=None if weight == "none" else Decimal(weight),
        targets=tiers,
        achieved=dict(zip(FiscalYearSpan(2023).months, months, strict=False)),
        is_linked=linked is not None,
        linked=None if linked is None else Decimal(linked),
        mode=None if mode == "none" else Mode(mode),
        deduction=None if off == "none" else Decimal(off),
        per_days=int(days) if days else None,
    )


def figure(cell: str) -> Figure:
    if cell in ("", "blank"):
        return None
    return NIL if cell == "-" else from_canonical(cell)


def shown(value: Value | None, like: str) -> str:
    """The value as the document shows it: a number at the decimals that the cell has."""
    if isinstance(value, Decimal):
        return str(rounded(value, len(like.removesuffix("%").partition(".")[2])))
    return "none" if value is None else value.isoformat()


def result(score: IndicatorScore, heading: str, cell: str, *, ahead: Outlook | None) -> str:
    """What the code gives for a column of results."""
    match heading:
        case "To date":
            return shown(score.achieved, cell)
        case "Raw":
            return shown(score.raw, cell)
        case "Weighted":
            return shown(score.weighted, cell)
        case "Rate":
            return f"{shown(score.rate, cell)}%"
        case "Problem":
            return score.problem or "none"
        case "Next tier":
            return next_step(ahead, unit=UNIT, language="en") or "none"
        case "In Bengali":
            return explain(score, unit=UNIT, language="bn")
        case "In English":
            return explain(score, unit=UNIT, language="en")
        case _:
            raise AssertionError(f"the document has an unknown column: {heading}")


GIVEN = {"Targets 100–60", "Months", "Method", "Weight", "Rule", "Section", "Linked composite"} | {
    "Mode",
    "Off",
}


def office_figure(cell: str, method: Method) -> OfficeFigure:
    said, _, month = cell.partition(" @ ")
    said, _, weight = said.partition(" × ")
    made = figure(said)
    assert made is not NIL
    return OfficeFigure(
        Source("office", "1", Decimal(weight or "1")),
        made,
        Month.parse(month or "2024-07"),
        may_be_added=may_be_summed(method=method, unit=UNIT),
    )


@pytest.mark.parametrize("row", rows("Offices"), ids=str)
def test_document_tells_what_offices_come_to(row: Row) -> None:
    cells = row.cells
    method = Method(cells["Their method"])
    offices = tuple(office_figure(cell.strip(), method) for cell in cells["Offices"].split(","))
    dated = method is Method.DATE
    given = replace(
        indicator_of({"Targets 100–60": "2024-07-30 2024-08-30 - - -" if dated else "90 60 - - -"}),
        is_linked=True,
        linked=RolledUp(RollUp(cells["Rolled up by"]), offices),
    )
    one = score(given, rules=LINEAR, section="strategic")
    assert (one.problem or shown(one.achieved, cells["To date"])) == cells["To date"]
    assert one.rolled == given.linked


@pytest.mark.parametrize("row", rows("Targets 100–60"), ids=str)
def test_document_tells_what_an_indicator_scores(row: Row) -> None:
    cells = row.cells
    section = "governance" if cells.get("Section") == Mode.PROPORTIONAL else "strategic"
    how: dict[str, Any] = {"rules": RULES[cells.get("Rule", "linear")], "section": section}
    given = indicator_of(cells)
    one, ahead = score(given, **how), next_tier_of(given, **how)
    told = {heading: cell for heading, cell in cells.items() if heading not in GIVEN | PROSE}
    assert told
    assert {
        heading: result(one, heading, cell, ahead=ahead) for heading, cell in told.items()
    } == told


@pytest.mark.parametrize("row", rows("Month"), ids=str)
def test_document_tells_the_pace(row: Row) -> None:
    cells, month = row.cells, Month.parse(row.cells["Month"])
    given = indicator_of(cells)
    pace = year_pace(
        score(given, rules=LINEAR, section="strategic"),
        method=given.method,
        targets=given.targets,
        frequency=Frequency.MONTHLY,
        month=month,
        today=month.last_day + timedelta(days=3),
    )
    assert (pace_text(pace, language="en") or "none") == cells["Pace"]
    assert cells["Behind"] == ("none" if pace is None else "yes" if pace.is_behind else "no")


def khulna(way: str) -> PlanScore:
    document = document_of("apa-progress-khulna-2024-q4.txt")
    if "corrected" in way:
        document = with_method(document, "2.4.1", Method.AVERAGE)
    basis = Basis.REPORTED if way == "as reported" else Basis.COMPUTED
    return score_plan(plan_input(document), rules=Rules(), basis=basis)


@pytest.mark.parametrize("row", rows("Khulna"), ids=str)
def test_document_tells_what_khulna_scores(row: Row) -> None:
    scores = khulna(row.cells["Khulna"])
    assert scores.normalised is not None
    assert row.cells == {
        "Khulna": row.cells["Khulna"],
        "Σ weighted": str(rounded(known(scores.weighted), 2)),
        "Out of": str(scores.weight),
        "Normalised": str(rounded(scores.normalised, 2)),
    }


@pytest.mark.parametrize("row", rows("Composites"), ids=str)
def test_document_tells_how_offices_rank(row: Row) -> None:
    composites = row.cells["Composites"].split(", ")
    ranks = rank(
        {
            place: None if composite == "none" else Decimal(composite)
            for place, composite in enumerate(composites)
        }
    )
    told = ", ".join("-" if place is None else str(place) for place in ranks.values())
    assert told == row.cells["Ranks"]


def test_no_table_of_the_document_goes_unread() -> None:
    headings = ("Targets 100–60", "Month", "Khulna", "Composites", "Offices")
    known = [len(rows(one)) for one in headings]
    assert sum(known) == len(list(all_rows()))
    assert min(known) > 0
