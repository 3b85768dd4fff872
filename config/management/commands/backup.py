"""The command ``backup DIR``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup import Unusable, make_backup


class Command(BaseCommand):
    """Write database and evidence to a new folder, while Lokkho serves."""

    help = "Writes the database, the evidence files and a manifest of their hashes to a new folder."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            manifest = make_backup(folder)
        except (Unusable, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(manifest.tables.values())
        size = sum(file.bytes for file in manifest.files.values())
        self.stdout.write(
            f"{folder}: {rows} rows in {len(manifest.tables)} tables, "
            f"{len(manifest.files)} files, {size} bytes."
        )
