from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from offices.accounts.invitations.models import InvitationBatch, InvitationWay
from offices.accounts.invitations.services import begin_round
from offices.models import Level, Office, Role, User
from tests.cast import client_of, office, person
from tests.offices.accounts.invitations.test_rounds import set_password
from tests.offices.accounts.invitations.test_sending import Away, use

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGE = "/manage/set-up/"


@pytest.fixture
def client(admin: User) -> Client:
    return client_of(admin)


def asked(client: Client, way: InvitationWay, query: str = "", **more: str) -> InvitationBatch:
    form = {"pk": str(uuid4()), "way": way.value, **more}
    assert client.post(PAGE + query, form).status_code == 302
    return InvitationBatch.objects.latest("made_at")


def slips_of(made: InvitationBatch) -> str:
    return reverse("offices:set-up-slips", kwargs={"pk": made.pk})


def links_in(text: str) -> list[str]:
    return re.findall(r">https://[^/]+(/password/[^<]+)<", text)


def test_page_says_who_needs_a_link_and_how(client: Client, newcomers: list[User]) -> None:
    page = " ".join(re.sub(r"<[^>]+>", "", client.get(PAGE).text).split())

    assert "4 people among these have no password yet." in page
    assert "3 people need a link." in page
    assert "1 person needs a link." in page


def test_same_form_sent_twice_is_one_round(client: Client, newcomers: list[User]) -> None:
    form = {"pk": str(uuid4()), "way": "mail"}

    first, second = client.post(PAGE, form), client.post(PAGE, form)
    call_command("work", once=True)

    assert first.headers["Location"] == second.headers["Location"]
    assert len(mail.outbox) == 3


def test_round_reaches_those_of_the_filter(
    client: Client, newcomers: list[User], region: Office
) -> None:
    elsewhere = person("elsewhere", Role.ENTRY, office("elsewhere", Level.REGIONAL, region.parent))

    made = asked(client, InvitationWay.PAPER, "?under=region")

    assert [link.user for link in made.links.all()] == [newcomers[3]]
    assert "region" in client.get(reverse("offices:set-up-round", args=[made.pk])).text
    assert not elsewhere.set_up_links.exists()


def test_nobody_to_reach_is_said_and_makes_no_round(client: Client) -> None:
    response = client.post(PAGE, {"pk": str(uuid4()), "way": "mail"})

    assert "Nobody here needs a link." in response.text
    assert not InvitationBatch.objects.exists()


def test_slip_opens_the_page_once(client: Client, newcomers: list[User]) -> None:
    page = client.get(slips_of(asked(client, InvitationWay.PAPER)))
    [link] = links_in(page.text)

    set_password(link)

    assert Client().login(username="papered", password="নদী-নৌকা-2024")
    assert Client().get(link, follow=True).status_code == 410


def test_slips_are_the_same_each_time_and_kept_by_no_browser(
    client: Client, newcomers: list[User]
) -> None:
    made = asked(client, InvitationWay.PAPER)

    first, second = client.get(slips_of(made)), client.get(slips_of(made))

    assert links_in(first.text) == links_in(second.text)
    assert "no-store" in first.headers["Cache-Control"]


def test_slip_works_longer_than_an_e_mail(
    client: Client, newcomers: list[User], settings: Settings
) -> None:
    made = asked(client, InvitationWay.PAPER)

    days = (made.ends_at - timezone.now()) / timedelta(days=1)

    assert days == pytest.approx(settings.SLIP_DAYS, abs=0.01)
    assert settings.SLIP_DAYS > settings.PASSWORD_RESET_TIMEOUT / 86_400


def test_slip_that_was_used_or_has_ended_is_not_printed(
    client: Client, newcomers: list[User]
) -> None:
    made = asked(client, InvitationWay.PAPER, everybody="on")
    links = links_in(client.get(slips_of(made)).text)
    assert len(links) == 4

    set_password(links[0])
    assert len(links_in(client.get(slips_of(made)).text)) == 3

    InvitationBatch.objects.update(ends_at=timezone.now())
    assert links_in(client.get(slips_of(made)).text) == []


def test_slips_lie_by_office(client: Client, newcomers: list[User]) -> None:
    text = client.get(slips_of(asked(client, InvitationWay.PAPER, everybody="on"))).text

    assert re.findall(r"<strong lang=\"en\">(\w+)</strong>", text) == [
        "mailed0",
        "mailed1",
        "mailed2",
        "papered",
    ]


def test_superuser_s_slip_is_shown_to_superusers_alone(
    client: Client, newcomers: list[User]
) -> None:
    boss = User.objects.create_superuser("boss", password="নদী-নৌকা-2024")
    User.objects.filter(pk=newcomers[3].pk).update(is_superuser=True)
    made = begin_round(
        User.objects.order_by(), pk=uuid4(), way=InvitationWay.PAPER, chosen="", by=boss
    )

    assert links_in(client.get(slips_of(made)).text) == []
    assert len(links_in(client_of(boss).get(slips_of(made)).text)) == 1


def test_mails_have_no_slips(client: Client, newcomers: list[User]) -> None:
    assert client.get(slips_of(asked(client, InvitationWay.MAIL))).status_code == 404


def test_halted_round_offers_to_send_the_rest(
    client: Client, newcomers: list[User], settings: Settings
) -> None:
    made = asked(client, InvitationWay.MAIL)
    page = reverse("offices:set-up-round", args=[made.pk])
    assert "The emails are being sent" in client.get(page).text
    InvitationBatch.objects.update(job=uuid4())
    assert "Sending has stopped" in client.get(page).text
    use(settings, Away)

    client.post(reverse("offices:set-up-go-on", args=[made.pk]), {})

    assert "The emails are being sent" in client.get(page).text


def test_addressless_people_are_a_list_to_fill_in(client: Client, newcomers: list[User]) -> None:
    listed = client.get("/manage/people/?state=unaddressed")

    assert "papered" in listed.text
    assert "mailed0" not in listed.text


@pytest.mark.parametrize("crowd", [1, 60])
def test_pages_cost_the_same_for_few_and_many(
    client: Client,
    region: Office,
    django_assert_num_queries: DjangoAssertNumQueries,
    *,
    crowd: int,
) -> None:
    for number in range(crowd):
        person(f"one{number}", Role.ENTRY, region)
    made = asked(client, InvitationWay.PAPER)

    with django_assert_num_queries(6):
        client.get(PAGE)
    with django_assert_num_queries(7):
        client.get(slips_of(made))
    with django_assert_num_queries(6):
        client.get(reverse("offices:set-up-round", args=[made.pk]))
