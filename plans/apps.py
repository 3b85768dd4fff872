from django.utils.translation import gettext_lazy as _

from offices.rooms import RoomsConfig


class PlansConfig(RoomsConfig):
    name = "plans"
    verbose_name = _("Plans and rules")
    rooms = (
        "agreements",
        "amending",
        "calendar",
        "cascade",
        "kept",
        "same_rows",
        "parts",
        "workshop",
    )

    def ready(self) -> None:
        """The guards of agreed plans leave for migrations; an agreement holds its plan's rows."""
        # Models are there only now.
        from ledger.guards import away_for_migrations  # noqa: PLC0415
        from plans.agreements.holding import AgreementHolds  # noqa: PLC0415
        from plans.models.guards import GUARDS  # noqa: PLC0415
        from plans.workshop.above import tell_above  # noqa: PLC0415

        away_for_migrations(*GUARDS)
        tell_above(AgreementHolds())
