"""What an indicator's cells say, as text. Figures are those that were handed in, rounded once.

On paper figures are not grouped: the prescribed document prints ২১৫০.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from indicators.scoring.values import IndicatorScore
from numerals import (
    NIL,
    Figure,
    FiscalYearSpan,
    Value,
    decimals_of,
    format_figure,
    format_number,
    format_value,
    localize_digits,
)
from plans.document.values import IndicatorEntry
from reports.paper import further, labels
from reports.paper.columns import MONTH_KEYS, TARGET_KEYS
from reports.paper.request import PaperRequest

_SENTENCE_ENDS: Final = ("।", ".", "!", "?", ";")


def indicator_texts(
    request: PaperRequest, entry: IndicatorEntry, *, score: IndicatorScore | None
) -> dict[str, str]:
    """The text of every cell of an indicator's row, by column key."""
    texts = {
        "indicator": coded(entry.code, entry.title, request=request),
        "method": request.text(entry.method.label) if entry.method else "",
        "unit": entry.unit,
        "weight": weight_text(entry.weight, request=request),
        **_targets(request, entry),
        **_of_years(request, entry, entry.baselines, kind=further.BASELINE),
        **_of_years(request, entry, entry.projections, kind=further.PROJECTION),
        **_by_period(request, entry),
        **further.further_texts(entry, request.language),
    }
    if score is not None:
        texts |= _achievements(request, entry, score=score)
        texts |= _evaluated(request, entry, row=score.key)
        texts["remarks"] = _remarks(request, entry, score=score)
    return texts


def coded(code: str | None, title: str, *, request: PaperRequest) -> str:
    """``[১.১] title`` or, where the form has bare codes, ``১.১ title``.

    Where codes are mere numbers of a list (the governance section) it is ``১) title``.
    """
    if code is None:
        return title
    digits = localize_digits(code, language=request.language)
    if request.spec.bare_codes and "." in code:
        return f"{digits} {title}"
    return f"[{digits}] {title}"


def listed(code: str | None, title: str, *, request: PaperRequest) -> str:
    """An activity's title: coded, or numbered as in a list where its code has one part."""
    if code is None or "." in code:
        return coded(code, title, request=request)
    return f"{localize_digits(code, language=request.language)}) {title}"


def weight_text(weight: Decimal | None, *, request: PaperRequest) -> str:
    """A weight in full; nothing where the plan states none."""
    return "" if weight is None else plain(weight, request=request)


def plain(number: Decimal, *, request: PaperRequest, decimals: int | None = None) -> str:
    """A number without grouping; with ``decimals``, rounded half up to exactly so many."""
    return format_number(number, language=request.language, decimals=decimals, grouping=False)


def score_text(score: Decimal | None, *, request: PaperRequest) -> str:
    """A score to the decimals of the year's rules; ``-`` where there is none."""
    if score is None:
        return labels.NO_TARGET
    return plain(score, request=request, decimals=request.score_places)


def percent(rate: Decimal, *, request: PaperRequest) -> str:
    """A rate as a whole percent."""
    return f"{plain(rate, request=request, decimals=0)}%"


def _target_decimals(entry: IndicatorEntry) -> int:
    return decimals_of(*entry.targets)


def _figure(figure: Figure, *, request: PaperRequest, least: int) -> str:
    """A cell with ``least`` decimals, or with all its own if it has more."""
    return format_figure(
        figure,
        language=request.language,
        decimals=max(least, decimals_of(figure)),
        grouping=False,
    )


def _targets(request: PaperRequest, entry: IndicatorEntry) -> dict[str, str]:
    least = _target_decimals(entry)
    has_targets = bool(entry.targets.defined)
    return {
        key: (
            _figure(target, request=request, least=least)
            if target is not None
            else labels.NO_TARGET
            if has_targets
            else ""
        )
        for key, target in zip(TARGET_KEYS, entry.targets, strict=True)
    }


def _of_years(
    request: PaperRequest,
    entry: IndicatorEntry,
    figures: Mapping[str, Figure],
    *,
    kind: str,
) -> dict[str, str]:
    """The figures of other years under theirs; those of another time in a free column, named."""
    start = request.document.fiscal_year
    years = further.years_of(request.document, kind)
    keys = (
        {str(FiscalYearSpan(start.start + away)): key for key, away in years.items()}
        if start
        else {}
    )
    least = _target_decimals(entry)
    texts = dict.fromkeys(years, "")
    others = []
    for period, figure in sorted(figures.items()):
        text = _figure(figure, request=request, least=least)
        if period in keys:
            texts[keys[period]] = text
        elif text:
            others.append(f"{text} ({localize_digits(period, language=request.language)})")
    if others:
        place = next((key for key in reversed(texts) if not texts[key]), next(iter(texts)))
        texts[place] = "; ".join(filter(None, [texts[place], *others]))
    return texts


