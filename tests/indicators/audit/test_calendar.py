"""The calendar of an office in its history: rules that held for it, time that it was given."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from offices.models import Level
from plans.calendar.models import Extension
from plans.calendar.services import grant_extension, revoke_extension
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from tests.calendars import set_rule
from tests.cast import APRIL, JUNE, MAY, Cast, client_of

UNTIL = timezone.localdate() + timedelta(7)
Q4 = Period(APRIL, PeriodKind.QUARTER)


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Khulna was given time for June and for the quarter, Jashore for May."""
    year, by = cast.plan.fiscal_year, cast.administrator
    set_rule(year, PeriodKind.MONTH, rule=TermRule(due=DayRule(7)), by=by)
    rule = TermRule(due=DayRule(9))
    set_rule(year, PeriodKind.MONTH, rule=rule, by=by, level=Level.MINISTRY)
    given = [
        grant_extension(office, period, until=UNTIL, reason=reason, by=cast.superior)
        for office, period, reason in (
            (cast.khulna, Period(JUNE), "Flood"),
            (cast.khulna, Q4, "Storm"),
            (cast.jashore, Period(MAY), "Strike"),
        )
    ]
    revoke_extension(given[0], reason="Dry again", by=cast.superior)
    return cast


def reasons(cast: Cast, **query: str) -> list[str]:
    """The reasons that the page tells of, as the superior reads it."""
    page = client_of(cast.superior).get("/history/", query)
    assert page.status_code == 200
    known = Extension.objects.order_by("pk").values_list("reason", flat=True)
    return [reason for reason in known if f"“{reason}”" in page.text]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"office": "khulna"}, ["Flood", "Storm", "Dry again"]),
        ({"office": "khulna-region"}, ["Flood", "Storm", "Strike", "Dry again"]),
        ({"office": "khulna", "month": "2024-06"}, ["Flood", "Dry again"]),
        ({"office": "khulna", "month": "2024-05"}, []),
        ({"office": "khulna", "row": "q4"}, ["Storm"]),
        ({"office": "khulna", "row": "2.5.2"}, []),
        ({"office": "khulna", "field": "figure"}, []),
        ({"office": "khulna", "who": "SUPER"}, ["Flood", "Storm", "Dry again"]),
        ({"office": "khulna", "who": "nobody"}, []),
        ({"office": "khulna", "until": "2020-01-01"}, []),
        ({"office": "khulna", "month": "garbage"}, []),
        ({}, []),
    ],
)
def test_history_of_an_office_tells_of_the_time_it_was_given(
    cast: Cast, query: dict[str, str], expected: list[str]
) -> None:
    assert reasons(cast, **query) == expected


@pytest.mark.once
def test_rules_that_held_for_the_office_are_told_and_no_others(cast: Cast) -> None:
    page = client_of(cast.officer).get("/history/", {"office": "khulna"}).text

    assert "due day 7 of the month after" in page
    assert "due day 9" not in page


@pytest.mark.once
def test_who_does_not_see_the_office_reads_nothing_of_it(cast: Cast) -> None:
    assert "Storm" not in client_of(cast.sibling).get("/history/", {"office": "khulna"}).text


def test_file_holds_both_newest_first(cast: Cast) -> None:
    query = {"office": "khulna", "year": "2023", "format": "csv"}
    answer = client_of(cast.officer).get("/history/", query)

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))[:-1]
    told = [(row["What was changed"], row["Month"], row["Reason"]) for row in rows if row["Reason"]]
    assert told == [
        ("Extra time taken back", "2024-06", "Dry again"),
        ("Extra time", "2024-04/2024-06", "Storm"),
        ("Extra time", "2024-06", "Flood"),
        ("Calendar: Month", "", "পরিপত্র ১২"),
    ]
    assert [row["When"] for row in rows] == sorted((row["When"] for row in rows), reverse=True)
    assert {row["What was changed"] for row in rows} >= {"Calendar: Month", "Achievement"}
