"""What the rooms above have to do with plans that are kept here: they say so at the start.

This room knows nothing of returns, scores and how the history is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from numerals import Figure, Message, Month
from offices.models import User
from plans.document.values import PlanDocument
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class Achieved:
    """What came of a plan by the rows of its indicators, ``until`` the last month reported."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    until: Month | None = None


@dataclass(frozen=True, slots=True)
class ReportedMonth:
    """A month of which a form that becomes a plan reports ``figures``.

    ``refusal`` says, in the reader's language, why they are not stored as the month's; blank
    where they can be, or were.
    """

    month: Month
    figures: int
    refusal: str = ""


class Above:
    """What a room above does when a plan is stored, and before one is stored anew: nothing,
    where it does not say so.
    """

    def kept(self, plan: Plan, *, by: User | None) -> None:
        """Tell of a plan that was stored just now, within the same transaction."""

    def reported(self, plan: Plan, document: PlanDocument, *, by: User) -> Sequence[ReportedMonth]:
        """The months that the document reports, as ``by`` may store them; the plan need not be
        stored yet.
        """
        return ()

    def store_reported(
        self, plan: Plan, document: PlanDocument, months: Collection[Month], *, by: User
    ) -> Sequence[ReportedMonth]:
        """Store what the document reports of these months; a refusal for each that was not."""
        return ()

    def refusal(self, plan: Plan) -> Message | None:
        """Why the plan's rows may not be replaced, ``None`` if they may."""
        return None

    def is_accounted_for(self, plan: Plan) -> bool:
        """Whether the plan says what it is known to say, and nobody altered it behind us."""
        return True

    def achieved(self, plan: Plan) -> Achieved:
        """What came of the plan so far."""
        return Achieved()

    def achieved_of(self, plans: Sequence[Plan]) -> Mapping[int, Achieved]:
        """The same of many plans, by their ids."""
        return {}

    def replacing(
        self, plan: Plan, *, by: User | None, reasons: Mapping[str, str]
    ) -> AbstractContextManager[None]:
        """Tell of what the block changes in the plan's rows, and do what follows from it.

        ``reasons`` are those of an amendment, by the names of rows.
        """
        return nullcontext()


_above: Final[list[Above]] = []
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def tell_above(room: Above) -> None:
    """Tell ``room`` from now on."""
    if room not in _above:
        _above.append(room)


def kept(plan: Plan, *, by: User | None) -> None:
    """A plan was stored."""
    for room in _above:
        room.kept(plan, by=by)


def reported(plan: Plan, document: PlanDocument, *, by: User) -> list[ReportedMonth]:
    """The months that the document reports, and whether ``by`` may store them as the plan's."""
    return [one for room in _above for one in room.reported(plan, document, by=by)]


def store_reported(
    plan: Plan, document: PlanDocument, months: Collection[Month], *, by: User
) -> list[ReportedMonth]:
    """What the document reports of these months is stored as the plan's."""
    return [one for room in _above for one in room.store_reported(plan, document, months, by=by)]


def refusal(plan: Plan) -> Message | None:
    """The first reason for which the plan's rows may not be replaced."""
    return next((said for room in _above if (said := room.refusal(plan)) is not None), None)


def is_accounted_for(plan: Plan) -> bool:
    """Whether every room finds that the plan says what it is known to say."""
    return all(room.is_accounted_for(plan) for room in _above)


def achieved(plan: Plan) -> Achieved:
    """What came of the plan so far, as the first room knows it that knows anything."""
    told = (room.achieved(plan) for room in _above)
    return next((one for one in told if one.figures), Achieved())


def achieved_of(plans: Sequence[Plan]) -> Mapping[int, Achieved]:
    """What came of each plan so far by its id, as the first room knows it that knows anything."""
    told = (room.achieved_of(plans) for room in _above)
    return next((found for found in told if any(one.figures for one in found.values())), {})


@contextmanager
def replacing(plan: Plan, *, by: User | None, reasons: Mapping[str, str] = _NONE) -> Iterator[None]:
    """The plan's rows are replaced within; ``reasons`` say why, by the names of rows."""
    with ExitStack() as blocks:
        for room in _above:
            blocks.enter_context(room.replacing(plan, by=by, reasons=reasons))
        yield
