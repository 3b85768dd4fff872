"""What stands over and under a form's table: office, title, notes, result, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from indicators.scoring.values import PlanScore
from numerals import Message, Month, format_month, localize_digits
from plans.document.defaults import rules_label
from plans.document.rolling_up import RollUp
from plans.document.values import Form, IndicatorEntry
from reports.paper import labels
from reports.paper.figures import plain
from reports.paper.request import CumulativeBasis, PaperRequest
from reports.paper.table import composite_text


@dataclass(frozen=True, slots=True)
class Result:
    """The composite of an evaluation, as words; ``disagreement`` is empty where weights agree.

    ``evaluated`` is the composite of a final evaluation, empty before there is one.
    """

    label: str
    value: str
    disagreement: str
    rules: str
    evaluated_label: str = ""
    evaluated: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """One box of the signature block; empty texts are lines to fill in."""

    role: str
    name_label: str
    name: str
    designation_label: str
    designation: str
    signature_label: str


@dataclass(frozen=True, slots=True)
class PaperHeading:
    """The texts around the table."""

    office: str
    address: tuple[str, ...]
    title: str
    notes: tuple[str, ...]
    footer: str
    demo: str
    standing: str
    mark: str
    result: Result | None
    signatures: tuple[SignatureBox, ...]


def heading_of(request: PaperRequest) -> PaperHeading:
    """The texts around the table of a form."""
    office = request.text(request.office) if request.office else request.document.office
    lines = [line.strip() for line in office.splitlines() if line.strip()]
    name = lines[0] if lines else ""
    form = _name(request)
    return PaperHeading(
        office=name,
        address=tuple(lines[1:]),
        title=_title(request),
        notes=(*_notes(request), *own_modes(request), *rolled_up_rows(request)),
        footer=" · ".join(
            part
            for part in (
                *lines[:2],
                form,
                _year(request),
                *_made_by(request),
                request.standing.until(request.language),
            )
            if part
        ),
        demo=request.text(labels.DEMO) if request.is_demo else "",
        standing=request.standing.said(request.language),
        mark=request.standing.mark(request.language),
        result=_result(request, request.score),
        signatures=tuple(_signatures(request)),
    )


def _name(request: PaperRequest) -> str:
    """What the form is called under its pages: a plan by its kind, an agreement is none."""
    if request.spec.keeps_title:
        return request.text(request.kind) or request.text(request.spec.name)
    return request.text(request.spec.name)


def _year(request: PaperRequest) -> str:
    year = request.document.fiscal_year
    return localize_digits(str(year), language=request.language) if year else ""


def _made_by(request: PaperRequest) -> tuple[str, ...]:
    """By which version of the plan and of the rules it speaks; nothing of what is not agreed."""
    if not request.version:
        return ()
    number = localize_digits(str(request.version), language=request.language)
    version = request.text(labels.VERSION).format(number=number)
    if not request.rules:
        return (version,)
    rules = request.text(rules_label(request.rules))
    return (version, request.text(labels.RULES).format(rules=rules))


def _month(request: PaperRequest, month: Month) -> str:
    return format_month(month, language=request.language)


def _title(request: PaperRequest) -> str:
    document, spec = request.document, request.spec
    is_kept = spec.keeps_title and document.form is Form.PLAN and request.language == "bn"
    if is_kept and document.title:
        return document.title
    kind, template = request.text(request.kind), spec.title
    said = {"kind": kind, "kind_of": _genitive(kind), "year": _year(request)}
    if request.months:
        first, last = _shown(request)
        said |= {"first": _month(request, first), "last": _month(request, last)}
        if first == last and spec.title_of_one_month:
            template = spec.title_of_one_month
    return request.text(template).format(**said).strip()


def _genitive(kind: str) -> str:
    """চুক্তি (এপিএ) → চুক্তি (এপিএ) এর, as the prescribed form says; কর্মপরিকল্পনা → কর্মপরিকল্পনার."""
    return f"{kind}র" if kind.endswith("া") else f"{kind} এর"


def _notes(request: PaperRequest) -> list[str]:
    """What ``**`` in the columns' headings stands for."""
    if not request.months:
        return []
    first, last = _shown(request)
    is_whole = first == request.months[0]
    message = labels.CUMULATIVE_OF_SHOWN if is_whole else labels.CUMULATIVE_OF_FEWER
    if request.cumulative is CumulativeBasis.YEAR:
        message, first = labels.CUMULATIVE_OF_YEAR, last.fiscal_year.months[0]
    months = " – ".join(_month(request, month) for month in dict.fromkeys((first, last)))
    return [
        request.text(message).format(months=months),
        request.text(labels.RATE_NOTE).format(tier=request.text(request.tiers[0])),
    ]


