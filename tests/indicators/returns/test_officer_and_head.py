"""Where an office has a head, its officer hands the return up; the head submits it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from indicators.audit.proof import unexplained
from indicators.returns.cells.services import ReturnLocked
from indicators.returns.evidence.services import add_evidence
from indicators.returns.models import MonthlyReturn, ReturnStep, State
from indicators.returns.selectors.work import work_of
from indicators.returns.steps import (
    accept_return,
    hand_to_head,
    hand_to_officer,
    recall_return,
    reopen_return,
    return_return,
    submit_return,
    take_back_from_head,
)
from indicators.returns.submission import Unanswered
from notices.models import Notice
from offices.models import Role, User
from plans.handing_in.moves import note_opened
from plans.handing_in.refusals import AlreadyOpened, StepRefused
from tests.cast import JUNE, Cast, client_of, person
from tests.indicators.returns.evidence.files import pdf

TODAY = timezone.localdate()
ENTRY = "/plans/khulna/2023-24/apa/2024-06/"
CHECK = f"{ENTRY}check/"
REVIEW = f"{ENTRY}review/"


@pytest.fixture
def head(cast: Cast) -> User:
    return person("chief", Role.HEAD, cast.khulna)


def handed_up(cast: Cast) -> MonthlyReturn:
    monthly_return = cast.monthly_return()
    hand_to_head(monthly_return, by=cast.officer, blanks_confirmed=True)
    return monthly_return


def signed(cast: Cast, head: User) -> MonthlyReturn:
    monthly_return = cast.monthly_return()
    submit_return(monthly_return, by=head, blanks_confirmed=True)
    return monthly_return


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("what", flat=True))


def press(user: User, button: str, cast: Cast, **form: str) -> tuple[int, str]:
    data = {
        "return-version": str(cast.monthly_return().version),
        "accept-missing": "1",
        button: "1",
        **form,
    }
    answer = client_of(user).post(CHECK, data, follow=True)
    return answer.status_code, answer.text


def months(user: User) -> tuple[list[str], list[str]]:
    """What is the person's to do, and what is with others of the office."""
    work = work_of(user, today=TODAY)
    return [str(one.month) for one in work.tasks], [str(one.month) for one in work.with_others]


def test_officer_hands_the_return_to_the_head_who_submits_it(cast: Cast, head: User) -> None:
    assert "Send to the head of the office" in client_of(cast.officer).get(CHECK).text

    press(cast.officer, "hand-up", cast)
    assert (cast.monthly_return().state, cast.monthly_return().submitted_by) == (
        State.WITH_HEAD,
        None,
    )
    assert told(head) == ["hand-up"]

    press(head, "submit", cast)
    assert (cast.monthly_return().state, cast.monthly_return().submitted_by) == (
        State.SUBMITTED,
        head,
    )
    assert told(cast.officer) == ["sent"]
    assert told(cast.superior) == ["submitted"]


def test_head_gives_it_back_with_a_word_that_the_officer_reads(cast: Cast, head: User) -> None:
    handed_up(cast)

    status, page = press(head, "hand-down", cast)
    assert (status, cast.monthly_return().state) == (422, State.WITH_HEAD)
    assert "Tell the officer what to correct" in page

    press(head, "hand-down", cast, word="২.৫.২ আবার দেখুন")
    assert (cast.monthly_return().state, told(cast.officer)) == (State.OPEN, ["hand-down"])
    assert "২.৫.২ আবার দেখুন" in client_of(cast.officer).get(ENTRY).text
    assert "২.৫.২ আবার দেখুন" not in client_of(cast.reviewer).get(ENTRY).text


@pytest.mark.once
def test_my_work_of_each_names_what_is_theirs(cast: Cast, head: User) -> None:
    assert months(cast.officer)[0].count("2024-06") == 1
    assert "2024-06" in months(head)[1]

    handed_up(cast)

    assert "2024-06" in months(head)[0]
    assert "2024-06" in months(cast.officer)[1]
    assert CHECK in client_of(head).get("/").text


