"""Where Django finds the models of an app that has rooms."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    """An app whose models stand in its ``rooms``, too; nothing else has to know of them."""

    rooms: ClassVar[tuple[str, ...]]
    # An app's module has this class beside its own; Django takes the one that says it is meant.
    default = False

    def __init_subclass__(cls) -> None:
        cls.default = True

    def import_models(self) -> None:
        """Import them as Django imports ``models``."""
        super().import_models()
        for room in self.rooms:
            import_module(f"{self.name}.{room}.models")
