"""``manage.py read_form FILE``: what a form's text says and what is wrong with it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from plans.document.model import Message, PlanDocument, Problem, Severity
from plans.document.numerals import format_month, localize_digits
from plans.document.rendering import as_json
from plans.document_files import examine_file

NO_FORM: Final = 2
"""The exit code for a file that is no prescribed form."""

_COUNTS: Final = Message(
    bn="{objectives}টি উদ্দেশ্য, {indicators}টি কর্মসম্পাদন সূচক",
    en="{objectives} objectives, {indicators} indicators",
)
_YEAR: Final = Message(bn="অর্থবছর", en="Fiscal year")
_WHOLE: Final = Message(bn="সমগ্র নথি", en="document")
_SOUND: Final = Message(bn="কোনো অসংগতি পাওয়া যায়নি।", en="Nothing amiss was found.")
_SEVERITIES: Final = {
    Severity.ERROR: Message(bn="ত্রুটি", en="error"),
    Severity.WARNING: Message(bn="সতর্কতা", en="warning"),
}


class Command(BaseCommand):
    """Prints a form as JSON, or as a summary with its findings."""

    help = "Read a prescribed form (plan or progress) from text with tabs and check it."
    requires_system_checks: list[str] = []  # a form is read without settings of ours

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the form as text with tabs")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--lang", choices=("bn", "en"), default="bn", help="bn (default) or en")

    def handle(self, *args: Any, **options: Any) -> None:
        language: str = options["lang"]
        reading = examine_file(options["file"])
        if isinstance(reading, Message):
            raise CommandError(reading[language], returncode=NO_FORM)
        document, problems = reading
        if options["json"]:
            data = as_json(document, problems=problems)
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            return
        for line in summary_of(document, problems, language=language):
            self.stdout.write(line)


def summary_of(
    document: PlanDocument, problems: Iterable[Problem], *, language: str
) -> Iterator[str]:
    """The document and its findings, line by line, for a person."""
    if document.office:
        yield document.office
    yield document.title
    if document.fiscal_year is not None:
        yield f"{_YEAR[language]} {localize_digits(str(document.fiscal_year), language=language)}"
    if document.months:
        yield ", ".join(format_month(month, language=language) for month in document.months)
    counts = _COUNTS[language].format(
        objectives=len(document.objectives), indicators=len(document.indicators)
    )
    yield localize_digits(counts, language=language)
    yield ""
    findings = [_finding_line(problem, language=language) for problem in problems]
    yield from findings or [_SOUND[language]]


def _finding_line(problem: Problem, *, language: str) -> str:
    row = localize_digits(problem.row, language=language) or _WHOLE[language]
    return f"{_SEVERITIES[problem.severity][language]} · {row} · {problem.message[language]}"
