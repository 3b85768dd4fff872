from __future__ import annotations

import pytest

from indicators.periods.feedback.services import FeedbackWords, answer_feedback, give_feedback
from indicators.periods.services import accept_report, return_report
from indicators.work.notices.wording import place_of, sentence_of
from notices.models import Notice, NoticeKind
from plans.calendar.terms import PeriodKind
from tests.cast import Cast, client_of
from tests.indicators.periods.cycle import Q4, YEAR, accept_months, report, submit


@pytest.fixture
def ready(cast: Cast) -> Cast:
    accept_months(cast)
    Notice.objects.all().delete()
    return cast


def told() -> list[tuple[str, str]]:
    """Who was told of what, by name."""
    return sorted(Notice.objects.values_list("recipient__username", "what"))


def test_quarter_handed_in_is_told_to_those_who_review(ready: Cast) -> None:
    submit(ready)

    assert told() == [("reviewer", "submitted"), ("superior", "submitted")]
    assert set(Notice.objects.values_list("month", "period")) == {(Q4.last, PeriodKind.QUARTER)}


@pytest.mark.once
def test_quarter_given_back_is_told_to_the_office_with_its_reason(ready: Cast) -> None:
    submit(ready)
    Notice.objects.all().delete()

    return_report(report(ready), reason="Which fair was it?", by=ready.superior)

    assert told() == [("officer", "returned")]
    assert Notice.objects.get().words == "Which fair was it?"


@pytest.mark.once
def test_final_evaluation_is_told_to_the_office(ready: Cast) -> None:
    submit(ready, YEAR)
    Notice.objects.all().delete()

    accept_report(report(ready, YEAR), by=ready.superior)

    assert told() == [("officer", "accepted")]


@pytest.mark.once
def test_feedback_is_told_to_the_office_and_its_answer_to_who_gave_it(cast: Cast) -> None:
    words = FeedbackWords("More fairs are needed.")
    given = give_feedback(cast.plan, words=words, version=0, by=cast.superior)
    give_feedback(cast.plan, words=words, version=0, by=cast.superior)
    answer_feedback(cast.plan, answer="Two are planned.", version=given.version, by=cast.officer)

    assert told() == [("officer", "feedback"), ("superior", "answered")]


def test_notice_leads_to_the_report_that_it_tells_of(ready: Cast) -> None:
    submit(ready)
    accept_report(report(ready), by=ready.superior)
    submit(ready, YEAR)
    give_feedback(ready.plan, words=FeedbackWords("Good."), version=0, by=ready.superior)

    told = list(Notice.objects.select_related("recipient"))
    assert {notice.period for notice in told} == set(PeriodKind) - {
        PeriodKind.MONTH,
        PeriodKind.AGREEMENT,
        PeriodKind.AMENDMENT,
    }
    for notice in told:
        page = client_of(notice.recipient).get(place_of(notice))
        assert page.status_code == 200, notice
        assert page.request["PATH_INFO"].split("/")[5] in {
            PeriodKind.QUARTER: ("quarter-4",),
            PeriodKind.HALF: ("half-year",),
            PeriodKind.YEAR: ("evaluation",),
        }.get(PeriodKind(notice.period), ())


def test_notice_names_the_half_year_that_the_feedback_is_on(cast: Cast) -> None:
    give_feedback(cast.plan, words=FeedbackWords("Good."), version=0, by=cast.superior)

    sentence = sentence_of(Notice.objects.get(what=NoticeKind.FEEDBACK))

    assert "Jul" in sentence or "জুলাই" in sentence
