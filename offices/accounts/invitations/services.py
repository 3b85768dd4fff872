"""The writers of rounds: begun, sent on after a halt, stopped."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger.services import record
from offices.accounts.invitations.choosing import reached_by
from offices.accounts.invitations.models import Round, SetUpLink, State, Way
from offices.accounts.invitations.progress import is_under_way
from offices.accounts.invitations.sending import send_portion
from offices.accounts.passwords.links import slip_valid_until, valid_until
from offices.journal.recording import user_event
from offices.models import User
from offices.refusal import Refused

_BATCH: Final = 1000


@transaction.atomic
def begin_round(
    people: QuerySet[User],
    *,
    pk: UUID,
    way: Way,
    chosen: str,
    by: User,
    again: bool = False,
    everybody: bool = False,
) -> Round:
    """Make links for those of ``people`` whom the round reaches, and queue what goes by e-mail.

    The same ``pk`` once more is the same round: nothing is sent twice. Raises ``Refused`` where
    nobody needs a link.
    """
    made, is_new = Round.objects.get_or_create(
        pk=pk,
        defaults={
            "way": way,
            "chosen": chosen,
            "made_by": by,
            "ends_at": valid_until() if way == Way.MAIL else slip_valid_until(),
        },
    )
    if not is_new:
        return made
    reached = reached_by(people, way=way, again=again, everybody=everybody, by=by)
    state = State.WAITING if way == Way.MAIL else State.MADE
    SetUpLink.objects.bulk_create(
        (
            SetUpLink(round=made, user_id=user, state=state, address=address)
            for user, address in reached.order_by("pk").values_list("pk", "email")
        ),
        batch_size=_BATCH,
        # Whoever waits in another round already is left to that one.
        ignore_conflicts=True,
    )
    taken = User.objects.filter(set_up_links__round=made).only("pk")
    record([user_event(user, "link") for user in taken], by=by)
    if not made.links.exists():
        raise Refused(_("Nobody among them needs a link."))
    if way == Way.MAIL:
        _queue(made)
    return made


@transaction.atomic
def go_on(asked: Round) -> None:
    """Queue what still waits of a round that came to a halt; nothing, if it goes on anyway."""
    held = Round.objects.select_for_update(no_key=True).get(pk=asked.pk)
    if held.links.filter(state=State.WAITING).exists() and not is_under_way(held):
        held.unreached = 0
        _queue(held)


@transaction.atomic
def stop(asked: Round) -> int:
    """Send no more of a round; how many are not sent."""
    Round.objects.select_for_update(no_key=True).get(pk=asked.pk)
    return asked.links.filter(state=State.WAITING).update(state=State.PASSED)


def _queue(made: Round) -> None:
    made.job = UUID(send_portion.enqueue(str(made.pk)).id)
    made.save(update_fields=["job", "unreached"])
