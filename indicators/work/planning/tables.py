"""The planner's list: its columns on the page, and in its file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from indicators.scoring.precision import rounded
from indicators.work.planning.values import PlanLine

_LINE: Final = "indicators/work/planning/_{}.html"


def _quality_of(line: PlanLine) -> Decimal | None:
    """The quality of the line's targets, of 100; nothing where the past tells too little."""
    share = line.mark.share if line.mark else None
    return None if share is None else rounded(share, 0)


class PlanningTable(tables.Table):
    """One line per office; the office leads to its plan, or to where one is made."""

    chosen = tables.TemplateColumn(
        template_name=_LINE.format("tick"),
        orderable=False,
        verbose_name=_("Choose"),
        exclude_from_export=True,
    )
    name = tables.TemplateColumn(template_name=_LINE.format("office"), verbose_name=_("Office"))
    code = tables.Column(accessor="office__code", verbose_name=_("code"), visible=False)
    stage = tables.TemplateColumn(
        template_name=_LINE.format("stage"),
        verbose_name=_("State"),
        order_by=("stage_order", "name"),
    )
    version = tables.Column(accessor="plan__version", verbose_name=_("version"), visible=False)
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

    def value_name(self, record: PlanLine) -> str:
        """The office's name in the reader's language."""
        return record.office.name

    def value_stage(self, record: PlanLine) -> str:
        """The stage by its name."""
        return str(record.stage.label)

    def value_version(self, record: PlanLine) -> int | None:
        """Of the plan; nothing where there is none."""
        return record.plan.version if record.plan else None

    def value_errors(self, record: PlanLine) -> int | None:
        """How many; nothing where there is no plan."""
        return record.errors if record.plan else None

    def value_quality(self, record: PlanLine) -> Decimal | None:
        """Of 100; nothing where the past tells too little."""
        share = record.mark.share if record.mark else None
        return None if share is None else rounded(share, 0)

    def value_soft(self, record: PlanLine) -> int | None:
        """How many targets come easily; nothing where the past tells too little."""
        return record.mark.soft if record.mark and record.mark.judged else None

    class Meta:
        order_by = ()
        attrs = {"class": "register list lines planning"}
        template_name = "_table.html"
        empty_text = _("No offices match. Remove a filter and try again.")
