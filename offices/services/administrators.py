"""Somebody can always administer: nobody removes the last one, or locks themselves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from offices.models import Posting, Role, User
from offices.refusal import Refused


@contextmanager
def keeping_administrators(*days: date | None, by: User | None) -> Iterator[None]:
    """Do what happens inside in one transaction, unless it leaves nobody to administer.

    Looks at today and at ``days``, the first ones on which something differs. Raises
    ``Refused``, and undoes all of it, also if ``by`` would no longer be an administrator.
    """
    today = timezone.localdate()
    looked_at = sorted({today, *(day for day in days if day and day > today)})
    with transaction.atomic():
        _lock()
        before = [_administrators(day) for day in looked_at]
        yield
        for day, ids in zip(looked_at, before, strict=True):
            _refuse_loss(ids, _administrators(day), by=by)


def _lock() -> None:
    """Let two who would remove each other wait for one another."""
    held: Iterable[object] = (
        User.objects.filter(is_superuser=True).order_by("pk").select_for_update(no_key=True),
        Posting.objects.filter(role=Role.ADMINISTRATOR)
        .order_by("pk")
        .select_for_update(no_key=True),
    )
    for rows in held:
        list(rows)  # type: ignore[call-overload]


def _administrators(day: date) -> set[int]:
    posted = Posting.objects.on(day).filter(role=Role.ADMINISTRATOR).values("user")
    found = User.objects.filter(Q(is_superuser=True) | Q(pk__in=posted), is_active=True)
    return set(found.values_list("pk", flat=True))


def _refuse_loss(before: set[int], after: set[int], *, by: User | None) -> None:
    if before and not after:
        raise Refused(_("There would be no administrator left. Add another one first."))
    if by is not None and by.pk in before and by.pk not in after:
        raise Refused(
            _("You would no longer be an administrator. Ask another administrator to do this.")
        )
