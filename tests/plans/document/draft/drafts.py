"""Drafts and changes of any kind, for properties; and how two documents are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from numerals import NIL, Figure, FiscalYearSpan, Message
from plans.document.defaults import Kind, Mode
from plans.document.draft.changes import (
    AddRow,
    Change,
    MoveRow,
    RemoveRow,
    RenameColumn,
    SetCell,
    SetColumns,
    SetHead,
    SetNote,
)
from plans.document.draft.fields import fields_of
from plans.document.draft.values import DraftCell, DraftNote, DraftPlan, DraftRow, RowLevel
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.naming import Names
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PartEntry,
    PlanDocument,
    Severity,
    TierTargets,
)

COLUMNS = ("baseline:2021-22", "projection:2024-25", "achieved:2023-24-Q1", "other:দপ্তর", "rate")
TEXTS = st.sampled_from(("", "১", "২.৫", "সংখ্যা", "সমষ্টি", "15-2-2024", "-", "কাজ", "2_0"))
KEYS = st.integers(min_value=-2, max_value=14)


def notes() -> st.SearchStrategy[DraftNote]:
    return st.builds(
        DraftNote,
        number=st.integers(1, 9),
        rule=st.just("stray-text"),
        severity=st.sampled_from(Severity),
        key=st.none() | KEYS,
        message=st.just(Message(bn="ক", en="a")),
    )


@st.composite
def rows(draw: st.DrawFn, key: int | None = None) -> DraftRow:
    level = draw(st.sampled_from(RowLevel))
    names = [one.key for one in fields_of(level)]
    if level is RowLevel.INDICATOR:
        names += COLUMNS
    cells = {}
    line = draw(st.none() | st.integers(1, 99))
    for name in draw(st.lists(st.sampled_from(names), unique=True, max_size=6)):
        text = draw(TEXTS)
        original = None if line is None else draw(st.none() | TEXTS)
        cell = DraftCell(text, None if original == text else original)
        if cell != DraftCell(""):
            cells[name] = cell
    return DraftRow(draw(KEYS) if key is None else key, level, cells, line)


@st.composite
def drafts(draw: st.DrawFn) -> DraftPlan:
    count = draw(st.integers(0, 9))
    made = draw(st.permutations([draw(rows(key=key)) for key in range(1, count + 1)]))
    return DraftPlan(
        heading=draw(TEXTS),
        title=draw(TEXTS),
        fiscal_year=draw(st.none() | st.just(FiscalYearSpan(2023))),
        kind=draw(st.none() | st.sampled_from(Kind)),
        total=draw(TEXTS),
        rows=tuple(made),
        next_key=count + 1,
        columns=tuple(draw(st.lists(st.sampled_from(COLUMNS), unique=True))),
        notes=tuple(
            sorted(
                draw(st.lists(notes(), unique_by=lambda one: one.number, max_size=3)),
                key=lambda one: one.number,
            )
        ),
    )


def changes() -> st.SearchStrategy[Change]:
    names = st.sampled_from(("code", "title", "weight", "t100", "unit", *COLUMNS))
    columns = st.lists(st.sampled_from(COLUMNS), unique=True).map(tuple)
    after = st.none() | KEYS
    return st.one_of(
        st.builds(SetCell, KEYS, names, TEXTS, TEXTS),
        st.builds(SetHead, st.sampled_from(("title", "heading", "total")), TEXTS, TEXTS),
        st.builds(AddRow, rows(), after),
        st.builds(RemoveRow, KEYS, st.none() | st.integers(1, 3)),
        st.builds(MoveRow, KEYS, after, st.none() | st.integers(1, 3)),
        st.builds(SetColumns, columns, columns),
        st.builds(RenameColumn, names, names),
        st.builds(SetNote, notes(), st.booleans()),
    )


NUMBERS = st.decimals(min_value=0, max_value=99999, places=2).map(Decimal.normalize)
DATES = st.dates(date(2023, 7, 1), date(2024, 6, 30))
WORDS = st.sampled_from(("", "সেচ খাল খনন", "Training held", "৭ দিনের প্রশিক্ষণ", "a, b; c"))
PERIODS = ("2021-22", "2022-23", "2023-24-Q2", "2023-24-H1")


@st.composite
def indicators(draw: st.DrawFn, code: str | None) -> IndicatorEntry:
    method = draw(st.sampled_from((Method.SUM, Method.AVERAGE, Method.DATE, Method.CUMULATIVE)))
    dated = method is Method.DATE
    values: st.SearchStrategy[Any] = DATES if dated else NUMBERS

    def by_period() -> dict[str, Figure]:
        return draw(st.dictionaries(st.sampled_from(PERIODS), values | st.just(NIL), max_size=2))

    return IndicatorEntry(
        row="",
        code=code,
        title=draw(WORDS),
        unit="তারিখ" if dated else draw(st.sampled_from(("সংখ্যা", "%", "কোটি টাকা"))),
        weight=draw(st.none() | NUMBERS),
        targets=TierTargets(*(draw(st.none() | values) for _ in range(5))),
        method=method,
        targets_in=by_period(),
        baselines=by_period(),
        projections=by_period(),
        responsible=draw(WORDS),
        evidence=draw(WORDS),
        parts=tuple(PartEntry(one) for one in draw(st.lists(values, max_size=2))),
        frequency=draw(st.sampled_from(Frequency)),
        evidence_required=draw(st.booleans()),
        linked=draw(st.none() | st.just(Kind.INTEGRITY)),
        mode=draw(st.none() | st.sampled_from(Mode)),
        deduction=draw(st.none() | NUMBERS),
        per_days=draw(st.none() | st.integers(1, 366)),
    )


@st.composite
def documents(draw: st.DrawFn) -> PlanDocument:
    """Documents such as a stored plan makes."""
    names = Names()
    objectives = []
    counts: dict[str, int] = {}
    for number in range(1, draw(st.integers(1, 3)) + 1):
        section = draw(st.sampled_from(("strategic", "governance")))
        code = draw(st.sampled_from((str(number), None)))
        name = names.of_objective(code=code, section=section)
        activities = []
        for place in range(1, draw(st.integers(1, 2)) + 1):
            counts[section] = counts.get(section, 0) + 1
            of_activity = f"{number}.{place}" if code else None
            entries = []
            for last in range(1, draw(st.integers(1, 2)) + 1):
                entry = draw(indicators(f"{of_activity}.{last}" if of_activity else None))
                row = names.of_indicator(
                    code=entry.code,
                    section=section,
                    activity=of_activity or str(counts[section]),
                )
                entries.append(replace(entry, row=row))
            activities.append(ActivityEntry(of_activity, draw(WORDS), tuple(entries)))
        weight = draw(st.none() | NUMBERS)
        objectives.append(
            ObjectiveEntry(name, section, code, draw(WORDS), weight, tuple(activities))
        )
    return PlanDocument(
        form=Form.PLAN,
        office=draw(WORDS),
        title=draw(WORDS),
        fiscal_year=FiscalYearSpan(2023),
        objectives=tuple(objectives),
    )


def comparable_document(document: PlanDocument) -> PlanDocument:
    """``document`` without the times that say nothing."""

    def given_only(figures: Mapping[Any, Figure]) -> Any:
        return {str(period): one for period, one in figures.items() if one is not None}

    return document.with_indicators(
        lambda entry: replace(
            entry,
            achieved=given_only(entry.achieved),
            achieved_in=given_only(entry.achieved_in),
            targets_in=given_only(entry.targets_in),
            baselines=given_only(entry.baselines),
            projections=given_only(entry.projections),
            parts=tuple(replace(p, achieved=given_only(p.achieved)) for p in entry.parts),
        )
    )
