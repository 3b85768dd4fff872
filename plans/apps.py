from django.utils.translation import gettext_lazy as _

from offices.rooms import RoomsConfig


class PlansConfig(RoomsConfig):
    name = "plans"
    verbose_name = _("Plans and rules")
    rooms = (
        "calendar",
        "cascade",
        "kept",
        "workshop",
    )
