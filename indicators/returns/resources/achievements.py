"""Achievements in and out as a table, a row per cell of a monthly return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.returns.cells.services import CellChange, NotAsked, ReturnLocked, save_returns
from indicators.returns.forms import REMARKS_LIMIT, problem_of, read_figure
from indicators.returns.locks import lock_sentence
from indicators.returns.models import Achievement, MonthlyReturn
from indicators.returns.resources.lookup import AddressedResource, plan_column, row_column
from indicators.returns.selectors.signed import OPEN_AGAIN, signed_of
from indicators.returns.workflow import Lock, lock_of
from numerals import NIL, FiscalYearSpan, Message, Month, canonical_figure
from plans.addresses import PlanAddress
from plans.calendar.selectors import calendars_of
from plans.calendar.terms import Term
from plans.models import Indicator, Plan
from plans.spreadsheet_cells import FigureCell, MonthCell
from presentation.figures import sentence
from spreadsheets.cells import Column, Text
from spreadsheets.exchange.resource import TableRefused, TableRow, refuse_repeated

SheetKey = tuple[str, Month]
"""A return: the plan's address and the month."""


class AchievementResource(AddressedResource):
    """One row per cell. Locked returns stay as they are; scores follow as after typing."""

    plan = plan_column("monthly_return__plan__address")
    month = Column(
        "month",
        gettext_lazy("month"),
        cell=MonthCell(),
        attribute="monthly_return__month",
        required=True,
        guide=gettext_lazy("Such as 2024-06"),
    )
    row = row_column("indicator__row")
    value = Column(
        "value",
        gettext_lazy("achievement"),
        cell=FigureCell(),
        attribute="figure",
        guide=gettext_lazy("A number or a date; - for none, blank for not reported"),
    )
    remarks = Column(
        "remarks", gettext_lazy("remarks"), cell=Text(longest=REMARKS_LIMIT, lines=True)
    )

    def filter_export(
        self, queryset: QuerySet[Achievement], **_kwargs: Any
    ) -> QuerySet[Achievement]:
        return queryset.order_by(
            "monthly_return__plan__office__path",
            "monthly_return__plan",
            "monthly_return__month",
            "indicator__position",
        )

    def rows_of(self, queryset: QuerySet[Achievement]) -> Iterator[tuple[Any, ...]]:
        """The cells without objects around them: five for each row took most of the time.

        Of a return that is open again those that were handed in.
        """
        signed = signed_of(MonthlyReturn.objects.filter(OPEN_AGAIN))
        for (
            monthly_return,
            one,
            office,
            year,
            kind,
            month,
            row,
            value,
            is_nil,
            text,
        ) in queryset.values_list(
            "monthly_return",
            "indicator",
            "monthly_return__plan__office__code",
            "monthly_return__plan__fiscal_year",
            "monthly_return__plan__kind",
            "monthly_return__month",
            "indicator__row",
            "value",
            "is_nil",
            "remarks",
        ).iterator(chunk_size=self._meta.chunk_size):
            figure, remarks = NIL if is_nil else value, text
            if monthly_return in signed:
                figure, remarks = signed[monthly_return].of(one, remarks)
            shown = canonical_figure(NIL) if figure is NIL else figure
            plan = PlanAddress(office, FiscalYearSpan(year), kind)
            yield str(plan), str(month), row, shown, remarks

    def match(self, rows: Sequence[TableRow]) -> None:
        refuse_repeated(rows, "plan", "month", "row")
        self.find_plans(rows)
        indicators = self.find_indicators()
        self.indicators: dict[int, Indicator] = {}
        for row in rows:
            plan = self.plan_of(row)
            if plan is None:
                continue
            self._refuse_month(row, plan)
            indicator = indicators.get((plan.address, row.values.get("row", "")))
            if indicator is not None:
                self.indicators[row.number] = indicator
                self._read_value(row, indicator)
            elif "row" in row.values:
                row.refuse("row", _("The plan has no row “%(row)s”.") % {"row": row.values["row"]})
        self._find_cells(rows)

    def stored_value(self, row: TableRow, column: str) -> Any:
        if column in ("value", "remarks"):
            return super().stored_value(row, column)
        return row.values[column]

    def store(self, rows: Sequence[TableRow], *, by: Any) -> None:
        changes: dict[Plan, dict[Month, dict[int, CellChange]]] = {}
        for row in rows:
            months = changes.setdefault(self.plans[row.values["plan"]], {})
            cells = months.setdefault(row.values["month"], {})
            cells[self.indicators[row.number].pk] = self._change_of(row)
        try:
            conflicts = save_returns(changes, by=by)
        except (ReturnLocked, NotAsked) as locked:
            raise TableRefused(_changed_meanwhile()) from locked
        if conflicts:
            raise TableRefused(_changed_meanwhile())

    def _refuse_month(self, row: TableRow, plan: Plan) -> None:
        month = row.values.get("month")
        if month is not None and month not in plan.span:
            row.refuse(
                "month",
                _("%(month)s is not in the fiscal year %(year)s.")
                % {"month": month, "year": plan.span},
            )

    def _read_value(self, row: TableRow, indicator: Indicator) -> None:
        if "value" not in row.values:
            return
        read = read_figure(row.values["value"], indicator)
        if isinstance(read, Message):
            del row.values["value"]
            row.refuse("value", sentence(read))
        else:
            row.values["value"] = read

    def _find_cells(self, rows: Sequence[TableRow]) -> None:
        """The stored cells; refuses changes of returns that may not be written to."""
        known = calendars_of(list(self.plans.values()))
        calendars = {address: known[plan.pk] for address, plan in self.plans.items()}
        monthly_returns = self._monthly_returns(
            {row.values["month"].first_day for row in rows if "month" in row.values}
        )
        cells = {
            (cell.monthly_return_id, cell.indicator_id): cell
            for cell in Achievement.objects.filter(
                monthly_return__in=[one.pk for one in monthly_returns.values()]
            )
        }
        for row in rows:
            if row.problems:
                continue
            plan, month = self.plans[row.values["plan"]], row.values["month"]
            monthly_return = monthly_returns.get(_monthly_return_key(row)) or MonthlyReturn(
                plan=plan, month=month
            )
            key = (monthly_return.pk or 0, self.indicators[row.number].pk)
            row.stored = cells.get(key) or Achievement()
            if not self._differs(row):
                continue
            row.is_new = row.stored.pk is None
            indicator = self.indicators[row.number]
            problem = problem_of(row.values.get("value"), indicator, year=plan.span)
            if problem:
                row.refuse("value", sentence(problem))
            if not indicator.is_asked(month):
                row.refuse("value", sentence(indicator.why_not_asked(month)))
            term = calendars[row.values["plan"]].of_month(month)
            lock = lock_of(monthly_return, term, on=timezone.localdate())
            if lock:
                row.refuse("", _locked(row.values["plan"], month, lock, term))

    def _monthly_returns(self, months: set[date]) -> dict[SheetKey, MonthlyReturn]:
        addresses = {plan.pk: address for address, plan in self.plans.items()}
        found = {}
        for monthly_return in MonthlyReturn.objects.filter(plan__in=addresses, month__in=months):
            monthly_return.plan = self.plans[addresses[monthly_return.plan_id]]
            found[addresses[monthly_return.plan_id], monthly_return.month] = monthly_return
        return found

    def _differs(self, row: TableRow) -> bool:
        return any(
            name in row.values and row.values[name] != self.stored_value(row, name)
            for name in ("value", "remarks")
        )

    def _change_of(self, row: TableRow) -> CellChange:
        stored: Achievement = row.stored
        return CellChange(
            figure=row.values.get("value", stored.figure),
            base_version=stored.version,
            remarks=row.values.get("remarks"),
        )


def _monthly_return_key(row: TableRow) -> SheetKey:
    return row.values["plan"], row.values["month"]


def _locked(address: str, month: Month, lock: Lock, term: Term) -> str:
    return _("The return of %(plan)s for %(month)s: %(why)s") % {
        "plan": address,
        "month": month,
        "why": lock_sentence(lock, term),
    }


def _changed_meanwhile() -> str:
    return _("A return has been changed or locked. Choose the file again.")
