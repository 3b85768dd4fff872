from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig

from config.places import PLACES
from presentation.places import hand_down


class AdministrationConfig(AdminConfig):
    default_site = "offices.administration.site.Administration"


class MachineConfig(AppConfig):
    """What concerns the machine alone: its commands, and what it hands down to all rooms."""

    name = "config"

    def ready(self) -> None:
        hand_down(PLACES)
