from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import MonthlyReturn, State
from indicators.returns.review.selectors import returns_to_review
from indicators.returns.selectors.work import tasks_of
from offices.models import Office, Posting, Reach, Role
from offices.selectors import reviewing_offices
from offices.services.offices import close_office
from tests.cast import APRIL, MARCH, MAY, Cast, person

ON = date(2024, 7, 8)


def told(cast: Cast) -> dict[str, tuple[State, str, int]]:
    """Khulna's owed returns: state, holder and days late."""
    return {
        str(one.month): (
            one.return_status.state,
            one.return_status.holder,
            one.return_status.late_by,
        )
        for one in tasks_of([cast.khulna.pk], today=ON)
        if one.state != State.ACCEPTED
    }


def test_what_is_not_accepted_is_owed_by_who_holds_it(cast: Cast) -> None:
    monthly_returns = MonthlyReturn.objects.filter(plan=cast.plan)
    monthly_returns.filter(month=APRIL).update(state=State.ACCEPTED, late_by=0)
    monthly_returns.filter(month=MAY).update(state=State.SUBMITTED, late_by=2)

    assert told(cast) == {
        "2024-05": (State.SUBMITTED, "khulna-region কার্যালয়", 2),
        "2024-06": (State.OPEN, "khulna কার্যালয়", 3),
    }


def test_month_that_nobody_began_is_owed_from_its_first_day(cast: Cast) -> None:
    cast.save(MARCH.previous, r1_1_1=1)

    february, march = tasks_of([cast.khulna.pk], today=date(2024, 3, 1))[:2]

    assert (str(february.month), march.month) == ("2024-02", MARCH)
    assert march.return_status.monthly_return is None
    assert march.return_status.days_left == 35


@pytest.mark.parametrize(
    ("last_day", "owed"),
    [
        (date(2024, 6, 30), ["2024-04", "2024-05", "2024-06"]),
        (date(2024, 6, 29), ["2024-04", "2024-05"]),
        (date(2024, 5, 31), ["2024-04", "2024-05"]),
        (date(2024, 3, 31), []),
    ],
)
def test_closed_office_owes_the_months_that_it_saw_the_end_of(
    cast: Cast, last_day: date, owed: list[str]
) -> None:
    close_office(cast.khulna, last_day=last_day, by=cast.administrator)

    assert list(told(cast)) == owed


def test_return_of_a_month_after_the_last_day_waits_for_nobody(cast: Cast) -> None:
    cast.submit()
    assert returns_to_review(cast.superior).count() == 1

    close_office(cast.khulna, last_day=date(2024, 6, 15), by=cast.administrator)
    assert returns_to_review(cast.superior).count() == 1

    Office.objects.filter(pk=cast.khulna.pk).update(active_to=date(2024, 5, 31))
    assert returns_to_review(cast.superior).count() == 0


def test_nearest_office_with_a_reviewer_decides(cast: Cast) -> None:
    def decides() -> Office | None:
        return reviewing_offices([cast.khulna]).get(cast.khulna.pk)

    assert decides() == cast.region
    Posting.objects.filter(user=cast.superior).update(ends="2021-01-01")
    assert decides() == cast.head_office
    Posting.objects.filter(user=cast.reviewer).update(reach=Reach.DIRECT)
    assert decides() is None
    person("own", Role.REVIEWER, cast.khulna)
    assert decides() == cast.khulna


def test_nobody_is_asked_about_no_office(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert reviewing_offices([]) == {}
