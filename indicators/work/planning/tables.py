"""The planner's list: its columns on the page, and in its file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from indicators.scoring.precision import rounded
from indicators.work.planning.values import PlanLine
from spreadsheets.columns import FileColumn

_LINE: Final = "indicators/work/planning/_{}.html"


def _quality_of(line: PlanLine) -> Decimal | None:
    """The quality of the line's targets, of 100; nothing where the past tells too little."""
    share = line.mark.share if line.mark else None
    return None if share is None else rounded(share, 0)


_FILE_COLUMNS: Final = (
    FileColumn[PlanLine](_("code"), lambda line: line.office.code),
    FileColumn[PlanLine](_("Office"), lambda line: line.office.name),
    FileColumn[PlanLine](_("State"), lambda line: line.stage.label),
    FileColumn[PlanLine](_("version"), lambda line: line.plan.version if line.plan else None),
    FileColumn[PlanLine](_("Total weight"), lambda line: line.total),
    FileColumn[PlanLine](_("Errors"), lambda line: line.errors if line.plan else None),
    FileColumn[PlanLine](_("Score of 100"), lambda line: line.score),
)
_FILE_MARKS: Final = (
    FileColumn[PlanLine](_("Quality of the targets, of 100"), _quality_of),
    FileColumn[PlanLine](
        _("Rows whose 100% target comes easily"),
        lambda line: line.mark.soft if line.mark and line.mark.judged else None,
    ),
)


def file_columns(*, marks: bool) -> tuple[FileColumn[PlanLine], ...]:
    """The columns of the list's file."""
    return (*_FILE_COLUMNS, *_FILE_MARKS) if marks else _FILE_COLUMNS


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
    quality = tables.TemplateColumn(
        template_name=_LINE.format("quality"),
        verbose_name=_("Quality of the targets"),
        order_by=("known_quality",),
    )
    soft = tables.TemplateColumn(
        template_name=_LINE.format("soft"),
        verbose_name=_("Soft targets"),
        order_by=("known_soft",),
    )
    score = tables.TemplateColumn(
        template_name=_LINE.format("score"),
        verbose_name=_("Score of 100"),
        order_by=("known_score",),
    )

    def __init__(self, *args: Any, marks: bool = False, **options: Any) -> None:
        if not marks:
            options["exclude"] = ("quality", "soft")
        super().__init__(*args, **options)

    class Meta:
        order_by = ()
        attrs = {"class": "register list lines planning"}
        template_name = "_table.html"
        empty_text = _("No offices match. Remove a filter and try again.")
