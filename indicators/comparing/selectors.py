"""Two plans are found and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.db.models import QuerySet

from indicators.comparing.scoring import scores_by_both
from indicators.comparing.values import Comparison, Side, Wanted
from numerals import parse_whole, to_latin_digits
from plans.addresses import PlanAddress
from plans.agreements.selectors import agreed_version
from plans.document.comparing import difference
from plans.document.matching import Matching, Pair, matched
from plans.document.matching.wordings import answers_by_row
from plans.kept.words import words_of
from plans.models import Indicator, Plan, RuleSet
from plans.parts.selectors import agreement_text
from plans.same_rows.selectors import answers_for
from plans.selectors import find_plan, indicators_of, plan_document

MOST_DIGITS: Final = 4
"""Of a version's number."""


def wanted_from(text: str) -> Wanted:
    """Read ``khulna/2024-25/apa@1``, in either digits. ``ValueError`` for what can be no plan's."""
    name, mark, version = to_latin_digits(text).partition("@")
    number = parse_whole(version, most_digits=MOST_DIGITS) if mark else None
    if mark and number is None:
        raise ValueError(f"{version!r} is no version")
    return Wanted(PlanAddress.parse(name), number)


def side_of(plans: QuerySet[Plan], wanted: Wanted) -> Side:
    """One side of a comparison: four queries, of an agreement five. ``Plan.DoesNotExist`` if it
    is not among ``plans``, or has no such version: one that was agreed, or the one that is being
    worked on.
    """
    plan = find_plan(plans, **wanted.at.named())
    is_at_hand = wanted.version == plan.version and not plan.is_frozen
    if wanted.version is None or is_at_hand:
        version = plan.agreed_version if plan.is_frozen else 0
        side = _side(wanted, plan, indicators_of(plan), rules=plan.rule_set, version=version)
        return replace(side, text=agreement_text(plan)) if plan.has_text else side
    signed = agreed_version(plan, wanted.version)
    if signed is None:
        raise Plan.DoesNotExist(str(wanted))
    words = words_of(signed.kept.said, plan)
    rules, number = signed.rule_set, signed.number
    side = _side(wanted, words.plan, words.indicators, rules=rules, version=number)
    return replace(side, text=words.text)


def agreed_versions(plans: QuerySet[Plan], at: PlanAddress) -> tuple[int, ...] | None:
    """The numbers of the versions of a plan that were agreed; ``None`` if it is not there."""
    try:
        plan = find_plan(plans, **at.named())
    except Plan.DoesNotExist:
        return None
    return tuple(plan.agreed_versions.order_by("number").values_list("number", flat=True))


def _side(
    wanted: Wanted, plan: Plan, indicators: Sequence[Indicator], *, rules: RuleSet, version: int
) -> Side:
    return Side(
        wanted=wanted,
        plan=plan,
        document=plan_document(plan, indicators),
        ids={one.row: one.pk for one in indicators},
        rules=rules,
        version=version,
    )


def compared(old: Side, new: Side) -> Comparison:
    """What differs between the two, and the scores by both.

    Two versions of one plan are matched by their rows' identities, which an amendment keeps;
    other plans by what their rows say (docs/matching.md) and people said of them.
    """
    matching = _by_identity(old, new) if old.plan == new.plan else _by_words(old, new)
    figures_of, scores = scores_by_both(old, new, matching)
    return Comparison(
        old=old,
        new=new,
        matching=matching,
        difference=difference(old.document, new.document, matching=matching),
        figures_of=figures_of,
        scores=scores,
    )


def _by_identity(old: Side, new: Side) -> Matching:
    names = {pk: row for row, pk in old.ids.items()}
    same = tuple(Pair(names[pk], row, 1.0) for row, pk in new.ids.items() if pk in names)
    olds, news = {pair.old for pair in same}, {pair.new for pair in same}
    return Matching(
        same=same,
        asked=(),
        dropped=tuple(row for row in old.ids if row not in olds),
        added=tuple(row for row in new.ids if row not in news),
    )


def _by_words(old: Side, new: Side) -> Matching:
    told = answers_for(old.plan.office)
    if new.plan.office_id != old.plan.office_id:
        told |= answers_for(new.plan.office)
    answers = answers_by_row(old.document, new.document, told)
    return matched(old.document, new.document, answers=answers)
