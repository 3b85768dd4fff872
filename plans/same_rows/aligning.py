"""One wording for a row that offices word in several ways: in plans and drafts that may change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from numerals import Message
from offices.models import User
from offices.ordering import ByName
from plans.document.draft.changes import Change, SetCell
from plans.document.draft.values import DraftPlan, RowLevel
from plans.document.matching.wordings import Worded
from plans.document.methods import Method
from plans.models import Indicator, Plan
from plans.same_rows.values import WordingGroup
from plans.services.indicators import store_indicators
from plans.workshop import above
from plans.workshop.models import Draft, DraftState
from plans.workshop.selectors import drafts_visible_to, offices_planned_by
from plans.workshop.services import change_draft


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """A plan that keeps its wording, and why."""

    plan: Plan
    why: Message


@dataclass(frozen=True, slots=True)
class Aligned:
    """The plans whose row says the chosen words now, the drafts, and the plans that kept theirs."""

    plans: tuple[Plan, ...]
    drafts: int
    held: tuple[HeldPlan, ...]


def plans_to_align(user: User, group: WordingGroup, chosen: Worded) -> list[Plan]:
    """The plans of the group that word the row otherwise, by their offices' names: one query."""
    ids = {use.plan for one in group.variants if one.words != chosen for use in one.uses}
    plans = Plan.objects.filter(pk__in=ids, office__in=offices_planned_by(user))
    return list(
        plans.select_related("office", "fiscal_year", "rule_set").order_by(ByName("office__"))
    )


def align(group: WordingGroup, chosen: Worded, *, plans: Collection[int], by: User) -> Aligned:
    """Write the chosen title, unit and method into the group's row of these plans, by id, and
    into open drafts of the same offices, year and kind.

    Each plan by itself, whole or not at all. One that is agreed, proposed or was reported on
    keeps its words: it needs an amendment.
    """
    done: list[Plan] = []
    held: list[HeldPlan] = []
    wanted = [one for one in plans_to_align(by, group, chosen) if one.pk in set(plans)]
    for plan in wanted:
        why = _write(plan, group, chosen, by=by)
        if why is None:
            done.append(plan)
        else:
            held.append(HeldPlan(plan, why))
    drafts = sum(_write_draft(one, group, chosen, by=by) for one in _drafts_beside(wanted, by))
    return Aligned(tuple(done), drafts, tuple(held))


@transaction.atomic
def _write(plan: Plan, group: WordingGroup, chosen: Worded, *, by: User) -> Message | None:
    """Why the plan keeps its words; ``None`` where it says the chosen ones now."""
    plan = (
        Plan.objects.select_for_update(no_key=True, of=("self",))
        .select_related("office", "fiscal_year", "rule_set")
        .get(pk=plan.pk)
    )
    why = above.refusal(plan)
    if why is not None:
        return why
    rows = [one for one in Indicator.objects.filter(plan=plan) if _is_of(group, one)]
    for row in rows:
        row.title, row.unit, row.method = chosen.title, chosen.unit, chosen.method
    with above.replacing(plan, by=by):
        store_indicators(rows)
    return None


def _is_of(group: WordingGroup, row: Indicator) -> bool:
    said = Worded(row.title, row.unit, row.method, "")
    return any(said == one.words for one in group.variants)


def _drafts_beside(plans: Sequence[Plan], by: User) -> list[Draft]:
    offices = {one.office_id for one in plans}
    years = {(one.fiscal_year_id, one.kind) for one in plans}
    drafts = drafts_visible_to(by).filter(office__in=offices, state=DraftState.OPEN)
    return [one for one in drafts if (one.fiscal_year, one.kind) in years]


def _write_draft(draft: Draft, group: WordingGroup, chosen: Worded, *, by: User) -> bool:
    changes = _changes(draft.value, group, chosen)
    if changes:
        change_draft(draft.pk, changes, by=by)
    return bool(changes)


def _changes(value: DraftPlan, group: WordingGroup, chosen: Worded) -> list[Change]:
    """The cells that say the group's words otherwise than chosen; a method by its name."""
    language = value.language
    wanted = {
        "title": chosen.title,
        "unit": chosen.unit,
        "method": Method(chosen.method).named[language] if chosen.method else "",
    }
    keys = {replace(one.words, method="").key for one in group.variants}
    return [
        SetCell(row.key, field, text, row.said(field))
        for row in value.rows
        if row.level is RowLevel.INDICATOR
        and Worded(row.said("title"), row.said("unit"), "", "").key in keys
        for field, text in wanted.items()
        if text != row.said(field)
    ]
