"""The columns that forms have, and the layout of the two prescribed forms by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final, TypeAlias

from numerals import MONTH_NAMES, Message, localize_digits, says_none, to_latin_digits
from plans.document.reader.periods import period_name
from plans.document.reader.text import comparable, wording
from plans.document.values import TIERS, Form


class FormColumn(Enum):
    """A column by what it holds; the value is its name for findings, in both languages."""

    SERIAL = Message(bn="ক্রম", en="serial number")
    SECTION = Message(bn="অংশ", en="section")
    OBJECTIVE = Message(bn="উদ্দেশ্য", en="objective")
    OBJECTIVE_WEIGHT = Message(bn="উদ্দেশ্যের মান", en="weight of the objective")
    ACTIVITY = Message(bn="কার্যক্রম", en="activity")
    ACTIVITY_CODE = Message(bn="কার্যক্রমের কোড", en="code of the activity")
    INDICATOR = Message(bn="কর্মসম্পাদন সূচক", en="indicator")
    INDICATOR_CODE = Message(bn="সূচকের কোড", en="code of the indicator")
    METHOD = Message(bn="গণনা পদ্ধতি", en="calculation method")
    UNIT = Message(bn="একক", en="unit")
    WEIGHT = Message(bn="কর্মসম্পাদন সূচকের মান", en="weight of the indicator")
    TIER_100 = Message(bn="১০০% লক্ষ্যমাত্রা", en="100% target")
    TIER_90 = Message(bn="৯০% লক্ষ্যমাত্রা", en="90% target")
    TIER_80 = Message(bn="৮০% লক্ষ্যমাত্রা", en="80% target")
    TIER_70 = Message(bn="৭০% লক্ষ্যমাত্রা", en="70% target")
    TIER_60 = Message(bn="৬০% লক্ষ্যমাত্রা", en="60% target")
    MONTH_BEFORE_LAST = Message(bn="বিগত মাসের পূর্ববর্তী মাসে অর্জন", en="month before last")
    LAST_MONTH = Message(bn="বিগত মাসের অর্জন", en="last month")
    THIS_MONTH = Message(bn="বিবেচ্য মাসে অর্জন", en="month in question")
    CUMULATIVE = Message(bn="ক্রমপুঞ্জিত অর্জন", en="cumulative achievement")
    RATE = Message(bn="অর্জনের হার", en="rate of achievement")
    REMARKS = Message(bn="মন্তব্য", en="remarks")
    RESPONSIBLE = Message(bn="দায়িত্বপ্রাপ্ত", en="responsible")
    EVIDENCE = Message(bn="প্রমাণক", en="evidence")
    RAW_SCORE = Message(bn="অর্জিত মান", en="score obtained")
    WEIGHTED_SCORE = Message(bn="ভারযুক্ত মান", en="weighted score")
    LINE = Message(bn="লক্ষ্যমাত্রা/অর্জন", en="target or achievement")
    FREQUENCY = Message(bn="কত দিন পরপর প্রতিবেদন", en="reporting frequency")
    MODE = Message(bn="নম্বর নির্ণয়ের নিয়ম", en="scoring mode")
    NESTED = Message(bn="উদ্দেশ্য, কার্যক্রম ও সূচক", en="objective, activity and indicator")
    OTHER = Message(bn="ছকের বাইরের কলাম", en="unknown column")

    @property
    def key(self) -> str:
        """Its name in JSON: ``objective-weight``, ``target-100``."""
        return self.name.lower().replace("_", "-").replace("tier", "target")


class Matter(Enum):
    """What a form can give for each of several times; the value is its name in JSON."""

    TARGET = "target"
    ACHIEVED = "achieved"
    BASELINE = "baseline"
    PROJECTION = "projection"


_MATTERS: Final = {
    Matter.TARGET: Message(bn="লক্ষ্যমাত্রা", en="target"),
    Matter.ACHIEVED: Message(bn="অর্জন", en="achievement"),
    Matter.BASELINE: Message(bn="ভিত্তিবছর", en="baseline"),
    Matter.PROJECTION: Message(bn="প্রক্ষেপণ", en="projection"),
}


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A column of one time: ``period`` is ``2024-04``, ``2021-22-Q1`` or ``2015-16``."""

    matter: Matter
    period: str

    @property
    def value(self) -> Message:
        """Its name for findings, as a ``FormColumn`` has it."""
        name, period = _MATTERS[self.matter], period_name(self.period)
        return Message(bn=f"{name.bn} {period.bn}", en=f"{name.en} {period.en}")

    @property
    def key(self) -> str:
        """Its name in JSON: ``achieved:2021-22-Q1``."""
        return f"{self.matter.value}:{self.period}"


