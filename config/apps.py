from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "offices.administration.Administration"


class MachineConfig(AppConfig):
    """What concerns the machine alone: its commands."""

    name = "config"
