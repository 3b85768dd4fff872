"""Two plans compared: what came, went, changed and moved, and what became easier to reach."""

from plans.document.comparing.difference import difference
from plans.document.comparing.softening import Amount, amount_of, softening
from plans.document.comparing.values import Difference, FieldChange, Softening

__all__ = [
    "Amount",
    "Difference",
    "FieldChange",
    "Softening",
    "amount_of",
    "difference",
    "softening",
]
