"""Nobody takes over another's account, and a sign-in does not outlive its person."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib import admin as administration
from django.contrib.admin.views.main import ChangeList
from django.core import mail
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import Workbook
from pytest_django import Settings

from offices.accounts.models import Session
from offices.models import Level, Office, Role, User
from offices.refusal import Refused
from offices.resources.workbook import read_workbook, store
from offices.services.people import change_user, deactivate_user, reactivate_user
from tests.cast import client_of, office, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def top() -> Office:
    return office("top", Level.DEPARTMENT)


@pytest.fixture
def admin(top: Office) -> User:
    return person("admin", Role.ADMINISTRATOR, top)


@pytest.fixture
def root() -> User:
    root = person("root")
    User.objects.filter(pk=root.pk).update(is_superuser=True, email="root@example.org")
    root.refresh_from_db()
    return root


@pytest.fixture
def officer(top: Office) -> User:
    officer = person("officer", Role.ENTRY, top)
    User.objects.filter(pk=officer.pk).update(email="officer@example.org")
    officer.refresh_from_db()
    return officer


def people_file(*rows: tuple[str, str, str]) -> bytes:
    book, target = Workbook(), BytesIO()
    for row in (("username", "name_bn", "email"), *rows):
        book.active.append(row)
    book.save(target)
    return target.getvalue()


def address_of(user: User) -> str:
    return User.objects.get(pk=user.pk).email


def sent() -> list[tuple[list[str], str]]:
    call_command("work", once=True)
    return [(message.to, str(message.body)) for message in mail.outbox]


def test_import_does_not_change_a_superuser(admin: User, root: User) -> None:
    tables = read_workbook(people_file(("root", root.name_bn, "mine@example.org")))

    with override("en"):
        (part,) = store(tables, by=admin)

    assert "You cannot change the account" in str(part.result.invalid_rows[0].error_dict)
    assert address_of(root) == "root@example.org"


def test_import_that_says_of_a_superuser_what_is_stored_goes_through(
    admin: User, root: User
) -> None:
    rows = (("root", root.name_bn, "root@example.org"), ("new", "নতুন", ""))

    (part,) = store(read_workbook(people_file(*rows)), by=admin)

    assert part.is_sound
    assert User.objects.filter(username="new").exists()


def test_services_do_not_change_a_superuser(admin: User, root: User) -> None:
    with pytest.raises(Refused):
        change_user(root, email="mine@example.org", by=admin)
    with pytest.raises(Refused):
        deactivate_user(root, by=admin)

    assert address_of(root) == "root@example.org"
    assert User.objects.get(pk=root.pk).is_active


@pytest.mark.parametrize("way", ["page", "import"])
def test_old_address_is_told_of_the_new_one(admin: User, officer: User, way: str) -> None:
    if way == "page":
        change_user(officer, email="other@example.org", by=admin)
    else:
        store(read_workbook(people_file(("officer", "ক", "other@example.org"))), by=admin)

    ((to, body),) = sent()
    assert to == ["officer@example.org"]
    assert "“officer”" in body
    assert "It was changed by: Admin" in body
    assert "other@example.org" not in body


def test_nobody_is_told_where_no_address_changed(admin: User, officer: User) -> None:
    change_user(officer, name_en="Another", by=admin)
    change_user(person("unheard"), email="first@example.org", by=admin)

    assert sent() == []


def test_closing_an_account_ends_its_sessions_for_good(admin: User, officer: User) -> None:
    browser = client_of(officer)
    assert browser.get("/").status_code == 200

    deactivate_user(officer, by=admin)
    reactivate_user(officer, by=admin)

    assert browser.get("/").status_code == 302
    assert not Session.objects.filter(user=officer).exists()


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (66, 302)])
def test_who_does_nothing_for_an_hour_is_signed_out(
    officer: User, settings: Settings, *, minutes: int, status: int
) -> None:
    settings.IDLE_MINUTES = 60
    browser = client_of(officer)
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes))

    assert browser.get("/").status_code == status
    assert Session.objects.filter(user=officer).exists() is (status == 200)


def test_answers_to_the_signed_in_are_kept_nowhere(officer: User) -> None:
    for address in ("/", "/account/", "/no-such-page/"):
        assert "no-store" in client_of(officer).get(address).headers["Cache-Control"]


@pytest.mark.parametrize(
    "lookup",
    [
        "password__regex=^pbkdf2",
        "password__startswith=a",
        "postings__user__password__contains=a",
        "link_serial__gt=0",
        "id__in=1",
        "email__regex=.",
    ],
)
def test_administration_answers_no_question_but_its_own(admin: User, lookup: str) -> None:
    page = reverse("admin:offices_user_changelist")

    assert client_of(admin).get(f"{page}?{lookup}").status_code == 400


def test_every_filter_of_the_administration_works(admin: User) -> None:
    browser: Client = client_of(admin)
    asked = 0
    for model, page in administration.site._registry.items():
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        request = RequestFactory().get(address)
        request.user = admin
        listed: ChangeList = page.get_changelist_instance(request)
        for spec in listed.filter_specs:
            for choice in list(spec.choices(listed))[:3]:
                assert browser.get(f"{address}{choice['query_string']}").status_code == 200
                asked += 1
    assert asked > 20
