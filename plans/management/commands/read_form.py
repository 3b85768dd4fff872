"""``manage.py read_form FILE``: what an office's form says and what is wrong with it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from numerals import Message, format_month, localize_digits
from plans.document.reader import Reading
from plans.document.rendering import reading_as_json
from plans.document.values import PlanDocument, Problem, Severity
from plans.document_files import examine_forms

NO_FORM: Final = 2
"""The exit code for a file that is no prescribed form."""

_NO_TABLE: Final = Message(
    bn="ফাইলটিতে {count}টি ছক আছে; {number} নম্বর ছক নেই।",
    en="The file has {count} forms; there is no number {number}.",
)
_COUNTS: Final = Message(
    bn="{objectives}টি উদ্দেশ্য, {indicators}টি কর্মসম্পাদন সূচক",
    en="{objectives} objectives, {indicators} indicators",
)
_YEAR: Final = Message(bn="অর্থবছর", en="Fiscal year")
_WHOLE: Final = Message(bn="সমগ্র ছক", en="document")
_SOUND: Final = Message(bn="কোনো অসংগতি পাওয়া যায়নি।", en="No problems found.")
_SEVERITIES: Final = {
    Severity.ERROR: Message(bn="ত্রুটি", en="error"),
    Severity.WARNING: Message(bn="সতর্কতা", en="warning"),
}


class Command(BaseCommand):
    """Prints a form as JSON, or as a summary with its findings."""

    help = "Read an office's form (Word, Excel, HTML, CSV or text with tabs) and check it."
    requires_system_checks: list[str] = []  # a form is read without settings of ours

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the office's file")
        parser.add_argument(
            "--table", type=int, default=1, metavar="N", help="which of its forms (default 1)"
        )
        parser.add_argument(
            "--bijoy", action="store_true", help="convert text in the Bijoy encoding"
        )
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--lang", choices=("bn", "en"), default="bn", help="bn (default) or en")

    def handle(self, *args: Any, **options: Any) -> None:
        language: str = options["lang"]
        readings = examine_forms(options["file"], bijoy=options["bijoy"])
        if isinstance(readings, Message):
            raise CommandError(readings[language], returncode=NO_FORM)
        reading = _chosen(readings, options["table"], language=language)
        if options["json"]:
            data = reading_as_json(reading, tables=len(readings))
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            return
        document = reading.document
        assert document is not None  # noqa: S101  # examine_forms gives no refusals
        for line in summary_of(document, reading.problems, language=language):
            self.stdout.write(line)


def _chosen(readings: Sequence[Reading], number: int, *, language: str) -> Reading:
    if 1 <= number <= len(readings):
        return readings[number - 1]
    sentence = _NO_TABLE[language].format(number=number, count=len(readings))
    raise CommandError(localize_digits(sentence, language=language), returncode=NO_FORM)


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
