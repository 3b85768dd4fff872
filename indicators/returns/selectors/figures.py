"""The figures of a plan, and the plan with its figures as one value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from indicators.returns.models import Achievement, MonthlyReturn
from indicators.returns.selectors.signed import SignedReturn, signed_of
from indicators.returns.values import StoredCell
from numerals import Figure, Month, canonical_figure
from offices.models import User
from offices.prepared import Given, Prepared
from offices.selectors import access_of
from plans.calendar.selectors import calendar_of, with_calendar
from plans.calendar.year import OfficeCalendar
from plans.document.values import Form, IndicatorEntry, PlanDocument, Reported
from plans.kept.words import Words
from plans.models import Indicator, Plan
from plans.selectors import (
    at_an_address,
    indicators_of_plans,
    plan_document,
    with_what_pages_need,
    year_named,
)

Cells = Mapping[int, StoredCell]
"""The stored cells of one month by indicator id."""


_AS_TEXT: Final = {"reported_for": "reported_for", "changed": "changed_at"}
_COLUMNS: Final = tuple(
    Cast(_AS_TEXT[name], TextField()) if name in _AS_TEXT else name for name in StoredCell._fields
)


@dataclass(frozen=True)
class PlanFigures:
    """A plan with everything that was ever reported on it: three queries, read once.

    ``modes`` is how its rules score the sections, known where the plan was locked; so is
    ``calendar``. ``handed_in`` has, of the months that are open again, what was last handed in:
    until they are handed in again, that counts. ``words`` is what the plan said once, if that
    is what ``plan`` and ``indicators`` say.
    """

    plan: Plan
    indicators: tuple[Indicator, ...]
    monthly_returns: Mapping[Month, MonthlyReturn]
    cells: Mapping[Month, Cells]
    modes: Mapping[str, str] | None = None
    calendar: OfficeCalendar | None = None
    handed_in: Mapping[Month, SignedReturn] = field(default_factory=dict)
    words: Words | None = None

    @cached_property
    def counted(self) -> PlanFigures:
        """These figures without what nobody has signed yet: a month that is open again stands as
        it was last handed in.
        """
        if not self.handed_in:
            return self
        cells = {
            month: signed.cells(self.cells_of(month)) for month, signed in self.handed_in.items()
        }
        return replace(self, cells={**self.cells, **cells}, handed_in={})

    def under(self, words: Words) -> PlanFigures:
        """These figures with the plan as it once stood."""
        return replace(self, plan=words.plan, indicators=words.indicators, words=words)

    @cached_property
    def ids(self) -> dict[str, int]:
        """Indicator ids by row."""
        return {indicator.row: indicator.pk for indicator in self.indicators}

    @cached_property
    def promised(self) -> PlanDocument:
        """The plan as one value, without its figures."""
        return plan_document(self.plan, self.indicators)

    def cells_of(self, month: Month) -> Cells:
        """The month's cells, empty where nothing was written yet."""
        return self.cells.get(month, {})

    def document(self, *, until: Month, shown: int = 3) -> PlanDocument:
        """The progress document as of ``until``: the figures of the fiscal year so far.

        ``months`` are the last ``shown`` months up to ``until``; columns 16 and 17 as
        printed and the remarks are those of ``until``.
        """
        made = self._documents.get((until, shown))
        if made is None:
            made = self._documents[until, shown] = self._document(until, shown)
        return made

    @cached_property
    def _documents(self) -> dict[tuple[Month, int], PlanDocument]:
        """Those made so far: a save scores one, and looks the same over for what is unusual."""
        return {}

    def _document(self, until: Month, shown: int) -> PlanDocument:
        def filled(entry: IndicatorEntry) -> IndicatorEntry:
            pk = self.ids[entry.row]
            cell, achieved = self.cells_of(until).get(pk), self.achieved(pk, until=until)
            return replace(
                entry,
                achieved=achieved,
                reported=_printed(cell, achieved),
                remarks=cell.remarks if cell else "",
            )

        return replace(
            self.promised.with_indicators(filled),
            form=Form.PROGRESS,
            months=tuple(until.plus(index) for index in range(1 - shown, 1)),
        )

    def achieved(self, indicator: int, *, until: Month) -> dict[Month, Figure]:
        """What was reported of an indicator, by id, up to ``until``; also of one that is gone."""
        return {
            month: cells[indicator].figure
            for month, cells in self.cells.items()
            if month <= until and indicator in cells
        }


def _printed(cell: StoredCell | None, achieved: Mapping[Month, Figure]) -> Reported:
    """Columns 16 and 17 as printed, where the figures are those that they were printed for."""
    if cell is None or not cell.has_printed_figures:
        return Reported()
    if cell.printed_for != printed_for(achieved):
        return Reported()
    rate = cell.reported_rate
    return Reported(cell.reported_cumulative, rate if isinstance(rate, Decimal) else None)


def printed_for(achieved: Mapping[Month, Figure]) -> dict[str, str]:
    """The months' figures as ``Achievement.reported_for`` keeps them; blanks are left out."""
    told = ((month, canonical_figure(figure)) for month, figure in achieved.items())
    return {str(month): text for month, text in told if text is not None}


def figures_of(plan: Plan, *, lock: bool = False) -> PlanFigures:
    """Everything reported on the plan; with ``lock`` its returns are ours until commit."""
    return figures_of_plans([plan], lock=lock)[0]


