from importlib import import_module
from typing import Final

from django.apps import AppConfig

ROOMS: Final = ("packet.models",)
"""Where models stand."""


class ReportsConfig(AppConfig):
    name = "reports"

    def import_models(self) -> None:
        """The models of the rooms are found, too; nothing else has to know of them."""
        super().import_models()
        for room in ROOMS:
            import_module(f"{self.name}.{room}")
