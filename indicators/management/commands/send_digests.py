"""``manage.py send_digests``: queue the daily emails."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from indicators.work.notices.jobs import enqueue_digests
from numerals import Unreadable, parse_date


class Command(BaseCommand):
    """Queue the emails of a day; each person gets at most one, however often this runs."""

    help = "Queue the daily emails. The worker does this by itself each morning."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", metavar="2024-07-02", help="another day than today")

    def handle(self, *_args: Any, **options: Any) -> None:
        day = parse_date(options["day"]) if options["day"] else timezone.localdate()
        if isinstance(day, Unreadable):
            raise CommandError(day.message["en"])
        self.stdout.write(f"{day}: {enqueue_digests(day)} people are looked at.")
