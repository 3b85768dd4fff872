"""``manage.py load_demo``: offices, people, plans and their figures until today, to try Lokkho."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.loading import OfficesExist, is_loaded, load_demo
from config.demo.people import sign_ins
from config.demo.seed import SEED


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
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            metavar="DAY",
            help="load it as it stands on another day than today, such as 2024-07-04",
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=SEED,
            metavar="NUMBER",
            help="another number gives other figures by the same rules",
        )
        parser.add_argument(
            "--only-real",
            action="store_true",
            help="load the two real documents, and nothing that is invented",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["sign_ins"]:
            self._say_sign_ins()
            return
        try:
            loaded = load_demo(
                districts=options["districts"],
                today=options["today"],
                seed=options["seed"],
                only_real=options["only_real"],
            )
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
