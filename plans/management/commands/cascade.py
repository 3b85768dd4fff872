"""``manage.py cascade TEMPLATE WORKBOOK``: offices' plans are made and changed by a template.

All of it or nothing. Exit codes: 2 for a file that is no workbook of the template, 1 for
everything else that keeps it from being done. The JSON is described in docs/cascade.md.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from numerals import Message, localize_digits
from plans.cascade.book_errors import CellError
from plans.cascade.proposing import OfficeProposal, ProposalOutcome, RowChange
from plans.cascade.reading import BookRead, read_workbook
from plans.cascade.selectors import offices_below, template_at
from plans.cascade.services import PlansChanged, cascade
from plans.cascade.template import Incomplete, Template, template_of
from plans.document.cascading import FieldShift
from plans.management.database import database_at_hand
from plans.services import DoesNotFit
from plans.workshop.models import Draft

_NO_WORKBOOK: Final = 2
_NO_TEMPLATE: Final = Message(
    bn="{address} ঠিকানায় কোনো আদর্শ ছক নেই; ঠিকানাটি যাচাই করুন, যেমন headoffice/2024-25/apa।",
    en="There is no template {address}; check the address, such as headoffice/2024-25/apa.",
)
_NO_FILE: Final = Message(bn="“{file}” ফাইলটি পড়া যায়নি।", en="The file “{file}” could not be read.")
_WRONG: Final = Message(
    bn="ওয়ার্কবুকে {count}টি ভুল আছে; কিছুই করা হয়নি।",
    en="The workbook has {count} errors; nothing was done.",
)
_CONFLICTS: Final = Message(
    bn=" ({count}টি সারি কার্যালয় নিজে বদলেছে)", en=" (rows that the office changed itself: {count})"
)
_MEANWHILE: Final = Message(
    bn="এইমাত্র কেউ একটি কার্যালয়ের চুক্তি তৈরি করেছেন; কিছুই করা হয়নি, আবার চালান।",
    en="Somebody has just made an office's plan, so nothing was done. Run it again.",
)
_DONE: Final = Message(
    bn="{created}টি নতুন, {changed}টি পরিবর্তিত, {unchanged}টি অপরিবর্তিত, {refused}টি স্পর্শ করা হয়নি।",
    en="{created} created, {changed} changed, {unchanged} unchanged, {refused} not touched.",
)
_TRIED: Final = Message(bn="শুধু যাচাই; কিছুই সংরক্ষণ করা হয়নি।", en="Dry run: nothing was stored.")


class Command(BaseCommand):
    """Sends a template with its workbook to the offices."""

    help = "Make and change offices' plans by a template and its workbook of targets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("template", metavar="TEMPLATE", help="headoffice/2024-25/apa")
        parser.add_argument("workbook", type=Path, metavar="WORKBOOK", help="the filled workbook")
        parser.add_argument(
            "--overwrite",
            action="append",
            default=[],
            metavar="OFFICE",
            help="write over what this office changed itself; may be repeated",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="do everything, then store nothing"
        )
        parser.add_argument("--json", action="store_true", help="tell it as JSON")
        parser.add_argument("--lang", choices=("bn", "en"), default="bn", help="bn (default) or en")

    def handle(self, *_args: Any, **options: Any) -> None:
        language: str = options["lang"]
        with translation.override(language), database_at_hand(language=language):
            template = _template(options["template"], language)
            read = _read(options["workbook"], template, language)
            if read.errors:
                self._tell_errors(read.errors, as_json=options["json"], language=language)
            proposals = _cascaded(template, read, options, language)
        if options["json"]:
            self._json(template, proposals, (), is_dry_run=options["dry_run"], language=language)
            return
        for line in _lines(proposals, language):
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write(_TRIED[language])

    def _tell_errors(self, errors: tuple[CellError, ...], *, as_json: bool, language: str) -> None:
        if as_json:
            self._json(None, (), errors, is_dry_run=True, language=language)
        else:
            for one in errors:
                self.stdout.write(f"{one.sheet}!{one.cell}: {one.message[language]}")
        count = localize_digits(str(len(errors)), language=language)
        raise CommandError(_WRONG[language].format(count=count))

    def _json(
        self,
        template: Template | None,
        proposals: Iterable[OfficeProposal],
        errors: Iterable[CellError],
        *,
        is_dry_run: bool,
        language: str,
    ) -> None:
        told = {
            "template": str(template.at) if template else None,
            "revision": template.revision if template else None,
            "dry_run": is_dry_run,
            "offices": {one.office.code: _told(one, language) for one in proposals},
            "errors": [
                {
                    "sheet": one.sheet,
                    "cell": one.cell,
                    "read": one.read,
                    "message": one.message[language],
                }
                for one in errors
            ],
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))


def _template(address: str, language: str) -> Template:
    try:
        return template_of(template_at(address))
    except Draft.DoesNotExist as error:
        raise CommandError(_NO_TEMPLATE[language].format(address=address)) from error
    except Incomplete as error:
        raise CommandError(error.reason[language]) from error


def _read(path: Path, template: Template, language: str) -> BookRead:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CommandError(_NO_FILE[language].format(file=path), returncode=_NO_WORKBOOK) from error
    codes = offices_below(template.draft, None).values_list("code", flat=True)
    read = read_workbook(content, template, offices=list(codes))
    if isinstance(read, Message):
        raise CommandError(read[language], returncode=_NO_WORKBOOK)
    return read


def _cascaded(
    template: Template, read: BookRead, options: dict[str, Any], language: str
) -> tuple[OfficeProposal, ...]:
    try:
        return cascade(
            template.draft.pk,
            read.numbers,
            by=None,
            overwriting=options["overwrite"],
            keep=not options["dry_run"],
        )
    except PlansChanged as error:
        raise CommandError(_MEANWHILE[language]) from error
    except DoesNotFit as error:
        raise CommandError(str(error)) from error


def _lines(proposals: tuple[OfficeProposal, ...], language: str) -> Iterator[str]:
    for one in proposals:
        said = f": {one.refusal[language]}" if one.refusal else ""
        count = localize_digits(str(len(one.conflicts)), language=language)
        conflicts = _CONFLICTS[language].format(count=count) if one.conflicts else ""
        yield f"{one.office.code}: {one.outcome.label}{conflicts}{said}"
    counts = {
        outcome.value: localize_digits(
            str(sum(one.outcome is outcome for one in proposals)), language=language
        )
        for outcome in ProposalOutcome
    }
    yield _DONE[language].format(**counts)


def _told(proposal: OfficeProposal, language: str) -> dict[str, Any]:
    return {
        "outcome": proposal.outcome.value,
        "reason": proposal.refusal[language] if proposal.refusal else None,
        "rows": [_row(row) for row in proposal.changed],
        "conflicts": [
            {"row": row.name, **_shift(shift)}
            for row in proposal.conflicts
            for shift in row.conflicts
        ],
    }


def _row(row: RowChange) -> dict[str, Any]:
    return {
        "row": row.name,
        "what": row.what.value,
        "fields": [_shift(one) for one in row.changed],
    }


def _shift(shift: FieldShift) -> dict[str, Any]:
    return {
        "field": shift.field,
        "given": shift.given,
        "now": shift.now,
        "wanted": shift.wanted,
    }
