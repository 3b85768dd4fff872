from __future__ import annotations

import pytest
from django.urls import reverse

from indicators.returns.models import MonthlyReturn, State
from plans.calendar.terms import DayRule, PeriodKind, TermRule
from tests.calendars import set_rule
from tests.cast import JUNE, Cast, client_of

MONTH = {"office": "khulna", "year": "2023-24", "kind": "apa", "month": "2024-06"}
SENTENCE = "This return closed on 10 July 2024."


def address(name: str) -> str:
    return reverse(f"indicators:{name}", kwargs=MONTH)


@pytest.fixture
def closed(cast: Cast) -> Cast:
    """Khulna's June, which closed on 10 July 2024."""
    rule = TermRule(due=DayRule(5), closes=DayRule(10))
    set_rule(cast.plan.fiscal_year, PeriodKind.MONTH, rule=rule, by=cast.administrator)
    return cast


@pytest.mark.once
def test_closed_month_is_shown_to_read_with_who_can_extend_it(closed: Cast) -> None:
    html = client_of(closed.officer).get(address("entry")).text

    assert SENTENCE in html
    assert "A reviewer of the superior office or an administrator can extend the time" in html
    assert f'name="cell-{closed.indicator("1.1.1").pk}"' not in html


@pytest.mark.once
def test_cell_of_a_closed_month_is_answered_with_the_day(closed: Cast) -> None:
    pk = closed.indicator("1.1.1").pk
    form = {f"cell-{pk}": "5", f"base-{pk}": "1"}

    response = client_of(closed.officer).post(address("save-cells"), form)

    assert response.status_code == 423
    assert SENTENCE in response.json()["problem"]
    assert closed.cell("1.1.1").value == 0


@pytest.mark.once
def test_closed_month_is_not_submitted(closed: Cast) -> None:
    response = client_of(closed.officer).post(
        address("check"), {"return-version": closed.monthly_return().version}
    )

    assert response.status_code == 423
    assert SENTENCE in response.text
    assert closed.monthly_return().state == State.OPEN


@pytest.mark.once
def test_returned_month_is_open_though_the_calendar_closed(closed: Cast) -> None:
    MonthlyReturn.objects.filter(plan=closed.plan, month=JUNE).update(state=State.RETURNED)

    html = client_of(closed.officer).get(address("entry")).text

    assert SENTENCE not in html
    assert f'name="cell-{closed.indicator("1.1.1").pk}"' in html
