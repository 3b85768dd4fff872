"""Where Django finds the models of the rooms; each is imported from its own."""

from indicators.audit.models import CheckResult
from indicators.periods.feedback.models import HalfYearFeedback, ObjectiveFeedback
from indicators.periods.models import EvaluatedValue, FinalScore, PeriodReport, PeriodStep
from indicators.returns.comments.models import Comment
from indicators.returns.evidence.models import Evidence
from indicators.returns.models import (
    Achievement,
    CellNote,
    MonthlyReturn,
    ReturnStep,
    Score,
    ScoreLine,
)

__all__ = [
    "Achievement",
    "CellNote",
    "CheckResult",
    "Comment",
    "EvaluatedValue",
    "Evidence",
    "FinalScore",
    "HalfYearFeedback",
    "MonthlyReturn",
    "ObjectiveFeedback",
    "PeriodReport",
    "PeriodStep",
    "ReturnStep",
    "Score",
    "ScoreLine",
]
