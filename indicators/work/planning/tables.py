"""The planner's list: its columns on the page, and in its file."""

from __future__ import annotations

from typing import Final

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from indicators.work.planning.values import PlanLine
from spreadsheets.columns import FileColumn

_LINE: Final = "indicators/work/planning/_{}.html"

FILE_COLUMNS: Final = (
    FileColumn[PlanLine](_("code"), lambda line: line.office.code),
    FileColumn[PlanLine](_("Office"), lambda line: line.office.name),
    FileColumn[PlanLine](_("State"), lambda line: line.stage.label),
    FileColumn[PlanLine](_("version"), lambda line: line.plan.version if line.plan else None),
    FileColumn[PlanLine](_("Total weight"), lambda line: line.total),
    FileColumn[PlanLine](_("Errors"), lambda line: line.errors if line.plan else None),
    FileColumn[PlanLine](_("Score of 100"), lambda line: line.score),
)


class PlanningTable(tables.Table):
    """One line per office; the office leads to its plan, or to where one is made."""

    chosen = tables.TemplateColumn(
        template_name=_LINE.format("tick"), orderable=False, verbose_name=_("Choose")
    )
    name = tables.TemplateColumn(template_name=_LINE.format("office"), verbose_name=_("Office"))
    stage = tables.TemplateColumn(
        template_name=_LINE.format("stage"),
        verbose_name=_("State"),
        order_by=("stage_order", "name"),
    )
    total = tables.TemplateColumn(
        template_name=_LINE.format("total"),
        verbose_name=_("Total weight"),
        order_by=("known_total",),
    )
    errors = tables.TemplateColumn(template_name=_LINE.format("errors"), verbose_name=_("Errors"))
    score = tables.TemplateColumn(
        template_name=_LINE.format("score"),
        verbose_name=_("Score of 100"),
        order_by=("known_score",),
    )

    class Meta:
        order_by = ()
        attrs = {"class": "register list lines planning"}
        template_name = "_table.html"
        empty_text = _("No offices match. Remove a filter and try again.")
