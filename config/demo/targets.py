"""A district's own agreement of a year, made from Khulna's: corrected, scaled, and a little odd.

What it asks for is that of ``model``; the governance rows earn by the office's action plans.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from config.demo.characters import Quirk
from config.demo.districts import District
from config.demo.model import Worker, is_fixed
from numerals import FiscalYearSpan, Value, decimals_of, localize_digits
from plans.document.defaults import ACTION_PLANS, Kind
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

HEADING: Final = "বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন (বিসিক)\nজেলা কার্যালয়, {}"
DATE_UNIT: Final = "তারিখ"

_SALT_ACTIVITY: Final = "3.5"
_MISCODED: Final = {"5.1.1": "4.1.1"}
_MISSPELT: Final = ("রুম/বন্ধ", "রুগ্ন/বন্ধ")
_PERCENTAGES: Final = frozenset({"1.9.1", "2.3.2", "2.4.1"})
_EARNED: Final = {f"governance/{number}": kind for number, kind in enumerate(ACTION_PLANS, 1)}

# So that they total what Khulna's objectives state: 23, 19 and 18 instead of 18, 20 and 24.
_WEIGHTS: Final = {"1.4.1": 2, "1.5.1": 2, "1.6.1": 2, "1.7.1": 3, "1.8.1": 3, "2.3.1": 2}
_WEIGHTS_WITH_SALT: Final = {"3.1.1": 5, "3.2.1": 2}


@dataclass(frozen=True, slots=True)
class _TargetMaker:
    """What one district's document is made with."""

    district: District
    quirks: frozenset[Quirk]
    worker: Worker
    year: FiscalYearSpan

    @property
    def chance(self) -> Random:
        """What the days of its date targets are left to."""
        return self.worker.lot.of(self.district.code, "targets")

    @property
    def has_salt(self) -> bool:
        return self.district.has_salt or Quirk.WEIGHTS_AS_PRINTED in self.quirks


def title_of(kind: Kind, year: FiscalYearSpan) -> str:
    """What stands over a plan of a kind and year."""
    return f"{kind.on_paper.bn} {localize_digits(str(year), language='bn')}"


def district_document(
    khulna: PlanDocument,
    district: District,
    quirks: frozenset[Quirk],
    *,
    worker: Worker,
    year: FiscalYearSpan,
) -> PlanDocument:
    """The agreement of ``district`` for ``year``, without achievements."""
    maker = _TargetMaker(district, quirks, worker, year)
    return replace(
        khulna,
        form=Form.PLAN,
        office=HEADING.format(district.bn),
        title=title_of(Kind.APA, year),
        fiscal_year=year,
        months=(),
        objectives=tuple(_objective(entry, maker) for entry in khulna.objectives),
    )


def corrected_row(row: str) -> str:
    """The row as districts call it: Khulna's form miscodes one."""
    return _MISCODED.get(row, row)


def _objective(entry: ObjectiveEntry, maker: _TargetMaker) -> ObjectiveEntry:
    return replace(
        entry,
        activities=tuple(
            _activity(activity, maker)
            for activity in entry.activities
            if maker.has_salt or activity.code != _SALT_ACTIVITY
        ),
    )


def _activity(entry: ActivityEntry, maker: _TargetMaker) -> ActivityEntry:
    return replace(
        entry,
        title=entry.title.replace(*_MISSPELT),
        indicators=tuple(_indicator(indicator, maker) for indicator in entry.indicators),
    )


def _indicator(entry: IndicatorEntry, maker: _TargetMaker) -> IndicatorEntry:
    row = corrected_row(entry.row)
    entry = replace(
        entry,
        row=row,
        code=row if entry.code else None,
        weight=_weight(row, entry.weight, maker),
        method=_method(row, entry.method, maker),
        targets=_targets(row, entry, maker),
        achieved={},
        reported=type(entry.reported)(),
        remarks="",
        linked=_EARNED.get(row),
        frequency=Frequency.ANNUAL if row in _EARNED else Frequency.MONTHLY,
    )
    quirk = _DATED.get(row)
    return quirk[1](entry, maker) if quirk and quirk[0] in maker.quirks else entry


def _weight(row: str, printed: Decimal | None, maker: _TargetMaker) -> Decimal | None:
    if Quirk.WEIGHTS_AS_PRINTED in maker.quirks:
        return printed
    corrected = _WEIGHTS | (_WEIGHTS_WITH_SALT if maker.has_salt else {})
    return Decimal(corrected[row]) if row in corrected else printed


