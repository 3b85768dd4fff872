from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class OfficesConfig(AppConfig):
    name = "offices"
    verbose_name = _("Offices and people")

    def ready(self) -> None:
        from offices.searching import teach_sqlite  # noqa: PLC0415  # models come first

        connection_created.connect(teach_sqlite, dispatch_uid="teach_sqlite")
