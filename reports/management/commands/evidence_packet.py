"""``manage.py evidence_packet PLAN --quarter 2023-24-Q4 -o FILE``: a quarter's evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from numerals import Message
from plans.models import Plan
from plans.selectors import plan_by_address
from reports.packet.joining import write_packet
from reports.packet.quarter import Quarter

_NO_PLAN: Final = Message(
    bn="“{plan}” নামে কোনো চুক্তি বা কর্মপরিকল্পনা নেই; কার্যালয়/অর্থবছর/ধরন লিখুন, যেমন khulna/2023-24/apa।",
    en="There is no plan “{plan}”. Write office/year/kind, such as khulna/2023-24/apa.",
)
_NO_QUARTER: Final = Message(
    bn="“{quarter}” এই চুক্তি বা কর্মপরিকল্পনার কোনো ত্রৈমাসিক নয়; {year}-Q1 থেকে {year}-Q4-এর একটি লিখুন।",
    en="“{quarter}” is not a quarter of this plan. Write one of {year}-Q1 to {year}-Q4.",
)
_UNWRITTEN: Final = Message(bn="{file} লেখা যায়নি: {why}", en="{file} could not be written: {why}")


class Command(BaseCommand):
    """Join the evidence of one office and quarter."""

    help = "Write one indexed PDF of all evidence of a plan's quarter."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "plan", metavar="PLAN", help="office/year/kind, such as khulna/2023-24/apa"
        )
        parser.add_argument("--quarter", required=True, metavar="2023-24-Q4")
        parser.add_argument("--lang", choices=("bn", "en"), default="bn", help="bn (default) or en")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        language = options["lang"]
        try:
            plan = plan_by_address(options["plan"])
        except Plan.DoesNotExist as error:
            raise CommandError(_NO_PLAN[language].format(plan=options["plan"])) from error
        quarter = _quarter(plan, options["quarter"], language=language)
        output: Path = options["output"]
        try:
            with output.open("wb") as file:
                entries = write_packet(plan, quarter, output=file, language=language)
        except OSError as error:
            raise CommandError(
                _UNWRITTEN[language].format(file=output, why=error.strerror)
            ) from error
        self.stdout.write(str(output))
        for entry in entries:
            if entry.why:
                self.stdout.write(f"{entry.number}. {entry.evidence.name}: {entry.why[language]}")


def _quarter(plan: Plan, text: str, *, language: str) -> Quarter:
    try:
        quarter = Quarter.parse(text)
    except ValueError:
        quarter = None
    if quarter is None or quarter.year != plan.span:
        raise CommandError(_NO_QUARTER[language].format(quarter=text, year=plan.span))
    return quarter