def _method(row: str, printed: Method | None, maker: _TargetMaker) -> Method | None:
    if row in _PERCENTAGES and Quirk.SUMMED_PERCENTAGE not in maker.quirks:
        return Method.AVERAGE
    if row == "3.4.1" and Quirk.HONEY_CUMULATIVE in maker.quirks:
        return Method.CUMULATIVE
    return printed


def _targets(row: str, entry: IndicatorEntry, maker: _TargetMaker) -> TierTargets:
    printed = entry.targets
    if row == "1.3.1" and Quirk.EQUAL_TIERS not in maker.quirks:
        return replace(printed, t60=None)
    best = printed.t100
    if row in _PERCENTAGES or not isinstance(best, Decimal) or is_fixed(best, entry.unit):
        return printed
    targets = printed
    if row == "2.1.1" and Quirk.SOFT_TARGET not in maker.quirks:
        targets = TierTargets(*(Decimal(share) * 5 for share in (100, 90, 80, 70, 60)))
    targets = scaled(targets, maker.district.size * maker.worker.asked(row) // 100)
    if row == "1.4.1" and Quirk.TIERS_OUT_OF_ORDER in maker.quirks:
        targets = replace(targets, t90=targets.t80, t80=targets.t90)
    return targets


def scaled(targets: TierTargets, percent: int) -> TierTargets:
    """Targets of ``percent`` of these, rounded as an office would, their order kept.

    Handfuls (a 100 tier up to 5) stay as they are; a tier that would equal the better one
    is left out.
    """
    best = targets.t100
    if not isinstance(best, Decimal) or (best == best.to_integral_value() and best <= 5):
        return targets
    top = _rounded(best * percent / 100, decimals=decimals_of(*targets))
    kept: list[Value | None] = [top]
    last = top
    for target in list(targets)[1:]:
        share = (
            (top * target / best).quantize(_quantum(top), ROUND_HALF_UP)
            if isinstance(target, Decimal)
            else None
        )
        if share is not None and 0 < share < last:
            kept.append(share)
            last = share
        else:
            kept.append(None)
    return TierTargets(*kept)


def projections_of(entry: IndicatorEntry, year: FiscalYearSpan) -> dict[str, Value]:
    """What is planned for the two years after: five percent more each; levels and handfuls stay."""
    best = entry.targets.t100
    if not isinstance(best, Decimal) or entry.linked:
        return {}
    is_level = is_fixed(best, entry.unit)
    return {
        str(FiscalYearSpan(year.start + years)): best
        if is_level
        else _rounded(best * (100 + 5 * years) / 100, decimals=decimals_of(*entry.targets))
        for years in (1, 2)
    }


def _rounded(value: Decimal, *, decimals: int) -> Decimal:
    if decimals:
        return value.quantize(Decimal(1).scaleb(-decimals - (value < Decimal("0.3"))))
    step = 10 if value >= 1000 else 5 if value >= 100 else 1
    return max(Decimal(1), (value / step).to_integral_value(ROUND_HALF_UP)) * step


def _quantum(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))


def _sent_by_date(entry: IndicatorEntry, maker: _TargetMaker) -> IndicatorEntry:
    """The annual report: the earlier it is sent in May or June, the better."""
    return _dated(
        entry, date(maker.year.start + 1, 5, 16) + timedelta(maker.chance.randrange(20)), days=5
    )


def _updated_by_date(entry: IndicatorEntry, maker: _TargetMaker) -> IndicatorEntry:
    """The first update of the service boxes, in autumn."""
    return _dated(
        entry, date(maker.year.start, 10, 8) + timedelta(maker.chance.randrange(20)), days=7
    )


def _dated(entry: IndicatorEntry, best: date, *, days: int) -> IndicatorEntry:
    tiers = (best + timedelta(days * place) for place in range(5))
    return replace(entry, unit=DATE_UNIT, method=Method.DATE, targets=TierTargets(*tiers))


_DATED: Final[dict[str, tuple[Quirk, Callable[[IndicatorEntry, _TargetMaker], IndicatorEntry]]]] = {
    "4.2.1": (Quirk.DATE_LATE, _sent_by_date),
    "4.3.1": (Quirk.DATE_EARLY, _updated_by_date),
}
