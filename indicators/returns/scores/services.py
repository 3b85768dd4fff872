"""Scores are stored: one row per plan and month, a line per indicator."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q

from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.rows import LINE_FIELDS, SCORE_FIELDS, score_lines, score_row
from indicators.returns.selectors.accepted import words_accepted
from indicators.returns.selectors.figures import PlanFigures, figures_of
from indicators.returns.workflow import SETTLED
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import Basis, PlanScore, Rules
from numerals import Figure, FiscalYearSpan, Month
from plans.document.defaults import AGREEMENTS, Interpolation, Mode
from plans.document.methods import Method
from plans.document.values import IndicatorEntry
from plans.models import Plan, RuleSet


def rules_of(rule_set: RuleSet, *, modes: Mapping[str, str] | None = None) -> Rules:
    """The stored rules as the value that scoring takes.

    ``modes`` are those of the sections, where they are known; else it is one query.
    """
    if modes is None:
        modes = {section.code: section.mode for section in rule_set.sections.all()}
    return Rules(
        version=rule_set.name,
        interpolation=Interpolation(rule_set.interpolation),
        cut_off=rule_set.cut_off,
        sections={code: Mode(mode) for code, mode in modes.items()},
    )


class _Composite(NamedTuple):
    """A stored composite of one of the plans of an office and year."""

    plan: int
    kind: str
    month: Month
    normalised: Decimal | None
    rules: int


def score_figures(
    figures: PlanFigures,
    *,
    month: Month,
    rules: Rules,
    basis: Basis = Basis.COMPUTED,
    months: Collection[Month] | None = None,
    recognised: Mapping[str, Figure] | None = None,
    is_live: bool = False,
) -> PlanScore:
    """The plan's scores as of ``month``; nothing is stored.

    Of a month that is open again the figures count that were last handed in; with ``is_live``
    those that stand in its cells.

    ``months`` limits the figures to these (``None``: the fiscal year so far). ``recognised``
    are achievements to date by row that stand in place of what the months make, and of what
    a linked plan gives.
    """
    if not is_live:
        figures = figures.counted
    document, linked = figures.document(until=month), linked_composites(figures, month)
    if recognised:
        document = document.with_indicators(
            lambda entry: (
                recognised_entry(entry, recognised[entry.row], month)
                if entry.row in recognised
                else entry
            )
        )
        linked = {row: composite for row, composite in linked.items() if row not in recognised}
    return score_plan(
        plan_input(document, linked=linked),
        rules=rules,
        basis=basis,
        months=months,
    )


def linked_composites(figures: PlanFigures, month: Month) -> dict[str, Decimal | None]:
    """The rows that earn by another plan, with its composite as of ``month``; no query if none."""
    if not any(indicator.linked_kind for indicator in figures.indicators):
        return {}
    beside = _composites_beside([figures.plan])[_office_year(figures.plan)]
    return _linked(figures, month, beside)


def linked_by_month(figures: PlanFigures) -> dict[Month, dict[str, Decimal | None]]:
    """The same of every month that has a return: one query, none if no row earns by a plan."""
    if not any(indicator.linked_kind for indicator in figures.indicators):
        return {}
    beside = _composites_beside([figures.plan])[_office_year(figures.plan)]
    return {month: _linked(figures, month, beside) for month in figures.sheets}


def evaluated_score(
    figures: PlanFigures, recognised: Mapping[int, Figure], *, rules: Rules | None = None
) -> PlanScore:
    """The year's scores where an evaluator recognises these figures, by indicator id.

    The same rules as ever; every other indicator keeps what its months make.
    """
    rows = {indicator.pk: indicator.row for indicator in figures.indicators}
    return score_figures(
        figures,
        month=figures.plan.span.months[-1],
        rules=rules or rules_of(figures.plan.rule_set),
        recognised={rows[pk]: figure for pk, figure in recognised.items()},
    )


def recognised_entry(entry: IndicatorEntry, figure: Figure, month: Month) -> IndicatorEntry:
    """The indicator with one figure for the year, so that every method gives that figure."""
    method = entry.method or (Method.CUMULATIVE if isinstance(figure, Decimal) else None)
    return replace(entry, achieved={month: figure}, method=method)


@dataclass(frozen=True, slots=True)
class Rescoring:
    """What is to be scored: the plan's ``since`` and the later months that have a return.

    ``changed`` limits the lines written to these indicators where a month was scored
    before; ``None`` writes every line. With ``is_of_plan`` it is the plan or its rules that
    changed, no figure.
    """

    figures: PlanFigures
    since: Month
    changed: Collection[int] | None = None
    is_of_plan: bool = False

    @property
    def months(self) -> list[Month]:
        """The months whose scores are stored anew, in order.

        Never one of a report that was handed in. What was accepted keeps the score that it was
        accepted with when rules or targets change, and follows the figures alone.
        """
        kept = SETTLED if self.is_of_plan else ()
        return [
            month
            for month, sheet in sorted(self.figures.sheets.items())
            if month >= self.since and not sheet.is_frozen and sheet.office_state not in kept
        ]

    @property
    def plan(self) -> Plan:
        """The plan that is scored."""
        return self.figures.plan


Scores = dict[Month, PlanScore]
"""The scores of a plan by month."""


def store_scores(
    figures: PlanFigures, *, since: Month, changed: Collection[int] | None = None
) -> Scores:
    """Score ``since`` and the later months that have a return, and store all of it.

    ``changed`` is that of ``Rescoring``. Returns the scores by month.
    """
    return store_scores_of([Rescoring(figures, since, changed)])[figures.plan.pk]


def store_scores_of(rescorings: Sequence[Rescoring]) -> dict[int, Scores]:
    """Score many plans in as many queries as one; the scores by plan and month.

    Action plans go first, then the plans that earn by them, also those not asked for.
    """
    earning: list[Rescoring] = []
    others: list[Rescoring] = []
    for one in rescorings:
        (earning if one.plan.kind in AGREEMENTS else others).append(one)
    scores: dict[int, Scores] = {}
    for wave in (others, earning):
        if wave:
            scores |= _store(wave)
    for one in others:
        done = {other.plan.pk for other in earning if other.since <= one.since}
        rescore_linking(one.plan, since=one.since, except_for=done)
    return scores


def _store(rescorings: Sequence[Rescoring]) -> dict[int, Scores]:
    beside = _composites_beside([one.plan for one in rescorings])
    rules = _rules_by(rescorings, beside)
    values = {one.plan.rule_set_id: one.figures.modes for one in rescorings}
    rules_by_key = {
        rule_set.pk: rules_of(rule_set, modes=values.get(rule_set.pk))
        for rule_set in {one.pk: one for one in rules.values()}.values()
    }
    said = _figures_by(rescorings)
    scores: dict[int, Scores] = {one.plan.pk: {} for one in rescorings}
    for (plan, month), figures in said.items():
        linked = _linked(figures, month, beside[_office_year(figures.plan)])
        scores[plan][month] = score_plan(
            plan_input(figures.document(until=month), linked=linked),
            rules=rules_by_key[rules[plan, month].pk],
        )
    _write(rescorings, scores, beside, rules, said)
    return scores


def _figures_by(rescorings: Sequence[Rescoring]) -> dict[tuple[int, Month], PlanFigures]:
    """The signed figures of each plan and month, under what the month was accepted with.

    One query where some month was accepted, none otherwise.
    """
    words = words_accepted(
        [one.figures.sheets[month] for one in rescorings for month in one.months]
    )
    found = {}
    for one in rescorings:
        for month in one.months:
            kept = words.get(one.figures.sheets[month].pk)
            figures = one.figures.counted
            found[one.plan.pk, month] = figures.under(kept) if kept else figures
    return found


def _rules_by(
    rescorings: Sequence[Rescoring], beside: Mapping[tuple[int, int], Iterable[_Composite]]
) -> dict[tuple[int, Month], RuleSet]:
    """The rules of each plan and month: its plan's, or those that the month was accepted by.

    One query where some month was accepted by others, none otherwise.
    """
    stored = {(one.plan, one.month): one.rules for told in beside.values() for one in told}
    by: dict[tuple[int, Month], RuleSet | int] = {}
    for one in rescorings:
        for month in one.months:
            own = stored.get((one.plan.pk, month), one.plan.rule_set_id)
            is_other = is_settled(one.figures, month) and own != one.plan.rule_set_id
            by[one.plan.pk, month] = own if is_other else one.plan.rule_set
    others = {pk for pk in by.values() if isinstance(pk, int)}
    found = RuleSet.objects.prefetch_related("sections").in_bulk(others) if others else {}
    return {key: found[one] if isinstance(one, int) else one for key, one in by.items()}


def is_settled(figures: PlanFigures, month: Month) -> bool:
    """Whether the month was accepted, and nothing else was handed in since."""
    return figures.sheets[month].office_state in SETTLED


def store_reported(figures: PlanFigures, month: Month, score: PlanScore) -> None:
    """Store the score that a report was handed in with as that of its last month.

    So that every page and file says of the month what its report says. A month that nobody
    wrote to has none.
    """
    if month in figures.sheets:
        rescoring, key = Rescoring(figures, since=month), (figures.plan.pk, month)
        rules, said = {key: figures.plan.rule_set}, {key: figures.counted}
        _write([rescoring], {figures.plan.pk: {month: score}}, {}, rules, said)


def _office_year(plan: Plan) -> tuple[int, int]:
    return plan.office_id, plan.fiscal_year_id


def _composites_beside(plans: Sequence[Plan]) -> dict[tuple[int, int], list[_Composite]]:
    """What is stored for the plans of the same offices and years: one query.

    As of the year's last month a plan that is finally evaluated stands with that score. In the
    order of versions and months, so that the last one that fits is the newest.
    """
    beside: dict[tuple[int, int], list[_Composite]] = {_office_year(plan): [] for plan in plans}
    rows = (
        Score.objects.filter(
            plan__office__in={plan.office_id for plan in plans},
            plan__fiscal_year__in={plan.fiscal_year_id for plan in plans},
        )
        .order_by("plan__version", "month")
        .values_list(
            "plan__office",
            "plan__fiscal_year",
            "plan",
            "plan__kind",
            "month",
            "normalised",
            "rule_set",
            "plan__final_score__normalised",
        )
    )
    for office, year, plan, kind, month, normalised, rules, final in rows:
        if (office, year) in beside:
            is_final = final is not None and month == FiscalYearSpan(year).months[-1]
            one = _Composite(plan, kind, month, final if is_final else normalised, rules)
            beside[office, year].append(one)
    return beside


def _linked(
    figures: PlanFigures, month: Month, stored: Iterable[_Composite]
) -> dict[str, Decimal | None]:
    """The rows that earn by another plan, with that plan's composite as of ``month``."""
    latest = {one.kind: one.normalised for one in stored if one.month <= month}
    return {one.row: latest.get(one.linked_kind) for one in figures.indicators if one.linked_kind}


