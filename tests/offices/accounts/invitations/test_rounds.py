from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from offices.accounts.invitations.choosing import Recipients, choice_of
from offices.accounts.invitations.models import InvitationBatch, InvitationState, InvitationWay
from offices.accounts.invitations.progress import progress_of
from offices.accounts.invitations.services import begin_round, go_on, stop
from offices.accounts.passwords.services import make_link
from offices.models import User
from offices.refusal import Refused
from offices.services.people import change_user, deactivate_user
from tests.cast import person
from tests.offices.accounts.invitations.test_sending import link_in
from tests.offices.journal.lines import lines_about

pytestmark = pytest.mark.django_db


def begun(
    by: User,
    way: InvitationWay = InvitationWay.MAIL,
    *,
    pk: UUID | None = None,
    again: bool = False,
    everybody: bool = False,
) -> InvitationBatch:
    everyone = User.objects.order_by()
    return begin_round(
        everyone, pk=pk or uuid4(), way=way, chosen="", by=by, again=again, everybody=everybody
    )


def choice(by: User) -> Recipients:
    return choice_of(User.objects.order_by(), by=by)


def names(made: InvitationBatch) -> list[str]:
    return sorted(made.links.values_list("user__username", flat=True))


@pytest.mark.once
def test_people_without_a_password_are_told_by_their_way(
    admin: User, newcomers: list[User]
) -> None:
    assert choice(admin) == Recipients(mail=3, mail_held=0, paper=1, paper_held=0)


@pytest.mark.usefixtures("newcomers")
def test_round_by_mail_reaches_each_address_once(admin: User) -> None:
    begun(admin)

    call_command("work", once=True)

    assert sorted(one.to[0] for one in mail.outbox) == [f"mailed{n}@example.org" for n in range(3)]


@pytest.mark.usefixtures("newcomers")
def test_second_press_is_the_same_round(admin: User) -> None:
    pk = uuid4()
    begun(admin, pk=pk)
    begun(admin, pk=pk)

    call_command("work", once=True)

    assert InvitationBatch.objects.count() == 1
    assert len(mail.outbox) == 3


@pytest.mark.once
@pytest.mark.usefixtures("newcomers")
def test_who_has_a_link_that_works_is_passed_over(admin: User) -> None:
    begun(admin)

    assert choice(admin) == Recipients(mail=0, mail_held=3, paper=1, paper_held=0)
    with pytest.raises(Refused):
        begun(admin)
    assert InvitationBatch.objects.count() == 1


@pytest.mark.once
@pytest.mark.usefixtures("newcomers")
def test_who_has_a_link_gets_another_if_so_wished(admin: User) -> None:
    begun(admin)
    call_command("work", once=True)

    begun(admin, again=True)
    call_command("work", once=True)

    assert len(mail.outbox) == 6


@pytest.mark.usefixtures("newcomers")
def test_who_still_waits_in_one_round_is_in_no_other(admin: User) -> None:
    begun(admin)

    with pytest.raises(Refused):
        begun(admin, again=True)


@pytest.mark.once
@pytest.mark.usefixtures("newcomers")
def test_link_that_ended_is_followed_by_another(admin: User) -> None:
    begun(admin)
    call_command("work", once=True)
    InvitationBatch.objects.update(ends_at=timezone.now() - timedelta(seconds=1))

    assert choice(admin).mail == 3


@pytest.mark.once
def test_corrected_address_needs_another_link(admin: User, newcomers: list[User]) -> None:
    begun(admin)
    call_command("work", once=True)
    change_user(newcomers[0], email="right@example.org", by=admin)

    assert (choice(admin).mail, choice(admin).mail_held) == (1, 2)


def test_round_on_paper_is_for_those_without_an_address(admin: User, newcomers: list[User]) -> None:
    assert names(begun(admin, InvitationWay.PAPER)) == ["papered"]
    assert names(begun(admin, InvitationWay.PAPER, everybody=True)) == [
        "mailed0",
        "mailed1",
        "mailed2",
    ]
    assert mail.outbox == []


@pytest.mark.once
def test_who_signed_in_or_is_closed_needs_none(admin: User, newcomers: list[User]) -> None:
    User.objects.filter(pk=newcomers[0].pk).update(last_login=timezone.now())
    newcomers[1].set_password("নদী-নৌকা-2024")
    newcomers[1].save()
    deactivate_user(newcomers[2], by=admin)

    assert choice(admin) == Recipients(mail=0, mail_held=0, paper=1, paper_held=0)


def test_superuser_s_link_is_a_superuser_s_to_make(admin: User, newcomers: list[User]) -> None:
    User.objects.filter(pk=newcomers[3].pk).update(is_superuser=True)

    assert choice(admin).paper == 0
    with pytest.raises(Refused):
        begun(admin, InvitationWay.PAPER)


def test_journal_keeps_who_made_each_link(admin: User, newcomers: list[User]) -> None:
    begun(admin)

    assert [(one.field, one.by) for one in lines_about(newcomers[0])] == [("link", admin)]
    assert not lines_about(newcomers[3]).exists()


def test_progress_counts_what_became_of_each(admin: User, newcomers: list[User]) -> None:
    made = begun(admin)
    before = progress_of(made)
    call_command("work", once=True)
    set_password(link_in(mail.outbox[0]))

    after = progress_of(made)

    assert (before.waiting, before.made, before.is_under_way) == (3, 0, True)
    assert (after.waiting, after.made, after.used, after.is_under_way) == (0, 3, 1, False)


def test_stopped_round_sends_no_more(admin: User, newcomers: list[User]) -> None:
    made = begun(admin)

    assert stop(made) == 3
    call_command("work", once=True)

    assert mail.outbox == []
    assert set(made.links.values_list("state", flat=True)) == {InvitationState.PASSED}
    assert choice(admin).mail == 3


@pytest.mark.once
def test_round_that_goes_on_is_not_sent_on(admin: User, newcomers: list[User]) -> None:
    made = begun(admin)
    go_on(made)

    call_command("work", once=True)

    assert len(mail.outbox) == 3


@pytest.mark.once
def test_newer_link_makes_the_round_s_void(admin: User, newcomers: list[User]) -> None:
    begun(admin)
    call_command("work", once=True)
    message = next(one for one in mail.outbox if one.to == ["mailed0@example.org"])
    make_link(newcomers[0], by=admin)

    assert Client().get(link_in(message), follow=True).status_code == 410


@pytest.mark.parametrize("crowd", [1, 40])
def test_round_costs_the_same_for_few_and_many(
    admin: User, django_assert_num_queries: DjangoAssertNumQueries, *, crowd: int
) -> None:
    for number in range(crowd):
        person(f"one{number}")

    with django_assert_num_queries(11):
        begun(admin, InvitationWay.PAPER)


def set_password(link: str) -> None:
    client = Client()
    form_at = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form_at, {"new_password1": "নদী-নৌকা-2024", "new_password2": "নদী-নৌকা-2024"})
