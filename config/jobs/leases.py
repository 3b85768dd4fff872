"""A worker holds a lease of the job that it is at; jobs without one are put back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Final
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from config.models import Lease

logger = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 3
"""How often a job is begun; one that takes its worker down each time must come to an end."""

_RENEWALS: Final = 6
"""Renewals within a lease's time, so that a slow moment costs nothing."""


class WorkerLost(Exception):
    """The workers of a job died, one after the other."""


@contextmanager
def leased(job: UUID, *, worker: str, seconds: float) -> Iterator[None]:
    """Hold a lease of ``job``, good for ``seconds`` and renewed all the time, within."""
    Lease.objects.update_or_create(
        job=job, defaults={"worker": worker, "renewed_at": timezone.now()}
    )
    over = Event()
    renewing = Thread(target=_renew, args=(job, seconds / _RENEWALS, over), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        over.set()
        renewing.join()
        Lease.objects.filter(job=job).delete()


def _renew(job: UUID, pause: float, over: Event) -> None:
    try:
        while not over.wait(pause):
            try:
                Lease.objects.filter(job=job).update(renewed_at=timezone.now())
            except (DatabaseError, InterfaceError) as error:
                logger.warning("The lease of job %s could not be renewed: %s", job, error)
                connection.close()
    finally:
        connection.close()


def put_back_lost_jobs(*, seconds: float) -> int:
    """Let jobs whose worker died be taken up again; how many there were.

    A worker is dead to us when its lease is older than ``seconds``. A job that was begun
    ``MOST_ATTEMPTS`` times fails for good, with ``WorkerLost``.
    """
    horizon = timezone.now() - timedelta(seconds=seconds)
    alive = Lease.objects.filter(renewed_at__gte=horizon).values("job")
    lost = DBTaskResult.objects.running().filter(started_at__lt=horizon).exclude(pk__in=alive)
    if not lost.exists():
        return 0
    with transaction.atomic():
        jobs = list(lost.select_for_update(skip_locked=True).order_by("pk"))
        for job in jobs:
            logger.warning("Job %s (%s) lost its worker", job.pk, job.task_path)
            if len(job.worker_ids) >= MOST_ATTEMPTS:
                job.set_failed(WorkerLost(f"begun {len(job.worker_ids)} times"))
            else:
                job.status, job.started_at = TaskResultStatus.READY, None
                job.save(update_fields=["status", "started_at"])
        Lease.objects.filter(job__in=[job.pk for job in jobs]).delete()
    return len(jobs)