Place: TypeAlias = FormColumn | PeriodColumn


TIER_COLUMNS: Final = (
    FormColumn.TIER_100,
    FormColumn.TIER_90,
    FormColumn.TIER_80,
    FormColumn.TIER_70,
    FormColumn.TIER_60,
)
MONTH_COLUMNS: Final = (FormColumn.MONTH_BEFORE_LAST, FormColumn.LAST_MONTH, FormColumn.THIS_MONTH)
TEXT_COLUMNS: Final = (FormColumn.OBJECTIVE, FormColumn.ACTIVITY, FormColumn.INDICATOR)
_CACHED: Final = 8192
_WORDED: Final = frozenset((*TEXT_COLUMNS, FormColumn.NESTED, FormColumn.UNIT))
VALUE_COLUMNS: Final = (
    FormColumn.METHOD,
    FormColumn.UNIT,
    FormColumn.WEIGHT,
    *TIER_COLUMNS,
    *MONTH_COLUMNS,
    FormColumn.CUMULATIVE,
    FormColumn.RATE,
)

_ONLY_KEPT: Final = frozenset({FormColumn.OTHER, FormColumn.RAW_SCORE, FormColumn.WEIGHTED_SCORE})
_AGAIN: Final = " #"
_COMMON: Final = (
    FormColumn.OBJECTIVE,
    FormColumn.OBJECTIVE_WEIGHT,
    FormColumn.ACTIVITY,
    FormColumn.INDICATOR,
    FormColumn.UNIT,
    FormColumn.WEIGHT,
    *TIER_COLUMNS,
)
_PROGRESS_ONLY: Final = (*MONTH_COLUMNS, FormColumn.CUMULATIVE, FormColumn.RATE)

# The first pattern that a heading matches names its column: the narrow before the wide.
_HEADINGS: Final = tuple(
    (wording(pattern), column)
    for pattern, column in (
        (r"ক্রমপ|cumulative", FormColumn.CUMULATIVE),
        (r"^ক্রম|^ক্র[.ঃ:]|^(serial|sl)\b", FormColumn.SERIAL),
        (r"(^|\s)হার|\brate\b", FormColumn.RATE),
        (r"মন্তব্য|remark", FormColumn.REMARKS),
        (r"পদ্ধতি|method", FormColumn.METHOD),
        (r"লক্ষ্যমাত্রা|নির্ণায়ক|target|criteria", FormColumn.TIER_100),
        (r"পূর্ববর্তী মাস|before last", FormColumn.MONTH_BEFORE_LAST),
        (r"বিগত মাস|last month|previous month", FormColumn.LAST_MONTH),
        (
            r"বিবেচ্য মাস|চলতি মাস|month in question|this month|current month|in the month\s*$",
            FormColumn.THIS_MONTH,
        ),
        (r"সূচক.*মান|weight.*indicator|indicator.*weight", FormColumn.WEIGHT),
        (
            r"(উদ্দেশ্য|বিষয়|ক্ষেত্র).*মান|weight.*objective|objective.*weight",
            FormColumn.OBJECTIVE_WEIGHT,
        ),
        (r"একক|\bunit", FormColumn.UNIT),
        (r"কার্যক্রম|activit", FormColumn.ACTIVITY),
        (r"সূচক|indicator", FormColumn.INDICATOR),
        (r"উদ্দেশ্য|ক্ষেত্র|objective", FormColumn.OBJECTIVE),
    )
)
# A heading such as "এপ্রিল ২০২৪" or "এপ্রিল মাসে অর্জন" says which month by its place among the three.
_MONTH_HEADING: Final = wording(
    "|".join(("অর্জন", "achievement", *MONTH_NAMES["bn"], *MONTH_NAMES["en"]))
)