@pytest.mark.once
def test_figures_stay_while_the_head_has_them_but_for_the_heads_corrections(
    cast: Cast, head: User
) -> None:
    handed_up(cast)
    cell, save = cast.indicator("1.1.1").pk, f"{ENTRY}cells/"
    typed = {f"cell-{cell}": "7", f"base-{cell}": str(cast.cell("1.1.1").version)}

    refused = client_of(cast.officer).post(save, typed)
    assert refused.status_code == 423
    assert "with the head of your office" in refused.json()["problem"]
    with pytest.raises(ReturnLocked):
        add_evidence(cast.indicator("1.1.1"), JUNE, name="a.pdf", data=pdf(), by=cast.officer)

    assert client_of(head).post(save, typed).status_code == 200
    assert cast.cell("1.1.1").changed_by == head


@pytest.mark.once
def test_head_corrects_nothing_that_was_not_handed_up(cast: Cast, head: User) -> None:
    cell = cast.indicator("1.1.1").pk

    answer = client_of(head).post(f"{ENTRY}cells/", {f"cell-{cell}": "7", f"base-{cell}": "99"})

    assert answer.status_code == 404


@pytest.mark.once
def test_officer_takes_it_back_until_the_head_has_submitted(cast: Cast, head: User) -> None:
    handed_up(cast)
    assert "Take it back" in client_of(cast.officer).get(ENTRY).text

    press(cast.officer, "take-back", cast)
    assert (cast.monthly_return().state, told(head)) == (State.OPEN, ["hand-up", "take-back"])

    monthly_return = handed_up(cast)
    stale = cast.monthly_return()
    submit_return(monthly_return, by=head, blanks_confirmed=True)
    with pytest.raises(StepRefused):
        take_back_from_head(stale, by=cast.officer)
    assert cast.monthly_return().state == State.SUBMITTED


@pytest.mark.once
@pytest.mark.parametrize("button", ["hand-up", "take-back", "hand-down", "recall", "submit"])
def test_double_clicks_and_stale_pages_do_nothing_twice(
    cast: Cast, head: User, button: str
) -> None:
    if button in ("take-back", "hand-down", "submit"):
        handed_up(cast)
    if button == "recall":
        submit_return(cast.monthly_return(), by=head, blanks_confirmed=True)
    who = cast.officer if button in ("hand-up", "take-back") else head
    data = {
        "return-version": str(cast.monthly_return().version),
        button: "1",
        "word": "দেখুন",
    }
    before = ReturnStep.objects.count()

    answers = [client_of(who).post(CHECK, data, follow=True) for _ in range(2)]

    assert {answer.status_code for answer in answers} <= {200, 422}
    assert ReturnStep.objects.count() == before + 1


@pytest.mark.once
@pytest.mark.parametrize(
    ("who", "button", "status"),
    [
        ("officer", "submit", 404),
        ("officer", "hand-down", 404),
        ("officer", "recall", 404),
        ("chief", "hand-up", 404),
        ("chief", "take-back", 404),
        ("sibling", "hand-up", 404),
        ("superior", "hand-up", 404),
        ("reviewer", "recall", 404),
        ("administrator", "take-back", 404),
        ("outsider", "hand-up", 404),
    ],
)
@pytest.mark.usefixtures("head")
def test_steps_are_for_those_alone_whose_they_are(
    cast: Cast, who: str, button: str, status: int
) -> None:
    assert press(User.objects.get(username=who), button, cast)[0] == status
    assert cast.monthly_return().state == State.OPEN


@pytest.mark.once
def test_office_without_a_head_stays_as_it_was(cast: Cast) -> None:
    page = client_of(cast.officer).get(CHECK).text

    assert "Submit the return" in page
    assert "Send to the head" not in page
    assert press(cast.officer, "hand-up", cast)[0] == 404


@pytest.mark.once
def test_head_whose_posting_ends_strands_nothing(cast: Cast, head: User) -> None:
    handed_up(cast)
    head.postings.update(ends=TODAY - timedelta(1))

    assert "2024-06" in months(User.objects.get(pk=cast.officer.pk))[0]
    assert "Submit the return" in client_of(cast.officer).get(CHECK).text
    press(cast.officer, "take-back", cast)
    assert cast.monthly_return().state == State.OPEN
    cast.save(r1_1_1=5)


