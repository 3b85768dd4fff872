from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from offices.models import Level, Office, Posting, Role, User
from offices.refusal import Refused
from offices.services.offices import change_office, close_office, reopen_office
from offices.services.tree import create_office, move_office
from tests.cast import LONG_AGO, office, person
from tests.offices.journal.lines import lines_about

pytestmark = pytest.mark.django_db

LAST = date(2024, 6, 30)


@pytest.fixture
def top() -> Office:
    return office("top", Level.DEPARTMENT)


@pytest.fixture
def region(top: Office) -> Office:
    return office("region", Level.REGIONAL, top)


@pytest.fixture
def district(region: Office) -> Office:
    return office("district", Level.DISTRICT, region)


@pytest.fixture
def admin(top: Office) -> User:
    return person("admin", Role.ADMINISTRATOR, top)


def told(about: Office) -> list[tuple[str, str | None, str | None]]:
    return [(one.field, one.before, one.after) for one in lines_about(about).order_by("id")]


@pytest.mark.once
def test_postings_end_with_the_office(district: Office, admin: User) -> None:
    officer = person("officer", Role.ENTRY, district)

    close_office(district, last_day=LAST, by=admin)

    assert officer.postings.get().ends == LAST
    assert Office.objects.get(code="district").active_to == LAST


def test_posting_that_was_to_begin_later_is_withdrawn(district: Office, admin: User) -> None:
    officer = person("officer", Role.ENTRY, district, starts=date(2024, 7, 15))

    close_office(district, last_day=LAST, by=admin)

    assert not officer.postings.exists()


@pytest.mark.once
def test_posting_that_is_over_stays_as_it_was(district: Office, admin: User) -> None:
    officer = person("officer", Role.ENTRY, district, ends=date(2022, 1, 1))

    close_office(district, last_day=LAST, by=admin)

    assert officer.postings.get().ends == date(2022, 1, 1)


@pytest.mark.once
def test_office_does_not_close_above_one_that_goes_on(
    region: Office, district: Office, admin: User
) -> None:
    with override("en"), pytest.raises(Refused, match="Offices below it stay open"):
        close_office(region, last_day=LAST, by=admin)

    close_office(district, last_day=LAST, by=admin)
    close_office(region, last_day=LAST, by=admin)


@pytest.mark.once
def test_office_of_the_last_administrator_does_not_close(top: Office, admin: User) -> None:
    with pytest.raises(Refused):
        close_office(top, last_day=timezone.localdate(), by=None)

    assert Posting.objects.get(user=admin).ends is None


def test_office_does_not_close_before_it_opens(district: Office, admin: User) -> None:
    change_office(district, active_from=date(2024, 7, 1), by=admin)

    with pytest.raises(Refused):
        close_office(district, last_day=LAST, by=admin)


def test_reopened_office_has_no_last_day(district: Office, admin: User) -> None:
    close_office(district, last_day=LAST, by=admin)

    reopen_office(district, by=admin)

    assert Office.objects.get(code="district").active_to is None
    assert told(district)[1:] == [
        ("active_to", None, "2024-06-30"),
        ("active_to", "2024-06-30", None),
    ]


@pytest.mark.once
def test_office_does_not_reopen_below_a_closed_one(
    region: Office, district: Office, admin: User
) -> None:
    close_office(district, last_day=LAST, by=admin)
    close_office(region, last_day=LAST, by=admin)

    with pytest.raises(Refused):
        reopen_office(district, by=admin)


def test_journal_tells_what_was_changed_and_nothing_else(district: Office, admin: User) -> None:
    change_office(district, name_en="District", name_bn=district.name_bn, by=admin)

    assert told(district)[1:] == [("name_en", "District office", "District")]


@pytest.mark.once
def test_move_is_told_by_the_superiors_codes(top: Office, district: Office, admin: User) -> None:
    move_office(district, to=top, by=admin)

    assert told(district)[1:] == [("parent", "region", "top")]


@pytest.mark.once
def test_two_moves_cannot_close_a_circle(top: Office, admin: User) -> None:
    a, b = (office(code, Level.REGIONAL, top) for code in ("a", "b"))
    stale_a, stale_b = Office.objects.get(pk=a.pk), Office.objects.get(pk=b.pk)
    move_office(stale_a, to=stale_b, by=admin)

    with pytest.raises(Refused):
        move_office(b, to=a, by=admin)


def test_new_office_is_told(top: Office, admin: User) -> None:
    new = create_office(
        parent=top, code="new", level=Level.DISTRICT, name_bn="ক", name_en="K", by=admin
    )

    assert told(new) == [("", None, "new")]
    assert lines_about(new).get().by == admin


@pytest.mark.once
def test_posting_is_told_to_its_office(district: Office, admin: User) -> None:
    person("officer", Role.ENTRY, district)

    close_office(district, last_day=LAST, by=admin)

    assert told(district)[1:] == [
        ("", f"entry subtree {LONG_AGO} -", f"entry subtree {LONG_AGO} 2024-06-30"),
        ("active_to", None, "2024-06-30"),
    ]
