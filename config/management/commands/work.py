"""``manage.py work``: take jobs from the queue and do them."""

from __future__ import annotations

import gc
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser

from config.jobs.worker import LeasedWorker, stop_with

LEASE: Final = 60.0


class Command(BaseCommand):
    """Do the work that pages have asked for; any number of these may run on PostgreSQL."""

    help = "Take jobs from the queue and do them, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what there is, then stop")
        parser.add_argument(
            "--with-parent",
            type=int,
            metavar="PID",
            help="stop when this process, which started the command, is gone",
        )
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE,
            metavar="SECONDS",
            help="without a sign of life for so long, a worker counts as dead (default: 60)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        worker = LeasedWorker(lease=options["lease"])
        if options["once"]:
            worker.empty_the_queue()
            return
        worker.configure_signals()
        if options["with_parent"]:
            stop_with(options["with_parent"], worker=worker)
        # What is loaded by now stays: the collector need not look through it at every print.
        gc.collect()
        gc.freeze()
        worker.run_until_told()
