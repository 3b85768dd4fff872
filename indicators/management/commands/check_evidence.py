"""The command ``check_evidence [PLAN]``."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.returns.evidence.reading import read_evidence
from indicators.returns.evidence.selectors import present_evidence, stray_files
from numerals import Message
from plans.models import Plan
from plans.selectors import plan_by_address


class Command(BaseCommand):
    """Read every file of evidence, and compare it with the hash that was kept."""

    help = (
        "Names every file of evidence that is missing from its store or not as it was received, "
        "and every file in the store that belongs to nothing; exit code 1 if there is any."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("plan", nargs="?", help="such as khulna/2023-24/apa; all if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        files = present_evidence().select_related(
            "indicator__plan__office", "indicator__plan__fiscal_year"
        )
        if options["plan"]:
            files = files.filter(indicator__plan=self._plan(options["plan"]))
        checked = found = 0
        for evidence in files.iterator(chunk_size=500):
            checked += 1
            read = read_evidence(evidence)
            if isinstance(read, Message):
                found += 1
                row = evidence.indicator
                place = f"{row.plan.address} {evidence.month} {row.row}"
                self.stdout.write(f"{place} {evidence.name} ({evidence.pk}): {read.en}")
        self.stdout.write(f"{checked} files checked, {found} missing or altered.")
        orphans = [] if options["plan"] else stray_files()
        for place in orphans:
            self.stdout.write(f"{place}: in the store, and of no evidence; it can be removed.")
        if found or orphans:
            sys.exit(1)

    def _plan(self, address: str) -> Plan:
        try:
            return plan_by_address(address)
        except Plan.DoesNotExist as error:
            raise CommandError(f"There is no plan {address}.") from error
