"""How far a round is."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Q, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from offices.accounts.invitations.models import Invitation, InvitationBatch, InvitationState


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """A round in numbers; ``used`` are those of its people who have set their password since."""

    round: InvitationBatch
    total: int
    waiting: int
    made: int
    failed: int
    passed: int
    used: int
    is_under_way: bool = False

    @property
    def done(self) -> int:
        """How many wait no longer."""
        return self.total - self.waiting

    @property
    def has_halted(self) -> bool:
        """Whether some wait, and nobody is at it."""
        return bool(self.waiting) and not self.is_under_way


def is_under_way(made: InvitationBatch) -> bool:
    """Whether a worker is at the round, or will be: one query."""
    pending = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    job = made.job
    return bool(job and DBTaskResult.objects.filter(pk=job, status__in=pending).exists())


def progress_of(made: InvitationBatch) -> BatchProgress:
    """How far the round is now: two queries."""
    counted = _counted(InvitationBatch.objects.filter(pk=made.pk)).get()
    return _progress(counted, is_under_way=bool(counted.waiting) and is_under_way(counted))  # type: ignore[attr-defined]


def latest_rounds(most: int) -> list[BatchProgress]:
    """The newest rounds: two queries. Whether a worker is at them is left out."""
    newest = list(InvitationBatch.objects.values_list("pk", flat=True)[:most])
    return [_progress(one) for one in _counted(InvitationBatch.objects.filter(pk__in=newest))]


def failed_links(made: InvitationBatch) -> QuerySet[Invitation]:
    """The links that could not be sent, with their people."""
    return (
        made.links.filter(state=InvitationState.FAILED)
        .select_related("user")
        .order_by("user__username")
    )


def _counted(rounds: QuerySet[InvitationBatch]) -> QuerySet[InvitationBatch]:
    without = Q(links__user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return rounds.select_related("made_by").annotate(
        total=Count("links"),
        waiting=Count("links", filter=Q(links__state=InvitationState.WAITING)),
        made=Count("links", filter=Q(links__state=InvitationState.MADE)),
        failed=Count("links", filter=Q(links__state=InvitationState.FAILED)),
        passed=Count("links", filter=Q(links__state=InvitationState.PASSED)),
        used=Count("links", filter=Q(links__user__isnull=False) & ~without),
    )


def _progress(counted: InvitationBatch, *, is_under_way: bool = False) -> BatchProgress:
    names = ("total", "waiting", "made", "failed", "passed", "used")
    return BatchProgress(
        counted, **{name: getattr(counted, name) for name in names}, is_under_way=is_under_way
    )
