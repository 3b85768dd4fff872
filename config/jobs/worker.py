"""The worker: takes one job after the other from the database, and looks after the queue."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import time
from threading import Thread
from typing import Final

from django.db import DatabaseError, InterfaceError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from config.jobs.leases import leased
from config.jobs.upkeep import Upkeep
from ledger.requests import tracing

logger = logging.getLogger(__name__)

_PAUSE: Final = 1.0
"""Seconds between two looks at an empty queue."""

_PATIENCE: Final = 5.0
"""Seconds before a database that is out of reach is asked again."""


class LeasedWorker(Worker):
    """django-tasks-db's worker, which shows that it is alive and looks after the queue."""

    def __init__(self, *, lease: float) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=_PAUSE,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}",
        )
        self.lease = lease
        self.upkeep = Upkeep(lease=lease)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run one job; what it writes of history carries the job's name."""
        name = db_task_result.task_path.rpartition(".")[2]
        with (
            tracing(name),
            leased(db_task_result.pk, worker=self.worker_id, seconds=self.lease),
        ):
            super().run_task(db_task_result)
        self.upkeep.when_due()

    def empty_the_queue(self) -> None:
        """Do all that is ready, what matters most first."""
        self.upkeep.when_due()
        while self.running and (job := self._claimed()):
            self.run_task(job)

    def run_until_told(self) -> None:
        """Work until a signal says to stop; a database that is away for a while is waited for."""
        while self.running:
            pause = self.interval
            try:
                close_old_connections()
                self.empty_the_queue()
            except (DatabaseError, InterfaceError) as error:
                logger.warning("The database is out of reach: %s", error)
                pause = _PATIENCE
            if self.running:
                time.sleep(pause)

    def _claimed(self) -> DBTaskResult | None:
        """A job that is ours now; on PostgreSQL workers pass over each other's."""
        with exclusive_transaction():
            job = DBTaskResult.objects.ready().filter(backend_name=self.backend_name).get_locked()
            if job:
                job.claim(self.worker_id)
        return job


def stop_with(parent: int, *, worker: LeasedWorker) -> None:
    """Stop the worker when its parent, the process that started it, is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_PAUSE / 2)
        if worker.running:
            os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, daemon=True).start()
