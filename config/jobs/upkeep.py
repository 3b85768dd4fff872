"""What has to be done from time to time, by whichever worker is there."""

from __future__ import annotations

import logging
import time
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config.jobs.leases import put_back_lost_jobs
from indicators.audit.models import run_checks_of
from indicators.exceptions.looking import ask_for_a_look, is_look_due
from indicators.work.notices.jobs import enqueue_digests, send_digests
from ledger.services import seal_history
from notices.services import purge_notices
from plans.workshop.services import purge_brought
from reports.batch.keeping import purge_batches
from reports.briefing.mailing import enqueue_if_due
from reports.packet.keeping import purge_packets

logger = logging.getLogger(__name__)

KEPT: Final = timedelta(days=14)
"""How long the outcome of a job is kept."""

_CHECKING_HOUR: Final = 2
"""When the offices sleep."""

_PURGING: Final = 6 * 60 * 60
"""Seconds between two rounds of throwing away."""

_SEALING: Final = 60
"""Seconds between two seals of the history, where there is something to seal."""


class Upkeep:
    """Puts back lost jobs, mails, seals and checks the history, looks over the plans, throws away
    what is old.

    Cheap when it is not yet time.
    """

    def __init__(self, *, lease: float) -> None:
        self.lease = lease
        self._sweeping_at = self._purging_at = self._sealing_at = 0.0
        self._mailed: date | None = None
        self._checked: date | None = None
        self._looked: date | None = None

    def when_due(self) -> None:
        """Do what it is time for."""
        now = time.monotonic()
        if now >= self._sweeping_at:
            self._sweeping_at = now + self.lease / 2
            put_back_lost_jobs(seconds=self.lease)
        if now >= self._purging_at:
            self._purging_at = now + _PURGING
            purge()
        if now >= self._sealing_at:
            self._sealing_at = now + _SEALING
            seal()
        self._mail(timezone.localtime())
        self._check(timezone.localtime())
        self._look(timezone.localtime())

    def _mail(self, now: datetime) -> None:
        """Queue the day's emails once its hour has come, if no other worker has."""
        if now.hour < settings.DIGEST_HOUR or self._mailed == now.date():
            return
        self._mailed = now.date()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        if not DBTaskResult.objects.filter(
            task_path=send_digests.module_path, enqueued_at__gte=midnight
        ).exists():
            enqueue_digests(now.date())
        enqueue_if_due(now.date())

    def _check(self, now: datetime) -> None:
        """Run the integrity checks once a day, in the small hours where a worker is there."""
        if now.hour < _CHECKING_HOUR or self._checked == now.date():
            return
        self._checked = now.date()
        try:
            run_checks_of(now.date())
        except Exception:
            logger.exception("The integrity checks could not be run")

    def _look(self, now: datetime) -> None:
        """Queue a look over the plans once a night, if no other worker has."""
        if now.hour < _CHECKING_HOUR or self._looked == now.date():
            return
        self._looked = now.date()
        if is_look_due(now):
            ask_for_a_look(now.date())


def seal() -> None:
    """Seal what was written since the last time; the log keeps which seal it was."""
    if made := seal_history():
        logger.info("history sealed until line %s: seal %s", made.until, made)


def purge() -> None:
    """Throw away what nobody will ask for any more."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
    purge_packets()
    purge_batches()
    purge_notices()
    purge_brought()
