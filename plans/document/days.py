"""The days on which a year's work can have been done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from numerals import FiscalYearSpan, Message, Value, format_day


def day_problem(
    day: date,
    *,
    year: FiscalYearSpan,
    targets: Iterable[Value | None],
    today: date | None = None,
) -> Message | None:
    """Why nothing of ``year`` can have been done on ``day``; ``None`` if it can.

    It is a day of the fiscal year, or as late as the latest of the indicator's own ``targets``,
    and never one that is yet to come (``today``; ``None``: not looked at).
    """
    first = year.months[0].first_day
    last = max([year.last_day, *(one for one in targets if isinstance(one, date))])
    if today is not None and day > today and day <= last:
        return _to_come(day, today)
    return None if first <= day <= last else _outside(day, first, last)


def _to_come(day: date, today: date) -> Message:
    read, now = _shown(day), _shown(today)
    return Message(
        bn=f"{read.bn} এখনো আসেনি; কাজটি যেদিন হয়েছে সেই তারিখ লিখুন, আজ ({now.bn}) বা তার আগে।",
        en=f"{read.en} is in the future. Enter the date on which it was done, today ({now.en}) "
        "or earlier.",
    )


def _outside(day: date, first: date, last: date) -> Message:
    read, start, end = _shown(day), _shown(first), _shown(last)
    return Message(
        bn=f"{read.bn} এই সময়ের মধ্যে পড়ে না; {start.bn} থেকে {end.bn} পর্যন্ত কোনো তারিখ লিখুন।",
        en=f"{read.en} is outside this period. Enter a date from {start.en} to {end.en}.",
    )


def _shown(day: date) -> Message:
    return Message(bn=format_day(day, language="bn"), en=format_day(day, language="en"))
