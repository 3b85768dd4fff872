from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from offices.rooms import RoomsConfig


class OfficesConfig(RoomsConfig):
    name = "offices"
    verbose_name = _("Offices and people")
    rooms = (
        "accounts",
        "accounts.invitations",
        "accounts.second_factor",
        "lists",
    )

    def ready(self) -> None:
        from offices.searching import teach_sqlite  # noqa: PLC0415  # models come first

        connection_created.connect(teach_sqlite, dispatch_uid="teach_sqlite")
