"""What the demo's agreements say beside their tables, and what each row is proven by. Pure.

Invented, in the words in which offices write such parts; the figures in them are the model's.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from numerals import Figure, FiscalYearSpan, canonical_figure, format_figure, localize_digits
from plans.document.parts.kinds import Part
from plans.document.parts.values import Content
from plans.document.values import IndicatorEntry, PlanDocument

EVIDENCE: Final[Mapping[str, str]] = {
    "1.1": "প্রণীত প্রজেক্ট প্রফাইলের কপি",
    "1.2": "প্রকাশিত স্টাডি প্রতিবেদনের কপি",
    "1.3": "বিপণন সমীক্ষা প্রতিবেদনের কপি",
    "1.4": "নকশা নমুনা বিতরণ রেজিস্টার",
    "1.5": "প্রকল্প প্রস্তাব মূল্যায়নপত্র",
    "1.6": "ব্যাংকের ঋণ মঞ্জুরিপত্র ও তালিকা",
    "1.7": "শিল্প ইউনিট নিবন্ধন রেজিস্টার",
    "1.8": "পরিদর্শন প্রতিবেদন",
    "1.9": "চালুকৃত ইউনিটের তালিকা ও ছবি",
    "1.10": "এলএসি সভার কার্যবিবরণী ও বরাদ্দপত্র",
    "2.1": "চিহ্নিত উদ্যোক্তার তালিকা",
    "2.2": "প্রশিক্ষণের হাজিরা ও অফিস আদেশ",
    "2.3": "ঋণ বিতরণ ও আদায় রেজিস্টার",
    "2.4": "ব্যাংক হিসাব বিবরণী",
    "2.5": "কর্মসংস্থানের তালিকা (নারী-পুরুষভিত্তিক)",
    "3.1": "মেলা আয়োজনের পত্র ও ছবি",
    "3.2": "মেলায় অংশগ্রহণের পত্র ও ছবি",
    "3.3": "সম্মিলনের কার্যবিবরণী ও ছবি",
    "3.4": "মৌ-চাষিভিত্তিক উৎপাদন প্রতিবেদন",
    "3.5": "লবণ মিলের মাসিক উৎপাদন ও পরিদর্শন প্রতিবেদন",
    "4.1": "ত্রৈমাসিক অগ্রগতি প্রতিবেদন প্রেরণের পত্র",
    "4.2": "পরিবীক্ষণ প্রতিবেদন প্রেরণের পত্র",
    "4.3": "হালনাগাদকৃত সেবাবক্সের লিংক ও স্ক্রিনশট",
}
"""What an activity's indicators are proven by, by its code."""

OF_ACTION_PLANS: Final = "কর্মপরিকল্পনার মূল্যায়ন প্রতিবেদন"
RESPONSIBLE: Final = {
    "1": "উপমহাব্যবস্থাপক",
    "2": "সহকারী মহাব্যবস্থাপক",
    "3": "সম্প্রসারণ কর্মকর্তা",
    "4": "সহকারী মহাব্যবস্থাপক (প্রশাসন)",
}
"""Who answers for the rows of an objective, by its code."""

_TOLD: Final = (
    ("1.7.1", "{figure}টি শিল্প ইউনিট নিবন্ধন করা হয়েছে"),
    ("2.1.1", "{figure} জন শিল্প উদ্যোক্তা চিহ্নিত করা হয়েছে"),
    ("2.2.1", "{figure} জন উদ্যোক্তাকে প্রশিক্ষণ দেওয়া হয়েছে"),
    ("2.5.1", "{figure} জনের কর্মসংস্থান সৃষ্টি হয়েছে"),
)
"""The rows that the overview tells of, with its words."""