@pytest.mark.once
def test_next_head_finds_what_the_last_one_held(cast: Cast, head: User) -> None:
    handed_up(cast)
    head.postings.update(ends=TODAY - timedelta(1))
    successor = person("successor", Role.HEAD, cast.khulna)

    assert "2024-06" in months(successor)[0]
    press(successor, "submit", cast)
    assert cast.monthly_return().submitted_by == successor


@pytest.mark.once
def test_returned_month_goes_up_with_its_answers_and_comes_down_as_returned(
    cast: Cast, head: User
) -> None:
    noted = cast.indicator("2.5.2").pk
    return_return(signed(cast, head), reason="যোগফল", notes={noted: "৫৯ হবে"}, by=cast.reviewer)
    with pytest.raises(Unanswered):
        hand_to_head(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)

    monthly_return = cast.monthly_return()
    hand_to_head(monthly_return, by=cast.officer, answers={noted: "৬০ ঠিক"}, blanks_confirmed=True)
    assert "৬০ ঠিক" in client_of(head).get(CHECK).text
    hand_to_officer(monthly_return, reason="আবার", by=head)
    assert cast.monthly_return().state == State.RETURNED
    assert "যোগফল" in client_of(cast.officer).get(ENTRY).text

    hand_to_head(monthly_return, by=cast.officer, answers={noted: "৬০ ঠিক"}, blanks_confirmed=True)
    press(head, "submit", cast, **{f"answer-{noted}": "৬০ ঠিক"})
    assert cast.monthly_return().state == State.RESUBMITTED
    assert "৬০ ঠিক" in client_of(cast.reviewer).get(REVIEW).text


@pytest.mark.once
def test_lateness_counts_on_while_the_head_has_it(cast: Cast, head: User) -> None:
    monthly_return = handed_up(cast)
    (task,) = (
        one for one in work_of(head, today=TODAY).tasks if one.monthly_return == monthly_return
    )

    assert task.return_status.is_owed
    assert task.return_status.late_by > 0
    submit_return(monthly_return, by=head, blanks_confirmed=True)
    assert cast.monthly_return().late_by == task.return_status.late_by


@pytest.mark.once
def test_reopened_month_whose_day_is_over_goes_to_the_reviewer_from_the_head_too(
    cast: Cast, head: User
) -> None:
    accept_return(signed(cast, head), by=cast.reviewer)
    monthly_return = cast.monthly_return()
    reopen_return(monthly_return, reason="ভুল", until=TODAY, by=cast.reviewer)
    hand_to_head(monthly_return, by=cast.officer, blanks_confirmed=True)
    assert cast.monthly_return().open_until == TODAY
    MonthlyReturn.objects.filter(pk=monthly_return.pk).update(open_until=TODAY - timedelta(1))

    with pytest.raises(ReturnLocked):
        submit_return(cast.monthly_return(), by=head, blanks_confirmed=True)
    assert ENTRY in client_of(cast.reviewer).get("/review/").text.replace("review/", "")
    accept_return(cast.monthly_return(), by=cast.reviewer)
    assert cast.monthly_return().state == State.ACCEPTED


@pytest.mark.once
def test_submission_is_recalled_until_a_reviewer_has_opened_it(cast: Cast, head: User) -> None:
    submit_return(handed_up(cast), by=head, blanks_confirmed=True)
    assert "Take the submission back" in client_of(head).get(ENTRY).text

    press(head, "recall", cast)

    monthly_return = cast.monthly_return()
    assert (monthly_return.state, monthly_return.submitted_at, monthly_return.late_by) == (
        State.OPEN,
        None,
        None,
    )
    assert told(cast.superior) == ["submitted", "recall"]
    assert told(cast.officer) == ["sent", "recall"]
    cast.save(r1_1_1=5)


