"""Indicators with their five targets, in and out as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import RowResult

from indicators.periods.rescoring.services import rescore_plans
from indicators.returns.history import plan_history
from indicators.returns.resources.lookup import AddressedResource, plan_column, row_column
from numerals import Unreadable, parse_target
from plans import choices
from plans.models import TARGET_FIELDS, Activity, Indicator
from plans.services.frozen import AGREED, FrozenPlan
from plans.services.indicators import linkable_kinds, store_indicators
from plans.spreadsheet_cells import DaysCell, TargetCell, WeightCell
from presentation.figures import sentence
from spreadsheets.cells import ChoiceCell, Code, Column, Text
from spreadsheets.exchange.resource import TableRefused, TableRow, refuse_repeated

_NOT_FIELDS: Final = frozenset(("plan", "row", "activity"))


class IndicatorResource(AddressedResource):
    """One row per indicator, known by its plan and row; others join a known activity."""

    plan = plan_column("plan__address")
    row = row_column("row")
    activity = Column(
        "activity",
        gettext_lazy("activity"),
        cell=Code(longest=16),
        attribute="activity__code",
        guide=gettext_lazy("Its code; a new indicator needs it"),
    )
    code = Column("code", gettext_lazy("code"), cell=Code(longest=16))
    title = Column("title", gettext_lazy("title"), cell=Text(lines=True), filled=True)
    unit = Column("unit", gettext_lazy("unit"), cell=Text(longest=60))
    method = Column(
        "method",
        gettext_lazy("calculation method"),
        cell=ChoiceCell(choices.methods()),
    )
    frequency = Column(
        "frequency",
        gettext_lazy("reported"),
        cell=ChoiceCell(choices.frequencies()),
        filled=True,
    )
    weight = Column("weight", gettext_lazy("weight"), cell=WeightCell())
    target_100 = Column("target_100", gettext_lazy("target 100%"), cell=TargetCell())
    target_90 = Column("target_90", gettext_lazy("target 90%"), cell=TargetCell())
    target_80 = Column("target_80", gettext_lazy("target 80%"), cell=TargetCell())
    target_70 = Column("target_70", gettext_lazy("target 70%"), cell=TargetCell())
    target_60 = Column(
        "target_60",
        gettext_lazy("target 60%"),
        cell=TargetCell(),
        guide=gettext_lazy("Targets are numbers or dates; - or blank: the tier has none"),
    )
    linked_kind = Column(
        "linked_kind",
        gettext_lazy("scored from this action plan"),
        cell=ChoiceCell(choices.kinds()),
        guide=gettext_lazy("integrity, innovation, information, grievance or charter"),
    )
    mode = Column(
        "mode",
        gettext_lazy("scored"),
        cell=ChoiceCell(choices.modes()),
        guide=gettext_lazy("tiers, proportional, deadline or deduction; blank: as its section"),
    )
    deduction = Column("deduction", gettext_lazy("marks off"), cell=WeightCell())
    per_days = Column("per_days", gettext_lazy("each so many days late"), cell=DaysCell())
    responsible = Column("responsible", gettext_lazy("responsible"), cell=Text(lines=True))
    evidence_definition = Column(
        "evidence_definition",
        gettext_lazy("evidence"),
        cell=Text(lines=True),
        guide=gettext_lazy("What the plan names as evidence"),
    )

    def filter_export(self, queryset: QuerySet[Indicator], **_kwargs: Any) -> QuerySet[Indicator]:
        return queryset.select_related("plan__office", "activity").order_by(
            "plan__office__path", "plan__fiscal_year", "plan__kind", "position"
        )

    def match(self, rows: Sequence[TableRow]) -> None:
        refuse_repeated(rows, "plan", "row")
        self.find_plans(rows)
        indicators = self.find_indicators()
        activities = self._activities()
        for row in rows:
            plan = self.plan_of(row)
            if plan is None or "row" not in row.values:
                _read_targets(row)
                continue
            row.stored = indicators.get((plan.address, row.values["row"]))
            row.is_new = row.stored is None
            _read_targets(row)
            if row.is_new:
                found = activities.get((plan.pk, row.values.get("activity", "")), [])
                self._begin(row, found)
            elif row.values.get("activity", row.stored.activity.code) != row.stored.activity.code:
                row.refuse(
                    "activity",
                    _("The indicator belongs to activity “%(code)s”.")
                    % {"code": row.stored.activity.code},
                )
            linked = row.values.get("linked_kind")
            if linked and linked not in linkable_kinds(plan.kind):
                row.refuse(
                    "linked_kind",
                    _("Only an agreement's indicators can take their score from an action plan."),
                )

    def permit(self, rows: Sequence[TableRow], *, by: Any) -> None:
        for row in rows:
            plan = self.plan_of(row)
            says_new = row.import_type != RowResult.IMPORT_TYPE_SKIP
            if plan is not None and plan.is_frozen and says_new:
                row.refuse("plan", sentence(AGREED))

    def store(self, rows: Sequence[TableRow], *, by: Any) -> None:
        for row in rows:
            for name in row.values.keys() - _NOT_FIELDS:
                setattr(row.stored, name, row.values[name])
        plans = {row.stored.plan_id: row.stored.plan for row in rows}
        try:
            with plan_history(plans.values(), by=by):
                store_indicators(
                    [row.stored for row in rows if not row.is_new],
                    added=[row.stored for row in rows if row.is_new],
                )
        except FrozenPlan as error:
            raise TableRefused(sentence(error.message)) from error
        rescore_plans(plans.values())

    def _activities(self) -> dict[tuple[int, str], list[Activity]]:
        found: dict[tuple[int, str], list[Activity]] = {}
        plans = [plan.pk for plan in self.plans.values()]
        for activity in Activity.objects.filter(objective__plan__in=plans).select_related(
            "objective"
        ):
            found.setdefault((activity.objective.plan_id, activity.code), []).append(activity)
        return found

    def _begin(self, row: TableRow, activities: Sequence[Activity]) -> None:
        """Make the new indicator that the row speaks of, if it says enough."""
        if "title" not in row.values and "title" not in row.problems:
            row.refuse("title", _("A new indicator needs it."))
        if not row.values.get("activity"):
            row.refuse(
                "activity",
                _("The plan has no row “%(row)s”; a new indicator needs its activity's code.")
                % {"row": row.values["row"]},
            )
        elif not activities:
            row.refuse(
                "activity",
                _("The plan has no activity with the code “%(code)s”.")
                % {"code": row.values["activity"]},
            )
        elif len(activities) > 1:
            row.refuse(
                "activity",
                _("The plan has %(count)s activities with the code “%(code)s”.")
                % {"count": len(activities), "code": row.values["activity"]},
            )
        else:
            row.stored = Indicator(
                plan=self.plan_of(row), activity=activities[0], row=row.values["row"]
            )


def _read_targets(row: TableRow) -> None:
    """Read the targets with the unit that the row names, or else the stored one."""
    unit = row.values.get("unit", row.stored.unit if row.stored else "")
    for name in TARGET_FIELDS:
        if name not in row.values:
            continue
        read = parse_target(row.values[name], unit=unit)
        if isinstance(read, Unreadable):
            del row.values[name]
            row.refuse(name, sentence(read.message))
        else:
            row.values[name] = read
