from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from indicators.returns.cells.services import ReturnLocked, save_return
from indicators.returns.evidence.services import add_evidence, remove_evidence
from indicators.returns.models import CellNote, MonthlyReturn, ReturnStep, State
from indicators.returns.selectors.steps import last_return, notes_of, steps_of
from indicators.returns.steps import (
    accept_return,
    reopen_return,
    return_return,
    submit_return,
)
from indicators.returns.submission import (
    BlanksUnconfirmed,
    EmptyReturn,
    EvidenceLacking,
    Unanswered,
)
from indicators.returns.workflow import Lock, lock_of
from offices.models import Posting, Role, User
from plans.calendar.selectors import calendar_of
from plans.handing_in.refusals import SamePerson, StepRefused
from plans.models import Indicator
from tests.cast import JUNE, LONG_AGO, MARCH, Cast, over_newest
from tests.indicators.returns.evidence.files import pdf

Take = Callable[[MonthlyReturn, User], ReturnStep]


def give_back(monthly_return: MonthlyReturn, by: User) -> ReturnStep:
    return return_return(monthly_return, reason="১.১.১ দেখুন", notes={}, by=by)


def open_again(monthly_return: MonthlyReturn, by: User) -> ReturnStep:
    return reopen_return(monthly_return, reason="ভুল পাওয়া গেছে", until=timezone.localdate(), by=by)


@pytest.mark.once
def test_submission_says_who_and_when(cast: Cast) -> None:
    monthly_return = cast.submit()

    (step,) = steps_of(monthly_return.plan, monthly_return.month)
    assert (monthly_return.submitted_by, monthly_return.submitted_at) == (cast.officer, step.at)
    assert (monthly_return.decided_by, monthly_return.decided_at, step.version) == (None, None, 1)


@pytest.mark.once
def test_decision_says_who_and_when_and_leaves_the_submission(cast: Cast) -> None:
    monthly_return = cast.submit()
    submitted_at = monthly_return.submitted_at

    step = accept_return(monthly_return, by=cast.reviewer)

    assert (monthly_return.decided_by, monthly_return.decided_at) == (cast.reviewer, step.at)
    assert (monthly_return.submitted_by, monthly_return.submitted_at) == (
        cast.officer,
        submitted_at,
    )


@pytest.mark.once
def test_the_second_of_two_submissions_is_refused(cast: Cast) -> None:
    first, second = cast.monthly_return(), cast.monthly_return()
    submit_return(first, by=cast.officer, blanks_confirmed=True)

    with pytest.raises(StepRefused):
        submit_return(second, by=cast.officer, blanks_confirmed=True)

    assert ReturnStep.objects.count() == 1


def test_a_submission_of_figures_that_changed_meanwhile_is_refused(cast: Cast) -> None:
    looked_at = cast.monthly_return()
    cast.save(r1_1_1=5)

    with pytest.raises(StepRefused):
        submit_return(looked_at, by=cast.officer, blanks_confirmed=True)

    assert cast.monthly_return().state == State.OPEN


@pytest.mark.once
@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_return_needs_a_reason(cast: Cast, reason: str) -> None:
    monthly_return = cast.submit()

    with pytest.raises(ValueError, match="reason"):
        return_return(monthly_return, reason=reason, notes={}, by=cast.reviewer)

    assert cast.monthly_return().state == State.SUBMITTED


@pytest.mark.once
def test_a_return_carries_its_reason_and_its_notes(cast: Cast) -> None:
    monthly_return = cast.submit()
    pk = cast.indicator("2.5.2").pk

    return_return(monthly_return, reason=" দেখুন ", notes={pk: "৫৯ হবে"}, by=cast.reviewer)

    returned = last_return(monthly_return)
    assert returned is not None
    assert (returned.reason, returned.by) == ("দেখুন", cast.reviewer)
    assert {of: note.text for of, note in notes_of(returned).items()} == {pk: "৫৯ হবে"}


