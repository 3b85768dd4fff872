from importlib import import_module
from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

ROOMS: Final = (
    "returns.models",
    "returns.comments.models",
    "returns.evidence.models",
    "periods.models",
    "periods.feedback.models",
    "audit.models",
)
"""Where models stand."""


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = _("Returns and scores")

    def ready(self) -> None:
        """Say what an office leaves behind when it closes, and what reports kept of a month."""
        # Models are there only now.
        from indicators.periods.kept.months import read_kept_month  # noqa: PLC0415
        from indicators.returns.as_kept import read_kept_with  # noqa: PLC0415
        from indicators.work.closing import returns_left_by  # noqa: PLC0415
        from offices.closing import tell_on_closing  # noqa: PLC0415

        tell_on_closing(returns_left_by)
        read_kept_with(read_kept_month)

    def import_models(self) -> None:
        """The models of the rooms are found, too; nothing else has to know of them."""
        super().import_models()
        for room in ROOMS:
            import_module(f"{self.name}.{room}")
