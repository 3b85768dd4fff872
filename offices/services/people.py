"""The writers of people: accounts are made, corrected, closed and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ledger.services import record
from offices.accounts.account_mail import tell_old_addresses
from offices.accounts.services import end_sessions
from offices.journal.recording import differences, user_came
from offices.models import User
from offices.refusal import Refused
from offices.selectors import access_of
from offices.services.administrators import keeping_administrators
from offices.services.postings import Assignment, add_postings

DETAILS: Final = (
    "name_bn",
    "name_en",
    "designation_bn",
    "designation_en",
    "email",
    "language",
)
"""What is corrected in place; the sign-in name stays."""


@transaction.atomic
def create_user(
    *,
    username: str,
    by: User | None,
    assignments: tuple[Assignment, ...] = (),
    starts: date | None = None,
    ends: date | None = None,
    **details: Any,
) -> User:
    """Add a person, who has no password yet, and post them from ``starts`` on.

    Raises ``Refused`` for a name that differs from a known one in capital letters at most.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("Someone already has the user name “%(name)s”.") % {"name": username})
    user = User(username=username, **details)
    user.set_unusable_password()
    user.save()
    record([user_came(user)], by=by)
    if assignments and starts:
        add_postings(user, assignments, starts=starts, ends=ends, by=by)
    return user


@transaction.atomic
def change_user(user: User, *, by: User | None, **details: Any) -> None:
    """Correct some of ``DETAILS``.

    Another email address makes links to set a password void, and the old one is told. Raises
    ``Refused`` for a superuser's account, which only superusers change.
    """
    if unknown := details.keys() - set(DETAILS):
        raise TypeError(f"no details of a person: {', '.join(sorted(unknown))}")
    stored = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require_changeable([stored], by=by)
    changed = copy(stored)
    for field, value in details.items():
        setattr(changed, field, value)
        setattr(user, field, value)
    entries = differences(stored, changed, fields=tuple(details))
    if entries:
        changed.save(update_fields=[entry.field for entry in entries])
        record(entries, by=by)
        tell_old_addresses([(stored, changed)], by=by)


def require_changeable(people: Iterable[User], *, by: User | None) -> None:
    """Raise ``Refused`` where ``by`` may not change one of the accounts; commands may."""
    access = access_of(by) if by else None
    for person in people:
        if access and not access.may_change(person):
            refused = _("You cannot change the account of “%(user)s”.")
            raise Refused(refused % {"user": person.username})


def deactivate_user(user: User, *, by: User) -> None:
    """Close the account: signed out everywhere at once, its links void; its work stays told.

    Raises ``Refused`` for the own account, a superuser's, and when nobody would be left to
    administer.
    """
    if user.pk == by.pk:
        raise Refused(_("You cannot close your own account. Ask another administrator."))
    with keeping_administrators(by=by):
        _set_active(user, by=by, active=False)


@transaction.atomic
def reactivate_user(user: User, *, by: User) -> None:
    """Open the account again; what was posted meanwhile counts."""
    _set_active(user, by=by, active=True)


def _set_active(user: User, *, by: User, active: bool) -> None:
    stored = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require_changeable([stored], by=by)
    changed = copy(stored)
    changed.is_active = active
    entries = differences(stored, changed, fields=("is_active",))
    User.objects.filter(pk=user.pk).update(is_active=active, link_serial=F("link_serial") + 1)
    record(entries, by=by)
    user.is_active = active
    if not active:
        # Else they would go on where they stopped, once the account is open again.
        end_sessions(user=user)
