from django.utils.translation import gettext_lazy as _

from offices.rooms import RoomsConfig


class IndicatorsConfig(RoomsConfig):
    name = "indicators"
    verbose_name = _("Returns and scores")
    rooms = (
        "returns",
        "returns.comments",
        "returns.evidence",
        "periods",
        "periods.feedback",
        "exceptions",
        "audit",
    )

    def ready(self) -> None:
        """Say what an office leaves behind when it closes, what reports kept of a month, and
        what follows when an office moves and when a plan is kept.
        """
        # Models are there only now.
        from indicators.audit.before_signing import ProvesPlans  # noqa: PLC0415
        from indicators.audit.guards import WHILE_DECIDED  # noqa: PLC0415
        from indicators.periods.kept.months import read_kept_month  # noqa: PLC0415
        from indicators.periods.rescoring.services import rescore_above  # noqa: PLC0415
        from indicators.returns.as_kept import read_kept_with  # noqa: PLC0415
        from indicators.returns.kept_plans import KeptPlans  # noqa: PLC0415
        from indicators.work.closing import returns_left_by  # noqa: PLC0415
        from ledger.guards import away_for_migrations  # noqa: PLC0415
        from offices.closing import tell_on_closing  # noqa: PLC0415
        from offices.moving import follow_moving  # noqa: PLC0415
        from plans.workshop.above import tell_above  # noqa: PLC0415

        away_for_migrations(*WHILE_DECIDED)
        tell_on_closing(returns_left_by)
        follow_moving(rescore_above)
        read_kept_with(read_kept_month)
        tell_above(KeptPlans())
        tell_above(ProvesPlans())
