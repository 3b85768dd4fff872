"""Links to set a password: made for handing over, asked for by who forgot theirs."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from ledger.services import record
from offices.accounts.account_mail import tell_person
from offices.accounts.passwords.links import path_of_link
from offices.accounts.passwords.mail import queue_links
from offices.journal.events import AccountEvent
from offices.journal.recording import user_event
from offices.models import User
from offices.refusal import Refused


@transaction.atomic
def make_link(user: User, *, by: User) -> str:
    """A link's path for the administrator to hand over; earlier links are void from now on.

    Where the person has an address, one that is as good goes there, too. Raises ``Refused`` for
    a closed account.
    """
    stored = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not stored.is_active:
        raise Refused(_("The account is closed. Open it before making a link."))
    User.objects.filter(pk=user.pk).update(link_serial=F("link_serial") + 1)
    record([user_event(user, AccountEvent.LINK)], by=by)
    user.refresh_from_db()
    if user.email:
        queue_links([user])
    return path_of_link(user)


@transaction.atomic
def set_password(user: User, password: str) -> None:
    """Keep the password that came by a link; who had one before is told by email."""
    is_first = not user.has_usable_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    record([user_event(user, AccountEvent.PASSWORD_BY_LINK)], by=user)
    if not is_first:
        tell_person(user, AccountEvent.PASSWORD_BY_LINK, by=None)


def ask_for_link(name: str) -> None:
    """Email me a link to whoever has that user name or email address, if anybody has.

    Says nothing of whether there was somebody, and takes as long either way.
    """
    queue_links(_found(name.strip()))


def _found(name: str) -> list[User]:
    """Those who are open, have an address, and are called so; five share an address at most."""
    known = User.objects.filter(is_active=True).exclude(email="")
    found = known.filter(Q(username=name) | Q(email__iexact=name)).order_by("pk")[:5]
    # What a database takes for alike may be another's address.
    return [one for one in found if name == one.username or one.email.lower() == name.lower()]
