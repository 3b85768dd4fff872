from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as SessionOfDjango
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from offices.accounts.models import Session
from offices.accounts.services import end_sessions
from offices.accounts.sign_ins import device_in_words, sign_ins_of
from offices.models import Posting, Role, User
from tests.cast import LONG_AGO, Cast, client_of

pytestmark = pytest.mark.once

ACCOUNT, PASSWORD_PAGE = reverse("offices:account"), reverse("offices:password")
ELSEWHERE = reverse("offices:sign-out-elsewhere")
PASSWORD, NEW = "ভালো-থাকুন-২৪", "আরও-ভালো-থাকুন-২৫"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/138.0.0.0 Mobile Safari/537.36"
)

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1"


@pytest.fixture
def officer(cast: Cast) -> User:
    cast.officer.set_password(PASSWORD)
    cast.officer.save()
    return cast.officer


def browser(user: User, agent: str = FIREFOX, address: str = "203.0.113.4") -> Client:
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    form = {"username": user.username, "password": PASSWORD}
    assert client.post("/sign-in/", form).status_code == 302
    return client


def test_account_page_names_the_person_and_every_posting_with_its_dates(
    cast: Cast, officer: User
) -> None:
    User.objects.update(designation_en="Deputy manager")
    Posting.objects.create(
        user=officer, office=cast.jashore, role=Role.ENTRY, starts=LONG_AGO, ends="2150-06-30"
    )

    page = client_of(officer).get(ACCOUNT).text

    for text in (
        "Deputy manager",
        "Khulna office",
        "Jashore office",
        "1 July 2020 to 30 June 2150",
    ):
        assert text in " ".join(page.split())


def test_head_of_the_page_leads_to_the_account(officer: User) -> None:
    assert f'href="{ACCOUNT}"' in client_of(officer).get("/").text


def test_sign_ins_are_listed_in_words_this_one_first(officer: User) -> None:
    phone = browser(officer, PHONE, "198.51.100.7")
    desk = browser(officer)
    phone.get("/")

    listed = desk.get(ACCOUNT).context["sign_ins"]

    assert [(one.device, one.address, one.is_here) for one in listed] == [
        ("Firefox on Windows", "203.0.113.4", True),
        ("Chrome on Android", "198.51.100.7", False),
    ]


@pytest.mark.parametrize(
    ("agent", "bn", "en"),
    [
        (FIREFOX, "Windows-এ Firefox", "Firefox on Windows"),
        (PHONE, "Android-এ Chrome", "Chrome on Android"),
        (f"{PHONE} Edg/138.0", "Android-এ Edge", "Edge on Android"),
        (IPHONE, "iPhone-এ Safari", "Safari on iPhone"),
        ("curl/8.5.0", "অজানা ব্রাউজার", "Unknown browser"),
        ("<script>alert(1)</script>", "অজানা ব্রাউজার", "Unknown browser"),
        ("", "অজানা ব্রাউজার", "Unknown browser"),
    ],
)
def test_device_is_told_in_the_reader_s_language(agent: str, bn: str, en: str) -> None:
    with translation.override("bn"):
        assert device_in_words(agent) == bn
    with translation.override("en"):
        assert device_in_words(agent) == en


def test_one_other_sign_in_is_ended(officer: User) -> None:
    phone, tablet, desk = (browser(officer, agent) for agent in (PHONE, "iPad Safari/", FIREFOX))
    with translation.override("en"):
        listed = sign_ins_of(officer, here=desk.session.session_key)
    (target,) = [one.handle for one in listed if one.device == "Chrome on Android"]

    desk.post(ELSEWHERE, {"sign-in": target})

    assert [one.get("/").status_code for one in (phone, tablet, desk)] == [302, 200, 200]


def test_all_other_sign_ins_are_ended(officer: User) -> None:
    others, desk = [browser(officer, PHONE), browser(officer)], browser(officer)

    desk.post(ELSEWHERE)

    assert [one.get("/").status_code for one in others] == [302, 302]
    assert desk.get("/").status_code == 200


