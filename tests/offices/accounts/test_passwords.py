from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from smtplib import SMTPDataError

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from offices.accounts.models import SignInAttempts
from offices.accounts.passwords.links import LINKS, path_of_link
from offices.accounts.passwords.mail import PAUSES
from offices.accounts.passwords.services import make_link
from offices.models import Level, Role, User
from offices.services.people import change_user, deactivate_user, reactivate_user
from tests.cast import client_of, office, person
from tests.offices.journal.lines import lines_about

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PASSWORD = "নদী-নৌকা-2024"
TWICE = {"new_password1": PASSWORD, "new_password2": PASSWORD}
FORGOTTEN = "/password/forgotten/"
SITE = "https://lokkho.example.gov.bd"


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def admin() -> User:
    return person("admin", Role.ADMINISTRATOR, office("top", Level.DEPARTMENT))


@pytest.fixture
def rahima(admin: User) -> User:
    user = person("rahima")
    User.objects.filter(pk=user.pk).update(email="rahima@example.org", language="bn")
    user.refresh_from_db()
    return user


def opened(link: str) -> int:
    return Client().get(link, follow=True).status_code


def work() -> list[mail.EmailMessage]:
    """What the worker has sent once it has done all that is queued, also for later."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    call_command("work", once=True)
    return list(mail.outbox)


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(rf"{SITE}(/password/\S+)", str(message.body))
    assert found is not None
    return found[1]


def answer(client: Client, name: str) -> tuple[int, str]:
    response = client.post(FORGOTTEN, {"name": name})
    return response.status_code, re.sub(r'name="csrfmiddlewaretoken"[^>]*', "", response.text)


class TestLink:
    def test_password_is_set_and_signs_in(self, admin: User, rahima: User) -> None:
        client = Client()
        response = client.get(make_link(rahima, by=admin), follow=True)
        form_at = response.redirect_chain[-1][0]

        response = client.post(form_at, TWICE)

        assert response.headers["Location"] == reverse("offices:sign-in")
        assert client.login(username="rahima", password=PASSWORD)
        assert [one.field for one in lines_about(rahima)] == ["password", "link"]

    def test_secret_leaves_the_address(self, admin: User, rahima: User) -> None:
        link = make_link(rahima, by=admin)

        response = Client().get(link, follow=True)

        secret = link.strip("/").split("/")[-1]
        assert secret not in response.redirect_chain[-1][0]
        assert secret not in response.text
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in response.headers["Cache-Control"]

    def test_setting_it_signs_nobody_in(self, admin: User, rahima: User) -> None:
        client = Client()
        form_at = client.get(make_link(rahima, by=admin), follow=True).redirect_chain[-1][0]

        client.post(form_at, TWICE)

        assert "_auth_user_id" not in client.session

    def test_used_link_is_dead(self, admin: User, rahima: User) -> None:
        link = make_link(rahima, by=admin)
        client = Client()
        client.post(client.get(link, follow=True).redirect_chain[-1][0], TWICE)

        assert opened(link) == 410

    def test_page_of_a_used_link_takes_no_second_password(self, admin: User, rahima: User) -> None:
        link = make_link(rahima, by=admin)
        first, second = Client(), Client()
        form_at = [one.get(link, follow=True).redirect_chain[-1][0] for one in (first, second)]
        first.post(form_at[0], TWICE)

        assert second.post(form_at[1], TWICE).status_code == 410

    def test_newer_link_makes_the_earlier_void(self, admin: User, rahima: User) -> None:
        earlier, later = make_link(rahima, by=admin), make_link(rahima, by=admin)

        assert (opened(earlier), opened(later)) == (410, 200)

    def test_changed_password_makes_it_void(self, admin: User, rahima: User) -> None:
        link = make_link(rahima, by=admin)
        rahima.set_password(PASSWORD)
        rahima.save()

        assert opened(link) == 410

    def test_other_address_makes_it_void(self, admin: User, rahima: User) -> None:
        link = make_link(rahima, by=admin)
        change_user(rahima, email="other@example.org", by=admin)

        assert opened(link) == 410

    def test_closed_account_makes_it_void_for_good(self, admin: User, rahima: User) -> None:
        link = make_link(rahima, by=admin)
        deactivate_user(rahima, by=admin)
        assert opened(link) == 410

        reactivate_user(rahima, by=admin)
        assert opened(link) == 410

    @pytest.mark.parametrize(("days", "status"), [(6, 200), (8, 410)])
    def test_link_ends_after_its_days(
        self, rahima: User, settings: Settings, *, days: int, status: int
    ) -> None:
        made = LINKS._num_seconds(datetime.now() - timedelta(days=days))  # noqa: DTZ005  # as Django
        token = LINKS._make_token_with_timestamp(rahima, made, settings.SECRET_KEY)
        link = path_of_link(rahima).rsplit("/", 2)[0] + f"/{token}/"

        assert opened(link) == status

    def test_weak_password_is_refused_in_the_person_s_language(
        self, admin: User, rahima: User
    ) -> None:
        client = Client()
        form_at = client.get(make_link(rahima, by=admin), follow=True).redirect_chain[-1][0]

        response = client.post(form_at, {"new_password1": "1234", "new_password2": "1234"})

        assert '<html lang="bn"' in response.text
        assert not re.search(r"[a-z] (is|too|must)\b", response.text)


class TestForgotten:
    @pytest.mark.parametrize("name", ["rahima", "rahima@example.org", "RAHIMA@example.org"])
    def test_link_goes_to_the_known_address(self, rahima: User, name: str) -> None:
        Client().post(FORGOTTEN, {"name": name})
        assert mail.outbox == [], "the page waits for no mail server"

        [message] = work()

        assert message.to == ["rahima@example.org"]
        assert opened(link_in(message)) == 200

    def test_link_leads_to_the_site_whatever_name_the_request_gave_it(
        self, rahima: User, settings: Settings
    ) -> None:
        settings.ALLOWED_HOSTS = ["*"]
        Client(HTTP_HOST="elsewhere.example.org").post(FORGOTTEN, {"name": "rahima"})

        [message] = work()

        assert "elsewhere" not in str(message.body)

    def test_message_speaks_the_person_s_language(self, rahima: User) -> None:
        Client().post(FORGOTTEN, {"name": "rahima"})

        [message] = work()

        assert "পাসওয়ার্ড" in message.subject
        assert "Use this link" not in str(message.body)

    def test_answer_is_the_same_to_everybody(self, rahima: User) -> None:
        closed = person("closed")
        User.objects.filter(pk=closed.pk).update(is_active=False, email="closed@example.org")
        person("without")

        answers = {answer(Client(), name) for name in ("rahima", "closed", "without", "nobody")}

        assert len(answers) == 1
        assert len(work()) == 1

    def test_answer_takes_the_same_work_for_everybody(self, rahima: User) -> None:
        done = []
        for name, address in (("rahima", "10.0.0.1"), ("nobody", "10.0.0.2")):
            with CaptureQueriesContext(connection) as queries:
                answer(Client(REMOTE_ADDR=address), name)
            done.append([query["sql"].split(maxsplit=1)[0] for query in queries])

        assert done[0] == done[1]

    def test_asking_does_not_void_what_the_administrator_made(
        self, admin: User, rahima: User
    ) -> None:
        link = make_link(rahima, by=admin)

        Client().post(FORGOTTEN, {"name": "rahima"})

        assert opened(link) == 200

    @pytest.mark.parametrize("name", ["rahima", "nobody"])
    def test_mailbox_is_not_filled(self, rahima: User, name: str) -> None:
        for number in range(5):
            response = Client(REMOTE_ADDR=f"10.0.0.{number}").post(FORGOTTEN, {"name": name})

        assert response.status_code == 429
        assert int(response.headers["Retry-After"]) > 0
        assert len(work()) <= 3

    def test_asking_does_not_slow_the_sign_in_of_the_person(self, rahima: User) -> None:
        for _ in range(5):
            Client().post(FORGOTTEN, {"name": "rahima"})

        assert not SignInAttempts.objects.filter(username="rahima").exists()


class TestHandingOver:
    def test_link_is_shown_once(self, admin: User, rahima: User) -> None:
        client = client_of(admin)
        page = reverse("offices:person", args=[rahima.pk])
        client.post(reverse("offices:person-link", args=[rahima.pk]))

        first, second = client.get(page).text, client.get(page).text

        link = re.search(r'value="http://testserver(/password/[^"]+)"', first)
        assert link is not None
        assert opened(link[1]) == 200
        assert link[1] not in second

    def test_mail_brings_a_link_as_good_as_the_one_shown(self, admin: User, rahima: User) -> None:
        shown = make_link(rahima, by=admin)

        [message] = work()

        assert message.to == ["rahima@example.org"]
        assert (opened(shown), opened(link_in(message))) == (200, 200)

    def test_person_without_address_gets_no_mail(self, admin: User) -> None:
        other = person("other")
        client = client_of(admin)
        client.post(reverse("offices:person-link", args=[other.pk]))

        assert "no email address" in client.get(reverse("offices:person", args=[other.pk])).text
        assert work() == []


class Away(locmem.EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, _messages: Sequence[mail.EmailMessage]) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


class Quoting(locmem.EmailBackend):
    """A mail server that refuses a message and quotes from it."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        raise SMTPDataError(554, str(messages[0].body).encode())


