"""How a plan was amended is proved by the history, and what was altered of it is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
from django.db.models import Model

from indicators.audit.guards import GUARDS
from indicators.audit.proof import unexplained
from ledger.models import ChangedField
from plans.agreements.refusals import AlteredOutside
from plans.amending.models import Amendment, AmendmentRow, AmendmentStep
from plans.amending.services import (
    begin_amendment,
    decide_amendment,
    drop_amendment,
    take_amendment_back,
)
from plans.amending.values import Decision
from plans.models import Plan
from plans.workshop.models import Draft
from tests.amendments import change_row, proposed
from tests.cast import Cast
from tests.unguarded import unguarded

YES, NO = Decision(is_agreed=True), Decision(is_agreed=False, note="কারণ যথেষ্ট নয়")
GUARDED = {guard.table for guard in GUARDS}


@pytest.fixture
def amended(cast: Cast, amendment: Amendment) -> Cast:
    """One amendment given up, the next taken back once, then decided: one row of two agreed."""
    drop_amendment(amendment, by=cast.officer)
    amendment = begin_amendment(amendment.plan, by=cast.officer)
    one = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    other = change_row(amendment, "1.1.1", by=cast.officer, title="অন্য নাম")
    take_amendment_back(proposed(amendment, cast), by=cast.officer)
    amendment.refresh_from_db()
    decide_amendment(proposed(amendment, cast), {one: YES, other: NO}, by=cast.superior)
    return cast


def doubts(cast: Cast) -> set[str]:
    plan = Plan.objects.select_related("office").get(pk=cast.plan.pk)
    return {one.field for one in unexplained(plan)}


def _of_steps(**values: object) -> Callable[[Cast], object]:
    return lambda _: AmendmentStep.objects.filter(to_state="accepted").update(**values)


ALTERED: dict[str, tuple[type[Model], Callable[[Cast], object], set[str]]] = {
    "who decided": (
        AmendmentStep,
        lambda cast: _of_steps(by=cast.administrator)(cast),
        {ChangedField.AMENDMENT, ChangedField.AMENDMENT_ROW},
    ),
    "who signed": (AmendmentStep, _of_steps(signed={}), {ChangedField.AMENDMENT}),
    "version made": (AmendmentStep, _of_steps(made_version=9), {ChangedField.AMENDMENT}),
    "rows": (
        AmendmentStep,
        _of_steps(rows=[]),
        {ChangedField.AMENDMENT, ChangedField.AMENDMENT_ROW},
    ),
    "day": (
        AmendmentStep,
        _of_steps(at=datetime(2020, 1, 1, tzinfo=UTC)),
        {ChangedField.AMENDMENT},
    ),
    "step gone": (
        AmendmentStep,
        lambda _: AmendmentStep.objects.filter(code="withdraw").delete(),
        {ChangedField.AMENDMENT},
    ),
    "state": (
        Amendment,
        lambda _: Amendment.objects.filter(state="accepted").update(state="returned"),
        {ChangedField.AMENDMENT},
    ),
    "given up": (
        Amendment,
        lambda _: Amendment.objects.exclude(state="accepted").update(state="accepted"),
        {ChangedField.AMENDMENT},
    ),
    "what it began from": (
        Amendment,
        lambda _: Amendment.objects.update(base={"rows": []}),
        {ChangedField.AMENDMENT},
    ),
    "verdict at a row": (
        AmendmentRow,
        lambda _: AmendmentRow.objects.filter(verdict="returned").update(verdict="agreed"),
        {ChangedField.AMENDMENT_ROW},
    ),
    "note at a row": (
        AmendmentRow,
        lambda _: AmendmentRow.objects.filter(verdict="returned").update(note="অন্য"),
        {ChangedField.AMENDMENT_ROW},
    ),
}


@pytest.mark.once
def test_what_the_services_did_is_explained(amended: Cast) -> None:
    assert doubts(amended) == set()


@pytest.mark.parametrize(("model", "alter", "fields"), ALTERED.values(), ids=ALTERED)
def test_what_was_altered_is_named(
    amended: Cast, model: type[Model], alter: Callable[[Cast], object], fields: set[str]
) -> None:
    with unguarded(model) if model._meta.db_table in GUARDED else nullcontext():
        alter(amended)

    assert doubts(amended) == {str(one) for one in fields}


@pytest.mark.once
def test_what_is_decided_on_is_what_was_proposed(cast: Cast, amendment: Amendment) -> None:
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)
    assert doubts(cast) == set()

    draft = Draft.objects.get(pk=amendment.draft_id)
    with unguarded(Draft):
        Draft.objects.filter(pk=draft.pk).update(
            document=json.loads(json.dumps(draft.document).replace("503", "504"))
        )

    assert doubts(cast) == {"amendment"}
    with pytest.raises(AlteredOutside):
        decide_amendment(amendment, {key: YES}, by=cast.superior)
    assert doubts(cast) == {"amendment"}
