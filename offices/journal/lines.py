"""What every list of the ledger's lines has: when and who, in columns, filters and files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models import Change
from offices.filters import DayFilter, StyledFilter
from offices.models import User
from offices.searching import saying
from spreadsheets.columns import FileColumn

Row = TypeVar("Row")


def people_named(text: str) -> QuerySet[User]:
    """Those whose name or user name contains the text."""
    return User.objects.filter(saying(text, "username", "name_bn", "name_en"))


class LinesFilter(StyledFilter):
    """By whom something was done, and by day."""

    who = django_filters.CharFilter(method="done_by", label=_("By whom"))
    since = DayFilter(field_name="at", lookup_expr="date__gte", label=_("From date"))
    until = DayFilter(field_name="at", lookup_expr="date__lte", label=_("Until date"))

    class Meta:
        model = Change
        fields: tuple[str, ...] = ()

    def done_by(self, lines: QuerySet[Change], _name: str, value: str) -> QuerySet[Change]:
        """Those of people whose name or user name contains the text."""
        # Their ids, not a join: names would be folded once for each of their lines.
        return lines.filter(by__in=list(people_named(value).values_list("pk", flat=True)))

    def by_who_and_day(self, lines: QuerySet[Change]) -> QuerySet[Change]:
        """Other lines, by these filters alone."""
        for name in ("who", "since", "until"):
            lines = self.filters[name].filter(lines, self.form.cleaned_data[name])
        return lines


class LinesTable(tables.Table):
    """Lines of the ledger, newest first: the order in which they were recorded."""

    at = tables.TemplateColumn(
        template_name="audit/_when.html", verbose_name=_("When"), orderable=False
    )
    by = tables.TemplateColumn(
        template_name="audit/_who.html", verbose_name=_("Who"), orderable=False, empty_values=()
    )


def when_and_who(line_of: Callable[[Row], Change]) -> tuple[FileColumn[Row], ...]:
    """The first columns of a file; ``line_of`` gives the line that a row of it speaks of."""
    return (
        FileColumn(_("When"), lambda row: _moment(line_of(row))),
        FileColumn(_("By (user name)"), lambda row: _user_name(line_of(row).by)),
        FileColumn(_("Who"), lambda row: str(line_of(row).by or "")),
    )


def _moment(line: Change) -> str:
    return timezone.localtime(line.at).isoformat(sep=" ", timespec="seconds")


def _user_name(user: User | None) -> str:
    return user.username if user else ""
