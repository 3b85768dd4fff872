"""The checks of a whole plan: what contradicts itself, is left out or is too easily reached."""

from plans.document.checks.run import CHECKS, FIGURE_CHECKS, Check, check
from plans.document.checks.settings import CheckSettings

__all__ = ["CHECKS", "FIGURE_CHECKS", "Check", "CheckSettings", "check"]
