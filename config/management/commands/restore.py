"""The command ``restore DIR [--force] [--other-installation]``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup import DatabaseNotEmpty, Foreign, Unusable, restore_backup
from config.backup.restoring import unapplied


class Command(BaseCommand):
    """Put a backup in the place of what the database and the evidence folder hold."""

    help = "Restores what manage.py backup wrote, after its hashes have proved right."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--force", action="store_true", help="also over a database that holds something"
        )

        parser.add_argument(
            "--other-installation",
            action="store_true",
            help="also what another installation, or an older version, made: it runs as this "
            "database's owner, so only from someone you trust",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore_backup(
                options["folder"],
                force=options["force"],
                is_foreign=options["other_installation"],
            )
        except Foreign as error:
            raise CommandError(
                f"{error} Nothing was changed. If you know where it comes from: "
                "--other-installation."
            ) from error
        except DatabaseNotEmpty as error:
            raise CommandError(
                f"The database holds something ({error}); nothing was changed. --force puts the "
                "backup in its place."
            ) from error
        except (Unusable, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(manifest.tables.values())
        self.stdout.write(f"Restored as of {manifest.made_at}: {rows} rows, checked.")
        if unapplied(manifest):
            self.stdout.write("It is of an older version: run manage.py migrate now.")
