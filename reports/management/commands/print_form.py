"""``manage.py print_form PLAN --form FORM -o FILE``: a prescribed form as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.document.model import Month
from plans.models import Plan
from plans.selectors import plan_by_address
from reports.paper import CumulativeBasis, PaperForm, render_cached
from reports.selectors.paper import paper_of_plan


class Command(BaseCommand):
    """Print one form of a stored plan."""

    help = "Print the plan, progress or evaluation form of a stored plan as a PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "plan", metavar="PLAN", help="office/year/kind, such as khulna/2023-24/apa"
        )
        parser.add_argument("--form", required=True, choices=[form.value for form in PaperForm])
        parser.add_argument("--month", metavar="2024-06", help="the last month that is shown")
        parser.add_argument(
            "--cumulative",
            choices=[basis.value for basis in CumulativeBasis],
            default=CumulativeBasis.YEAR.value,
            help="what column 16 adds up: the fiscal year so far, or the three months shown",
        )
        parser.add_argument("--lang", choices=["bn", "en"], default="bn")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = plan_by_address(options["plan"])
        except Plan.DoesNotExist as error:
            raise CommandError(
                f"There is no plan {options['plan']!r}. Expected office/year/kind of a stored "
                "plan, such as khulna/2023-24/apa."
            ) from error
        form = PaperForm(options["form"])
        request = paper_of_plan(
            plan,
            form=form,
            month=None if form is PaperForm.PLAN else _month(plan, options["month"]),
            cumulative=CumulativeBasis(options["cumulative"]),
            language=options["lang"],
        )
        output: Path = options["output"]
        try:
            output.write_bytes(render_cached(request))
        except OSError as error:
            raise CommandError(f"{output} could not be written: {error.strerror}.") from error
        self.stdout.write(str(output))


def _month(plan: Plan, text: str | None) -> Month:
    """The month asked for. Raises ``CommandError`` if it is none or none of the plan's year."""
    if text is None:
        raise CommandError("This form needs --month, such as --month 2024-06.")
    try:
        month = Month.parse(text)
    except ValueError as error:
        raise CommandError(f"{error}.") from error
    if month not in plan.span:
        raise CommandError(f"{month} is not in the plan's fiscal year {plan.span}.")
    return month
