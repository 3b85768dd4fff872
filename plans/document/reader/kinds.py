"""The kinds of plan by their titles."""

from __future__ import annotations

from typing import Final

from plans.document.defaults import ACTION_PLANS, Kind
from plans.document.reader.text import comparable, wording

_KINDS: Final = tuple((wording(kind.rule.spelt), kind) for kind in Kind)


def kind_in(title: str) -> Kind | None:
    """The kind of plan that ``title`` names; ``None`` for none or for several action plans.

    An action plan's title may name the agreement that it belongs to.
    """
    text = comparable(title)
    named = {kind for pattern, kind in _KINDS if pattern.search(text)}
    plans = named.intersection(ACTION_PLANS) or named
    return plans.pop() if len(plans) == 1 else None
