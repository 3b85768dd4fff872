"""An amendment from its beginning to the plan's next version, and what stands against each step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from indicators.returns.models import Achievement, Score
from indicators.returns.steps import accept_return
from ledger.models import Change, ChangedField
from notices.models import Notice, NoticeKind
from plans.agreements.models import AgreedVersion, FindingOverride
from plans.agreements.refusals import AlteredOutside, NoSuchFinding, PlanHasErrors
from plans.agreements.selectors import agreed_version, overrides_of
from plans.amending.models import Amendment
from plans.amending.moves import require_amendable
from plans.amending.refusals import (
    AmendedMeanwhile,
    NotAgreed,
    NotesMissing,
    NothingAmended,
    ReasonsMissing,
    TooLate,
    Undecided,
)
from plans.amending.selectors import asked_rows, outcome_of
from plans.amending.services import (
    begin_amendment,
    decide_amendment,
    drop_amendment,
    explain,
    let_error_stand,
    propose_amendment,
    take_amendment_back,
)
from plans.amending.values import Decision
from plans.calendar.models import Extension
from plans.calendar.services import revoke_extension
from plans.handing_in.refusals import AlreadyOpened, NotTheirStep, SamePerson, StepRefused
from plans.handing_in.states import State
from plans.kept.words import words_of
from plans.models import Indicator, Plan
from plans.services import FrozenPlan
from plans.workshop.services import CannotKeep, DraftClosed, change_draft, keep_draft
from tests.amendments import EASIER, change_row, drop_row, keys, proposed
from tests.cast import APRIL, JUNE, MAY, Cast
from tests.plans.agreements.signing import planner_of
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
AS_AGREED = "চুক্তিতেই এমন"
YES, NO = Decision(is_agreed=True), Decision(is_agreed=False, note="কারণ যথেষ্ট নয়")


def let_stand(amendment: Amendment, cast: Cast) -> None:
    """A planner lets the errors stand that the amendment would make."""
    agreed = keys(amendment)
    for one in outcome_of(amendment, agreed).stopping:
        let_error_stand(amendment, agreed, digest=one.digest, reason=AS_AGREED, by=planner_of(cast))


def test_what_is_agreed_goes_in_and_what_is_returned_stays(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    one = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    other = change_row(amendment, "1.1.1", by=cast.officer, title="অন্য নাম")
    before = cast.indicator("1.1.1").title
    figures = Achievement.objects.filter(indicator__plan=agreed).count()
    decide_amendment(proposed(amendment, cast), {one: YES, other: NO}, by=cast.superior)

    agreed.refresh_from_db()
    assert (agreed.version, agreed.agreed_version, agreed.is_frozen) == (2, 2, True)
    assert cast.indicator("2.1.1").target_100 == Decimal(503)
    assert cast.indicator("1.1.1").title == before
    assert Achievement.objects.filter(indicator__plan=agreed).count() == figures
    version = AgreedVersion.objects.get(plan=agreed, number=2)
    assert version.by_office["name_en"] == "Officer"
    assert version.by_superior["name_en"] == "Superior"
    said = words_of(version.kept.said, agreed)
    assert {one.row: one.target_100 for one in said.indicators}["2.1.1"] == Decimal(503)


def test_history_has_the_reason_at_the_row_and_the_other_side_hears_of_it(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    one = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    decide_amendment(proposed(amendment, cast), {one: YES}, by=cast.superior)

    line = Change.objects.get(plan=agreed, field=ChangedField.TARGET_100)
    assert (line.row, line.before, line.after, line.reason) == ("2.1.1", "504", "503", EASIER)
    told = Change.objects.filter(plan=agreed, field=ChangedField.AMENDMENT_ROW)
    assert list(told.order_by("pk").values_list("after", flat=True)) == ["proposed", "agreed"]
    heard = set(Notice.objects.values_list("recipient__username", "what"))
    assert ("superior", NoticeKind.AMENDING) in heard
    assert ("officer", NoticeKind.AMENDED) in heard


@pytest.mark.once
def test_where_nothing_is_agreed_the_office_has_it_again(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    one = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    decide_amendment(proposed(amendment, cast), {one: NO}, by=cast.superior)

    amendment.refresh_from_db()
    agreed.refresh_from_db()
    assert (amendment.state, agreed.version) == (State.RETURNED, 1)
    assert [(row.verdict, row.note) for row in asked_rows(amendment)] == [("returned", NO.note)]
    change_row(amendment, "2.1.1", by=cast.officer, t100="510")
    propose_amendment(amendment, by=cast.officer)
    amendment.refresh_from_db()
    decide_amendment(amendment, {one: YES}, by=cast.superior)
    assert cast.indicator("2.1.1").target_100 == Decimal(510)


def test_accepted_month_keeps_its_score_and_says_by_which_version(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    cast.submit(APRIL)
    accept_return(cast.monthly_return(APRIL), by=cast.superior)
    before = Score.objects.get(plan=agreed, month=APRIL).normalised
    one = change_row(amendment, "1.3.1", by=cast.officer, t100="20", t90="15", t80="10", t70="5")
    decide_amendment(proposed(amendment, cast), {one: YES}, by=cast.superior)

    scores = {one.month: one for one in Score.objects.filter(plan=agreed)}
    assert (scores[APRIL].normalised, scores[APRIL].plan_version) == (before, 1)
    assert scores[MAY].plan_version == scores[JUNE].plan_version == 2
    assert scores[JUNE].normalised != before


def test_dropped_row_keeps_its_figures_and_scores_nothing_from_then_on(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    pk = cast.indicator("1.1.1").pk
    weight = Score.objects.get(plan=agreed, month=JUNE).weight
    one = drop_row(amendment, "1.1.1", by=cast.officer)
    let_stand(amendment, cast)
    decide_amendment(proposed(amendment, cast), {one: YES}, by=cast.superior)

    gone = Indicator.ever.get(pk=pk)
    assert (gone.dropped_in, agreed.indicators.filter(pk=pk).exists()) == (2, False)
    assert Achievement.objects.filter(indicator=pk).exists()
    assert Score.objects.get(plan=agreed, month=JUNE).weight < weight


def test_second_amendment_drops_another_row(cast: Cast, amendment: Amendment, agreed: Plan) -> None:
    first = drop_row(amendment, "1.1.1", by=cast.officer)
    let_stand(amendment, cast)
    decide_amendment(proposed(amendment, cast), {first: YES}, by=cast.superior)
    again = begin_amendment(agreed, by=cast.officer)
    second = drop_row(again, "2.1.1", by=cast.officer)
    let_stand(again, cast)
    decide_amendment(proposed(again, cast), {second: YES}, by=cast.superior)

    gone = Indicator.ever.filter(plan=agreed).exclude(dropped_in=0).order_by("dropped_in")
    assert [one.dropped_in for one in gone] == [2, 3]


@pytest.mark.once
def test_plan_has_one_open_amendment(cast: Cast, amendment: Amendment, agreed: Plan) -> None:
    assert begin_amendment(agreed, by=cast.officer) == amendment


@pytest.mark.once
def test_amendment_is_given_up_and_the_plan_stays(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    drop_amendment(amendment, by=cast.officer)

    assert begin_amendment(agreed, by=cast.officer) != amendment
    with pytest.raises(StepRefused):
        explain(amendment, {1: "x"}, by=cast.officer)


@pytest.mark.once
def test_what_is_not_agreed_is_not_amended(cast: Cast) -> None:
    with pytest.raises(NotAgreed):
        begin_amendment(cast.plan, by=cast.officer)


@pytest.mark.once
def test_calendars_day_bounds_it(cast: Cast, amendment: Amendment, agreed: Plan) -> None:
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    explain(amendment, dict.fromkeys(keys(amendment), EASIER), by=cast.officer)
    revoke_extension(Extension.objects.get(), reason="বন্যা শেষ", by=cast.superior)

    with pytest.raises(TooLate) as late:
        propose_amendment(amendment, by=cast.officer)
    assert late.value.day == date(2023, 9, 30)


@pytest.mark.once
def test_nothing_is_proposed_without_change_reason_or_with_new_errors(
    cast: Cast, amendment: Amendment
) -> None:
    with pytest.raises(NothingAmended):
        propose_amendment(amendment, by=cast.officer)
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503", t90="800")
    with pytest.raises(ReasonsMissing) as missing:
        propose_amendment(amendment, by=cast.officer)
    assert missing.value.keys == {key}
    explain(amendment, {key: EASIER}, by=cast.officer)
    with pytest.raises(PlanHasErrors):
        propose_amendment(amendment, by=cast.officer)


def with_an_error(cast: Cast, amendment: Amendment) -> int:
    """The 90 tier of a row is more than its 100 tier, with a reason; gives the row's key."""
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503", t90="800")
    explain(amendment, {key: EASIER}, by=cast.officer)
    return key


