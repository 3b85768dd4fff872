"""The history as a list, and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.history.model import Change
from indicators.history.wording import in_file


class HistoryTable(tables.Table):
    """One line per change, newest first: the order in which they were recorded."""

    at = tables.TemplateColumn(
        template_name="indicators/history/_when.html", verbose_name=_("When"), orderable=False
    )
    by = tables.TemplateColumn(
        template_name="indicators/history/_who.html", verbose_name=_("Who"), orderable=False
    )
    plan = tables.TemplateColumn(
        template_name="indicators/history/_where.html", verbose_name=_("Where"), orderable=False
    )
    field = tables.TemplateColumn(
        template_name="indicators/history/_what.html",
        verbose_name=_("What was changed"),
        orderable=False,
    )
    change = tables.TemplateColumn(
        template_name="indicators/history/_change.html",
        verbose_name=_("From → to"),
        orderable=False,
        empty_values=(),
    )
    reason = tables.Column(verbose_name=_("Reason"), orderable=False, default="")

    class Meta:
        model = Change
        fields = ("at", "by", "plan", "field", "change", "reason")
        attrs = {"class": "register list history"}
        template_name = "_table.html"
        empty_text = _("Nothing was changed that fits. Loosen the filters above.")


HEADINGS: Final = (
    _("When"),
    _("Sign-in name"),
    _("Who"),
    _("Office"),
    _("Kind of plan"),
    _("Fiscal year"),
    _("Month"),
    _("Row"),
    _("What was changed"),
    _("Before"),
    _("After"),
    _("Reason"),
    _("Request"),
)


def file_rows(changes: QuerySet[Change]) -> Iterator[tuple[Any, ...]]:
    """The changes for a spreadsheet: canonical figures and moments, words in the reader's."""
    for change in changes.iterator(chunk_size=2000):
        plan = change.plan
        yield (
            timezone.localtime(change.at).isoformat(sep=" ", timespec="seconds"),
            change.by.username if change.by else "",
            str(change.by or ""),
            plan.office.code,
            plan.kind,
            plan.fiscal_year.label,
            str(change.of_month or ""),
            change.row,
            change.get_field_display(),
            in_file(change, change.before),
            in_file(change, change.after),
            change.reason,
            change.request,
        )
