"""Roles that were given past the services: whoever puts a posting in leaves no line of it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, timedelta
from io import StringIO
from typing import Final

import pytest
from django.core.management import call_command
from django.utils import timezone

from indicators.audit.proof_of_people import unexplained_people
from offices.models import Level, Office, Posting, Reach, Role, User
from offices.services.importing import store_people, store_postings
from offices.services.offices import change_office, close_office, reopen_office
from offices.services.people import change_user, create_user, deactivate_user
from offices.services.postings import (
    Assignment,
    change_posting,
    end_posting,
    withdraw_posting,
)
from offices.services.tree import create_office, move_office, store_offices

TODAY: Final = timezone.localdate()


@pytest.fixture
def posted(db: None) -> User:
    """Somebody with three postings, of which one was ended and one withdrawn, in two offices."""
    top = create_office(code="bscic", level=Level.DEPARTMENT, name_bn="বিসিক")
    khulna = create_office(parent=top, code="khulna", level=Level.DISTRICT, name_bn="খুলনা")
    assignments = (
        Assignment(khulna, Role.ENTRY),
        Assignment(khulna, Role.HEAD),
        Assignment(top, Role.REVIEWER, Reach.DIRECT),
    )
    user = create_user(
        username="officer", name_bn="ক", by=None, assignments=assignments, starts=date(2024, 7, 1)
    )
    entry, head, reviewer = user.postings.order_by("pk")
    end_posting(entry, last_day=TODAY, by=None)
    withdraw_posting(head, by=None)
    change_posting(
        reviewer, assignment=Assignment(khulna, Role.REVIEWER), starts=TODAY, ends=None, by=None
    )
    change_user(user, by=None, name_en="Officer", email="officer@example.org")
    change_office(khulna, by=None, name_en="Khulna")
    move_office(khulna, to=None, by=None)
    return user


def posting(user: User) -> None:
    Posting.objects.create(
        user=user, office=Office.objects.get(code="bscic"), role=Role.ADMINISTRATOR, starts=TODAY
    )


PAST_THE_SERVICES: Final[dict[str, Callable[[User], object]]] = {
    "a posting put in": posting,
    "another role": lambda user: user.postings.filter(role=Role.ENTRY).update(role=Role.HEAD),
    "another office": lambda user: user.postings.filter(role=Role.ENTRY).update(
        office=Office.objects.get(code="bscic")
    ),
    "a longer time": lambda user: user.postings.update(ends=TODAY + timedelta(400)),
    "a posting taken away": lambda user: user.postings.filter(role=Role.ENTRY).delete(),
    "an address for the link": lambda user: User.objects.update(email="thief@example.org"),
    "a name that was never corrected": lambda user: User.objects.update(name_bn="অন্য"),
    "a designation": lambda user: User.objects.update(designation_bn="মহাপরিচালক"),
    "an office that was never moved": lambda user: Office.objects.filter(code="bscic").update(
        parent=Office.objects.get(code="khulna")
    ),
    "a last day": lambda user: Office.objects.filter(code="bscic").update(active_to=TODAY),
    "a superior office": lambda user: Office.objects.filter(code="khulna").update(
        parent=Office.objects.get(code="bscic")
    ),
}


@pytest.mark.once
def test_people_and_offices_of_the_services_are_in_no_doubt(posted: User) -> None:
    khulna = Office.objects.get(code="khulna")
    close_office(khulna, last_day=TODAY, by=None)
    reopen_office(khulna, by=None)

    assert list(unexplained_people()) == []


def test_what_tables_bring_and_change_is_in_no_doubt(posted: User) -> None:
    known = Office.objects.get(code="khulna")
    renamed = copy(known)
    renamed.name_en = "Khulna district"
    new = Office(code="jashore", level=Level.DISTRICT, name_bn="যশোর", active_from=TODAY)
    store_offices([(known, renamed), (None, new)], parents={"jashore": "khulna"}, by=None)
    other = copy(posted)
    other.email, other.language = "another@example.org", "en"
    newcomer = User(username="newcomer", name_bn="নতুন", email="new@example.org")
    store_people([(posted, other), (None, newcomer)], by=None)
    row = {"username": "newcomer", "office": "jashore", "role": Role.ENTRY, "starts": TODAY}
    store_postings([(None, row)], by=None)
    store_offices([], parents={"jashore": "bscic"}, by=None)

    assert list(unexplained_people()) == []


def test_closed_account_that_was_opened_past_the_services_is_found(posted: User) -> None:
    deactivate_user(
        posted, by=create_user(username="admin", name_bn="খ", by=None, is_superuser=True)
    )
    User.objects.update(is_active=True)

    (found,) = unexplained_people()

    assert (found.plan, found.field, found.told, found.stored) == (
        "user officer",
        "is_active",
        "False",
        "True",
    )


@pytest.mark.parametrize("alter", PAST_THE_SERVICES.values(), ids=PAST_THE_SERVICES)
def test_what_was_given_or_altered_past_the_services_is_found(
    posted: User, alter: Callable[[User], object]
) -> None:
    alter(posted)

    assert list(unexplained_people())


@pytest.mark.once
def test_command_names_the_posting_and_fails(posted: User) -> None:
    posting(posted)
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("check_history", stdout=out)

    assert left.value.code == 1
    stored = f"administrator subtree {TODAY} -"
    expected = f"officer at bscic posting: the history says None, stored is {stored}"
    assert expected in out.getvalue()
