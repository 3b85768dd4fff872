"""The five action plans of a district and year, in short: their totals are those of the rules.

They follow the frames of the guidelines in fewer rows, each reported by quarter; the agreement's
governance rows earn by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from config.demo.districts import District
from config.demo.integrity import with_modes
from config.demo.targets import DATE_UNIT, HEADING, title_of
from numerals import FiscalYearSpan
from plans.document.defaults import FIRST_SECTION, Kind
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    TierTargets,
)

_NUMBER, _PERCENT = "সংখ্যা", "%"


@dataclass(frozen=True, slots=True)
class _Day:
    """A date of the fiscal year; each worse tier lies ``step`` days later."""

    month: int
    day: int
    step: int = 7

    def targets(self, year: FiscalYearSpan) -> TierTargets:
        best = date(year.start + (self.month < 7), self.month, self.day)
        return TierTargets(*(best + timedelta(self.step * place) for place in range(5)))


@dataclass(frozen=True, slots=True)
class _PlannedRow:
    """An activity with its one indicator."""

    activity: str
    indicator: str
    weight: int
    best: int | _Day
    unit: str = _NUMBER

    def entry(self, code: str, year: FiscalYearSpan) -> IndicatorEntry:
        """The row as a plan has it."""
        row, method = f"{code}.1", Method.SUM
        if isinstance(self.best, _Day):
            unit, method, targets = DATE_UNIT, Method.DATE, self.best.targets(year)
        else:
            unit, targets = self.unit, _tiers(self.best, self.unit)
            if unit == _PERCENT:
                method = Method.AVERAGE
        return IndicatorEntry(
            row=row,
            code=row,
            title=self.indicator,
            unit=unit,
            weight=Decimal(self.weight),
            method=method,
            targets=targets,
            frequency=Frequency.QUARTERLY,
        )


def _tiers(best: int, unit: str) -> TierTargets:
    """Tenths of a percentage; of things one less for each tier, as long as some are left."""
    if unit == _PERCENT:
        return TierTargets(*(Decimal(best * share // 100) for share in (100, 90, 80, 70, 60)))
    lower = (best - place for place in range(5))
    return TierTargets(*(Decimal(number) if number > 0 else None for number in lower))


_Objective = tuple[str, Sequence[_PlannedRow]]

_FRAMES: Final[dict[Kind, Sequence[_Objective]]] = {
    Kind.INTEGRITY: (
        (
            "প্রাতিষ্ঠানিক ব্যবস্থা",
            (
                _PlannedRow("নৈতিকতা কমিটির সভা আয়োজন", "সভা আয়োজিত", 4, 4),
                _PlannedRow("নৈতিকতা কমিটির সভার সিদ্ধান্ত বাস্তবায়ন", "বাস্তবায়িত সিদ্ধান্ত", 6, 100, _PERCENT),
                _PlannedRow("সুশাসন প্রতিষ্ঠায় অংশীজনের অংশগ্রহণে সভা", "অনুষ্ঠিত সভা", 4, 4),
                _PlannedRow("শুদ্ধাচার সংক্রান্ত প্রশিক্ষণ আয়োজন", "আয়োজিত প্রশিক্ষণ", 4, 2),
                _PlannedRow("কর্ম-পরিবেশ উন্নয়ন", "উন্নত কর্ম-পরিবেশ", 4, 3),
            ),
        ),
        (
            "ক্রয়ের ক্ষেত্রে শুদ্ধাচার",
            (
                _PlannedRow(
                    "বার্ষিক ক্রয়-পরিকল্পনা ওয়েবসাইটে প্রকাশ", "ক্রয়-পরিকল্পনা প্রকাশিত", 6, _Day(8, 31, 15)
                ),
                _PlannedRow("শুদ্ধাচার পুরস্কার প্রদান", "প্রদত্ত পুরস্কার", 4, _Day(6, 10, 5)),
            ),
        ),
        (
            "দুর্নীতি প্রতিরোধে সহায়ক অন্যান্য কার্যক্রম",
            (
                _PlannedRow("শিল্পনগরী আকস্মিক পরিদর্শন", "সম্পন্ন পরিদর্শন", 6, 12),
                _PlannedRow("সেবাগ্রহীতাদের নিয়ে গণশুনানি", "অনুষ্ঠিত গণশুনানি", 6, 4),
                _PlannedRow("সেবা নিবন্ধন বই সংরক্ষণ ও পর্যালোচনা", "পর্যালোচিত নিবন্ধন", 6, 100, _PERCENT),
            ),
        ),
    ),
    Kind.INNOVATION: (
        (
            "উদ্ভাবনী ধারণা ও সেবা সহজিকরণ",
            (
                _PlannedRow("উদ্ভাবনী ধারণা/সেবা সহজিকরণ বাস্তবায়ন", "ধারণা বাস্তবায়িত", 10, _Day(5, 4, 7)),
                _PlannedRow("ইতোপূর্বে উদ্ভাবিত সেবা চালু রাখা", "সেবা চালু আছে", 5, 100, _PERCENT),
                _PlannedRow("উদ্ভাবন প্রদর্শনীতে অংশগ্রহণ", "অংশগ্রহণকৃত প্রদর্শনী", 5, _Day(5, 15, 7)),
            ),
        ),
        (
            "ই-গভর্ন্যান্স বাস্তবায়ন",
            (
                _PlannedRow("ই-নথির ব্যবহার বৃদ্ধি", "ই-ফাইলে নোট নিষ্পত্তিকৃত", 10, 95, _PERCENT),
                _PlannedRow("তথ্য বাতায়ন হালনাগাদকরণ", "হালনাগাদকৃত বাতায়ন", 8, 4),
                _PlannedRow("চতুর্থ শিল্পবিপ্লবের চ্যালেঞ্জ মোকাবেলায় কর্মশালা", "আয়োজিত কর্মশালা", 6, 2),
                _PlannedRow(
                    "কর্মপরিকল্পনার অর্ধবার্ষিক স্ব-মূল্যায়ন প্রেরণ", "প্রতিবেদন প্রেরিত", 6, _Day(1, 15, 5)
                ),
            ),
        ),
    ),
    Kind.INFORMATION: (
        (
            "প্রাতিষ্ঠানিক সক্ষমতা",
            (
                _PlannedRow(
                    "তথ্যের আবেদন নির্ধারিত সময়ে নিষ্পত্তি", "নিষ্পত্তিকৃত আবেদন", 6, 100, _PERCENT
                ),
                _PlannedRow(
                    "স্বতঃপ্রণোদিতভাবে প্রকাশযোগ্য তথ্য হালনাগাদ", "হালনাগাদকৃত তথ্য", 4, _Day(12, 31, 10)
                ),
            ),
        ),
        (
            "সক্ষমতা ও সচেতনতা বৃদ্ধি",
            (
                _PlannedRow("বার্ষিক প্রতিবেদন প্রকাশ", "প্রতিবেদন প্রকাশিত", 3, _Day(10, 15, 16)),
                _PlannedRow("তথ্য অধিকার বিষয়ে প্রচার", "সম্পন্ন প্রচার কার্যক্রম", 4, 3),
                _PlannedRow("তথ্য অধিকার আইন বিষয়ে প্রশিক্ষণ", "আয়োজিত প্রশিক্ষণ", 4, 3),
                _PlannedRow("নির্ধারিত সময়ে ত্রৈমাসিক প্রতিবেদন প্রকাশ", "প্রকাশিত প্রতিবেদন", 4, 4),
            ),
        ),
    ),
    Kind.GRIEVANCE: (
        (
            "প্রাতিষ্ঠানিক ব্যবস্থাপনা",
            (
                _PlannedRow("অভিযোগ নিষ্পত্তি কর্মকর্তার তথ্য হালনাগাদ", "হালনাগাদকৃত তথ্য", 5, 4),
                _PlannedRow("নির্দিষ্ট সময়ে অভিযোগ নিষ্পত্তি", "নিষ্পত্তিকৃত অভিযোগ", 7, 100, _PERCENT),
                _PlannedRow("মাসিক প্রতিবেদন ঊর্ধ্বতন কার্যালয়ে প্রেরণ", "প্রেরিত প্রতিবেদন", 3, 12),
            ),
        ),
        (
            "পরিবীক্ষণ ও সক্ষমতা",
            (
                _PlannedRow("জিআরএস সফটওয়্যার বিষয়ে প্রশিক্ষণ", "আয়োজিত প্রশিক্ষণ", 4, 2),
                _PlannedRow("ত্রৈমাসিক পরিবীক্ষণ প্রতিবেদন প্রেরণ", "প্রেরিত প্রতিবেদন", 3, 4),
                _PlannedRow("অংশীজনের সমন্বয়ে অবহিতকরণ সভা", "অনুষ্ঠিত সভা", 3, 2),
            ),
        ),
    ),
    Kind.CHARTER: (
        (
            "প্রাতিষ্ঠানিক ব্যবস্থাপনা",
            (
                _PlannedRow("সেবা প্রদান প্রতিশ্রুতি হালনাগাদকরণ", "হালনাগাদকৃত প্রতিশ্রুতি", 7, 4),
                _PlannedRow("পরিবীক্ষণ কমিটির সিদ্ধান্ত বাস্তবায়ন", "বাস্তবায়িত সিদ্ধান্ত", 6, 100, _PERCENT),
            ),
        ),
        (
            "সক্ষমতা অর্জন ও পরিবীক্ষণ",
            (
                _PlannedRow("সেবা প্রদান বিষয়ে প্রশিক্ষণ", "আয়োজিত প্রশিক্ষণ", 5, 2),
                _PlannedRow("অংশীজনের অংশগ্রহণে সভা", "অনুষ্ঠিত সভা", 4, 2),
                _PlannedRow("প্রতিশ্রুতি বাস্তবায়ন প্রতিবেদন প্রেরণ", "প্রেরিত প্রতিবেদন", 3, 4),
            ),
        ),
    ),
}


def action_plan(kind: Kind, district: District, year: FiscalYearSpan) -> PlanDocument:
    """The district's action plan of a kind for a year, without achievements."""
    document = PlanDocument(
        form=Form.PLAN,
        office=HEADING.format(district.bn),
        title=title_of(kind, year),
        fiscal_year=year,
        objectives=tuple(_objectives(_FRAMES[kind], year)),
    )
    return with_modes(document) if kind is Kind.INTEGRITY else document


def _objectives(frame: Sequence[_Objective], year: FiscalYearSpan) -> Iterator[ObjectiveEntry]:
    for number, (title, rows) in enumerate(frame, start=1):
        activities = tuple(
            ActivityEntry(code, row.activity, (row.entry(code, year),))
            for code, row in ((f"{number}.{place}", row) for place, row in enumerate(rows, 1))
        )
        yield ObjectiveEntry(
            row=str(number),
            section=FIRST_SECTION,
            code=str(number),
            title=title,
            weight=Decimal(sum(row.weight for row in rows)),
            activities=activities,
        )
