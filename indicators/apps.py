from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = _("Returns and scores")

    def ready(self) -> None:
        """Say what an office leaves behind when it closes."""
        # Models are there only now.
        from indicators.work.closing import returns_left_by  # noqa: PLC0415
        from offices.closing import tell_on_closing  # noqa: PLC0415

        tell_on_closing(returns_left_by)