@pytest.mark.once
def test_error_that_a_planner_lets_stand_is_printed_with_the_version(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    key = with_an_error(cast, amendment)
    let_stand(amendment, cast)
    decide_amendment(proposed(amendment, cast), {key: YES}, by=cast.superior)

    signed = agreed_version(agreed)
    assert signed is not None
    assert signed.number == 2
    assert [(one.rule, one.reason, one.by.en) for one in overrides_of(signed)] == [
        ("tier-order", AS_AGREED, "Planner")
    ]
    told = Change.objects.get(plan=agreed, field=ChangedField.OVERRIDE)
    assert (told.row, told.reason) == ("2.1.1", AS_AGREED)
    # The next version has the error still, and says so without being asked again.
    again = begin_amendment(agreed, by=cast.officer)
    other = change_row(again, "1.1.1", by=cast.officer, title="অন্য নাম")
    decide_amendment(proposed(again, cast), {other: YES}, by=cast.superior)
    newest = agreed_version(agreed)
    assert newest is not None
    assert overrides_of(newest) == overrides_of(signed)


@pytest.mark.once
def test_error_that_says_something_else_by_then_is_another(
    cast: Cast, amendment: Amendment
) -> None:
    with_an_error(cast, amendment)
    let_stand(amendment, cast)
    change_row(amendment, "2.1.1", by=cast.officer, t90="900")

    with pytest.raises(PlanHasErrors):
        propose_amendment(amendment, by=cast.officer)


def test_who_lets_an_error_of_an_amendment_stand(cast: Cast, amendment: Amendment) -> None:
    key = with_an_error(cast, amendment)
    [one] = outcome_of(amendment, [key]).stopping
    for other in (cast.officer, cast.superior, cast.administrator):
        with pytest.raises(NotTheirStep):
            let_error_stand(amendment, [key], digest=one.digest, reason="কারণ", by=other)
    planner = planner_of(cast)
    with pytest.raises(ValueError, match="reason"):
        let_error_stand(amendment, [key], digest=one.digest, reason=" ", by=planner)
    with pytest.raises(NoSuchFinding):
        let_error_stand(amendment, [], digest=one.digest, reason="কারণ", by=planner)
    drop_amendment(amendment, by=cast.officer)
    amendment.refresh_from_db()
    with pytest.raises(StepRefused):
        let_error_stand(amendment, [key], digest=one.digest, reason="কারণ", by=planner)
    assert not FindingOverride.objects.exists()


@pytest.mark.once
def test_every_row_is_decided_and_a_returned_one_says_why(cast: Cast, amendment: Amendment) -> None:
    one = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    other = change_row(amendment, "1.1.1", by=cast.officer, title="অন্য নাম")
    proposed(amendment, cast)

    with pytest.raises(Undecided) as undecided:
        decide_amendment(amendment, {one: YES}, by=cast.superior)
    assert undecided.value.keys == {other}
    with pytest.raises(NotesMissing):
        decide_amendment(amendment, {one: YES, other: Decision(is_agreed=False)}, by=cast.superior)


@pytest.mark.once
def test_nobody_decides_for_the_other_side(cast: Cast, amendment: Amendment) -> None:
    one = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)

    for person in (cast.sibling, cast.other_region):
        with pytest.raises(NotTheirStep):
            decide_amendment(amendment, {one: YES}, by=person)
    with pytest.raises(SamePerson):
        decide_amendment(amendment, {one: YES}, by=cast.officer)


