"""A stored plan → what its paper forms are printed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from indicators.periods.kept.values import Snapshot
from indicators.periods.printed import KeptReport, kept_report
from indicators.returns.as_kept import kept_month
from indicators.returns.hands import hands_of_month
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.scores.selectors import rules_of_month, score_of, version_of_month
from indicators.returns.selectors.figures import PlanFigures, figures_of
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import PlanScore
from numerals import NIL, Language, Message, Month
from plans.document.defaults import AGREEMENTS
from plans.document.totals import has_first_section_alone
from plans.document.values import PlanDocument
from plans.handing_in.signing import Hands, Signature
from plans.models import Plan, RuleSet
from plans.rules.selectors import total_by
from plans.selectors import indicators_of, plan_document, rule_set_named, section_titles
from reports.paper import (
    CumulativeBasis,
    Evaluated,
    EvaluatedLine,
    PaperForm,
    PaperRequest,
    Signatory,
    SignatoryRole,
)
from reports.selectors.standing import (
    standing_of_month,
    standing_of_plan,
    standing_of_report,
)


def plan_paper(plan: Plan, *, language: Language, form: PaperForm = PaperForm.PLAN) -> PaperRequest:
    """The plan form, or another without months: three queries."""
    document = plan_document(plan, indicators_of(plan))
    if plan.kind in AGREEMENTS:
        # An agreement that came in with a progress report is titled by that report's months.
        document = replace(document, title="")
    request = _paper(plan, document, form=form, language=language)
    version = plan.agreed_version if plan.is_frozen else 0
    rules = plan.rule_set.name if version else ""
    return replace(request, version=version, rules=rules, standing=standing_of_plan(plan))


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

    Where a report that ends with the month was handed in, it prints what that report kept, signed
    by those who handled the report; ``report`` (``q4``, ``half``, ``year``) names which,
    ``ValueError`` for one that does not. A month that was accepted prints what it was accepted
    with.
    """
    figures = figures.counted
    kept = kept_report(figures, month, report=report, is_evaluation=form.spec.is_evaluation)
    if kept is None:
        request = _month_paper(
            figures, form=form, language=language, month=month, cumulative=cumulative
        )
    else:
        request = _kept_paper(
            figures.plan, kept, form=form, language=language, month=month, cumulative=cumulative
        )
    standing = (kept and standing_of_report(kept)) or standing_of_month(figures, month)
    hands = kept.hands if kept and kept.hands else hands_of_month(figures, month)
    return replace(
        request,
        signatories=_signatories(hands, language=language),
        version=version_of_month(figures.plan, month),
        rules=request.score.rules if request.score else "",
        standing=standing,
    )


def _month_paper(
    figures: PlanFigures,
    *,
    form: PaperForm,
    language: Language,
    month: Month,
    cumulative: CumulativeBasis,
) -> PaperRequest:
    """The form of a month, of one that was accepted under what it was accepted with."""
    figures = kept_month(figures, month)
    request = _paper(
        figures.plan,
        figures.document(until=month),
        form=form,
        language=language,
        month=month,
        cumulative=cumulative,
        score=_score(figures, month=month, cumulative=cumulative),
        titles=figures.words.sections if figures.words else None,
    )
    return replace(request, office=figures.words.office) if figures.words else request


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
    if form.spec.is_evaluation and is_year and kept.final:
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
    """Any form of the plan; ``month`` is needed by forms with months (``ValueError``)."""
    if not form.spec.has_months:
        return plan_paper(plan, form=form, language=language)
    if month is None:
        raise ValueError(f"The {form} form needs a month.")
    return figures_paper(
        figures_of(plan), form=form, month=month, cumulative=cumulative, language=language
    )


def _score(figures: PlanFigures, *, month: Month, cumulative: CumulativeBasis) -> PlanScore:
    """The stored score of the year so far, or one made of the three months that are shown."""
    if cumulative is CumulativeBasis.YEAR:
        return score_of(figures, month)
    rules = rules_of(rules_of_month(figures, month))
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
    titles: Mapping[str, Message] | None = None,
) -> PaperRequest:
    office, rules = plan.office, _rules(plan, score)
    return PaperRequest(
        document=document,
        form=form,
        language=language,
        kind=plan.fiscal_year.scheme(plan.kind).on_paper,
        month=month,
        cumulative=cumulative,
        score=score,
        whole=total_by(rules, plan, is_first_alone=has_first_section_alone(document)),
        section_titles=section_titles(plan) if titles is None else titles,
        office=Message(
            bn=document.office, en=office.heading_en or office.name_en or document.office
        ),
        is_demo=plan.is_demo,
        tiers=rules.tiers,
        grades=rules.graded,
        score_places=rules.score_places,
    )


def _rules(plan: Plan, score: PlanScore | None) -> RuleSet:
    """The rules that the score names, else the plan's: one query if those are others."""
    rules = plan.rule_set
    if score is not None and score.rules != rules.name:
        rules = rule_set_named(score.rules) or rules
    return rules


def _signatories(hands: Hands, *, language: Language) -> tuple[Signatory, ...]:
    """Who submitted, as its preparer or the office's head, and who accepted.

    Whoever is not known signs by hand.
    """
    by = hands.submitted
    is_by_head = by is not None and by.is_head
    return (
        _signatory(SignatoryRole.PREPARED, None if is_by_head else by, language=language),
        _signatory(SignatoryRole.CHECKED, hands.accepted, language=language),
        _signatory(SignatoryRole.HEAD, by if is_by_head else None, language=language),
    )


def _signatory(
    role: SignatoryRole, signature: Signature | None, *, language: Language
) -> Signatory:
    if signature is None:
        return Signatory(role)
    return Signatory(role, signature.name(language), signature.designation(language))
