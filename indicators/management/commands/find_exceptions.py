"""``manage.py find_exceptions``: what needs attention over many offices, most weight first.

``--json`` prints ``[{"rule", "office", "row", "month", "weight", "sentence": {"bn", "en"},
"rests_on"}]``: offices by code, months as 2024-06 (null where it is of the year as a whole),
weights as canonical strings. What each rule means: docs/exceptions.md.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indicators.exceptions.rules import Alert
from indicators.exceptions.selectors import TooMany, alerts_of
from numerals import (
    FiscalYearSpan,
    Message,
    Month,
    Unreadable,
    canonical,
    format_number,
    parse_month,
)
from offices.models import Office
from offices.selectors import subtree
from plans.management.database import database_at_hand
from plans.models import Plan
from plans.selectors import year_shown

_NO_OFFICE: Final = Message(
    bn="“{text}” কোডের কোনো কার্যালয় নেই; যেমন khulna লিখুন।",
    en="There is no office with the code “{text}”. Write, for example, khulna.",
)
_NO_YEAR: Final = Message(
    bn="“{text}” থেকে অর্থবছর বোঝা যায় না; যেমন 2023-24 লিখুন।",
    en="“{text}” does not name a fiscal year. Write, for example, 2023-24.",
)
_NO_MONTH: Final = Message(
    bn="“{text}” {year} অর্থবছরের মাস নয়; যেমন 2024-06 লিখুন।",
    en="“{text}” is not a month of {year}. Write, for example, 2024-06.",
)
_TOO_MANY: Final = Message(
    bn="{count}টি চুক্তি একসঙ্গে দেখা যায় না; --office দিয়ে একটি অংশ বেছে নিন।",
    en="{count} plans are too many to look at together. Choose a part of the tree with --office.",
)
_NOTHING: Final = Message(bn="দেখার মতো কিছু পাওয়া যায়নি।", en="Nothing needs attention.")


class Command(BaseCommand):
    """Say what needs attention over many offices."""

    help = "Say what needs attention over many offices: a list to look at first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", metavar="CODE", help="only this office and those below it")
        parser.add_argument(
            "--year", help="fiscal year, such as 2023-24 (default: the one at hand)"
        )
        parser.add_argument("--month", help="only this month, such as 2024-06")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--lang", choices=("bn", "en"), default="bn", help="bn (default) or en")

    def handle(self, *_args: Any, **options: Any) -> None:
        language: str = options["lang"]
        with database_at_hand(language=language):
            alerts = _alerts(options, language=language)
        if options["json"]:
            told = [_data(alert) for alert in alerts]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for alert in alerts:
            self.stdout.write(_line(alert, language=language))
        if not alerts:
            self.stdout.write(_NOTHING[language])


def _alerts(options: dict[str, Any], *, language: str) -> list[Alert]:
    plans = Plan.objects.all()
    if options["office"]:
        office = Office.objects.filter(code=options["office"]).first()
        if office is None:
            raise CommandError(_NO_OFFICE[language].format(text=options["office"]))
        plans = plans.filter(office__in=subtree(office))
    year = _year(options["year"], language=language)
    if year is None:
        return []
    today = timezone.localdate()
    months = _months(options["month"], year, language=language)
    try:
        return alerts_of(
            plans.filter(fiscal_year=year.start),
            months=[month for month in months if month <= Month.of(today)],
            today=today,
        )
    except TooMany as error:
        raise CommandError(_TOO_MANY[language].format(count=error.count)) from error


def _year(text: str | None, *, language: str) -> FiscalYearSpan | None:
    """The year asked about, or the one at hand; ``None`` where no plan is."""
    if text is None:
        at_hand = year_shown(Plan.objects.all())
        return None if at_hand is None else at_hand.span
    try:
        return FiscalYearSpan.parse(text)
    except ValueError as error:
        raise CommandError(_NO_YEAR[language].format(text=text)) from error


def _months(text: str | None, year: FiscalYearSpan, *, language: str) -> tuple[Month, ...]:
    if text is None:
        return tuple(year.months)
    month = parse_month(text)
    if isinstance(month, Unreadable) or month not in year:
        raise CommandError(_NO_MONTH[language].format(text=text, year=year))
    return (month,)


def _data(alert: Alert) -> dict[str, Any]:
    return {
        "rule": str(alert.rule),
        "office": alert.office,
        "row": alert.row,
        "month": str(alert.month) if alert.month else None,
        "weight": canonical(alert.weight),
        "sentence": {"bn": alert.sentence.bn, "en": alert.sentence.en},
        "rests_on": alert.rests_on,
    }


def _line(alert: Alert, *, language: str) -> str:
    weight = format_number(alert.weight, language=language)
    return f"{weight:>7}  {alert.office} {alert.row}  {alert.sentence[language]}"