@dataclass(frozen=True, slots=True)
class FormLayout:
    """The columns of a form in the order of its table, with the headings as they are printed.

    ``prescribed`` is whether they are those of the plan in 12 columns or the report in 18: only
    their rows are put right where their cells slid.
    """

    form: Form
    columns: tuple[Place, ...]
    headings: tuple[str, ...] = ()
    prescribed: bool = True

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    def by_column(self, cells: Sequence[str]) -> dict[Place, str]:
        """The cells under their columns; what the row lacks is blank, a dash says no words."""
        padded = (*cells, *("",) * (self.width - len(cells)))
        return {
            column: "" if column in _WORDED and says_none(cell) else cell
            for column, cell in zip(self.columns, padded, strict=False)
            if column is not FormColumn.OTHER
        }

    @property
    def foreign(self) -> tuple[str, ...]:
        """The headings of columns that the form does not have."""
        named = zip(self.columns, self.headings, strict=False)
        return tuple(heading for column, heading in named if column is FormColumn.OTHER)

    def others(self, cells: Sequence[str]) -> dict[str, str]:
        """What is kept word for word: under headings not understood, and scores worked out."""
        kept: dict[str, str] = {}
        for column, heading, cell in zip(self.columns, self.headings, cells, strict=False):
            if column in _ONLY_KEPT and cell:
                again = sum(name.partition(_AGAIN)[0] == heading for name in kept)
                kept[f"{heading}{_AGAIN}{again + 1}" if again else heading] = cell
        return kept

    def tells(self, column: FormColumn) -> bool:
        """Whether the form says it: in a column of its own, or in one of several levels."""
        return column in self.columns or column in self.nested

    @property
    def nested(self) -> frozenset[FormColumn]:
        """What the rows of one column of several levels are: that which has no column of its own.

        Such an objective's weight stands where its indicators' do.
        """
        if FormColumn.NESTED not in self.columns:
            return frozenset()
        levels = (*TEXT_COLUMNS, FormColumn.OBJECTIVE_WEIGHT)
        return frozenset(levels).difference(self.columns)

    def at(self, column: Place, cells: Sequence[str]) -> str:
        """The cell under ``column``; blank if the form or the row lacks it."""
        if column not in self.columns:
            return ""
        index = self.columns.index(column)
        return cells[index] if index < len(cells) else ""

    def place(self, column: Place, *, as_in: Place | None = None) -> Message:
        """The column's name and number, for a finding; ``as_in`` is what it holds in that row."""
        stands_in = FormColumn.NESTED if column in TEXT_COLUMNS else FormColumn.WEIGHT
        own = column if column in self.columns else stands_in
        number = str(self.columns.index(own) + 1)
        name = (as_in or column).value
        return Message(
            bn=f"{name.bn} (কলাম {localize_digits(number, language='bn')})",
            en=f"{name.en} (column {number})",
        )


def layout_of_headings(cells: Sequence[str]) -> FormLayout | None:
    """The layout that a heading row announces, ``None`` if it is none of the prescribed forms.

    A heading over five targets may be followed by four blank cells or by none. A first column
    without a heading is one of serial numbers; one that the forms do not have is let stand.
    """
    columns: list[Place] = []
    headings: list[str] = []
    unnamed_months = iter(MONTH_COLUMNS)
    if cells and not cells[0]:
        columns.append(FormColumn.SERIAL)
        headings.append("")
    for cell in filter(None, cells):
        column = _column_of(cell)
        if column is None and _MONTH_HEADING.search(comparable(cell)):
            column = next(unnamed_months, None)
        column = column or FormColumn.OTHER
        wanted = TIER_COLUMNS if column is FormColumn.TIER_100 else (column,)
        columns.extend(wanted)
        headings.extend((cell, *("",) * (len(wanted) - 1)))
    return _layout(tuple(columns), tuple(headings))


def tier_percents(cells: Sequence[str]) -> bool:
    """Whether the cells are the percents over the five target columns."""
    percents = [to_latin_digits(cell).removesuffix("%").strip() for cell in cells]
    return percents == [str(tier) for tier in TIERS]


@lru_cache(maxsize=_CACHED)
def _column_of(heading: str) -> FormColumn | None:
    text = comparable(heading)
    return next((column for pattern, column in _HEADINGS if pattern.search(text)), None)


def _layout(columns: tuple[Place, ...], headings: tuple[str, ...]) -> FormLayout | None:
    known = [column for column in columns if column is not FormColumn.OTHER]
    found = set(known)
    if len(found) != len(known) or not found.issuperset(_COMMON):
        return None
    if found.issuperset(_PROGRESS_ONLY):
        return FormLayout(Form.PROGRESS, columns, headings)
    return None if found.intersection(_PROGRESS_ONLY) else FormLayout(Form.PLAN, columns, headings)
