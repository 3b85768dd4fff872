"""A stored plan → what its paper forms are printed from."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from indicators.models import Sheet, State
from indicators.periods.kept import KeptReport, kept_report
from indicators.periods.snapshot import Snapshot
from indicators.scoring.composite import score_plan
from indicators.scoring.model import PlanScore
from indicators.scoring_inputs import plan_input
from indicators.selectors.figures import PlanFigures, figures_of
from indicators.selectors.scores import score_of
from indicators.services.scores import rules_of, score_figures
from indicators.workflow import IN_REVIEW
from offices.models import Office, User
from offices.selectors import headed_by
from plans.document.model import NIL, Message, Month, PlanDocument
from plans.models import Kind, Plan
from plans.selectors import indicators_of, plan_document, section_titles
from reports.paper import (
    CumulativeBasis,
    Evaluated,
    EvaluatedLine,
    PaperForm,
    PaperRequest,
    Signatory,
    SignatoryRole,
)
from reports.paper.labels import KINDS
from reports.paper.request import Language


def plan_paper(plan: Plan, *, language: Language) -> PaperRequest:
    """The plan form: three queries."""
    document = plan_document(plan, indicators_of(plan))
    if plan.kind == Kind.APA:
        # An agreement that came in with a progress report is titled by that report's months.
        document = replace(document, title="")
    return _paper(plan, document, form=PaperForm.PLAN, language=language)


def figures_paper(
    figures: PlanFigures,
    *,
    form: PaperForm,
    month: Month,
    cumulative: CumulativeBasis,
    language: Language,
    report: str = "",
) -> PaperRequest:
    """The progress or evaluation form as of ``month``, signed by those who handled its return.

    Where a report that ends with the month was handed in, it prints what that report kept;
    ``report`` (``q4``, ``half``, ``year``) names which, ``ValueError`` for one that does not.
    """
    figures = figures.counted
    kept = kept_report(figures, month, report=report, is_evaluation=form is PaperForm.EVALUATION)
    if kept is None:
        request = _paper(
            figures.plan,
            figures.document(until=month),
            form=form,
            language=language,
            month=month,
            cumulative=cumulative,
            score=_score(figures, month=month, cumulative=cumulative),
        )
    else:
        request = _kept_paper(
            figures.plan, kept, form=form, language=language, month=month, cumulative=cumulative
        )
    return replace(request, signatories=_signatories(figures, month, language=language))


def _kept_paper(
    plan: Plan,
    kept: KeptReport,
    *,
    form: PaperForm,
    language: Language,
    month: Month,
    cumulative: CumulativeBasis,
) -> PaperRequest:
    """The form as the report kept it, to the last word and target."""
    claimed = kept.claimed
    score, is_year = claimed.score, cumulative is CumulativeBasis.YEAR
    if not is_year:
        scored = plan_input(claimed.document, linked=claimed.linked)
        score = score_plan(scored, rules=claimed.rules, months=_shown(month))
    request = _paper(
        plan,
        claimed.document,
        form=form,
        language=language,
        month=month,
        cumulative=cumulative,
        score=score,
    )
    request = replace(request, office=claimed.office)
    if claimed.sections:
        request = replace(request, section_titles=claimed.sections)
    if form is PaperForm.EVALUATION and is_year and kept.final:
        request = replace(request, evaluated=_evaluated(kept.final))
    return request


def paper_of_plan(
    plan: Plan,
    *,
    form: PaperForm,
    month: Month | None,
    cumulative: CumulativeBasis,
    language: Language,
) -> PaperRequest:
    """Any form of the plan; ``month`` is needed unless it is the plan form (``ValueError``)."""
    if form is PaperForm.PLAN:
        return plan_paper(plan, language=language)
    if month is None:
        raise ValueError(f"The {form} form needs a month.")
    return figures_paper(
        figures_of(plan), form=form, month=month, cumulative=cumulative, language=language
    )


def _score(figures: PlanFigures, *, month: Month, cumulative: CumulativeBasis) -> PlanScore:
    """The stored score of the year so far, or one made of the three months that are shown."""
    if cumulative is CumulativeBasis.YEAR:
        return score_of(figures, month)
    rules = rules_of(figures.plan.rule_set)
    return score_figures(figures, month=month, rules=rules, months=_shown(month))


def _shown(month: Month) -> tuple[Month, ...]:
    """The months that a form shows, if it adds up no others."""
    return tuple(month.plus(-back) for back in range(3))


def _evaluated(final: Snapshot) -> Evaluated:
    """The year's evaluation once it is final."""
    score, said = final.score, final.recognised
    return Evaluated(
        lines={
            one.key: EvaluatedLine(
                one.achieved,
                one.weighted,
                is_none=one.key in said and said[one.key].figure is NIL,
                reason=said[one.key].reason if one.key in said else "",
            )
            for one in score.indicators
        },
        weighted=score.weighted,
        weight=score.weight,
        normalised=score.normalised,
        rules=score.rules,
    )


def _paper(
    plan: Plan,
    document: PlanDocument,
    *,
    form: PaperForm,
    language: Language,
    month: Month | None = None,
    cumulative: CumulativeBasis = CumulativeBasis.YEAR,
    score: PlanScore | None = None,
) -> PaperRequest:
    office = plan.office
    return PaperRequest(
        document=document,
        form=form,
        language=language,
        kind=KINDS[plan.kind],
        month=month,
        cumulative=cumulative,
        score=score,
        section_titles=section_titles(plan),
        office=Message(
            bn=document.office, en=office.heading_en or office.name_en or document.office
        ),
        is_demo=plan.is_demo,
    )


def _signatories(
    figures: PlanFigures, month: Month, *, language: Language
) -> tuple[Signatory, ...]:
    """Who submitted the month's return, as its preparer or the office's head, and who accepted it.

    Whoever is not known signs by hand.
    """
    sheet = figures.sheets.get(month)
    prepared = checked = head = None
    if sheet is not None and sheet.state in (*IN_REVIEW, State.ACCEPTED):
        if _is_submitted_by_head(sheet, figures.plan.office):
            head = sheet.submitted_by
        else:
            prepared = sheet.submitted_by
        checked = sheet.decided_by if sheet.state == State.ACCEPTED else None
    return (
        _signatory(SignatoryRole.PREPARED, prepared, language=language),
        _signatory(SignatoryRole.CHECKED, checked, language=language),
        _signatory(SignatoryRole.HEAD, head, language=language),
    )


def _is_submitted_by_head(sheet: Sheet, office: Office) -> bool:
    if sheet.submitted_by is None or sheet.submitted_at is None:
        return False
    day = timezone.localdate(sheet.submitted_at)
    return headed_by(sheet.submitted_by, office, on=day)


def _signatory(role: SignatoryRole, user: User | None, *, language: Language) -> Signatory:
    if user is None:
        return Signatory(role)
    if language == "bn":
        return Signatory(role, user.name_bn or user.name_en, user.designation_bn)
    return Signatory(role, user.name_en or user.name_bn, user.designation_en)
