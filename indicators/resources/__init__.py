"""What travels as tables: indicators with their targets, and achievements.

Both change scores, so both stand here and not with the plans.
"""

from indicators.resources.achievements import AchievementResource
from indicators.resources.promises import IndicatorResource

__all__ = ["AchievementResource", "IndicatorResource"]
