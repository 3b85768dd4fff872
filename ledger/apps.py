from typing import Final

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

PARAMETERS: Final = 2000


class LedgerConfig(AppConfig):
    name = "ledger"
    verbose_name = _("History")

    def ready(self) -> None:
        """The guards that ask other tables leave for migrations."""
        from ledger import guards  # noqa: PLC0415

        pre_migrate.connect(guards.take_away, sender=self)
        post_migrate.connect(guards.put_back, sender=self)
        connection_created.connect(take_a_month_at_once, dispatch_uid="take_a_month_at_once")


def take_a_month_at_once(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """Let a whole month's lines go to SQLite in one insert.

    Django reckons with the 999 parameters that SQLite took until 2020; it takes 32,766.
    """
    if connection.vendor == "sqlite":
        connection.features.max_query_params = PARAMETERS