def test_a_note_on_another_plans_indicator_undoes_the_return(cast: Cast) -> None:
    monthly_return = cast.submit()
    foreign = cast.sibling_plan.indicators.get(row="1.1.1").pk

    with pytest.raises(KeyError):
        return_return(monthly_return, reason="দেখুন", notes={foreign: "?"}, by=cast.reviewer)

    assert cast.monthly_return().state == State.SUBMITTED
    assert not CellNote.objects.exists()


@pytest.mark.once
def test_only_the_newest_return_is_answered_until_the_reviewer_decides(cast: Cast) -> None:
    monthly_return = cast.submit()
    assert last_return(monthly_return) is None

    first = give_back(monthly_return, cast.reviewer)
    submit_return(monthly_return, by=cast.officer, blanks_confirmed=True)
    assert last_return(monthly_return) == first

    return_return(monthly_return, reason="আবার", notes={}, by=cast.superior)
    again = last_return(monthly_return)
    assert again is not None
    assert again.reason == "আবার"
    assert [step.to_state for step in steps_of(monthly_return.plan, monthly_return.month)] == [
        "submitted",
        "returned",
        "resubmitted",
        "returned",
    ]

    submit_return(monthly_return, by=cast.officer, blanks_confirmed=True)
    accept_return(monthly_return, by=cast.reviewer)
    assert last_return(monthly_return) is None


@pytest.mark.once
def test_a_return_that_was_never_begun_has_no_past(cast: Cast) -> None:
    unsaved = MonthlyReturn(plan=cast.plan, month=MARCH)

    assert (last_return(unsaved), notes_of(None)) == (None, {})


@pytest.mark.once
def test_an_accepted_return_is_locked(cast: Cast) -> None:
    accept_return(cast.submit(), by=cast.reviewer)

    with pytest.raises(ReturnLocked):
        cast.save(r1_1_1=5)


@pytest.mark.once
@pytest.mark.parametrize(
    "take", [lambda monthly_return, by: accept_return(monthly_return, by=by), give_back]
)
def test_whoever_submitted_does_not_decide(cast: Cast, take: Take) -> None:
    monthly_return = cast.submit()

    with pytest.raises(SamePerson):
        take(monthly_return, cast.officer)
    assert cast.monthly_return().state == State.SUBMITTED


@pytest.mark.once
def test_whoever_submitted_does_not_reopen(cast: Cast) -> None:
    monthly_return = cast.submit()
    accept_return(monthly_return, by=cast.reviewer)

    with pytest.raises(SamePerson):
        open_again(monthly_return, cast.officer)
    assert cast.monthly_return().state == State.ACCEPTED


@pytest.mark.once
def test_the_last_submission_counts(cast: Cast) -> None:
    Posting.objects.create(user=cast.superior, office=cast.khulna, role=Role.ENTRY, starts=LONG_AGO)
    submit_return(cast.monthly_return(), by=cast.superior, blanks_confirmed=True)
    return_return(cast.monthly_return(), reason="দেখুন", notes={}, by=cast.reviewer)
    submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)

    accept_return(cast.monthly_return(), by=cast.superior)

    assert cast.monthly_return().decided_by == cast.superior


def noted(cast: Cast, row: str = "2.5.2") -> CellNote:
    monthly_return = cast.submit()
    notes = {cast.indicator(row).pk: "৫৯ হবে"}
    return return_return(monthly_return, reason="দেখুন", notes=notes, by=cast.reviewer).notes.get()


@pytest.mark.once
def test_noted_cell_must_change_or_be_answered_before_the_return_goes_in_again(cast: Cast) -> None:
    note = noted(cast)

    with pytest.raises(Unanswered) as refused:
        submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)

    assert refused.value.notes == [note]
    assert cast.monthly_return().state == State.RETURNED


def test_changed_cell_needs_no_words(cast: Cast) -> None:
    noted(cast)
    cast.save(r2_5_2=16)

    assert (
        submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True).to_state
        == State.RESUBMITTED
    )


def test_answer_lets_the_cell_stand(cast: Cast) -> None:
    note = noted(cast)

    step = submit_return(
        cast.monthly_return(),
        by=cast.officer,
        answers={note.indicator_id: " রেজিস্টার দেখে নিশ্চিত "},
        blanks_confirmed=True,
    )

    note.refresh_from_db()
    assert step.to_state == State.RESUBMITTED
    assert (note.answer, note.answered_by) == ("রেজিস্টার দেখে নিশ্চিত", cast.officer)


