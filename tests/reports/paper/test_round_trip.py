"""What goes out as Word or Excel comes in again the same: titles, targets, figures, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import Rules
from numerals import NIL, Figure, FiscalYearSpan, Message, Month, parse_value
from plans.document.defaults import Kind, Mode
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.reader import Reading
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PartEntry,
    PlanDocument,
    Reported,
    TierTargets,
)
from plans.forms.reading import read_file
from reports.paper import CumulativeBasis, PaperForm, PaperFormat, PaperRequest
from reports.paper.heading import heading_of
from tests.reports.paper.reading import grid
from tests.reports.paper.samples import PRINTED, Requester

FILES = [PaperFormat.DOCX, PaperFormat.XLSX]
KINDS = {
    Kind.APA: Message("বার্ষিক কর্মসম্পাদন চুক্তি (এপিএ)", "Annual Performance Agreement (APA)"),
    Kind.INTEGRITY: Message(
        "জাতীয় শুদ্ধাচার কৌশল কর্মপরিকল্পনা", "National integrity strategy action plan"
    ),
    Kind.INNOVATION: Message(
        "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা", "E-governance and innovation action plan"
    ),
    Kind.INFORMATION: Message("তথ্য অধিকার বিষয়ক কর্মপরিকল্পনা", "Right to information action plan"),
    Kind.GRIEVANCE: Message("অভিযোগ প্রতিকার ব্যবস্থার কর্মপরিকল্পনা", "Grievance redress action plan"),
    Kind.CHARTER: Message("সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন কর্মপরিকল্পনা", "Citizens' charter action plan"),
}
OFFICE = Message("পরীক্ষা অধিদপ্তর, ঢাকা", "Department of Trials, Dhaka")


def read(request: PaperRequest, file_format: PaperFormat) -> Reading:
    readings = read_file(file_format.rule.made(request, PRINTED))
    assert isinstance(readings, tuple), readings.en
    [reading] = readings
    return reading


def as_printed(request: PaperRequest) -> list[dict[str, Any]]:
    """What a reader can know of each indicator: what its row says."""
    printed = []
    rows = (row for row in grid(request) if row["indicator"])
    for entry, row in zip(request.document.indicators, rows, strict=True):
        said: dict[str, Any] = {
            "code": entry.code,
            "title": entry.title,
            "unit": entry.unit,
            "weight": entry.weight,
            "targets": tuple(entry.targets),
            "parts": [part.target for part in entry.parts],
        }
        if request.form.spec.has_months:
            months = (month for month in request.months if month in entry.achieved)
            said |= {
                "method": entry.method,
                "achieved": {month: entry.achieved[month] for month in months},
                "reported": (_value(row["cumulative"]), _value(row["rate"])),
                "remarks": row["remarks"],
            }
        if request.form is PaperForm.AGREEMENT:
            said |= {
                "method": entry.method,
                **_said_further(entry),
            }
        printed.append(said)
    return printed


def as_read(document: PlanDocument, request: PaperRequest) -> list[dict[str, Any]]:
    found = []
    for entry in document.indicators:
        said: dict[str, Any] = {
            "code": entry.code,
            "title": entry.title,
            "unit": entry.unit,
            "weight": entry.weight,
            "targets": tuple(entry.targets),
            "parts": [part.target for part in entry.parts],
        }
        if request.form.spec.has_months:
            said |= {
                "method": entry.method,
                "achieved": {m: f for m, f in entry.achieved.items() if f is not None},
                "reported": (entry.reported.cumulative, entry.reported.rate),
                "remarks": entry.remarks,
            }
        if request.form is PaperForm.AGREEMENT:
            said |= {
                "method": entry.method,
                **_said_further(entry),
            }
        found.append(said)
    return found


def _said_further(entry: IndicatorEntry) -> dict[str, Any]:
    """What the table of an agreement says beside the prescribed columns."""
    return {
        "baselines": _given(entry.baselines),
        "projections": _given(entry.projections),
        "targets_in": _given(entry.targets_in),
        "responsible": entry.responsible,
        "evidence": entry.evidence,
        "frequency": entry.frequency,
        "scoring": (entry.mode, entry.deduction, entry.per_days),
    }


def _given(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """The figures of years; a dash and a blank both say that there was none."""
    return {year: figure for year, figure in figures.items() if figure not in (None, NIL)}


def _value(text: str) -> object:
    return parse_value(text.removesuffix("%")) if text else None


def tree_of(document: PlanDocument, *, has_serial: bool) -> list[Any]:
    """Objectives and activities; a column of serial numbers numbers those without a code, too."""
    return [
        (
            one.section,
            one.code or (str(number) if has_serial else None),
            one.title,
            one.weight,
            [
                (activity.code, activity.title, len(activity.indicators))
                for activity in one.activities
            ],
        )
        for number, one in enumerate(document.objectives, start=1)
    ]


def assert_comes_in_again(request: PaperRequest, file_format: PaperFormat) -> None:
    reading = read(request, file_format)
    document = reading.document

    assert document is not None
    assert document.office == (
        request.text(request.office) if request.office else request.document.office
    )
    assert document.title == heading_of(request).title
    assert document.fiscal_year == request.document.fiscal_year
    assert document.months == request.months
    assert document.form == (Form.PROGRESS if request.form.spec.has_months else Form.PLAN)
    has_serial = request.columns[0].key == "serial"
    assert tree_of(document, has_serial=False) == tree_of(request.document, has_serial=has_serial)
    assert as_read(document, request) == as_printed(request)
    assert not reading.unread


@pytest.mark.parametrize("file_format", FILES)
@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("form", PaperForm)
def test_real_report_comes_in_again(
    form: PaperForm,
    language: str,
    file_format: PaperFormat,
    khulna: PlanDocument,
    requested: Requester,
) -> None:
    assert_comes_in_again(requested(khulna, form, language=language), file_format)


@pytest.mark.parametrize("file_format", FILES)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_real_plan_comes_in_again(
    language: str, file_format: PaperFormat, innovation: PlanDocument, requested: Requester
) -> None:
    request = requested(
        innovation, PaperForm.PLAN, language=language, kind=KINDS[Kind.INNOVATION], is_demo=True
    )

    assert_comes_in_again(request, file_format)
    assert read(request, file_format).kind is Kind.INNOVATION


@pytest.mark.parametrize("file_format", FILES)
def test_totals_of_an_evaluation_are_no_indicators_and_no_findings(
    file_format: PaperFormat, khulna: PlanDocument, requested: Requester
) -> None:
    reading = read(requested(khulna, PaperForm.EVALUATION), file_format)

    rules = {problem.rule for problem in reading.problems}
    assert not rules & {"stated-total", "stray-text", "unreadable-value", "unknown-section"}
    assert reading.total == 102


@pytest.mark.parametrize("file_format", FILES)
@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("whole", [Decimal(100), Decimal(50), Decimal("25.5"), None])
def test_total_of_the_plan_comes_in_again(
    whole: Decimal | None,
    language: str,
    file_format: PaperFormat,
    khulna: PlanDocument,
    requested: Requester,
) -> None:
    request = replace(requested(khulna, PaperForm.AGREEMENT, language=language), whole=whole)

    assert read(request, file_format).total == whole
    assert_comes_in_again(request, file_format)


@pytest.mark.parametrize("file_format", FILES)
def test_signed_names_are_no_part_of_the_plan(
    file_format: PaperFormat, one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    request = requested(one_indicator(), PaperForm.PROGRESS)
    signed = replace(
        request,
        signatories=tuple(
            replace(one, name="মোঃ আব্দুল করিম", designation="উপমহাব্যবস্থাপক (২য় গ্রেড)")
            for one in request.signatories
        ),
    )

    reading = read(signed, file_format)

    assert "stray-text" not in {problem.rule for problem in reading.problems}
    assert_comes_in_again(signed, file_format)


WORDS = st.sampled_from(
    [
        "সভা",
        "আয়োজিত",
        "প্রশিক্ষণ",
        "বিতরণকৃত ঋণ",
        "মেলা",
        "সেবা-গ্রহীতা",
        "উদ্যোক্তা",
        "SME",
        "online",
        "তথ্য/উপাত্ত",
    ]
)
TITLES = st.lists(WORDS, min_size=2, max_size=9).map(" ".join)
NUMBERS = st.decimals(0, 99_999, places=2, allow_nan=False).map(lambda n: n.normalize() + 0)
DAYS = st.dates(date(2023, 7, 1), date(2024, 6, 30))
YEAR = FiscalYearSpan(2023)
PERIODS = ["2023-24-Q1", "2023-24-Q3", "2023-24-H1", "2023-10"]


@st.composite
def indicators(draw: st.DrawFn, code: str) -> IndicatorEntry:
    """An indicator of any method with one to five targets and figures of some months."""
    method = draw(st.sampled_from(Method))
    values: st.SearchStrategy[Any] = DAYS if method is Method.DATE else NUMBERS
    targets = draw(st.lists(values, min_size=1, max_size=5, unique=True))
    targets = sorted(targets, reverse=method is not Method.DATE)
    months = [month for month in YEAR.months if draw(st.booleans())]
    mode = draw(st.one_of(st.none(), st.sampled_from(Mode)))
    parts = draw(st.lists(values, max_size=2))
    figures: dict[Month, Figure] = {
        month: draw(st.one_of(st.just(NIL), values)) for month in months
    }
    return IndicatorEntry(
        row=code,
        code=code,
        title=draw(TITLES),
        unit="তারিখ" if method is Method.DATE else draw(st.sampled_from(["সংখ্যা", "জন", "লক্ষ টাকা"])),
        weight=draw(st.integers(1, 20).map(Decimal)),
        targets=TierTargets(*targets),
        method=method,
        achieved=figures,
        reported=Reported(),
        remarks=draw(st.one_of(st.just(""), TITLES)),
        baselines=draw(st.dictionaries(st.sampled_from(["2020-21", "2021-22", "2022-23"]), values)),
        projections=draw(
            st.dictionaries(st.sampled_from(["2024-25", "2025-26", "2026-27"]), values)
        ),
        targets_in=draw(st.dictionaries(st.sampled_from(PERIODS), values)),
        responsible=draw(st.one_of(st.just(""), TITLES)),
        evidence=draw(st.one_of(st.just(""), TITLES)),
        frequency=draw(st.sampled_from(Frequency)),
        mode=mode,
        deduction=Decimal("0.25") if mode is Mode.DEDUCTION else None,
        per_days=15 if mode is Mode.DEDUCTION else None,
        parts=tuple(map(PartEntry, [targets[0], *parts])) if parts else (),
    )


@st.composite
def documents(draw: st.DrawFn) -> PlanDocument:
    """A plan of some objectives, in one section or two, each with some activities."""
    objectives = []
    sections = draw(st.sampled_from([["strategic"], ["strategic", "governance"]]))
    for number in range(1, draw(st.integers(len(sections), 3)) + 1):
        activities = []
        for second in range(1, draw(st.integers(1, 3)) + 1):
            codes = [
                f"{number}.{second}.{third}" for third in range(1, draw(st.integers(1, 2)) + 1)
            ]
            own = tuple(draw(indicators(code)) for code in codes)
            activities.append(ActivityEntry(f"{number}.{second}", draw(TITLES), own))
        weight = sum(
            (one.weight or Decimal(0) for a in activities for one in a.indicators), Decimal(0)
        )
        section = sections[0] if number == 1 or len(sections) == 1 else sections[1]
        objectives.append(
            ObjectiveEntry(
                str(number), section, str(number), draw(TITLES), weight, tuple(activities)
            )
        )
    return PlanDocument(Form.PROGRESS, OFFICE.bn, "", YEAR, tuple(objectives), YEAR.months)


@given(
    document=documents(),
    form=st.sampled_from(PaperForm),
    kind=st.sampled_from(list(KINDS)),
    language=st.sampled_from(["bn", "en"]),
    month=st.sampled_from(YEAR.months[2:]),
    basis=st.sampled_from(CumulativeBasis),
    file_format=st.sampled_from(FILES),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_plan_comes_in_again(
    document: PlanDocument,
    form: PaperForm,
    kind: Kind,
    language: Any,
    month: Month,
    basis: CumulativeBasis,
    file_format: PaperFormat,
) -> None:
    months = YEAR.months[: YEAR.months.index(month) + 1]
    reported = document.with_indicators(
        lambda entry: replace(
            entry, achieved={m: f for m, f in entry.achieved.items() if m in months}
        )
    )
    has_months = form.spec.has_months
    request = PaperRequest(
        document=reported,
        form=form,
        language=language,
        kind=KINDS[kind],
        month=month if has_months else None,
        cumulative=basis,
        score=score_plan(plan_input(reported), rules=Rules()) if has_months else None,
        office=OFFICE,
    )

    assert_comes_in_again(request, file_format)
    assert read(request, file_format).kind is kind
