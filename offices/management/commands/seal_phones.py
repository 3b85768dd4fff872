"""``manage.py seal_phones``: seal the phones' secrets with the key of now."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError

from offices.accounts.second_factor.services import seal_phones_anew


class Command(BaseCommand):
    """After ``SECRET_KEY`` was changed; then the one before may leave ``SECRET_KEY_FALLBACKS``."""

    help = "Seal the secrets of phones with the SECRET_KEY of now."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Tell how many were sealed anew; fail where a phone does not open."""
        done, unopened = seal_phones_anew()
        self.stdout.write(f"Sealed anew: {done}.")
        if unopened:
            raise CommandError(
                "No key opens the phones of: "
                + ", ".join(unopened)
                + ". Put the SECRET_KEY that they were set up with into SECRET_KEY_FALLBACKS, or "
                "reset them: manage.py reset_second_factor NAME"
            )
