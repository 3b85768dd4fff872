"""The command ``check_history [PLAN]``."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from indicators.history.guards import missing_guards
from indicators.history.proof import unexplained
from plans.models import Plan
from plans.selectors import plan_by_address


class Command(BaseCommand):
    """Compare what is stored with what the history says of it."""

    help = (
        "Names every figure, remark, state and target that the history does not account for; "
        "exit code 1 if there is any."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("plan", nargs="?", help="such as khulna/2023-24/apa; all if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = found = 0
        for table, trigger in missing_guards(connection):
            found += 1
            self.stdout.write(
                f"{table}: the guard {trigger} is not there, or not as it was installed"
            )
        for plan in self._plans(options["plan"]):
            checked += 1
            for one in unexplained(plan):
                found += 1
                place = " ".join(part for part in (one.plan, one.month, one.row) if part)
                self.stdout.write(
                    f"{place} {one.field}: the history says {one.told}, stored is {one.stored}"
                )
        self.stdout.write(f"{checked} plans checked, {found} values unexplained.")
        if found:
            sys.exit(1)

    def _plans(self, address: str | None) -> Any:
        if address is None:
            plans = Plan.objects.select_related("office", "fiscal_year").order_by("pk")
            return plans.iterator(chunk_size=100)
        try:
            return [plan_by_address(address)]
        except Plan.DoesNotExist as error:
            raise CommandError(f"There is no plan {address}.") from error
