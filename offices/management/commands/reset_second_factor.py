"""The command ``reset_second_factor USERNAME``."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger.requests import tracing
from offices.accounts.second_factor.services import reset_second_factor
from offices.models import User


class Command(BaseCommand):
    """Let somebody in who lost the phone and the recovery codes, an administrator above all."""

    help = (
        "Takes a person's second factor away and signs them out everywhere. Whoever needs one "
        "sets up a new one after the next password."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username", help="as typed at sign-in")

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["username"]
        try:
            user = User.objects.get(username=username)
        except User.DoesNotExist as error:
            raise CommandError(f"There is no user {username}.") from error
        if not user.second_factor_since:
            raise CommandError(f"{username} has no second factor.")
        with tracing("reset_second_factor"):
            reset_second_factor(user=user, by=None)
        self.stdout.write(f"The second factor of {username} is reset.")
