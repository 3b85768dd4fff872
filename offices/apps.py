from importlib import import_module
from typing import Final

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

ROOMS: Final = (
    "accounts.models",
    "accounts.invitations.models",
    "accounts.second_factor.models",
)
"""Where models stand."""


class OfficesConfig(AppConfig):
    name = "offices"
    verbose_name = _("Offices and people")

    def ready(self) -> None:
        from offices.searching import teach_sqlite  # noqa: PLC0415  # models come first

        connection_created.connect(teach_sqlite, dispatch_uid="teach_sqlite")

    def import_models(self) -> None:
        """The models of the rooms are found, too; nothing else has to know of them."""
        super().import_models()
        for room in ROOMS:
            import_module(f"{self.name}.{room}")
