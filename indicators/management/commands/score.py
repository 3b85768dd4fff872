"""``manage.py score PLAN | --file FORM``: what a plan scores, and why.

A file that is no form gets one sentence and exit code 2. ``--json`` prints
``{"plan", "basis", "rules", "weighted", "weight", "stated_weight", "normalised",
"objectives": [{"row", "section", "weighted", "weight", "stated_weight", "normalised"}],
"indicators": [{"row", "code", "achieved", "rate", "raw", "weighted", "problem",
"explanation": {"bn", "en"}}]}``.

Figures are strings, rounded half up and only here: scores to two decimals (``"19.44"``),
rates to a whole number, achievements that are quotients to four decimals; weights are
canonical (``"102"``), dates ISO. What is missing is null.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.management.score_output import ScoredPlan, score_data, score_lines
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.selectors.figures import figures_of
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import Basis, Rules
from numerals import FiscalYearSpan, Message, Month, Unreadable, localize_digits, parse_month
from plans.document_files import examine_file
from plans.management.commands.read_form import NO_FORM
from plans.management.database import database_at_hand
from plans.models import Plan
from plans.selectors import plan_by_address

_NO_MONTHS: Final = Message(
    bn="“{text}” থেকে মাস বোঝা যায় না; যেমন 2024-04..2024-06 বা 2024-06 লিখুন।",
    en="“{text}” does not name months. Write, for example, 2024-04..2024-06 or 2024-06.",
)
_NOT_FORWARD: Final = Message(
    bn="“{text}” একই অর্থবছরের (জুলাই থেকে জুন) মধ্যে সামনের দিকে চলে না।",
    en="“{text}” does not run forward within one fiscal year (July to June).",
)
_NO_PLAN: Final = Message(
    bn="“{address}” নামে কোনো চুক্তি নেই; কার্যালয়/অর্থবছর/ধরন লিখুন, যেমন khulna/2023-24/apa।",
    en="There is no plan “{address}”. Write office/year/kind, such as khulna/2023-24/apa.",
)
_OTHER_YEAR: Final = Message(
    bn="চুক্তি বা কর্মপরিকল্পনাটি {year} অর্থবছরের; এর মাস ওই বছরের জুলাই থেকে জুন।",
    en="The plan is of {year}; its months are July to June of that year.",
)


class Command(BaseCommand):
    """Score a stored plan, or a form without storing it."""

    help = "Score a stored plan, or a form that is not stored; see the weights, rates and reasons."

    def add_arguments(self, parser: CommandParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument(
            "plan", nargs="?", metavar="PLAN", help="office/year/kind, such as khulna/2023-24/apa"
        )
        source.add_argument(
            "--file", type=Path, metavar="FORM", help="score a form without storing it"
        )
        parser.add_argument(
            "--months",
            metavar="FROM..TO",
            help="count only these months, such as 2024-04..2024-06 (default: the year so far)",
        )
        parser.add_argument(
            "--reported",
            action="store_true",
            help="score the cumulative figures that the office printed, where it printed any",
        )
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--lang", choices=("bn", "en"), default="bn", help="language of the table"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        language: str = options["lang"]
        basis = Basis.REPORTED if options["reported"] else Basis.COMPUTED
        months = _months(options["months"], language=language)
        if options["file"]:
            scored = _scored_file(options["file"], basis=basis, months=months, language=language)
        else:
            with database_at_hand(language=language):
                scored = _scored_plan(
                    options["plan"], basis=basis, months=months, language=language
                )
        if options["json"]:
            self.stdout.write(json.dumps(score_data(scored), ensure_ascii=False, indent=2))
            return
        for line in score_lines(scored, language=language):
            self.stdout.write(line)


def _months(text: str | None, *, language: str) -> tuple[Month, ...] | None:
    """The months of ``2024-04..2024-06`` or of ``2024-06``; ``None`` where none are asked for."""
    if text is None:
        return None
    first, _, last = text.partition("..")
    start, end = parse_month(first), parse_month(last or first)
    if isinstance(start, Unreadable) or isinstance(end, Unreadable):
        raise CommandError(_NO_MONTHS[language].format(text=text))
    if start > end or start.fiscal_year != end.fiscal_year:
        raise CommandError(_NOT_FORWARD[language].format(text=text))
    return tuple(month for month in start.fiscal_year.months if start <= month <= end)


def _scored_file(
    path: Path, *, basis: Basis, months: Collection[Month] | None, language: str
) -> ScoredPlan:
    examined = examine_file(path)
    if isinstance(examined, Message):
        raise CommandError(examined[language], returncode=NO_FORM)
    document = examined.document.within_year()
    _require_year(document.fiscal_year, months, language=language)
    score = score_plan(plan_input(document), rules=Rules(), basis=basis, months=months)
    return ScoredPlan(str(path), document, score)


def _scored_plan(
    address: str, *, basis: Basis, months: Collection[Month] | None, language: str
) -> ScoredPlan:
    try:
        plan = plan_by_address(address)
    except Plan.DoesNotExist as error:
        raise CommandError(_NO_PLAN[language].format(address=address)) from error
    _require_year(plan.span, months, language=language)
    figures = figures_of(plan)
    until = max(months or figures.monthly_returns or plan.span.months)
    score = score_figures(
        figures, month=until, rules=rules_of(plan.rule_set), basis=basis, months=months
    )
    return ScoredPlan(plan.address, figures.document(until=until), score)


def _require_year(
    year: FiscalYearSpan | None, months: Collection[Month] | None, *, language: str
) -> None:
    if months and year is not None and next(iter(months)) not in year:
        shown = localize_digits(str(year), language=language)
        raise CommandError(_OTHER_YEAR[language].format(year=shown))
