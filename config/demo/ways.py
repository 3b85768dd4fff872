"""The way of each demo return through the hands, with days that follow from its month. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from config.demo.characters import Character, Ending
from config.demo.seed import about, happens
from numerals import Month
from plans.document.values import IndicatorEntry, PlanDocument
from plans.handing_in.states import State

_REASONS: Final = (
    "চিহ্নিত ঘরগুলোর তথ্য যাচাই করে পুনরায় দাখিল করুন।",
    "কয়েকটি সূচকের অর্জন আগের মাসগুলোর সঙ্গে সামঞ্জস্যপূর্ণ নয়; সংশোধন করে পাঠান।",
    "প্রমাণকের সঙ্গে প্রতিবেদনের সংখ্যা মিলছে না; চিহ্নিত ঘরগুলো দেখুন।",
)
_NOTE_SPIKE: Final = "আগের মাসগুলোর তুলনায় অস্বাভাবিক বেশি; সংখ্যাটি যাচাই করুন।"
_NOTE_BLANK: Final = "ঘরটি ফাঁকা; অর্জন না থাকলে ০ অথবা - লিখুন।"
_NOTE_OTHER: Final = "প্রমাণকের সঙ্গে মিলিয়ে দেখুন।"

_SENT_BACK_PERCENT: Final = 8
_SPIKE: Final = 3
"""So many times the highest month before is odd enough for a reviewer."""
_DHAKA: Final = ZoneInfo("Asia/Dhaka")


@dataclass(frozen=True, slots=True)
class DemoMove:
    """One step of a return: the state that it leads to, when, and why with notes by row."""

    to: State
    at: datetime
    reason: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


def ways_of_months(
    document: PlanDocument,
    character: Character,
    *,
    chance: Random,
    newest: Month,
    now: datetime,
) -> dict[Month, tuple[DemoMove, ...]]:
    """How each return of the document's months has gone on its way by ``now``.

    What became of the ``newest`` month its district's ending says; all others are accepted, as
    far as there was time for it.
    """
    ways = {}
    for month in document.months:
        way = _accepted(document, month, character.punctuality, chance)
        if month == newest:
            way = _ended(way, document, month, character.ending, chance)
        ways[month] = tuple(move for move in way if move.at <= now)
    return ways


def _ended(
    accepted: tuple[DemoMove, ...],
    document: PlanDocument,
    month: Month,
    ending: Ending,
    chance: Random,
) -> tuple[DemoMove, ...]:
    match ending:
        case Ending.OPEN:
            return ()
        case Ending.SUBMITTED:
            return accepted[:1]
        case Ending.RETURNED:
            return (accepted[0], _sent_back(document, month, accepted[0].at, chance))
        case _:
            return accepted


def _accepted(
    document: PlanDocument, month: Month, punctuality: int, chance: Random
) -> tuple[DemoMove, ...]:
    day = max(1, about(chance, punctuality, spread=3))
    first = DemoMove(State.SUBMITTED, _at(month, day, chance))
    if not happens(chance, _SENT_BACK_PERCENT):
        return (first, DemoMove(State.ACCEPTED, later(first.at, chance)))
    back = _sent_back(document, month, first.at, chance)
    again = DemoMove(State.RESUBMITTED, later(back.at, chance))
    return (first, back, again, DemoMove(State.ACCEPTED, later(again.at, chance)))


def _sent_back(
    document: PlanDocument, month: Month, submitted: datetime, chance: Random
) -> DemoMove:
    return DemoMove(
        State.RETURNED,
        later(submitted, chance),
        reason=chance.choice(_REASONS),
        notes=dict(_notes(document.indicators, month, chance)),
    )


def _notes(
    entries: Sequence[IndicatorEntry], month: Month, chance: Random
) -> Iterator[tuple[str, str]]:
    """Up to three cells: what is odd first, else some at random."""
    blank = [entry.row for entry in entries if entry.achieved.get(month) is None]
    odd = [(row, _NOTE_BLANK) for row in blank[:2]]
    odd += [(row, _NOTE_SPIKE) for row in _spiked(entries, month)]
    yield from odd[:3] or [
        (entry.row, _NOTE_OTHER) for entry in chance.sample(entries, chance.randint(1, 2))
    ]


def _spiked(entries: Sequence[IndicatorEntry], month: Month) -> Iterator[str]:
    for entry in entries:
        earlier = [
            figure
            for at, figure in entry.achieved.items()
            if at < month and isinstance(figure, Decimal)
        ]
        figure = entry.achieved.get(month)
        if earlier and isinstance(figure, Decimal) and figure > _SPIKE * max(Decimal(5), *earlier):
            yield entry.row


def _at(month: Month, day: int, chance: Random) -> datetime:
    """Office hours of a day of the following month."""
    return moment(month, day, time(chance.randint(9, 16), chance.randrange(60)))


def moment(month: Month, day: int, clock: time) -> datetime:
    """A moment of the month after."""
    date = month.next.first_day + timedelta(day - 1)
    return datetime.combine(date, clock, tzinfo=_DHAKA)


def later(moment: datetime, chance: Random) -> datetime:
    """One to four days later."""
    return moment + timedelta(days=chance.randint(1, 4), minutes=chance.randint(-60, 60))
