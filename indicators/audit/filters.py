"""Filters of the history; they live in the address, and so does the history of one cell."""

from __future__ import annotations

import re
from typing import Any, Final

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from indicators.audit.calendar import CalendarChange, calendar_changes
from ledger.models import Change, ChangedField
from numerals import Month, bare, to_latin_digits
from offices.journal.lines import LinesFilter
from offices.models import Office, User
from offices.searching import typed_code
from offices.selectors import offices_visible_to, subtree
from plans.calendar.history import calendar_lines
from plans.form_fields import TypedMonthField
from plans.lists.filters import offer_years_and_kinds
from plans.models import FiscalYear
from presentation.figures import digits

_EXAMPLES: Final = {
    "month": "2024-06",
    "row": "2.5.2",
    "since": "1-6-2024",
    "until": "30-6-2024",
}


class _MonthFilter(django_filters.Filter):
    field_class = TypedMonthField


_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9._-]+")


class HistoryFilter(LinesFilter):
    """By office, plan, month, row, field, person and day."""

    office = django_filters.CharFilter(method="of_office", label=gettext_lazy("Office"))
    year = django_filters.ModelChoiceFilter(
        queryset=FiscalYear.objects.all(),
        field_name="plan__fiscal_year",
        label=gettext_lazy("Fiscal year"),
        empty_label=gettext_lazy("All"),
    )
    kind = django_filters.ChoiceFilter(
        field_name="plan__kind",
        label=gettext_lazy("Kind of plan"),
        empty_label=gettext_lazy("All"),
    )
    month = _MonthFilter(method="of_month", label=gettext_lazy("Month"))
    row = django_filters.CharFilter(method="of_row", label=gettext_lazy("Row"))
    field = django_filters.ChoiceFilter(
        choices=ChangedField.choices,
        label=gettext_lazy("What was changed"),
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Change
        fields = ("office", "year", "kind", "month", "row", "field", "who", "since", "until")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_years_and_kinds(self.form)
        self._offices = offices_visible_to(user)
        self.named_office: Office | None = None
        for name, example in _EXAMPLES.items():
            self.form.fields[name].widget.attrs["placeholder"] = digits(example)

    def of_office(self, changes: QuerySet[Change], _name: str, value: str) -> QuerySet[Change]:
        """The office of that code with all below it, or those whose name contains the text."""
        self.named_office = self._offices.filter(code=typed_code(value)).first()
        if self.named_office:
            return changes.filter(plan__office__in=subtree(self.named_office))
        # Their ids, not a join: names would be folded once for each of their lines.
        named = list(Office.objects.named(value).values_list("pk", flat=True))
        return changes.filter(plan__office__in=named)

    @property
    def file_name(self) -> str:
        """What a file of it is called: by what names the office, the plan, the month and row."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        year = asked["year"].label if asked.get("year") else ""
        office = self.named_office.code if self.named_office else ""
        month, row = str(asked.get("month") or ""), to_latin_digits(asked.get("row") or "")
        parts = (
            "lokkho-history",
            office,
            year,
            asked.get("kind"),
            month,
            _NOT_IN_NAMES.sub("", row),
        )
        return "-".join(part for part in parts if part)

    def calendar(self) -> list[CalendarChange]:
        """What became of the calendar of the office that is asked for; nothing without one."""
        if not self.form.is_valid() or self.named_office is None:
            return []
        lines = self.by_who_and_day(calendar_lines())
        return calendar_changes(lines, self.named_office, self.form.cleaned_data)

    def of_month(self, changes: QuerySet[Change], _name: str, value: Month) -> QuerySet[Change]:
        """What was done in the month's return, or before there was one."""
        return changes.filter(Q(monthly_return__month=value) | Q(month=str(value)))

    def of_row(self, changes: QuerySet[Change], _name: str, value: str) -> QuerySet[Change]:
        """The row of that code, in either digits."""
        return changes.filter(row=to_latin_digits(bare(value)).strip("[] "))