@pytest.mark.once
def test_submission_that_was_opened_is_not_recalled(cast: Cast) -> None:
    cast.submit()
    client_of(cast.reviewer).get(REVIEW)
    opened = cast.monthly_return()
    assert opened.opened_by == cast.reviewer

    page = press(cast.officer, "recall", cast)[1]
    assert "A reviewer has opened this return" in page
    assert cast.monthly_return().state == State.SUBMITTED
    with pytest.raises(AlreadyOpened):
        recall_return(cast.monthly_return(), by=cast.officer)


@pytest.mark.once
@pytest.mark.parametrize("who", ["administrator", "officer", "sibling"])
def test_others_than_reviewers_open_nothing_by_looking(cast: Cast, who: str) -> None:
    cast.submit()
    client_of(getattr(cast, who)).get(REVIEW)

    assert cast.monthly_return().opened_at is None


@pytest.mark.once
def test_opening_of_what_was_recalled_meanwhile_is_no_opening(cast: Cast) -> None:
    looked_at = cast.submit()
    recall_return(cast.monthly_return(), by=cast.officer)

    assert not note_opened(looked_at, by=cast.reviewer)
    assert cast.monthly_return().opened_at is None


def test_recall_brings_a_resubmission_back_to_where_it_came_from(cast: Cast) -> None:
    return_return(cast.submit(), reason="দেখুন", notes={}, by=cast.reviewer)
    submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)
    recall_return(cast.monthly_return(), by=cast.officer)
    assert cast.monthly_return().state == State.RETURNED
    page = client_of(cast.officer).get(ENTRY)
    assert page.context["page"].returned.by == cast.reviewer

    submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)
    accept_return(cast.monthly_return(), by=cast.reviewer)
    reopen_return(cast.monthly_return(), reason="ভুল", until=TODAY, by=cast.reviewer)
    submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)
    recall_return(cast.monthly_return(), by=cast.officer)
    assert (cast.monthly_return().state, cast.monthly_return().open_until) == (
        State.REOPENED,
        TODAY,
    )


def test_every_step_is_in_the_history_and_explained(cast: Cast, head: User) -> None:
    monthly_return = handed_up(cast)
    hand_to_officer(monthly_return, reason="দেখুন", by=head)
    hand_to_head(monthly_return, by=cast.officer, blanks_confirmed=True)
    submit_return(monthly_return, by=head, blanks_confirmed=True)
    recall_return(monthly_return, by=head)

    assert list(unexplained(cast.plan)) == []
    assert list(monthly_return.steps.values_list("code", flat=True)) == [
        "hand-up",
        "hand-down",
        "hand-up",
        "submit",
        "recall",
    ]


@pytest.mark.once
def test_who_signs_sees_targets_weights_and_rates(cast: Cast, head: User) -> None:
    handed_up(cast)
    answer = client_of(head).get(CHECK)
    (row,) = (one for one in answer.context["page"].rows if one.indicator.row == "2.4.1")
    page = answer.text

    assert "The form that will be submitted" in page
    assert row.indicator.title in page
    assert page.count('class="tier-bar-cell"') == 32
    assert f"{round(row.score.rate)}%" in page


@pytest.mark.once
def test_after_submission_the_paper_is_one_click_away(cast: Cast) -> None:
    client = client_of(cast.officer)
    page = client.post(CHECK, {"return-version": "1", "accept-missing": "1"}, follow=True).text

    link = "/plans/khulna/2023-24/apa/progress.pdf?month=2024-06"
    assert link in page
    assert client.get(link).headers["Content-Type"] == "application/pdf"


@pytest.mark.once
def test_superior_offices_see_a_return_that_the_head_has_as_open(cast: Cast, head: User) -> None:
    handed_up(cast)

    page = client_of(cast.reviewer).get("/dashboard/", {"year": "2023-24", "month": "2024-06"})
    assert page.status_code == 200
    assert client_of(cast.reviewer).get("/offices/khulna/").status_code == 200


def test_bengali_pages_have_no_english(cast: Cast, head: User) -> None:
    User.objects.filter(pk__in=(cast.officer.pk, head.pk)).update(language="bn")
    handed_up(cast)

    assert "কার্যালয় প্রধানের কাছে" in client_of(cast.officer).get(ENTRY).text
    assert "প্রস্তুতকারীকে ফেরত দিন" in client_of(head).get(CHECK).text
