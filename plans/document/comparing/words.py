"""How a difference is said: names of fields, values in a language, by how much it is easier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from numerals import (
    NIL,
    FiscalYearSpan,
    Message,
    Month,
    canonical,
    format_figure,
    format_number,
    localize_digits,
)
from plans.document.bilingual import days_long
from plans.document.comparing.softening import Amount
from plans.document.comparing.values import Softening
from plans.document.draft.fields import field_of
from plans.document.draft.values import RowLevel
from plans.document.values import PartEntry

BLANK: Final = "–"
"""What stands where nothing is said."""

_NAMES: Final[Mapping[str, Message]] = {
    "row": Message(bn="সারির নাম", en="name of the row"),
    "place": Message(bn="কোন কার্যক্রমের অধীন", en="activity that it is under"),
    "baselines": Message(bn="ভিত্তিবছর", en="baselines"),
    "projections": Message(bn="প্রক্ষেপণ", en="projections"),
    "targets_in": Message(bn="সময়ভিত্তিক লক্ষ্যমাত্রা", en="targets by period"),
    "parts": Message(bn="অংশের লক্ষ্যমাত্রা", en="targets of its parts"),
    "achieved": Message(bn="অর্জন", en="achievements"),
    "achieved_in": Message(bn="সময়ভিত্তিক অর্জন", en="achievements by period"),
    "reported": Message(bn="ছকে লেখা অর্জন", en="achievement as printed"),
    "others": Message(bn="অন্য কলাম", en="other columns"),
    "objective-section": Message(bn="উদ্দেশ্যের অংশ", en="section of the objective"),
    "objective-code": Message(bn="উদ্দেশ্যের কোড", en="code of the objective"),
    "objective-title": Message(bn="উদ্দেশ্য", en="objective"),
    "objective-weight": Message(bn="উদ্দেশ্যের মান", en="weight of the objective"),
    "activity-code": Message(bn="কার্যক্রমের কোড", en="code of the activity"),
    "activity-title": Message(bn="কার্যক্রম", en="activity"),
    "form": Message(bn="ছকের ধরন", en="form"),
    "office": Message(bn="কার্যালয়", en="office"),
    "title": Message(bn="শিরোনাম", en="title"),
    "fiscal_year": Message(bn="অর্থবছর", en="fiscal year"),
    "months": Message(bn="মাস", en="months"),
}
_EASED: Final = {
    Softening.SOFTER: Message(bn="সহজ হয়েছে", en="easier"),
    Softening.STRICTER: Message(bn="কঠিন হয়েছে", en="harder"),
}
_SHARE_PLACES: Final = 1


def name_of_field(name: str) -> Message:
    """What a field of a difference is called; the draft's own name where it has one."""
    field = field_of(RowLevel.INDICATOR, name) if name != "title" else None
    return _NAMES.get(name) or (field.label if field else Message(bn=name, en=name))


def name_in_row(name: str) -> Message:
    """The same of an indicator, whose title is the indicator."""
    field = field_of(RowLevel.INDICATOR, name)
    return field.label if field else name_of_field(name)


def eased(softened: Softening, amount: Amount | None, *, language: str) -> str:
    """``easier by 54 (10.7%)``; ``days`` for a day, no share where there is none."""
    word = _EASED[softened][language]
    if amount is None:
        return word
    by = _amount(amount, language=language)
    return f"{word}: {by}" if language == "bn" else f"{word} by {by}"


def _amount(amount: Amount, *, language: str) -> str:
    if amount.days is not None:
        return days_long(amount.days)[language]
    number = format_number(amount.number or Decimal(0), language=language)
    if amount.share is None:
        return number
    share = format_number(amount.share, language=language, decimals=_SHARE_PLACES)
    return f"{number} ({share}%)"


def said(value: Any, *, language: str) -> str:
    """A value of a difference as a reader of the language sees it; a dash for none."""
    if value is None or value in ("", (), {}):
        return BLANK
    if isinstance(value, Mapping):
        lines = (
            f"{_word(key, language)}: {said(one, language=language)}" for key, one in value.items()
        )
        return "; ".join(lines)
    if isinstance(value, tuple):
        return "; ".join(said(one, language=language) for one in value)
    if isinstance(value, PartEntry):
        return said(value.target, language=language)
    if value is NIL or isinstance(value, Decimal | date):
        return format_figure(value, language=language)
    return _word(value, language)


def plain(value: Any) -> Any:
    """The same as JSON takes it: figures as canonical text, days ISO, words of ours by name."""
    if value is None or isinstance(value, bool):
        return value
    if value is NIL:
        return "-"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal | date):
        return canonical(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, PartEntry):
        return {"target": plain(value.target), "achieved": plain(value.achieved)}
    return str(value)


_YES: Final = {True: Message(bn="হ্যাঁ", en="yes"), False: Message(bn="না", en="no")}


def _word(value: Any, language: str) -> str:
    if isinstance(value, bool):
        return _YES[value][language]
    label = getattr(value, "named", None) or getattr(value, "label", None)
    if isinstance(label, Message):
        return label[language]
    if isinstance(value, Month | FiscalYearSpan | str):
        return localize_digits(str(value), language=language)
    return localize_digits(str(getattr(value, "value", value)), language=language)
