"""What has to be done from time to time, by whichever worker is there."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config.jobs.leases import put_back_lost_jobs
from indicators.notices.services import purge_notices
from reports.packet.keeping import purge_packets

logger = logging.getLogger(__name__)

KEPT: Final = timedelta(days=14)
"""How long the outcome of a job is kept."""

_PURGING: Final = 6 * 60 * 60
"""Seconds between two rounds of throwing away."""


class Upkeep:
    """Puts back lost jobs and throws away what is old; cheap when it is not yet time."""

    def __init__(self, *, lease: float) -> None:
        self.lease = lease
        self._sweeping_at = self._purging_at = 0.0

    def when_due(self) -> None:
        """Do what it is time for."""
        now = time.monotonic()
        if now >= self._sweeping_at:
            self._sweeping_at = now + self.lease / 2
            put_back_lost_jobs(seconds=self.lease)
        if now >= self._purging_at:
            self._purging_at = now + _PURGING
            purge()


def purge() -> None:
    """Throw away what nobody will ask for any more."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
    purge_packets()
    purge_notices()
