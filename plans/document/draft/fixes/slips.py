"""Figures that fixes propose: tiers in order or evenly spread, the one reading of a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from numerals import (
    Expects,
    FiscalYearSpan,
    Unreadable,
    Value,
    decimals_of,
    parse_date,
    parse_number,
    parse_value,
    round_half_up,
    to_latin_digits,
)
from plans.document.draft.composed import written
from plans.document.draft.fields import TIER_FIELDS
from plans.document.reader.cells import expected_kind
from plans.document.reader.periods import day_of_year
from plans.document.values import IndicatorEntry, TierTargets

_LETTERS: Final = str.maketrans("OoQlI|", "000111")
_BETWEEN: Final = str.maketrans("", "", " _'’`·")
_FEWEST: Final = 3
_LONGEST: Final = 16
"""Characters of a text in which a slip is looked for."""


def sorted_tiers(targets: TierTargets, language: str) -> dict[str, str] | None:
    """The same targets in the order that most of them have; ``None`` where none is told."""
    given = [(name, one) for name, one in _named(targets) if one is not None]
    values = [one for _, one in given]
    dates = [one for one in values if isinstance(one, date)]
    numbers = [one for one in values if isinstance(one, Decimal)]
    if len(values) < _FEWEST:
        return None
    if len(dates) == len(values):
        ordered: list[Value] = [*sorted(dates)]
    elif len(numbers) == len(values):
        falls = sum(b < a for a, b in pairwise(numbers))
        rises = sum(b > a for a, b in pairwise(numbers))
        if falls == rises:
            return None
        ordered = [*sorted(numbers, reverse=falls > rises)]
    else:
        return None
    return {name: written(one, language) for (name, _), one in zip(given, ordered, strict=True)}


def spread_tiers(targets: TierTargets, language: str) -> dict[str, str] | None:
    """The tiers between the first and the last one at even distances; ``None`` where they would
    be the same, or where the first and the last do not tell it.
    """
    given = [(name, one) for name, one in _named(targets) if one is not None]
    if len(given) < _FEWEST or given[0][0] != TIER_FIELDS[0]:
        return None
    first, last, steps = given[0][1], given[-1][1], len(given) - 1
    spread: list[Value] = []
    for number in range(steps + 1):
        if isinstance(first, date) and isinstance(last, date):
            if last <= first:
                return None
            spread.append(
                date.fromordinal(first.toordinal() + (last - first).days * number // steps)
            )
        elif isinstance(first, Decimal) and isinstance(last, Decimal):
            exact = first + (last - first) * number / steps
            spread.append(round_half_up(exact, decimals=decimals_of(first, last)))
        else:
            return None
    if len(set(spread)) < len(spread):
        return None
    return {name: written(one, language) for (name, _), one in zip(given, spread, strict=True)}


def readings_of(
    text: str, field: str, entry: IndicatorEntry | None, year: FiscalYearSpan | None
) -> list[Value]:
    """The values that a text with a slip can have been meant as, each once.

    A target has to stand between those beside it, a day within the fiscal year.
    """
    latin = to_latin_digits(text).strip()
    if not latin or len(latin) > _LONGEST * 2:
        return []
    is_figure = field not in ("weight", "rate")
    kind = Expects.NUMBER
    if is_figure and entry is not None:
        kind = expected_kind(unit=entry.unit, method=entry.method)
    found = dict.fromkeys(_values(latin, kind, year, unit=entry.unit if entry else ""))
    return [one for one in found if _stands(one, field, entry)]


def _values(text: str, kind: Expects, year: FiscalYearSpan | None, *, unit: str) -> Iterator[Value]:
    plain = parse_value(text, expects=kind, unit=unit)
    if not isinstance(plain, Unreadable):
        yield plain
        return
    if kind is not Expects.DATE:
        number = parse_number(text.translate(_LETTERS).translate(_BETWEEN))
        if not isinstance(number, Unreadable):
            yield number
    if kind is Expects.NUMBER or year is None:
        return
    day = day_of_year(text, year)
    if day is not None:
        yield day
    for spelt in _spellings(text, year):
        parsed = parse_date(spelt)
        if isinstance(parsed, date) and year.months[0].first_day <= parsed <= year.last_day:
            yield parsed


def _spellings(text: str, year: FiscalYearSpan) -> Iterator[str]:
    """The text with a letter for a digit put right, a character left out, or its year whole."""
    if len(text) > _LONGEST:
        return
    bare = text.translate(_LETTERS)
    yield bare
    yield bare.translate(_BETWEEN)
    yield from (bare[:place] + bare[place + 1 :] for place in range(len(bare)))
    day, _, cut = bare.rpartition("-")
    if day and cut.isdigit():
        yield from (f"{day}-{one}" for one in (year.start, year.start + 1) if cut in str(one))


def _stands(value: Value, field: str, entry: IndicatorEntry | None) -> bool:
    """Whether the value stands between the targets beside it, if there are any."""
    if entry is None or field not in TIER_FIELDS:
        return True
    place = TIER_FIELDS.index(field)
    others = list(entry.targets)
    before = next((one for one in reversed(others[:place]) if one is not None), None)
    after = next((one for one in others[place + 1 :] if one is not None), None)
    known = [one for one in (before, value, after) if one is not None]
    if len({isinstance(one, date) for one in known}) > 1:
        return False
    order = [one.toordinal() if isinstance(one, date) else one for one in known]
    pairs = list(pairwise(order))
    if len(pairs) == 1 and (before is None or after is None):
        return _runs_as(pairs[0], others, skip=place)
    return all(a < b for a, b in pairs) or all(a > b for a, b in pairs)


def _runs_as(
    pair: tuple[int | Decimal, int | Decimal], others: list[Value | None], *, skip: int
) -> bool:
    """Whether a pair at the end runs as the other targets do."""
    rest = [one for place, one in enumerate(others) if place != skip and one is not None]
    order = [one.toordinal() if isinstance(one, date) else one for one in rest]
    if len(order) < 2:  # a direction needs two
        return pair[0] != pair[1]
    rising = order[-1] > order[0]
    return pair[1] > pair[0] if rising else pair[1] < pair[0]


def _named(targets: TierTargets) -> list[tuple[str, Value | None]]:
    return list(zip(TIER_FIELDS, targets, strict=True))
