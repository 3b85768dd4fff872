"""Reports of quarters and the year between the officer, the head of the office and the reviewer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from indicators.audit.proof import unexplained
from indicators.periods.models import PeriodReport, PeriodStep
from indicators.periods.moves import HeldByYear, NotReady
from indicators.periods.order import LaterStand
from indicators.periods.services import (
    hand_report_to_head,
    hand_report_to_officer,
    recall_report,
    return_report,
    save_remarks,
    submit_report,
    take_report_back,
)
from indicators.returns.models import State
from indicators.returns.steps import accept_return, hand_to_head, hand_to_officer, submit_return
from indicators.work.notices.reminders import ToDo, owed_by
from notices.models import Notice
from offices.models import Posting, Role, User
from offices.selectors import held_on
from plans.handing_in.refusals import AlreadyOpened
from plans.models import Plan
from tests.cast import APRIL, JUNE, MAY, Cast, client_of, person
from tests.indicators.periods.cycle import Q4, YEAR, report

QUARTER = "/plans/khulna/2023-24/apa/quarter-4/"
EVALUATION = "/plans/khulna/2023-24/apa/evaluation/"


@pytest.fixture
def head(cast: Cast) -> User:
    return person("chief", Role.HEAD, cast.khulna)


@pytest.fixture
def ready(cast: Cast, head: User) -> Cast:
    for month in (APRIL, MAY, JUNE):
        submit_return(cast.monthly_return(month), by=head, blanks_confirmed=True)
        accept_return(cast.monthly_return(month), by=cast.superior)
    Notice.objects.all().delete()
    return cast


def press(user: User, button: str, cast: Cast, page: str = QUARTER, **form: str) -> Any:
    period = Q4 if page == QUARTER else YEAR
    data = {"version": str(report(cast, period).version), button: "1", **form}
    return client_of(user).post(page, data, follow=True)


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("what", flat=True))


def test_quarter_goes_from_the_officer_to_the_head_to_the_reviewer(ready: Cast, head: User) -> None:
    page = client_of(ready.officer).get(QUARTER).text
    assert "Send to the head of the office" in page
    assert 'name="submit"' not in page

    press(ready.officer, "hand-up", ready, remarks="দুটি মেলা")
    assert (report(ready).state, report(ready).remarks) == (State.WITH_HEAD, "দুটি মেলা")
    assert told(head) == ["hand-up"]

    assert 'name="submit"' in client_of(head).get(QUARTER).text
    press(head, "submit", ready, remarks="তিনটি মেলা")
    assert (report(ready).state, report(ready).submitted_by) == (State.SUBMITTED, head)
    assert report(ready).remarks == "তিনটি মেলা"
    assert told(ready.officer) == ["sent"]
    assert told(ready.superior) == ["submitted"]
    assert list(unexplained(ready.plan)) == []


def test_year_goes_the_same_way(ready: Cast, head: User) -> None:
    submit_report(report(ready), by=head)

    press(ready.officer, "hand-up", ready, EVALUATION, remarks="")
    assert report(ready, YEAR).state == State.WITH_HEAD
    press(head, "hand-down", ready, EVALUATION, word="৩.১.১ দেখুন")
    assert "৩.১.১ দেখুন" in client_of(ready.officer).get(EVALUATION).text
    press(ready.officer, "hand-up", ready, EVALUATION, remarks="")
    press(head, "submit", ready, EVALUATION, remarks="")
    press(head, "recall", ready, EVALUATION)
    assert report(ready, YEAR).state == State.OPEN


@pytest.mark.once
def test_head_gives_it_back_with_a_word_that_stays_in_the_office(ready: Cast, head: User) -> None:
    hand_report_to_head(report(ready), by=ready.officer)
    answer = press(head, "hand-down", ready)
    assert "Tell the officer what to correct" in answer.text
    assert report(ready).state == State.WITH_HEAD

    press(head, "hand-down", ready, word="মন্তব্য লিখুন")

    assert (report(ready).state, told(ready.officer)) == (State.OPEN, ["hand-down"])
    assert "মন্তব্য লিখুন" in client_of(ready.officer).get(QUARTER).text
    assert "মন্তব্য লিখুন" not in client_of(ready.superior).get(QUARTER).text


@pytest.mark.once
def test_nobody_outside_the_office_sees_what_goes_on_within_it(ready: Cast, head: User) -> None:
    hand_report_to_head(report(ready), by=ready.officer)

    assert "With the head of the office" in client_of(ready.officer).get(QUARTER).text
    for outside in (ready.superior, ready.reviewer, ready.administrator):
        assert "With the head of the office" not in client_of(outside).get(QUARTER).text


@pytest.mark.once
def test_remarks_stay_while_the_head_has_it_but_for_the_heads_own(ready: Cast, head: User) -> None:
    hand_report_to_head(report(ready), by=ready.officer)

    press(ready.officer, "save", ready, remarks="অন্য")
    assert report(ready).remarks == ""
    save_remarks(report(ready), remarks="প্রধানের কথা", by=head)
    assert report(ready).remarks == "প্রধানের কথা"


@pytest.mark.once
def test_officer_takes_it_back_and_it_is_ready_before_it_goes_up(cast: Cast, head: User) -> None:
    with pytest.raises(NotReady):
        hand_report_to_head(report(cast), by=cast.officer)
    for month in (APRIL, MAY, JUNE):
        submit_return(cast.monthly_return(month), by=head, blanks_confirmed=True)
        accept_return(cast.monthly_return(month), by=cast.superior)
    hand_report_to_head(report(cast), by=cast.officer)
    assert "Take it back" in client_of(cast.officer).get(QUARTER).text

    press(cast.officer, "take-back", cast)

    assert report(cast).state == State.OPEN


@pytest.mark.once
def test_returned_report_comes_down_as_returned(ready: Cast, head: User) -> None:
    submit_report(report(ready), by=head)
    return_report(report(ready), reason="মেলার সংখ্যা?", by=ready.superior)
    hand_report_to_head(report(ready), by=ready.officer)
    assert "মেলার সংখ্যা?" in client_of(head).get(QUARTER).text
    assert "মেলার সংখ্যা?" in client_of(ready.superior).get(QUARTER).text

    hand_report_to_officer(report(ready), reason="আবার", by=head)
    page = client_of(ready.officer).get(QUARTER)
    assert report(ready).state == State.RETURNED
    assert page.context["page"].returned.reason == "মেলার সংখ্যা?"

    hand_report_to_head(report(ready), by=ready.officer)
    submit_report(report(ready), by=head)
    assert report(ready).state == State.RESUBMITTED


@pytest.mark.once
def test_submission_is_recalled_until_a_reviewer_has_opened_it(ready: Cast, head: User) -> None:
    submit_report(report(ready), by=head)
    assert ready.monthly_return().is_frozen
    page = client_of(head).get(QUARTER).text
    assert "No reviewer has opened it yet" in page

    press(head, "recall", ready)
    back = report(ready)
    assert (back.state, back.submitted_at, back.submitted_by) == (State.OPEN, None, None)
    assert not Plan.objects.get(pk=ready.plan.pk).frozen
    assert told(ready.superior) == ["submitted", "recall"]
    assert client_of(head).get(QUARTER).context["page"].is_owed

    submit_report(report(ready), by=head)
    client_of(ready.superior).get(QUARTER)
    assert report(ready).opened_by == ready.superior
    assert "A reviewer has opened this report" in press(head, "recall", ready).text
    with pytest.raises(AlreadyOpened):
        recall_report(report(ready), by=head)


@pytest.mark.once
@pytest.mark.parametrize("who", ["administrator", "officer", "sibling"])
def test_others_than_reviewers_open_nothing_by_looking(ready: Cast, head: User, who: str) -> None:
    submit_report(report(ready), by=head)
    client_of(getattr(ready, who)).get(QUARTER)

    assert report(ready).opened_at is None


def test_quarter_that_others_rest_on_is_not_recalled(ready: Cast, head: User) -> None:
    submit_report(report(ready), by=head)
    PeriodReport.objects.update(number=3)
    later = PeriodReport.objects.create(
        plan=ready.plan, kind="quarter", number=4, state=State.SUBMITTED
    )
    with pytest.raises(LaterStand):
        recall_report(PeriodReport.objects.get(number=3), by=head)
    later.delete()
    PeriodReport.objects.update(number=4)

    submit_report(report(ready, YEAR), by=head)
    with pytest.raises(HeldByYear):
        recall_report(report(ready), by=head)
    assert "has to be returned first" in press(head, "recall", ready).text


@pytest.mark.parametrize(
    ("who", "button"),
    [
        ("officer", "submit"),
        ("officer", "hand-down"),
        ("officer", "recall"),
        ("chief", "hand-up"),
        ("chief", "take-back"),
        ("sibling", "hand-up"),
        ("superior", "hand-up"),
        ("superior", "recall"),
        ("administrator", "take-back"),
    ],
)
def test_steps_are_for_those_alone_whose_they_are(
    ready: Cast, head: User, who: str, button: str
) -> None:
    assert press(User.objects.get(username=who), button, ready).status_code == 404
    assert not PeriodStep.objects.exists()


@pytest.mark.once
def test_head_whose_posting_ends_strands_nothing(ready: Cast, head: User) -> None:
    hand_report_to_head(report(ready), by=ready.officer)
    head.postings.update(ends=date(2024, 7, 1))
    page = client_of(ready.officer).get(QUARTER).text
    assert 'name="submit"' in page
    assert 'name="take-back"' in page

    press(ready.officer, "submit", ready)
    assert report(ready).state == State.SUBMITTED


@pytest.mark.once
def test_my_work_of_each_names_the_reports_that_are_theirs(ready: Cast, head: User) -> None:
    def listed(user: User) -> tuple[list[str], list[str]]:
        context = client_of(user).get("/").context
        return (
            [one.report.name for one in context["owed_reports"]],
            [one.report.name for one in context["reports_with_others"]],
        )

    assert listed(ready.officer) == (["q4", "year"], [])
    assert listed(head) == ([], ["q4", "year"])
    hand_report_to_head(report(ready), by=ready.officer)
    assert listed(ready.officer) == (["year"], ["q4"])
    assert listed(head) == (["q4"], ["year"])
    hand_report_to_officer(report(ready), reason="দেখুন", by=head)
    assert "The head gave it back" in client_of(ready.officer).get("/").text


@pytest.mark.once
def test_days_mail_names_what_each_does_about_a_report(ready: Cast, head: User) -> None:
    day = date(2024, 7, 20)

    def to_do(user: User) -> list[ToDo]:
        owed = owed_by(held_on(day, Posting.objects.on(day).select_related("office")), today=day)
        return [one.task for one in owed[user.pk] if one.period == Q4]

    assert (to_do(ready.officer), to_do(head)) == ([ToDo.HAND_UP_REPORT], [])
    hand_report_to_head(report(ready), by=ready.officer)
    assert (to_do(ready.officer), to_do(head)) == ([], [ToDo.SIGN_REPORT])
    take_report_back(report(ready), by=ready.officer)
    ready.officer.postings.all().delete()
    assert to_do(head) == [ToDo.SUBMIT_REPORT]


@pytest.mark.once
def test_months_state_is_the_offices_own_until_it_is_handed_in(cast: Cast, head: User) -> None:
    month = "/plans/khulna/2023-24/apa/2024-06/"
    hand_to_head(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)

    for page in (month, f"{month}check/", "/plans/khulna/2023-24/apa/"):
        assert "With the head of the office" in client_of(cast.officer).get(page).text, page
    for outside in (cast.superior, cast.administrator):
        for page in (month, f"{month}review/", "/plans/khulna/2023-24/apa/"):
            assert "With the head of the office" not in client_of(outside).get(page).text, page


@pytest.mark.once
def test_reviewer_does_not_read_what_the_head_wrote_to_the_officer(cast: Cast, head: User) -> None:
    monthly_return = cast.monthly_return()
    hand_to_head(monthly_return, by=cast.officer, blanks_confirmed=True)
    hand_to_officer(monthly_return, reason="২.৫.২ আবার দেখুন", by=head)
    submit_return(cast.monthly_return(), by=head, blanks_confirmed=True)

    review = "/plans/khulna/2023-24/apa/2024-06/review/"
    assert "২.৫.২ আবার দেখুন" not in client_of(cast.superior).get(review).text
