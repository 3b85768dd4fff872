"""Readers of the planner's list: as many queries for one office as for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from indicators.returns.models import Score
from indicators.targets.overview import marks_of
from indicators.work.planning.values import PlanLine, PlanStage, stage_of
from numerals import FiscalYearSpan
from offices.models import Office, OfficeQuerySet, User
from offices.ordering import ByName
from offices.selectors import access_of, offices_followed_by
from plans.agreements.findings import findings_of, may_have_errors, stopping
from plans.agreements.models import Agreement, FindingOverride
from plans.amending.models import Amendment
from plans.amending.workflow import IN_REVIEW
from plans.document.defaults import FIRST_SECTION, Kind
from plans.models import Indicator, Plan
from plans.rules.selectors import total_by
from plans.selectors import indicators_of_plans
from plans.workshop.models import Draft, DraftState

_STILL_CHECKED: Final = (PlanStage.OPEN, PlanStage.PROPOSED, PlanStage.RETURNED)


def offices_with_plans(user: User, kind: str) -> OfficeQuerySet:
    """The offices side by side in the person's list: those they follow that make plans of the kind.

    Those are the offices of the levels at which some office has one; as long as none has, all
    that nobody is below.
    """
    followed = offices_followed_by(user)
    levels = set(Office.objects.filter(plans__kind=kind).order_by().values_list("level", flat=True))
    if levels:
        return followed.filter(level__in=levels)
    return followed.exclude(pk__in=Office.objects.exclude(parent=None).values("parent"))


def plan_lines(
    user: User, *, year: FiscalYearSpan, kind: Kind, offices: OfficeQuerySet
) -> list[PlanLine]:
    """How far each of the offices is with its plan of a year and kind, by the office's name.

    Ten queries at most; drafts are seen by who plans alone, scores by who
    sees the office's figures.
    """
    found = list(offices.active(year.months[0].first_day).order_by(ByName(), "pk"))
    plans = {
        plan.office_id: plan
        for plan in _plans(year, kind).filter(office__in=offices.order_by()).order_by("version")
    }
    known = [office.pk for office in found]
    agreements = {
        one.plan_id: one
        for one in Agreement.objects.filter(plan__in=[plan.pk for plan in plans.values()])
    }
    amending = set(
        Amendment.objects.filter(
            plan__in=agreements, state__in=IN_REVIEW, dropped_at=None
        ).values_list("plan", flat=True)
    )
    access = access_of(user)
    drafts: dict[int, Draft] = {}
    if access.planning:
        for draft in Draft.objects.filter(
            office__in=known, fiscal_year=year.start, kind=kind, state=DraftState.OPEN
        ).only("pk", "office", "errors", "changed_at", "state"):
            drafts[draft.office_id or 0] = draft
    lines = [
        _line(office, year, kind, plans.get(office.pk), agreements, amending, drafts.get(office.pk))
        for office in found
    ]
    lines = [line if access.sees(line.office) else _without_figures(line) for line in lines]
    return _with_errors(lines)


def with_marks(
    lines: Iterable[PlanLine], user: User, *, year: FiscalYearSpan, kind: Kind
) -> list[PlanLine]:
    """The lines with the quality of their plans' targets, or of their drafts': as many queries as
    ``marks_of`` takes.
    """
    marks = {
        (one.plan.pk if one.plan else None, one.draft.pk if one.draft else None): one
        for one in marks_of(user, year=year.start, kind=kind)
    }
    return [
        replace(line, mark=marks.get((line.plan.pk, None) if line.plan else (None, line.draft)))
        for line in lines
    ]


def _plans(year: FiscalYearSpan, kind: Kind) -> QuerySet[Plan]:
    scores = Score.objects.filter(plan=OuterRef("pk"), normalised__isnull=False)
    newest = scores.order_by("-month")
    others = Indicator.objects.filter(plan=OuterRef("pk")).exclude(
        activity__objective__section=FIRST_SECTION
    )
    return (
        Plan.objects.filter(fiscal_year=year.start, kind=kind)
        .select_related("office", "fiscal_year", "rule_set", "final_score")
        .prefetch_related("rule_set__sections")
        .annotate(
            weights=Sum("indicators__weight", filter=Q(indicators__dropped_in=0)),
            has_other_sections=Exists(others),
            composite=Subquery(newest.values("normalised")[:1]),
            scored=Subquery(newest.values("month")[:1]),
        )
    )


def _line(
    office: Office,
    year: FiscalYearSpan,
    kind: Kind,
    plan: Plan | None,
    agreements: Mapping[int, Agreement],
    amending: Collection[int],
    draft: Draft | None,
) -> PlanLine:
    if plan is None:
        stage = stage_of(None, None, has_draft=draft is not None)
        return PlanLine(
            office,
            year,
            kind,
            stage,
            draft=draft.pk if draft else None,
            since=draft.changed_at if draft else None,
            errors=draft.errors if draft else 0,
        )
    plan.office = office
    agreement = agreements.get(plan.pk)
    final = getattr(plan, "final_score", None)
    told = plan.__dict__
    return PlanLine(
        office,
        year,
        kind,
        stage_of(plan, agreement, has_draft=False, is_amending=plan.pk in amending),
        plan=plan,
        draft=draft.pk if draft else None,
        agreement_version=agreement.version if agreement else 0,
        since=_since(agreement),
        total=told["weights"],
        prescribed=total_by(plan.rule_set, plan, is_first_alone=not told["has_other_sections"]),
        score=final.normalised if final else told["composite"],
        month=told["scored"],
        is_final=final is not None,
    )


def _without_figures(line: PlanLine) -> PlanLine:
    """The line for who signs with the office and does not see its figures."""
    return replace(line, score=None, month=None, is_final=False, is_read=False)


def _since(agreement: Agreement | None) -> datetime | None:
    if agreement is None:
        return None
    moments = (agreement.closed_at, agreement.decided_at, agreement.submitted_at)
    return max((at for at in moments if at is not None), default=None)


def _with_errors(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """The lines with what is wrong in plans that are not agreed yet: one query."""
    unsigned = [line.plan for line in lines if line.plan and line.stage in _STILL_CHECKED]
    known = [plan.pk for plan in unsigned]
    indicators = indicators_of_plans(known) if known else {}
    overrides = _overrides(known) if known else {}
    errors = {
        plan.pk: _errors(plan, indicators[plan.pk], overrides.get(plan.pk, {})) for plan in unsigned
    }
    return [
        replace(line, errors=errors[line.plan.pk]) if line.plan and line.plan.pk in errors else line
        for line in lines
    ]


def _overrides(plans: Collection[int]) -> dict[int, dict[str, FindingOverride]]:
    found: dict[int, dict[str, FindingOverride]] = {}
    for one in FindingOverride.objects.filter(plan__in=plans).order_by("pk"):
        found.setdefault(one.plan_id, {})[one.digest] = one
    return found


def _errors(
    plan: Plan, indicators: Sequence[Indicator], overrides: Mapping[str, FindingOverride]
) -> int:
    """How many stand in the way of a proposal; looked at closely only where there are any."""
    if not may_have_errors(plan, indicators):
        return 0
    return len(stopping(findings_of(plan, indicators, overrides=overrides)))


def counts_of(lines: Iterable[PlanLine]) -> Counter[PlanStage]:
    """How many offices are how far."""
    return Counter(line.stage for line in lines)