@pytest.mark.once
def test_draft_is_nobodys_while_the_superior_side_has_it(cast: Cast, amendment: Amendment) -> None:
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)

    with pytest.raises(DraftClosed):
        change_draft(amendment.draft.pk, [], by=cast.officer)
    take_amendment_back(amendment, by=cast.officer)
    change_row(amendment, "2.1.1", by=cast.officer, t100="510")


def test_what_was_opened_is_not_taken_back(cast: Cast, amendment: Amendment) -> None:
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)
    Amendment.objects.update(opened_at="2024-07-01T00:00Z", opened_by=cast.superior)

    with pytest.raises(AlreadyOpened):
        take_amendment_back(amendment, by=cast.officer)


@pytest.mark.once
def test_second_decision_and_stale_one_change_nothing(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    one = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    seen = proposed(amendment, cast)
    decide_amendment(Amendment.objects.get(pk=seen.pk), {one: YES}, by=cast.superior)

    with pytest.raises(StepRefused):
        decide_amendment(seen, {one: YES}, by=cast.superior)
    agreed.refresh_from_db()
    assert agreed.version == 2


def test_amendment_of_an_older_version_is_refused(
    cast: Cast, amendment: Amendment, agreed: Plan
) -> None:
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    explain(amendment, dict.fromkeys(keys(amendment), EASIER), by=cast.officer)
    with unguarded(Amendment):
        Amendment.objects.update(from_version=0)

    # The history knows of which version it is; without it, the version alone stands against it.
    with pytest.raises(AlteredOutside):
        propose_amendment(amendment, by=cast.officer)
    amendment.refresh_from_db()
    with pytest.raises(AmendedMeanwhile):
        require_amendable(agreed, amendment=amendment)
    assert not AgreedVersion.objects.filter(number__gt=1).exists()


@pytest.mark.once
def test_workshop_does_not_keep_an_amendment_past_the_superior_side(
    cast: Cast, amendment: Amendment
) -> None:
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")

    with pytest.raises((CannotKeep, FrozenPlan)):
        keep_draft(amendment.draft.pk, by=cast.officer)