@pytest.mark.once
def test_reopened_return_is_written_to_until_its_day_is_over(cast: Cast) -> None:
    monthly_return = cast.submit()
    accept_return(monthly_return, by=cast.reviewer)
    today = timezone.localdate()

    reopen_return(monthly_return, reason="ভুল", until=today, by=cast.reviewer)

    term = calendar_of(cast.plan).of_month(JUNE)
    assert lock_of(monthly_return, term, on=today) is None
    assert lock_of(monthly_return, term, on=today + timedelta(days=1)) is Lock.REOPENING_OVER
    assert cast.save(r2_5_2=16).written


@pytest.mark.once
def test_reopening_needs_a_day_that_is_not_over(cast: Cast) -> None:
    monthly_return = cast.submit()
    accept_return(monthly_return, by=cast.reviewer)

    with pytest.raises(ValueError, match="over"):
        reopen_return(
            monthly_return,
            reason="ভুল",
            until=timezone.localdate() - timedelta(days=1),
            by=cast.reviewer,
        )
    assert cast.monthly_return().state == State.ACCEPTED


@pytest.mark.once
def test_step_remembers_the_figures_as_they_stood(cast: Cast) -> None:
    cast.save(r2_5_2=15)
    step = submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)

    assert step.figures[str(cast.indicator("2.5.2").pk)] == "15"


def test_figures_that_need_evidence_are_not_handed_in_without_it(cast: Cast) -> None:
    cast.plan.indicators.filter(row__in=["1.4.1", "1.1.1"]).update(evidence_required=True)
    before = cast.monthly_return()

    with pytest.raises(EvidenceLacking) as refused:
        cast.submit()

    assert [one.row for one in refused.value.indicators] == ["1.4.1"], "০ has nothing to prove"
    assert (cast.monthly_return().state, cast.monthly_return().version) == (
        State.OPEN,
        before.version,
    )
    add_evidence(cast.indicator("1.4.1"), JUNE, name="a.pdf", data=pdf(), by=cast.officer)
    assert cast.submit().state == State.SUBMITTED


def test_returned_figures_need_their_evidence_again(cast: Cast) -> None:
    cast.plan.indicators.filter(row="1.4.1").update(evidence_required=True)
    file = add_evidence(cast.indicator("1.4.1"), JUNE, name="a.pdf", data=pdf(), by=cast.officer)
    return_return(cast.submit(), reason="আবার", notes={}, by=cast.reviewer)
    remove_evidence(file, by=cast.officer)

    with pytest.raises(EvidenceLacking):
        cast.submit()

    assert cast.monthly_return().state == State.RETURNED


@pytest.mark.once
def test_empty_return_is_refused_by_the_service(cast: Cast) -> None:
    blank = dict.fromkeys(one.pk for one in asked(cast))
    save_return(cast.plan, JUNE, cells=over_newest(cast.plan, JUNE, blank), by=cast.officer)

    with pytest.raises(EmptyReturn):
        submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)
    assert cast.monthly_return().state == State.OPEN


@pytest.mark.once
def test_return_that_was_not_begun_is_empty(cast: Cast) -> None:
    with pytest.raises(EmptyReturn):
        submit_return(
            MonthlyReturn(plan=cast.plan, month=MARCH), by=cast.officer, blanks_confirmed=True
        )


@pytest.mark.once
def test_blank_cells_are_named_until_they_are_confirmed(cast: Cast) -> None:
    cast.save(r1_1_1=None, r2_5_2=None)
    blank = [one.row for one in asked(cast) if cast.cell(one.row).figure is None]

    with pytest.raises(BlanksUnconfirmed) as refused:
        submit_return(cast.monthly_return(), by=cast.officer)
    assert [one.row for one in refused.value.indicators] == blank
    assert {"1.1.1", "2.5.2"} <= set(blank)
    assert cast.monthly_return().state == State.OPEN


def asked(cast: Cast) -> list[Indicator]:
    return [one for one in cast.plan.indicators.order_by("position") if one.is_asked(JUNE)]
