"""``manage.py print_form PLAN --form FORM -o FILE``: a prescribed form as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from numerals import Language, Message, Month, Unreadable, parse_month
from plans.models import Plan
from plans.selectors import plan_by_address
from reports.paper import CumulativeBasis, PaperForm, PaperFormat
from reports.selectors.paper import paper_of_plan
from reports.selectors.standing import printed_by

_NO_PLAN: Final = Message(
    bn="“{plan}” নামে কোনো চুক্তি বা কর্মপরিকল্পনা নেই; কার্যালয়/অর্থবছর/ধরন লিখুন, যেমন khulna/2023-24/apa।",
    en="There is no plan “{plan}”. Write office/year/kind, such as khulna/2023-24/apa.",
)
_MONTH_NEEDED: Final = Message(
    bn="এই ছকের জন্য মাস প্রয়োজন, যেমন --month 2024-06।",
    en="This form needs a month, such as --month 2024-06.",
)
_NO_MONTH: Final = Message(
    bn="“{month}” কোনো মাস নয়; বছর-মাস লিখুন, যেমন 2024-06।",
    en="“{month}” is not a month. Write year and month, such as 2024-06.",
)
_ANOTHER_YEAR: Final = Message(
    bn="{month} এই চুক্তি বা কর্মপরিকল্পনার অর্থবছর {year}-এর মধ্যে নেই।",
    en="{month} is not in the plan's fiscal year {year}.",
)
_UNWRITTEN: Final = Message(
    bn="{file} লেখা যায়নি: {why}",
    en="{file} could not be written: {why}",
)


class Command(BaseCommand):
    """Print one form of a stored plan."""

    help = (
        "Print the plan, progress or evaluation form of a stored plan: a PDF, or with a name that "
        "ends in .docx or .xlsx a Word or Excel file."
    )

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
        parser.add_argument("--lang", choices=("bn", "en"), default="bn", help="bn (default) or en")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        language: Language = options["lang"]
        plan = _plan(options["plan"], language=language)
        form = PaperForm(options["form"])
        request = paper_of_plan(
            plan,
            form=form,
            month=_month(plan, options["month"], form=form, language=language),
            cumulative=CumulativeBasis(options["cumulative"]),
            language=language,
        )
        output: Path = options["output"]
        try:
            output.write_bytes(_format_of(output).rule.made(request, printed_by(None)))
        except OSError as error:
            raise CommandError(
                _UNWRITTEN[language].format(file=output, why=error.strerror)
            ) from error
        self.stdout.write(str(output))


def _format_of(output: Path) -> PaperFormat:
    """What the file's name asks for; a PDF where it asks for nothing that is known."""
    ending = output.suffix.removeprefix(".").lower()
    return PaperFormat(ending) if ending in set(PaperFormat) else PaperFormat.PDF


def _plan(address: str, *, language: Language) -> Plan:
    try:
        return plan_by_address(address)
    except Plan.DoesNotExist as error:
        raise CommandError(_NO_PLAN[language].format(plan=address)) from error


def _month(plan: Plan, text: str | None, *, form: PaperForm, language: Language) -> Month | None:
    """The month asked for; none for a form without months."""
    if not form.spec.has_months:
        return None
    if text is None:
        raise CommandError(_MONTH_NEEDED[language])
    month = parse_month(text)
    if isinstance(month, Unreadable):
        raise CommandError(_NO_MONTH[language].format(month=text))
    if month not in plan.span:
        raise CommandError(_ANOTHER_YEAR[language].format(month=month, year=plan.span))
    return month