class TestQueue:
    def test_queue_holds_no_secret(self, admin: User, rahima: User) -> None:
        make_link(rahima, by=admin)
        Client().post(FORGOTTEN, {"name": "rahima@example.org"})
        [message, _] = work()

        for job in DBTaskResult.objects.all():
            assert job.args_kwargs == {"args": [[rahima.pk]], "kwargs": {}}
            assert job.return_value == 1
        assert link_in(message) not in str(list(DBTaskResult.objects.values()))

    def test_mail_server_that_is_away_is_asked_again(
        self, rahima: User, settings: Settings
    ) -> None:
        working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Away"
        Client().post(FORGOTTEN, {"name": "rahima"})
        assert work() == []
        [waiting] = DBTaskResult.objects.filter(status="READY")
        assert waiting.run_after - timezone.now() > PAUSES[0] - timedelta(seconds=30)

        settings.EMAIL_BACKEND = working

        assert [opened(link_in(message)) for message in work()] == [200]
        assert not lines_about(rahima).filter(field="mail").exists()

    def test_mail_that_never_goes_out_is_told_to_the_administrator(
        self, admin: User, rahima: User, settings: Settings
    ) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.Away"
        make_link(rahima, by=admin)
        for _ in range(len(PAUSES) + 2):
            work()

        page = client_of(admin).get(reverse("offices:person", args=[rahima.pk])).text

        assert page.count("could not be sent") == 1
        assert not DBTaskResult.objects.filter(status="READY").exists()

    def test_log_keeps_the_number_of_a_refusal_and_not_its_words(
        self, rahima: User, settings: Settings, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.Quoting"
        Client().post(FORGOTTEN, {"name": "rahima"})
        work()

        assert "SMTPDataError 554" in caplog.text
        assert SITE not in caplog.text
        assert SITE not in str(list(DBTaskResult.objects.values()))

    @pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
    def test_person_is_looked_at_when_it_is_sent(
        self, rahima: User, change: dict[str, object]
    ) -> None:
        Client().post(FORGOTTEN, {"name": "rahima"})
        User.objects.filter(pk=rahima.pk).update(**change)

        assert work() == []