def own_modes(request: PaperRequest) -> list[str]:
    """One line of the indicators that do not score as their section does; none where all do."""
    rows = [
        f"{localize_digits(entry.row, language=request.language)} {_mode(request, entry)}"
        for entry in request.document.indicators
        if entry.mode is not None
    ]
    return [request.text(labels.OWN_MODES).format(rows="; ".join(rows))] if rows else []


def rolled_up_rows(request: PaperRequest) -> list[str]:
    """A line for each way in which rows are made of offices' rows, with how many of them."""
    rows: dict[RollUp, list[str]] = {}
    for entry in request.document.indicators:
        if entry.rolled is not None:
            named = f"{entry.row} ({len(entry.rolled.sources)})"
            rows.setdefault(entry.rolled.rule, []).append(
                localize_digits(named, language=request.language)
            )
    return [
        request.text(labels.ROLLED_UP).format(rule=request.text(rule.label), rows="; ".join(said))
        for rule, said in rows.items()
    ]


def _mode(request: PaperRequest, entry: IndicatorEntry) -> str:
    if entry.mode is None:
        return ""
    named = request.text(entry.mode.label)
    if entry.deduction is None or entry.per_days is None:
        return named
    off = request.text(labels.OFF_PER_DAYS).format(
        off=plain(entry.deduction, request=request),
        days=plain(Decimal(entry.per_days), request=request),
    )
    return f"{named} ({off})"


def _shown(request: PaperRequest) -> tuple[Month, Month]:
    """The first and last month shown; a fiscal year's first form shows nothing of the last."""
    first, *_, last = request.months
    return max(first, last.fiscal_year.months[0]), last


def _result(request: PaperRequest, score: PlanScore | None) -> Result | None:
    if not request.spec.is_evaluation or score is None:
        return None
    final = request.evaluated
    rules = dict.fromkeys([score.rules, final.rules] if final else [score.rules])
    return Result(
        label=request.text(labels.SELF_COMPOSITE if final else labels.COMPOSITE),
        value=composite_text(request, score),
        disagreement=_disagreement(request, score),
        rules=request.text(labels.RULES).format(
            rules="; ".join(request.text(rules_label(name)) for name in rules)
        ),
        evaluated_label=request.text(labels.EVALUATED_COMPOSITE) if final else "",
        evaluated=composite_text(request, final) if final else "",
    )


def _disagreement(request: PaperRequest, score: PlanScore) -> str:
    """How the weights disagree, with each other or with what is prescribed, or nothing."""
    if not score.weights_disagree(request.whole):
        return ""
    known = request.whole is not None
    said = labels.PLAN_WEIGHTS_DISAGREE if known else labels.WEIGHTS_DISAGREE
    return request.text(said).format(
        weight=plain(score.weight, request=request),
        stated=plain(score.stated_weight, request=request),
        whole=plain(request.whole, request=request) if request.whole is not None else "",
    )


def _signatures(request: PaperRequest) -> list[SignatureBox]:
    def text(message: Message) -> str:
        return request.text(message)

    return [
        SignatureBox(
            role=text(labels.ROLES[signatory.role]),
            name_label=text(labels.NAME),
            name=signatory.name,
            designation_label=text(labels.DESIGNATION),
            designation=signatory.designation,
            signature_label=text(labels.SIGNATURE_AND_DATE),
        )
        for signatory in request.signatories
        if signatory.role in request.spec.signatures
    ]
