"""The order of a year's reports: which go back while others stand, and when the year may follow."""

from __future__ import annotations

import pytest
from django.utils import timezone

from indicators.periods.models import PeriodReport
from indicators.periods.order import LaterStand, QuartersMissing
from indicators.periods.selectors import find_report
from indicators.periods.services import accept_report, return_report, submit_report
from indicators.returns.cells.services import save_return
from indicators.returns.models import State
from indicators.returns.steps import accept_return, reopen_return, submit_return
from indicators.work.notices.wording import sentence_of
from notices.models import Notice
from numerals import Month
from plans.calendar.terms import Period, PeriodKind
from tests.cast import APRIL, Cast, change, client_of
from tests.indicators.periods.cycle import Q4, YEAR, accept_months, report, submit

Q3 = Period(Month(2024, 1), PeriodKind.QUARTER)
PAGE = "/plans/khulna/2023-24/apa/"


@pytest.fixture
def two_quarters(cast: Cast) -> Cast:
    """Khulna's third and fourth quarter, handed in and accepted."""
    for month in Q3.months:
        cells = {cast.indicator("1.1.1").pk: change(1)}
        save_return(cast.plan, month, cells=cells, by=cast.officer)
    accept_months(cast, *Q3.months, *Q4.months)
    for period in (Q3, Q4):
        submit_report(find_report(cast.plan, period), remarks="", by=cast.officer)
        accept_report(find_report(cast.plan, period), by=cast.superior)
    return cast


def give_back(cast: Cast, *, later: list[str]) -> int:
    form = {"return": "1", "reason": "Which fair?", "later": later}
    return client_of(cast.superior).post(f"{PAGE}quarter-3/", form).status_code


def test_page_says_which_later_quarters_stand(two_quarters: Cast) -> None:
    html = client_of(two_quarters.superior).get(f"{PAGE}quarter-3/").text

    assert "These later quarters stay as they were submitted" in html
    assert "I know that quarter 4 stays as it is." in html.replace("Quarter 4", "quarter 4")
    last = client_of(two_quarters.superior).get(f"{PAGE}quarter-4/").text
    assert "later quarters stay" not in last


@pytest.mark.parametrize("later", [[], ["3"], ["x"], ["৪"]])
def test_quarter_does_not_go_back_unconfirmed_while_a_later_one_stands(
    two_quarters: Cast, later: list[str]
) -> None:
    assert give_back(two_quarters, later=later) == 422

    assert find_report(two_quarters.plan, Q3).state == State.ACCEPTED


def test_confirmed_it_goes_back_and_the_later_one_stays(two_quarters: Cast) -> None:
    assert give_back(two_quarters, later=["4"]) == 302

    assert find_report(two_quarters.plan, Q3).state == State.RETURNED
    assert find_report(two_quarters.plan, Q4).state == State.ACCEPTED
    two_quarters.plan.refresh_from_db()
    assert two_quarters.plan.frozen == frozenset(Q4.months)


def test_service_refuses_what_the_page_did_not_show(two_quarters: Cast) -> None:
    with pytest.raises(LaterStand) as refused:
        return_report(find_report(two_quarters.plan, Q3), reason="x", by=two_quarters.superior)

    assert [one.number for one in refused.value.reports] == [4]


def test_year_is_not_handed_in_before_its_quarters(cast: Cast) -> None:
    accept_months(cast)

    with pytest.raises(QuartersMissing) as refused:
        submit_report(report(cast, YEAR), remarks="", by=cast.officer)

    assert [one.number for one in refused.value.reports] == [4]
    html = client_of(cast.officer).get(f"{PAGE}evaluation/").text
    assert "they do not have to be accepted yet" in html
    assert f'href="{PAGE}quarter-4/"' in html
    answer = client_of(cast.officer).post(
        f"{PAGE}evaluation/", {"submit": "1", "remarks": "লিখেছি"}
    )
    assert answer.status_code == 422
    assert "Not submitted yet: Quarter 4." in answer.text
    assert "লিখেছি" in answer.text


def test_year_follows_quarters_that_are_handed_in(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)

    assert submit(cast, YEAR).to_state == State.SUBMITTED
    assert "Its quarters" not in client_of(cast.officer).get(f"{PAGE}evaluation/").text


def test_returned_quarter_leads_the_reviewer_to_the_months(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    return_report(report(cast), reason="Which fair?", by=cast.superior)
    reviewer = client_of(cast.superior)

    for address in (f"{PAGE}quarter-4/", "/"):
        html = reviewer.get(address).text
        assert html.count("/review/#reopen") == 3, address
        assert "Reopen April 2024" in html
    assert 'id="reopen"' in reviewer.get(f"{PAGE}2024-04/review/").text


def test_returned_quarter_tells_the_office_whom_to_ask(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    return_report(report(cast), reason="Which fair?", by=cast.superior)
    officer = client_of(cast.officer)

    html = officer.get(f"{PAGE}quarter-4/").text

    assert f"The reviewer ({cast.region.name_en}) reopens the month" in html
    assert f"{PAGE}2024-04/comments/" in html
    assert "#reopen" not in html
    assert "the reviewer reopens its months" in officer.get("/").text
    notice = Notice.objects.filter(recipient=cast.officer).latest("pk")
    assert "the reviewer reopens its months, ask there" in sentence_of(notice)


def test_month_that_was_opened_is_no_longer_to_be_opened(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    return_report(report(cast), reason="Which fair?", by=cast.superior)
    reopen_return(
        cast.monthly_return(APRIL), reason="x", until=timezone.localdate(), by=cast.superior
    )

    assert client_of(cast.superior).get("/").text.count("/review/#reopen") == 2

    submit_return(cast.monthly_return(APRIL), by=cast.officer, blanks_confirmed=True)
    accept_return(cast.monthly_return(APRIL), by=cast.superior)
    submit(cast)
    assert "#reopen" not in client_of(cast.superior).get("/").text


def test_returned_year_leads_to_the_quarter_that_holds_its_months(cast: Cast) -> None:
    accept_months(cast)
    submit(cast, YEAR)
    return_report(report(cast, YEAR), reason="Which fair?", by=cast.superior)

    html = client_of(cast.superior).get(f"{PAGE}evaluation/").text

    assert "return it before its months are reopened" in html
    assert "#reopen" not in html
    assert PeriodReport.objects.get(kind="quarter").state == State.SUBMITTED


@pytest.mark.parametrize(
    "page", ["quarter-1/", "quarter-2/", "half-year/", "quarter-3/", "quarter-4/", "evaluation/"]
)
def test_every_report_leads_to_every_other(cast: Cast, page: str) -> None:
    html = client_of(cast.officer).get(f"{PAGE}{page}").text
    tabs = html[html.index('aria-label="Reports of the year"') :]
    tabs = tabs[: tabs.index("</nav>")]

    for other in ("quarter-1", "quarter-2", "half-year", "quarter-3", "quarter-4", "evaluation"):
        assert f'href="{PAGE}{other}/"' in tabs
    assert tabs.count('aria-current="page"') == 1
