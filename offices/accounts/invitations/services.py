"""The writers of rounds: begun, sent on after a halt, stopped."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger.services import record
from offices.accounts.invitations.choosing import reached_by
from offices.accounts.invitations.models import (
    Invitation,
    InvitationBatch,
    InvitationState,
    InvitationWay,
)
from offices.accounts.invitations.progress import is_under_way
from offices.accounts.invitations.sending import send_portion
from offices.accounts.passwords.links import slip_valid_until, valid_until
from offices.journal.events import AccountEvent
from offices.journal.recording import user_event
from offices.models import User
from offices.refusal import Refused

_BATCH: Final = 1000


@transaction.atomic
def begin_round(
    people: QuerySet[User],
    *,
    pk: UUID,
    way: InvitationWay,
    chosen: str,
    by: User,
    again: bool = False,
    everybody: bool = False,
) -> InvitationBatch:
    """Make links for those of ``people`` whom the round reaches, and queue what goes by email.

    The same ``pk`` once more is the same round: nothing is sent twice. Raises ``Refused`` where
    nobody needs a link.
    """
    made, is_new = InvitationBatch.objects.get_or_create(
        pk=pk,
        defaults={
            "way": way,
            "chosen": chosen,
            "made_by": by,
            "ends_at": valid_until() if way == InvitationWay.MAIL else slip_valid_until(),
        },
    )
    if not is_new:
        return made
    reached = reached_by(people, way=way, again=again, everybody=everybody, by=by)
    state = InvitationState.WAITING if way == InvitationWay.MAIL else InvitationState.MADE
    Invitation.objects.bulk_create(
        (
            Invitation(round=made, user_id=user, state=state, address=address)
            for user, address in reached.order_by("pk").values_list("pk", "email")
        ),
        batch_size=_BATCH,
        # Whoever waits in another round already is left to that one.
        ignore_conflicts=True,
    )
    taken = User.objects.filter(set_up_links__round=made).only("pk")
    record([user_event(user, AccountEvent.LINK) for user in taken], by=by)
    if not made.links.exists():
        raise Refused(_("Nobody here needs a link."))
    if way == InvitationWay.MAIL:
        _queue(made)
    return made


@transaction.atomic
def go_on(asked: InvitationBatch) -> None:
    """Queue what still waits of a round that came to a halt; nothing, if it goes on anyway."""
    held = InvitationBatch.objects.select_for_update(no_key=True).get(pk=asked.pk)
    if held.links.filter(state=InvitationState.WAITING).exists() and not is_under_way(held):
        held.unreached = 0
        _queue(held)


@transaction.atomic
def stop(asked: InvitationBatch) -> int:
    """Send no more of a round; how many are not sent."""
    InvitationBatch.objects.select_for_update(no_key=True).get(pk=asked.pk)
    return asked.links.filter(state=InvitationState.WAITING).update(state=InvitationState.PASSED)


def _queue(made: InvitationBatch) -> None:
    made.job = UUID(send_portion.enqueue(str(made.pk)).id)
    made.save(update_fields=["job", "unreached"])
