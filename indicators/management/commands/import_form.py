"""``manage.py import_form FILE --office CODE --kind KIND``: a form becomes a plan.

The plan, its returns with the reported figures beside the computed ones, and the scores are
stored in one transaction. Exit codes: 2 for a file that is no prescribed form, 1 for
everything else that keeps it from being stored.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from indicators.returns.importing import import_document
from numerals import Message, format_month, localize_digits
from offices.models import Office
from plans.document.defaults import Kind, rules_label
from plans.document.values import PlanDocument
from plans.document_files import examine_file
from plans.management.commands.read_form import NO_FORM, summary_of
from plans.management.database import database_at_hand
from plans.models import Plan
from plans.selectors import newest_rule_sets
from plans.services import DoesNotFit, PlanExists

_NO_OFFICE: Final = Message(
    bn="“{office}” কোডের কোনো কার্যালয় নেই; কোডটি যাচাই করুন, যেমন khulna।",
    en="There is no office with the code “{office}”; check the code, such as khulna.",
)
_NO_KIND: Final = Message(
    bn="“{kind}” নামে কোনো ধরন নেই; এগুলোর একটি লিখুন: {kinds}।",
    en="There is no kind of plan “{kind}”. Write one of: {kinds}.",
)
_NO_YEAR: Final = Message(
    bn="ছকটিতে অর্থবছর পাওয়া যায়নি; শিরোনামে লিখুন, যেমন ২০২৩-২৪।",
    en="The form names no fiscal year; write it in the title, such as 2023-24.",
)
_OTHER_YEAR: Final = Message(
    bn="ছকটিতে {month} মাসের প্রতিবেদন আছে, কিন্তু লক্ষ্যমাত্রা অর্থবছর {year}-এর; যেটি ভুল তা সংশোধন করুন।",
    en="The form reports {month}, but its targets are of {year}; correct the one that is wrong.",
)
_DOES_NOT_FIT: Final = Message(
    bn="ছকটি সংরক্ষণ করা যায়নি; সংশোধন করুন: {what}",
    en="The form cannot be stored; correct it: {what}",
)
_EXISTS: Final = Message(
    bn="{plan} আগে থেকেই আছে; কিছুই পরিবর্তন করা হয়নি।",
    en="{plan} is there already; nothing was changed.",
)
_STORED: Final = Message(
    bn="{plan} সংরক্ষণ করা হয়েছে: {indicators}টি সূচক, {months} মাসের প্রতিবেদন।",
    en="{plan} is stored: {indicators} indicators, returns of {months} months.",
)
_OLDER_RULES: Final = Message(
    bn="স্কোরিং বিধি {rules}, বছরের অন্য চুক্তির মতো; নতুন বিধি {newest} এখনো প্রয়োগ করা হয়নি।",
    en="It is scored by {rules}, as the year's other plans are; the newer {newest} are not in use.",
)
_NOT_KEPT: Final = Message(
    bn="ছকের এগুলো সংরক্ষণ করা হয় না: {what}।",
    en="Of the form these are not stored with the plan: {what}.",
)
_UNSTORED: Final = (
    (Message(bn="ভিত্তিবছরের অর্জন", en="baselines"), "baselines"),
    (Message(bn="প্রক্ষেপণ", en="projections"), "projections"),
    (Message(bn="কোয়ার্টার ও বছরের অর্জন", en="achievements of quarters and years"), "achieved_in"),
    (Message(bn="কোয়ার্টারের লক্ষ্যমাত্রা", en="targets by period"), "targets_in"),
    (Message(bn="একই সূচকের একাধিক লক্ষ্যমাত্রা", en="several targets of one indicator"), "parts"),
    (Message(bn="দায়িত্বপ্রাপ্ত", en="who is responsible"), "responsible"),
    (Message(bn="প্রমাণক", en="evidence"), "evidence"),
    (Message(bn="অর্থ জানা যায়নি এমন কলাম", en="columns not understood"), "others"),
)
_TRIED: Final = Message(
    bn="শুধু যাচাই: {plan} সংরক্ষণ করা যাবে; কিছুই সংরক্ষণ করা হয়নি।",
    en="Dry run: {plan} could be stored; nothing was stored.",
)


class Command(BaseCommand):
    """Stores a form as a plan; never overwrites one."""

    help = "Store a prescribed form as an office's plan with its returns and scores."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the office's file")
        parser.add_argument("--office", required=True, metavar="CODE", help="such as khulna")
        parser.add_argument("--kind", required=True, help=", ".join(Kind))
        parser.add_argument(
            "--dry-run", action="store_true", help="do everything, then store nothing"
        )
        parser.add_argument("--lang", choices=("bn", "en"), default="bn", help="bn (default) or en")

    def handle(self, *_args: Any, **options: Any) -> None:
        language: str = options["lang"]
        examined = examine_file(options["file"])
        if isinstance(examined, Message):
            raise CommandError(examined[language], returncode=NO_FORM)
        document, problems = examined
        _require_year(document, language=language)
        kind = _kind(options["kind"], language=language)
        with translation.override(language), database_at_hand(language=language):
            office = _office(options["office"], language=language)
            plan = _imported(
                document, office=office, kind=kind, keep=not options["dry_run"], language=language
            )
        for line in summary_of(document, problems, language=language):
            self.stdout.write(line)
        self.stdout.write("")
        if unstored := _unstored(document, language=language):
            self.stdout.write(unstored)
        if said := _rules_said(plan, language=language):
            self.stdout.write(said)
        self.stdout.write(
            (_TRIED if options["dry_run"] else _STORED)[language].format(
                plan=plan.address,
                indicators=_count(len(document.indicators), language),
                months=_count(len(document.months), language),
            )
        )


def _unstored(document: PlanDocument, *, language: str) -> str:
    """What the form says that a plan has no place for yet; nothing, if all was stored."""
    names = (
        name[language]
        for name, kept in _UNSTORED
        if any(getattr(entry, kept) for entry in document.indicators)
    )
    listed = ", ".join(names)
    return _NOT_KEPT[language].format(what=listed) if listed else ""


def _require_year(document: PlanDocument, *, language: str) -> None:
    year = document.fiscal_year
    if year is None:
        raise CommandError(_NO_YEAR[language])
    if document.months and document.months[-1] not in year:
        month = format_month(document.months[-1], language=language)
        year_shown = localize_digits(str(year), language=language)
        raise CommandError(_OTHER_YEAR[language].format(month=month, year=year_shown))


def _office(code: str, *, language: str) -> Office:
    try:
        return Office.objects.get(code=code)
    except Office.DoesNotExist as error:
        raise CommandError(_NO_OFFICE[language].format(office=code)) from error


def _kind(name: str, *, language: str) -> Kind:
    try:
        return Kind(name)
    except ValueError as error:
        kinds = ", ".join(Kind)
        raise CommandError(_NO_KIND[language].format(kind=name, kinds=kinds)) from error


@transaction.atomic
def _imported(
    document: PlanDocument, *, office: Office, kind: Kind, keep: bool, language: str
) -> Plan:
    try:
        plan = import_document(document, office=office, kind=kind)
    except PlanExists as error:
        raise CommandError(_EXISTS[language].format(plan=error.plan.address)) from error
    except DoesNotFit as error:
        raise CommandError(_DOES_NOT_FIT[language].format(what=error)) from error
    if not keep:
        transaction.set_rollback(True)
    return plan


def _rules_said(plan: Plan, *, language: str) -> str:
    """That there are newer rules than those that the year's plans have; else nothing."""
    newest = newest_rule_sets().get((plan.fiscal_year_id, plan.kind))
    if newest is None or newest.pk == plan.rule_set_id:
        return ""
    return _OLDER_RULES[language].format(
        rules=rules_label(plan.rule_set.name)[language],
        newest=rules_label(newest.name)[language],
    )


def _count(number: int, language: str) -> str:
    return localize_digits(str(number), language=language)
