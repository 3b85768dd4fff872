"""What the reader says of values, each a sentence in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from numerals import Message, Unreadable, canonical, format_day, format_value, localize_digits
from plans.document.reader.findings.gravity import error, warning
from plans.document.reader.text import shortened
from plans.document.values import Problem


def unreadable_cell(row: str, *, place: Message, cell: Unreadable) -> Problem:
    """A cell that holds neither what its column expects nor nothing."""
    said = cell.message
    return error(
        "unreadable-value", row, Message(bn=f"{place.bn}: {said.bn}", en=f"{place.en}: {said.en}")
    )


def words_left_out(row: str, *, place: Message, read: str, value: Decimal) -> Problem:
    """Words beside a figure that say what its unit says, and were not stored with it."""
    quoted, kept = (
        {code: localize_digits(text, language=code) for code in ("bn", "en")}
        for text in (shortened(read), canonical(value))
    )
    return warning(
        "words-beside-figure",
        row,
        Message(
            bn=f"{place.bn}: “{quoted['bn']}” থেকে শুধু {kept['bn']} সংখ্যাটি রাখা হয়েছে; "
            "বাকি কথাটুকু এককেই বলা আছে।",
            en=f"{place.en}: of “{quoted['en']}” only the number {kept['en']} was kept; "
            "the unit says the rest.",
        ),
    )


def year_taken(row: str, place: Message, *, text: str, day: date) -> Problem:
    """A day and month without a year: the plan's fiscal year gave it."""
    read_bn, read_en = (localize_digits(text, language=code) for code in ("bn", "en"))
    return warning(
        "year-taken",
        row,
        Message(
            bn=f"{place.bn}: “{read_bn}” লেখা আছে, সাল নেই; চুক্তি বা কর্মপরিকল্পনার অর্থবছর থেকে সাল নিয়ে "
            f"{format_day(day, language='bn')} ধরা হয়েছে, মিলিয়ে দেখুন।",
            en=f"{place.en}: “{read_en}” names no year; with the plan's fiscal year it was read "
            f"as {format_day(day, language='en')}: please check.",
        ),
    )


def read_as(row: str, place: Message, text: str, value: Decimal | date) -> Problem:
    """A figure that is written in another way than the unit or the calendar has it."""
    bn, en = (
        (localize_digits(shortened(text), language=code), format_value(value, language=code))
        for code in ("bn", "en")
    )
    return warning(
        "read-as",
        row,
        Message(
            bn=f"{place.bn}: “{bn[0]}” লেখা আছে; {bn[1]} ধরা হয়েছে, মিলিয়ে দেখুন।",
            en=f"{place.en}: “{en[0]}” was read as {en[1]}: please check.",
        ),
    )


def as_above(row: str, place: Message, text: str, *, above: str) -> Problem:
    """A cell that says no more than that it is as the one above it: ``ঐ``."""
    return warning(
        "read-as",
        row,
        Message(
            bn=f"{place.bn}: “{text}” লেখা আছে; উপরের সারির মতো “{above}” ধরা হয়েছে, মিলিয়ে দেখুন।",
            en=f"{place.en}: “{text}” was read as “{above}”, as in the row above: please check.",
        ),
    )


def dates_in_a_count(row: str, *, unit: str) -> Problem:
    """Targets that are dates though the unit counts."""
    return error(
        "wrong-kind",
        row,
        Message(
            bn=f"একক “{unit}”, কিন্তু লক্ষ্যমাত্রা তারিখ; একক অথবা লক্ষ্যমাত্রা ঠিক করুন।",
            en=f"The unit is “{unit}”, but the target is a date; correct the one or the other.",
        ),
    )
