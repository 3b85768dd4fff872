from importlib import import_module
from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

ROOMS: Final = (
    "calendar.models",
    "kept.models",
)
"""Where models stand."""


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Plans and rules")

    def import_models(self) -> None:
        """The models of the rooms are found, too; nothing else has to know of them."""
        super().import_models()
        for room in ROOMS:
            import_module(f"{self.name}.{room}")
