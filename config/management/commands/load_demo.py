"""``manage.py load_demo``: offices, people, plans and a year of figures to try Lokkho with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.loading import OfficesExist, is_loaded, load_demo
from config.demo.people import sign_ins


class Command(BaseCommand):
    """Load the demo once; a second call changes nothing."""

    help = "Load the demo data into an empty database (once; a second call changes nothing)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sign-ins",
            action="store_true",
            help="only say how to sign in to the demo that is loaded",
        )
        parser.add_argument(
            "--districts",
            type=int,
            metavar="NUMBER",
            help="load only so many of the 64 districts, Khulna first",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["sign_ins"]:
            self._say_sign_ins()
            return
        try:
            loaded = load_demo(districts=options["districts"])
        except OfficesExist as error:
            raise CommandError(
                "The database holds offices that are not demo data; nothing was changed. "
                "Load the demo into an empty database."
            ) from error
        self.stdout.write(
            "The demo is loaded; all of it is marked as demo data."
            if loaded
            else "The demo was loaded before; nothing was changed."
        )

    def _say_sign_ins(self) -> None:
        if not is_loaded():
            raise CommandError("The demo is not loaded; run: manage.py load_demo")
        for line in sign_ins():
            self.stdout.write(line)
