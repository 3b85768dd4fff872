"""The command ``seal_history [--take-over]``."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from ledger.services import seal_history


class Command(BaseCommand):
    """Seal the history now; the worker does so each minute by itself."""

    help = "Seals the lines of the history that came since the last seal."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--take-over",
            action="store_true",
            help="vouch for all lines with the key of now: after check_history, before the old "
            "key is taken away",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        seal = seal_history(takes_over=options["take_over"])
        if seal is None:
            self.stdout.write("There was nothing to seal, or somebody is writing just now.")
            return
        self.stdout.write(f"Sealed until line {seal.until}: seal {seal}.")