def figures_at(address: Mapping[str, str], *, by: User) -> PlanFigures:
    """The figures of the plan that an address names, ours until commit.

    Raises ``Plan.DoesNotExist`` if there is none that the person may read.
    """
    named = {**address, "year": year_named(address["year"])}
    locked = _LOCKED_AT_ADDRESS.ask(**named)
    if not locked or not access_of(by).sees(locked[0].office):
        raise Plan.DoesNotExist
    plan = locked[0]
    modes = {one.section: one.mode for one in locked if one.pk == plan.pk and one.section}
    return _figures([plan], {plan.pk: modes}, {plan.pk: calendar_of(plan)}, lock=True)[0]


def figures_of_plans(plans: Sequence[Plan], *, lock: bool = False) -> list[PlanFigures]:
    """The figures of each plan, in as many queries as those of one."""
    # The plans' rows first: rows of returns alone could not keep a new one from appearing.
    modes, calendars = _lock(plans) if lock else ({}, {})
    return _figures(plans, modes, calendars, lock=lock)


def _figures(
    plans: Sequence[Plan],
    modes: Mapping[int, dict[str, str]],
    calendars: Mapping[int, OfficeCalendar],
    *,
    lock: bool,
) -> list[PlanFigures]:
    keys = [plan.pk for plan in plans]
    monthly_returns: dict[int, dict[Month, MonthlyReturn]] = {key: {} for key in keys}
    cells: dict[int, dict[int, StoredCell]] = {}
    by_key = {plan.pk: plan for plan in plans}
    for monthly_return in _returns_of(keys, lock=lock):
        monthly_return.plan = by_key[monthly_return.plan_id]
        monthly_returns[monthly_return.plan_id][monthly_return.month] = monthly_return
        cells[monthly_return.pk] = {}
    for key, *columns in _cells_of(keys) if cells else ():
        # One that was begun since the returns were read is none of theirs.
        if key in cells:
            cell = StoredCell(*columns)
            cells[key][cell.indicator_id] = cell
    indicators = indicators_of_plans(keys)
    signed = signed_of([one for own in monthly_returns.values() for one in own.values()])
    return [
        PlanFigures(
            plan=plan,
            indicators=tuple(indicators[plan.pk]),
            monthly_returns=monthly_returns[plan.pk],
            cells={
                month: cells[monthly_return.pk]
                for month, monthly_return in monthly_returns[plan.pk].items()
            },
            modes=modes.get(plan.pk),
            calendar=calendars.get(plan.pk),
            handed_in={
                month: signed[monthly_return.pk]
                for month, monthly_return in monthly_returns[plan.pk].items()
                if monthly_return.pk in signed
            },
        )
        for plan in plans
    ]


def _returns_of(plans: Collection[int], *, lock: bool) -> Iterable[MonthlyReturn]:
    if len(plans) == 1:
        of_one = _LOCKED_RETURNS if lock else _RETURNS
        return of_one.ask(plan=next(iter(plans)))
    found = _by_month(MonthlyReturn.objects.filter(plan__in=plans))
    return found.select_for_update(no_key=True) if lock else found


def _by_month(found: QuerySet[MonthlyReturn]) -> QuerySet[MonthlyReturn]:
    # Ordered by the id alone: another order joins tables whose rows the lock would take, too.
    return found.order_by("plan_id", "month")


def _cells_of(plans: Collection[int]) -> Iterable[tuple[Any, ...]]:
    """Each stored cell: the id of its return, and the columns of ``StoredCell``."""
    if len(plans) == 1:
        return _CELLS.ask(plan=next(iter(plans)))
    return _as_columns(Achievement.objects.filter(monthly_return__plan__in=plans))


def _as_columns(cells: QuerySet[Achievement]) -> QuerySet[Achievement, tuple[Any, ...]]:
    return cells.values_list("monthly_return_id", *_COLUMNS)


def _lock(
    plans: Sequence[Plan],
) -> tuple[dict[int, dict[str, str]], dict[int, OfficeCalendar]]:
    """Lock the plans' rows until commit; how they are scored, and when they are due, is read
    in the same query.

    A plan that is under other rules by now than the caller read has no modes. Which months
    are frozen is told to the caller's plans as it is now.
    """
    by_id = {plan.pk: plan for plan in plans}
    modes: dict[int, dict[str, str]] = {}
    calendars: dict[int, OfficeCalendar] = {}
    for plan in _locked(Plan.objects.filter(pk__in=by_id)).order_by("pk"):
        if plan.pk not in calendars:
            calendars[plan.pk] = calendar_of(plan)
        by_id[plan.pk].frozen_months = plan.frozen_months
        if plan.rule_set_id == by_id[plan.pk].rule_set_id:
            known = modes.setdefault(plan.pk, {})
            if plan.section is not None:
                known[plan.section] = plan.mode
    return modes, calendars


def _locked(plans: QuerySet[Plan]) -> QuerySet[Any]:
    """The plans, locked, with their calendars: each as often as its rules have sections, with the
    section's code and mode.
    """
    locked = plans.select_for_update(no_key=True, of=("self",)).select_related("office")
    return with_calendar(locked).annotate(
        section=F("rule_set__sections__code"), mode=F("rule_set__sections__mode")
    )


_LOCKED_AT_ADDRESS: Final[Prepared[Any]] = Prepared(
    lambda: at_an_address(_locked(with_what_pages_need(Plan.objects.all())))
)
_RETURNS: Final = Prepared(lambda: _by_month(MonthlyReturn.objects.filter(plan=Given("plan"))))
_LOCKED_RETURNS: Final = Prepared(
    lambda: _by_month(MonthlyReturn.objects.filter(plan=Given("plan"))).select_for_update(
        no_key=True
    )
)
_CELLS: Final = Prepared(
    lambda: _as_columns(Achievement.objects.filter(monthly_return__plan=Given("plan")))
)
