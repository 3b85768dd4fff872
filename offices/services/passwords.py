"""Links to set a password: made, sent, asked for by who forgot theirs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from offices.journal.recording import record, user_event
from offices.models import User
from offices.passwords import path_of_link, valid_until
from offices.services.refusal import Refused

logger = logging.getLogger(__name__)

Absolute = Callable[[str], str]
"""Makes a whole address of a path, as ``request.build_absolute_uri`` does."""


@transaction.atomic
def make_link(user: User, *, by: User) -> str:
    """A link's path for the administrator to hand over; earlier links are void from now on.

    Raises ``Refused`` for a closed account.
    """
    stored = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not stored.is_active:
        raise Refused(_("The account is closed. Open it before making a link."))
    User.objects.filter(pk=user.pk).update(link_serial=F("link_serial") + 1)
    record([user_event(user, "link")], by=by)
    user.refresh_from_db()
    return path_of_link(user)


def note_password(user: User) -> None:
    """Note that the person set a password by a link."""
    record([user_event(user, "password")], by=user)


def send_link(user: User, link: str) -> bool:
    """Send the whole address of a link to the person, in their language; whether it went out."""
    if not user.email:
        return False
    with override(user.language):
        told = {"person": user, "link": link, "until": valid_until()}
        text = render_to_string("offices/password_mail.txt", told)
        subject = _("Lokkho: set your password")
    try:
        send_mail(subject, text, None, [user.email])
    except (SMTPException, OSError):
        logger.exception("A link to set a password could not be sent to user %s", user.pk)
        return False
    return True


def send_links_to(name: str, *, absolute: Absolute) -> None:
    """Send a link to whoever has that user name or e-mail address, if anybody has.

    Says nothing of whether there was somebody.
    """
    for user in _found(name.strip()):
        send_link(user, absolute(path_of_link(user)))


def _found(name: str) -> list[User]:
    """Those who are open, have an address, and are called so; five share an address at most."""
    known = User.objects.filter(is_active=True).exclude(email="")
    found = known.filter(Q(username=name) | Q(email__iexact=name)).order_by("pk")[:5]
    # What a database takes for alike may be another's address.
    return [one for one in found if name == one.username or one.email.lower() == name.lower()]