_CHALLENGES: Final = (
    "শিল্পনগরীর অভ্যন্তরীণ রাস্তা ও ড্রেনের সংস্কারে বরাদ্দের স্বল্পতা।\n"
    "উদ্যোক্তাদের জামানতের অভাবে ব্যাংক ঋণ পেতে বিলম্ব।\n"
    "মাঠ পর্যায়ে জনবলের স্বল্পতা।"
)
_AHEAD: Final = (
    "শিল্পনগরীর শতভাগ প্লট বরাদ্দ ও রুগ্ন ইউনিট চালু করা।\n"
    "নারী উদ্যোক্তাদের জন্য পৃথক প্রশিক্ষণ ও বিপণন কর্নার চালু করা।\n"
    "সব সেবা অনলাইনে দেওয়া।"
)
_VISION: Final = "পরিবেশবান্ধব ক্ষুদ্র ও কুটির শিল্পে সমৃদ্ধ জেলা।"
_MISSION: Final = (
    "উদ্যোক্তা সৃষ্টি, দক্ষতা উন্নয়ন, ঋণ ও অবকাঠামো সহায়তার মাধ্যমে জেলায় ক্ষুদ্র ও কুটির শিল্পের বিকাশ ও কর্মসংস্থান সৃষ্টি।"
)
_FUNCTIONS: Final = (
    "শিল্প উদ্যোক্তা চিহ্নিত করা ও প্রশিক্ষণ দেওয়া;\n"
    "শিল্প ইউনিট নিবন্ধন ও পরিদর্শন;\n"
    "ঋণ ব্যবস্থা ও বিপণনে সহায়তা;\n"
    "শিল্পনগরীর প্লট বরাদ্দ ও ব্যবস্থাপনা;\n"
    "ভোজ্য লবণে আয়োডিন মিশ্রণ তদারকি।"
)
_PREAMBLE: Final = (
    "{office}-এর কার্যক্রমে গতিশীলতা, স্বচ্ছতা ও জবাবদিহি নিশ্চিত করার লক্ষ্যে {year} অর্থবছরে "
    "নির্ধারিত লক্ষ্যমাত্রা অর্জনের জন্য এই বার্ষিক কর্মসম্পাদন চুক্তি স্বাক্ষরিত হলো।"
)
_ACRONYMS: Final = (
    ("এপিএ", "বার্ষিক কর্মসম্পাদন চুক্তি (Annual Performance Agreement)"),
    ("এলএসি", "ভূমি বরাদ্দ কমিটি (Land Allotment Committee)"),
    ("বিনিত", "বিসিক নিজস্ব তহবিল"),
    ("বিসিক", "বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন"),
)
_DEPENDENCE: Final = (
    (
        "বাণিজ্যিক ব্যাংক, {place}",
        "[১.৬.১] ঋণ বিতরণকৃত শিল্প ইউনিট",
        "প্রস্তাবিত ঋণ সময়মতো মঞ্জুর করা",
        "ঋণ মঞ্জুর করে ব্যাংক",
        "ঋণ বিতরণের লক্ষ্যমাত্রা অর্জিত হবে না",
    ),
    (
        "জেলা প্রশাসকের কার্যালয়, {place}",
        "[১.১০.১] এলএসি কমিটির সভা",
        "কমিটির সভা আহ্বানে সহযোগিতা",
        "কমিটির সভাপতি জেলা প্রশাসক",
        "প্লট বরাদ্দ বিলম্বিত হবে",
    ),
)


def evidence_of(entry: IndicatorEntry) -> str:
    """What the row is proven by."""
    if entry.linked:
        return OF_ACTION_PLANS
    return EVIDENCE.get(entry.row.rpartition(".")[0], "মাসিক অগ্রগতি প্রতিবেদন")


def responsible_for(entry: IndicatorEntry) -> str:
    """Who answers for the row."""
    return RESPONSIBLE.get(entry.row.partition(".")[0], "প্রতিবেদন প্রস্তুতকারী")


def texts_of(
    document: PlanDocument, *, office: str, place: str, year: FiscalYearSpan
) -> dict[Part, Content]:
    """The parts of one office's agreement."""
    entries = {one.row: one for one in document.indicators}
    return {
        Part.ACHIEVEMENTS: "\n\n".join(
            told
            for back in (2, 1)
            if (told := _achieved(entries, FiscalYearSpan(year.start - back)))
        ),
        Part.CHALLENGES: _CHALLENGES,
        Part.AHEAD: _AHEAD,
        Part.EXPECTED: _expected(entries),
        Part.PREAMBLE: _PREAMBLE.format(office=office, year=_bengali(year)),
        Part.VISION: _VISION,
        Part.MISSION: _MISSION,
        Part.FUNCTIONS: _FUNCTIONS,
        Part.OUTCOMES: _outcomes(entries, year),
        Part.ACRONYMS: _ACRONYMS,
        Part.DEPENDENCE: tuple(
            tuple(cell.format(place=place) for cell in row) for row in _DEPENDENCE
        ),
    }


def _achieved(entries: Mapping[str, IndicatorEntry], year: FiscalYearSpan) -> str:
    """A sentence of what was achieved in one of the years before."""
    told = [
        words.format(figure=_said(figure))
        for row, words in _TOLD
        if row in entries and (figure := entries[row].baselines.get(str(year))) is not None
    ]
    return f"{_bengali(year)} অর্থবছরে {', '.join(told)}।" if told else ""


def _expected(entries: Mapping[str, IndicatorEntry]) -> str:
    return "\n".join(
        f"{entries[row].title}: {_said(entries[row].targets.t100)}"
        for row, _words in _TOLD
        if row in entries
    )


def _outcomes(
    entries: Mapping[str, IndicatorEntry], year: FiscalYearSpan
) -> tuple[tuple[str, ...], ...]:
    """Two outcomes with their figures of two years, the target and two projections."""
    rows = []
    for outcome, row in (
        ("কর্মসংস্থান বৃদ্ধি", "2.5.1"),
        ("শিল্পায়নের প্রসার", "1.7.1"),
    ):
        if row in entries:
            one = entries[row]
            figures = (
                one.baselines.get(str(FiscalYearSpan(year.start - 2))),
                one.baselines.get(str(FiscalYearSpan(year.start - 1))),
                one.targets.t100,
                one.projections.get(str(FiscalYearSpan(year.start + 1))),
                one.projections.get(str(FiscalYearSpan(year.start + 2))),
            )
            rows.append(
                (
                    outcome,
                    one.title,
                    one.unit,
                    *map(_said, figures),
                    "শিল্প মন্ত্রণালয়, যুব উন্নয়ন অধিদপ্তর",
                    "বার্ষিক প্রতিবেদন",
                )
            )
    return tuple(rows)


def _said(figure: Figure) -> str:
    if canonical_figure(figure) is None:
        return ""
    if isinstance(figure, Decimal):
        figure = figure.normalize() if figure % 1 else figure.to_integral_value()
    return format_figure(figure, language="bn")


def _bengali(year: FiscalYearSpan) -> str:
    return localize_digits(str(year), language="bn")