def _by_period(request: PaperRequest, entry: IndicatorEntry) -> dict[str, str]:
    least = _target_decimals(entry)
    return {
        f"{further.BY_PERIOD}{period}": _figure(figure, request=request, least=least)
        for period, figure in entry.targets_in.items()
    }


def part_texts(request: PaperRequest, entry: IndicatorEntry) -> list[dict[str, str]]:
    """The further targets of an indicator that has several, each in a line of its own."""
    return [
        {TARGET_KEYS[0]: _figure(part.target, request=request, least=0)} for part in entry.parts[1:]
    ]


def _achievements(
    request: PaperRequest, entry: IndicatorEntry, *, score: IndicatorScore
) -> dict[str, str]:
    least = _target_decimals(entry)
    months = {
        key: _figure(entry.achieved.get(month), request=request, least=least)
        for key, month in zip(MONTH_KEYS, request.months, strict=True)
    }
    return {
        **months,
        "cumulative": _cumulative(request, entry, value=score.achieved),
        "rate": "" if score.rate is None else percent(score.rate, request=request),
        "raw": score_text(score.raw, request=request),
        "weighted": score_text(score.weighted, request=request),
    }


def _evaluated(request: PaperRequest, entry: IndicatorEntry, *, row: str) -> dict[str, str]:
    """What a final evaluation recognised of the indicator, if it knows it."""
    line = request.evaluated.lines.get(row) if request.evaluated else None
    if line is None:
        return {}
    return {
        "evaluated_achieved": (
            NIL.value if line.is_none else _cumulative(request, entry, value=line.achieved)
        ),
        "evaluated": score_text(line.weighted, request=request),
    }


def _cumulative(request: PaperRequest, entry: IndicatorEntry, *, value: Value | None) -> str:
    """Column 16: exact, but an average has no more decimals than what it is the average of."""
    if value is None:
        return ""
    decimals = max(_target_decimals(entry), decimals_of(*entry.achieved.values()))
    if not (entry.method and entry.method.rule.is_mean):
        decimals = max(decimals, decimals_of(value)) if _is_short(value) else decimals
    return format_value(value, language=request.language, decimals=decimals, grouping=False)


def _is_short(value: Value) -> bool:
    """Whether a figure ends within the decimals that the forms print (a linked share may not)."""
    return decimals_of(value) <= 4


def _remarks(request: PaperRequest, entry: IndicatorEntry, *, score: IndicatorScore) -> str:
    """The office's remarks, what it printed where that is not what we print, and why no score."""
    own = entry.remarks.strip()
    parts = [_reported(request, entry, score=score)]
    if request.spec.is_evaluation and score.problem is not None:
        parts.append(request.text(labels.REASONS[score.problem]))
    parts.append(_reason_of_evaluator(request, row=score.key))
    ours = "; ".join(part for part in parts if part)
    if own and ours:
        return f"{own} {ours}" if own.endswith(_SENTENCE_ENDS) else f"{own}; {ours}"
    return own or ours


def _reason_of_evaluator(request: PaperRequest, *, row: str) -> str:
    """Why a final evaluation recognised another value than the office's."""
    line = request.evaluated.lines.get(row) if request.evaluated else None
    if line is None or not line.reason:
        return ""
    return request.text(labels.REASON_OF_EVALUATOR).format(reason=line.reason)


def _reported(request: PaperRequest, entry: IndicatorEntry, *, score: IndicatorScore) -> str:
    """Columns 16 and 17 as the office printed them, where they differ from what we print."""
    shown: dict[str, str] = {}
    cumulative, rate = entry.reported.cumulative, entry.reported.rate
    if cumulative is not None:
        printed = _cumulative(request, entry, value=cumulative)
        if printed != _cumulative(request, entry, value=score.achieved):
            shown["cumulative"] = printed
    if rate is not None and score.rate is not None:
        printed = percent(rate, request=request)
        if printed != percent(score.rate, request=request):
            shown["rate"] = printed
    if not shown:
        return ""
    message = {
        ("cumulative",): labels.REPORTED_CUMULATIVE,
        ("rate",): labels.REPORTED_RATE,
        ("cumulative", "rate"): labels.REPORTED_BOTH,
    }[tuple(shown)]
    return request.text(message).format(**shown)