def test_foreign_sign_in_cannot_be_ended(cast: Cast, officer: User) -> None:
    foreign, desk = client_of(cast.sibling), browser(officer)
    (handle,) = [one.handle for one in sign_ins_of(cast.sibling, here=None)]

    desk.post(ELSEWHERE, {"sign-in": handle})

    assert foreign.get("/").status_code == 200


def test_page_holds_no_key_that_would_open_a_session(officer: User) -> None:
    desk = browser(officer)
    other = browser(officer, PHONE)

    assert str(other.session.session_key) not in desk.get(ACCOUNT).text


def test_password_is_changed_and_other_sign_ins_end(officer: User) -> None:
    phone, desk = browser(officer, PHONE), browser(officer)

    answer = desk.post(PASSWORD_PAGE, {"password": PASSWORD, "new": NEW, "again": NEW})

    assert answer.headers["Location"] == ACCOUNT
    assert desk.get("/").status_code == 200
    assert phone.get("/").status_code == 302
    assert [one.is_here for one in desk.get(ACCOUNT).context["sign_ins"]] == [True]
    assert User.objects.get(pk=officer.pk).check_password(NEW)


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(
    ("form", "bn", "en"),
    [
        ({"password": "wrong"}, "এটি আপনার বর্তমান পাসওয়ার্ড নয়", "not your current password"),
        ({"new": "short"}, "পাসওয়ার্ডটি খুব ছোট", "password is too short"),
        ({"new": "password12"}, "পাসওয়ার্ডটি খুব প্রচলিত", "password is too common"),
        ({"new": "1234509876"}, "পাসওয়ার্ডে কেবল অঙ্ক আছে", "entirely numeric"),
        ({"again": "other"}, "দুটি পাসওয়ার্ড মিলছে না", "didn’t match"),
    ],
)
def test_refused_password_says_why(
    officer: User, form: dict[str, str], bn: str, en: str, language: str
) -> None:
    User.objects.update(language=language)
    whole = {"password": PASSWORD, "new": NEW, "again": form.get("new", NEW), **form}

    answer = browser(officer).post(PASSWORD_PAGE, whole)

    assert answer.status_code == 422
    assert (bn if language == "bn" else en) in answer.text
    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)


def test_sign_in_of_an_older_password_is_not_listed(officer: User) -> None:
    browser(officer, PHONE)
    officer.set_password(NEW)
    officer.save()

    assert sign_ins_of(officer, here=None) == []


def test_last_seen_is_noted_every_few_minutes_only(
    officer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(officer)
    with CaptureQueriesContext(connection) as usual:
        client.get("/")
    Session.objects.update(seen_at=F("seen_at") - timedelta(minutes=6))
    with django_assert_num_queries(len(usual) + 1):
        client.get("/")
    with django_assert_num_queries(len(usual)):
        client.get("/")


def test_time_of_sign_in_outlasts_a_new_key(officer: User) -> None:
    desk = browser(officer)
    before = Session.objects.get().signed_in_at

    desk.post(PASSWORD_PAGE, {"password": PASSWORD, "new": NEW, "again": NEW})

    assert Session.objects.get().signed_in_at == before


def test_list_costs_the_same_however_many(
    officer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk = browser(officer)
    desk.get(ACCOUNT)
    with django_assert_num_queries(5):
        desk.get(ACCOUNT)
    for _ in range(5):
        browser(officer, PHONE)
    with django_assert_num_queries(5):
        desk.get(ACCOUNT)


def test_session_of_a_visitor_belongs_to_nobody(db: None) -> None:
    client = Client()
    session = client.session
    session["x"] = 1
    session.save()

    assert Session.objects.get().user is None
    assert not SessionOfDjango.objects.exists()


def test_sign_ins_that_ran_out_are_tidied_away(officer: User) -> None:
    client_of(officer)
    Session.objects.update(expire_date=F("expire_date") - timedelta(days=1))
    assert sign_ins_of(officer, here=None) == []

    call_command("clearsessions")

    assert not Session.objects.exists()


def test_ending_counts_what_it_ended(officer: User) -> None:
    client_of(officer)
    client_of(officer)

    assert end_sessions(user=officer) == 2
    assert end_sessions(user=officer) == 0
