"""Asking for the papers of many offices, cancelling, and how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from offices.models import User
from offices.selectors import offices_overseen_by
from reports.batch.jobs import build_batch
from reports.batch.keeping import KEPT
from reports.batch.models import Batch
from reports.packet.requests import PacketStage

MOST_UNDER_WAY: Final = 3
"""Batches of one person that wait or are made: others have theirs to wait for, too."""


class TooManyBatches(Exception):
    """The person has as many under way as one may have."""


@dataclass(frozen=True, slots=True)
class PaperBatchProgress:
    """A batch and how far it is."""

    batch: Batch
    stage: PacketStage

    @property
    def is_under_way(self) -> bool:
        """Whether it is worth looking again in a moment."""
        return self.stage in (PacketStage.WAITING, PacketStage.BUILDING)

    @property
    def expires(self) -> datetime:
        """When the file goes."""
        return self.batch.requested_at + KEPT


def batches_of(user: User) -> list[PaperBatchProgress]:
    """What the person asked for and may still see, newest first: two queries."""
    own = list(
        Batch.objects.filter(
            requested_by=user, cancelled_at=None, office__in=offices_overseen_by(user)
        ).select_related("office", "fiscal_year")
    )
    waiting = [one.job for one in own if not one.file]
    jobs = {job.pk: job.status for job in DBTaskResult.objects.filter(pk__in=waiting)}
    return [PaperBatchProgress(one, _stage(one, jobs.get(one.job))) for one in own]


def _stage(batch: Batch, status: str | None) -> PacketStage:
    if batch.file:
        is_there = batch.file.storage.exists(batch.file.name or "")
        return PacketStage.READY if is_there else PacketStage.FAILED
    if status in (None, TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL):
        return PacketStage.FAILED
    return PacketStage.BUILDING if batch.attempt else PacketStage.WAITING


@transaction.atomic
def request_batch(wanted: Batch, *, by: User) -> Batch:
    """Queue it; the same one on its way is the one that was asked for.

    Raises ``TooManyBatches``.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    under_way = [one.batch for one in batches_of(by) if one.is_under_way]
    same = [one for one in under_way if _asked(one) == _asked(wanted)]
    if same:
        return same[0]
    if len(under_way) >= MOST_UNDER_WAY:
        raise TooManyBatches
    wanted.requested_by = by
    wanted.job = UUID(build_batch.enqueue(str(wanted.pk)).id)
    wanted.save(force_insert=True)
    return wanted


def cancel_batch(batch: Batch) -> None:
    """Let it be: a worker that is at it stops at the next paper."""
    Batch.objects.filter(pk=batch.pk, file="").update(cancelled_at=timezone.now())


def _asked(batch: Batch) -> Sequence[object]:
    return (
        batch.office_id,
        batch.fiscal_year_id,
        batch.kind,
        batch.form,
        batch.month,
        batch.made_as,
        batch.language,
    )
