"""Plans, returns and scores in the administration.

Plans and their rules stand here, above the plans' own room, because changing them changes
scores.
"""

from indicators.admin import indicators, objectives, plans, returns, rules

__all__ = ["indicators", "objectives", "plans", "returns", "rules"]
