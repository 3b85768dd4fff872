"""The papers of many plans, a few at a time; what was made before comes from the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, TypeAlias

from django.core.cache import caches
from django.db.models import Max, QuerySet, Sum
from django.utils import timezone

from indicators.returns.models import Achievement, MonthlyReturn, Score
from indicators.returns.selectors.figures import figures_of_plans
from ledger.models import Change, ChangeSubject
from numerals import language_of
from offices.models import Level
from plans.models import FiscalYear, Plan
from reports.batch.models import FACT_SHEET, WHOLE, Batch
from reports.briefing.fact_sheet import FactSheet, fact_sheet
from reports.briefing.pages import fact_sheet_page
from reports.paper import CumulativeBasis, PaperRequest, render_cached
from reports.paper.cache import STORE
from reports.paper.printing import program
from reports.paper.whole import WholeRequest, render_whole_cached
from reports.selectors.agreement import whole_agreement
from reports.selectors.paper import figures_paper, plan_paper


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """What a fact sheet is printed from."""

    office: str
    told: FactSheet = field(repr=False)
    kind: str
    year: FiscalYear


Paper: TypeAlias = PaperRequest | WholeRequest | SheetRequest

AT_ONCE: Final = 8
"""Plans whose figures are in memory together."""


def plans_of(batch: Batch) -> QuerySet[Plan]:
    """The plans whose papers are asked for, in the order of the offices' tree."""
    return (
        Plan.objects.filter(
            office__path__under=batch.office.path,
            fiscal_year=batch.fiscal_year_id,
            kind=batch.kind,
        )
        .select_related("office__parent", "fiscal_year", "rule_set")
        .order_by("office__path")
    )


def papers_of(batch: Batch, plans: Sequence[Plan]) -> Iterator[tuple[Plan, Paper | None]]:
    """Each plan with what its paper is printed from; none where there is no such paper of it."""
    language, form, month = language_of(batch.language), batch.paper_form, batch.last_month
    for start in range(0, len(plans), AT_ONCE):
        few = plans[start : start + AT_ONCE]
        if batch.form == FACT_SHEET:
            for plan in few:
                yield plan, _sheet(batch, plan)
        elif form is None:
            for plan in few:
                yield plan, whole_agreement(plan, language=language)
        elif month is None:
            for plan in few:
                yield plan, plan_paper(plan, form=form, language=language)
        else:
            for figures in figures_of_plans(few):
                yield (
                    figures.plan,
                    figures_paper(
                        figures,
                        form=form,
                        month=month,
                        cumulative=CumulativeBasis.YEAR,
                        language=language,
                    ),
                )


def pdf_of(paper: Paper) -> bytes:
    """The paper as a PDF without who printed it, from the store if it was printed before."""
    if isinstance(paper, SheetRequest):
        return fact_sheet_page(paper.told, kind=paper.kind, year=paper.year)
    if isinstance(paper, WholeRequest):
        return render_whole_cached(paper)
    return render_cached(paper)


def keys_of(batch: Batch, plans: Sequence[Plan]) -> dict[int, str]:
    """For each plan a digest that is another as soon as its paper may be another: six queries.

    It goes by the newest lines of the history, versions of returns and times of scores, and by
    the program that prints: reading all figures only to see that they are the same costs as much
    as half a print.
    """
    pks, offices = [plan.pk for plan in plans], [plan.office_id for plan in plans]
    of_plans = Change.objects.filter(plan__office__in=offices).order_by()
    lines = _by(of_plans.values_list("plan__office").annotate(newest=Max("pk")))
    of_offices = Change.objects.filter(subject=ChangeSubject.OFFICE, office__in=offices).order_by()
    told = _by(of_offices.values_list("office").annotate(newest=Max("pk")))
    rules = Change.objects.filter(subject=ChangeSubject.RULES).aggregate(newest=Max("pk"))
    returns = MonthlyReturn.objects.filter(plan__in=pks).order_by()
    versions = _by(returns.values_list("plan").annotate(Sum("version")))
    cells = Achievement.objects.filter(monthly_return__plan__in=pks).order_by()
    typed = _by(cells.values_list("monthly_return__plan").annotate(Max("changed_at")))
    scores = _by(
        Score.objects.filter(plan__in=pks)
        .order_by()
        .values_list("plan")
        .annotate(Max("computed_at"))
    )
    # An office's rank is another as soon as another office's figures are: no sheet is kept for
    # another batch than its own.
    own = batch.pk if batch.form == FACT_SHEET else None
    asked = (program(), batch.form, batch.month, batch.language, rules["newest"], own)
    return {
        plan.pk: sha256(
            repr(
                (
                    *asked,
                    plan.pk,
                    plan.version,
                    plan.agreed_version,
                    plan.rule_set_id,
                    plan.frozen_months,
                    lines.get(plan.office_id),
                    told.get(plan.office_id),
                    versions.get(plan.pk),
                    typed.get(plan.pk),
                    scores.get(plan.pk),
                )
            ).encode()
        ).hexdigest()
        for plan in plans
    }


def kept(key: str) -> bytes | None:
    """What is in the store under the key."""
    found: bytes | None = caches[STORE].get(f"batch-{key}")
    return found


def keep(key: str, content: bytes) -> None:
    """Put it there."""
    caches[STORE].set(f"batch-{key}", content)


def has_paper(batch: Batch, plan: Plan) -> bool:
    """Whether there is such a paper of the plan."""
    if batch.form == FACT_SHEET:
        return plan.office.level == Level.DISTRICT
    return batch.form != WHOLE or plan.has_text


def _sheet(batch: Batch, plan: Plan) -> SheetRequest | None:
    month = batch.last_month
    assert month is not None  # noqa: S101  # it is asked for with the form
    told = fact_sheet(
        plan.office,
        plan.fiscal_year,
        plan.kind,
        by=batch.requested_by,
        month=month,
        today=timezone.localdate(),
    )
    kind = plan.fiscal_year.scheme(plan.kind).name[language_of(batch.language)]
    return SheetRequest(plan.office.code, told, kind, plan.fiscal_year) if told else None


def _by(rows: Any) -> Mapping[int, object]:
    return dict(rows)