def _write(
    rescorings: Sequence[Rescoring],
    scores: Mapping[int, Scores],
    beside: Mapping[tuple[int, int], Iterable[_Composite]],
    rules: Mapping[tuple[int, Month], RuleSet],
    said: Mapping[tuple[int, Month], PlanFigures],
) -> None:
    """Write the rows of all months, and the lines that may have changed.

    Of a month that was accepted all lines: they may be older than the plan's targets.
    """
    scored = {(one.plan, one.month) for stored in beside.values() for one in stored}
    owned = [
        (one, month, score) for one in rescorings for month, score in scores[one.plan.pk].items()
    ]
    rows = Score.objects.bulk_create(
        [
            score_row(said[one.plan.pk, month], month, score, rules=rules[one.plan.pk, month])
            for one, month, score in owned
        ],
        update_conflicts=True,
        unique_fields=["plan", "month"],
        update_fields=SCORE_FIELDS,
        batch_size=500,
    )
    ScoreLine.objects.bulk_create(
        [
            line
            for row, (one, month, score) in zip(rows, owned, strict=True)
            for line in score_lines(said[one.plan.pk, month], row, score)
            if one.changed is None
            or line.indicator_id in one.changed
            or (one.plan.pk, month) not in scored
            or is_settled(one.figures, month)
        ],
        update_conflicts=True,
        unique_fields=["score", "indicator"],
        update_fields=LINE_FIELDS,
        batch_size=500,
    )


def rescore_linking(plan: Plan, *, since: Month, except_for: Collection[int] = ()) -> None:
    """Rescore the plans of the same office and year that earn by this one."""
    linking = (
        Plan.objects.filter(
            Q(indicators__linked_kind=plan.kind),
            office=plan.office_id,
            fiscal_year=plan.fiscal_year_id,
        )
        .exclude(pk__in={plan.pk, *except_for})
        .select_related("rule_set")
        .distinct()
    )
    for one in linking:
        store_scores(figures_of(one, lock=True), since=since)
