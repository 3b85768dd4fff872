"""The rules by which something asks for attention: pure arithmetic over the plans of many offices.

To add a rule: a member of ``Rule``, a function ``(Scene, Limits) -> Iterator[Alert]`` that says on
how many figures it rests and is silent below a least base, its line in ``RULES`` (``run.py``), a
planting in ``tests/indicators/exceptions``, and its formula in docs/exceptions.md.
"""

from indicators.exceptions.rules.basis import basis_of
from indicators.exceptions.rules.run import RULES, look_at
from indicators.exceptions.rules.values import (
    Alert,
    Limits,
    Proof,
    ReturnFacts,
    Rule,
    Scene,
    WatchedPlan,
)

__all__ = [
    "RULES",
    "Alert",
    "Limits",
    "Proof",
    "ReturnFacts",
    "Rule",
    "Scene",
    "WatchedPlan",
    "basis_of",
    "look_at",
]
