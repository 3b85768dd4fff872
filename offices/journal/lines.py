"""What every list of the ledger's lines has: when and who, in columns, filters and files."""

from __future__ import annotations

from typing import Protocol

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models import Change
from offices.filters import DayFilter, StyledFilter
from offices.models import User
from offices.searching import saying
from spreadsheets.columns import FileColumn, FiledTemplateColumn


class FiledLine(Protocol):
    """A row of such a list's file, which speaks of a line of the ledger."""

    @property
    def line(self) -> Change:
        """The line."""


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


def _moment(row: FiledLine) -> str:
    return timezone.localtime(row.line.at).isoformat(sep=" ", timespec="seconds")


def _user_name(row: FiledLine) -> str:
    return row.line.by.username if row.line.by else ""


class LinesTable(tables.Table):
    """Lines of the ledger, newest first: the order in which they were recorded."""

    at = FiledTemplateColumn(
        template_name="audit/_when.html",
        verbose_name=_("When"),
        orderable=False,
        files=(FileColumn(_("When"), _moment),),
    )
    by = FiledTemplateColumn(
        template_name="audit/_who.html",
        verbose_name=_("Who"),
        orderable=False,
        empty_values=(),
        files=(
            FileColumn(_("By (user name)"), _user_name),
            FileColumn[FiledLine](_("Who"), lambda row: str(row.line.by or "")),
        ),
    )
