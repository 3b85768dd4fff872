"""A kept plan of which nothing was handed in becomes a draft again, and its rows follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from django.db import transaction
from django.db.models import ProtectedError

from numerals import Message
from offices.models import User
from plans.document.draft.document import Told
from plans.document.draft.findings import ExaminedDraft, stated_total
from plans.document.draft.values import DraftPlan
from plans.models import Indicator, Plan
from plans.selectors import indicators_of
from plans.services.replacing import Identities, replace_plan
from plans.workshop import above
from plans.workshop.models import Draft, DraftState
from plans.workshop.selectors import offices_planned_by, value_of_plan
from plans.workshop.services.beginning import begun, title_of

_TOLD_OF = Message(
    bn="বাদ দেওয়া কোনো সারির অর্জন বা ইতিহাস আছে, তাই সেটি মোছা যায় না; সারিটি রেখে দিন।",
    en="A row that was removed has figures or a history, so it cannot be deleted. Keep the row.",
)
_ELSEWHERE = Message(
    bn="আগে রাখা চুক্তি বা কর্মপরিকল্পনার কার্যালয়, অর্থবছর ও ধরন বদলানো যায় না।",
    en="Office, year and kind of a plan that was kept cannot be changed.",
)


class CannotReopen(Exception):
    """Why the plan cannot become a draft again."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.en)
        self.reason = reason


class CannotReplace(Exception):
    """Why the plan's rows cannot follow the draft."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.en)
        self.reason = reason


@transaction.atomic
def reopen_plan(plan: Plan, *, by: User) -> Draft:
    """The plan as a draft; keeping that replaces the plan's rows in place.

    Where it is reopened already, that draft is given. Raises ``Plan.DoesNotExist`` for a plan
    that the person does not make, ``CannotReopen`` where a month was handed in.
    """
    locked = Plan.objects.select_for_update(of=("self",)).select_related("office").get(pk=plan.pk)
    if not offices_planned_by(by).filter(pk=locked.office_id).exists():
        raise Plan.DoesNotExist(locked.address)
    known = Draft.objects.filter(plan=locked, state=DraftState.OPEN).first()
    if known is not None:
        return known
    reason = above.refusal(locked)
    if reason is not None:
        raise CannotReopen(reason)
    return draft_of_plan(locked, by=by)


def draft_of_plan(plan: Plan, *, by: User) -> Draft:
    """A new draft that says what the plan says, and knows which of its rows is which."""
    indicators = indicators_of(plan)
    value = value_of_plan(plan, indicators)
    draft = begun(value, office=plan.office, by=by, made_from=plan)
    draft.plan, draft.identities = plan, _identities(value, indicators)
    draft.save(update_fields=["plan", "identities"])
    return draft


def replace_rows(draft: Draft, plan: Plan, found: ExaminedDraft, *, by: User) -> None:
    """Let the plan's rows be what the draft says. Raises ``CannotReplace`` and ``DoesNotFit``."""
    locked = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    value = draft.value
    if (draft.office_id, draft.fiscal_year, draft.kind) != (
        locked.office_id,
        locked.fiscal_year_id,
        locked.kind,
    ):
        raise CannotReplace(_ELSEWHERE)
    reason = above.refusal(locked)
    if reason is not None:
        raise CannotReplace(reason)
    document = found.told.document.promised()
    title = document.title or title_of(value.kind, value.fiscal_year)
    try:
        with above.replacing(locked, by=by):
            replace_plan(
                locked,
                replace(document, title=title),
                identities=rows_by_identity(found.told, draft.identities),
                total=stated_total(value),
            )
    except ProtectedError as error:
        raise CannotReplace(_TOLD_OF) from error


def _identities(value: DraftPlan, indicators: Iterable[Indicator]) -> dict[str, int]:
    """The stored row that each row of the draft was made of, by its key."""
    stored = _in_order(indicators)
    return {str(row.key): pk for row, pk in zip(value.rows, stored, strict=True)}


def _in_order(indicators: Iterable[Indicator]) -> Iterator[int]:
    for objective, rows in groupby(indicators, key=lambda one: one.activity.objective_id):
        yield objective
        for activity, members in groupby(rows, key=lambda one: one.activity_id):
            yield activity
            yield from (one.pk for one in members)


def rows_by_identity(told: Told, identities: Mapping[str, int]) -> Identities:
    """Which stored row each row of a draft's document is, by the draft's ``identities``."""
    objectives = {one.row for one in told.document.objectives}

    def known(keys: Mapping[str, int]) -> dict[str, int]:
        return {row: identities[str(key)] for row, key in keys.items() if str(key) in identities}

    named = known(told.keys)
    return Identities(
        objectives={row: pk for row, pk in named.items() if row in objectives},
        activities=known(told.activities),
        indicators={row: pk for row, pk in named.items() if row not in objectives},
    )
