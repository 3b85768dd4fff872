"""The table of findings in docs/forms.md, against forms that have each of them."""

import io
import re
from pathlib import Path

from openpyxl import load_workbook

from numerals import FiscalYearSpan
from plans.document.checks.chosen import Chosen, contradictions
from plans.document.defaults import Kind
from plans.document.draft.findings import examined_draft
from plans.document.draft.reading import draft_of
from plans.document.examination import examine
from plans.document.reader.findings.form import office_untold
from plans.forms.reading import forms_read, read_file
from tests.plans.document.forms import (
    INNOVATION,
    KHULNA,
    PROGRESS_HEADINGS,
    full_row,
    plan,
    progress,
    row,
)
from tests.plans.forms.families import ENGLISH, OFFICE_AREAS, QUARTERS, THREE_TIERS
from tests.plans.forms.test_joined_sheets import ABOVE, KEPT, SET
from tests.plans.forms.test_joined_sheets import workbook as on_two_sheets
from tests.plans.forms.test_several_forms import workbook as sheets_of_offices
from tests.plans.forms.writers import Merged, Sheet, as_html, as_text, as_xlsx

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "forms.md"
FIRST = full_row(objective="[১] উদ্দেশ্য", weight="১০০")
WIDE = PROGRESS_HEADINGS.replace("\tমন্তব্য", "\tমন্তব্য\tযাচাই")


def with_something_hidden() -> bytes:
    """A row, a column, and a sheet of its own that are hidden."""
    book = load_workbook(io.BytesIO(as_xlsx(ENGLISH)))
    book.worksheets[0].row_dimensions[5].hidden = True
    book.worksheets[0].column_dimensions["B"].hidden = True
    book.create_sheet("গত বছর").append(["x"])
    book["গত বছর"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_an_unknown_section() -> Sheet:
    band = Merged("বিশেষ কর্মসম্পাদনের ক্ষেত্র", across=OFFICE_AREAS.width)
    return Sheet(OFFICE_AREAS.above, (*OFFICE_AREAS.rows, (band,), OFFICE_AREAS.rows[-1]))


FORMS = (
    KHULNA,
    INNOVATION,
    progress(full_row(objective="[১] উদ্দেশ্য", weight="", rate="২১%", method="", unit="")),
    progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০", rate="২১%", targets="-\t৪\t৩\t২\t১")),
    progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০", rate="২১%")),
    progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০", targets="০\t-\t-\t-\t-")),
    progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০", indicator="[১.১.১]")),
    progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০", months="০\t১,৫\t০")),
    progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০", months="০\t১ টি\t০")),
    progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০", cumulative="১\tক\tখ", rate="\t২০%")),
    progress(FIRST, full_row(activity="", indicator="[১.১.১] আরেকটি")),
    progress(FIRST, "** টীকা", headings=WIDE),
    progress(FIRST).removeprefix("কার্যালয়\n"),
    progress(FIRST, title="কর্মসম্পাদন চুক্তি এপ্রিল ২০২৫ থেকে জুন ২০২৫"),
    KHULNA.replace("নকশা নমুনা বিতরণ\t[১.৪.১] বিতরণকৃত", "নকশা\nনমুনা বিতরণ\t[১.৪.১]\nবিতরণকৃত"),
    progress(
        full_row(
            objective="[১] উদ্দেশ্য",
            weight="১০০",
            unit="তারিখ",
            method="তারিখ",
            targets="১৫-৬-২০২৪\t-\t-\t-\t-",
            months="\t\t১-১-১৯৯৯",
        )
    ),
    plan(row("১", "উদ্দেশ্য", "১০০", "১.১ কাজ", "১.১.১ সূচক", "বিবিধ", "১০০", "৫", "১-৭-২০২০")),
    plan(
        row("১", "উদ্দেশ্য", "১০০", "১.১ কাজ", "[১.১.১] ক [১.১.২] খ", "টি জন", "৪০ ৩০", "৫ ৭"),
        row("", "", "", "১.২ কাজ", "[১.২.১] ক [১.২.২] খ", "টি জন", "৩০", "৫ ৭"),
    ),
    as_text(QUARTERS).decode(),
    "\n".join(
        (
            "শুদ্ধাচার কর্মপরিকল্পনা ২০২১-২২",
            "কার্যক্রম\tকর্মসম্পাদন সূচক\tএকক\tসূচকের মান\tলক্ষ্যমাত্রা\tভিত্তিবছর\tএকক\tমন্তব্য\tমন্তব্য",
            "১.১ কাজ\tসূচক\t\t৫০\t৫\t৪",
            "মোট (৩টি সূচক)\t\t\t৪০",
        )
    ),
)
FILES = (
    (
        "শুদ্ধাচার ২০২১-২২\nKvh©µg\tKg©m¤úv`b m~PK\tGKK\tm~P‡Ki gvb\tjÿ¨gvÎv\n1.1 K\tL\tmsL¨v\t50\t4"
    ).encode(),
    with_something_hidden(),
    as_text(THREE_TIERS),
    as_html(with_an_unknown_section()),
    sheets_of_offices("খুলনা", "যশোর"),
    on_two_sheets(("কৌশলগত", ABOVE, SET), ("আবশ্যিক", (), KEPT)),
    "শুদ্ধাচার ২০২১-২২\nকার্যক্রম\tসূচক\tএকক\tমান\tলক্ষ্যমাত্রা\n১.১ ক\tখ\tটাকা\t৫০\t১.২৫ লক্ষ".encode(),
)
CHOSEN = Chosen(("যশোর",), Kind.CHARTER, FiscalYearSpan(2000))


def test_document_tells_every_finding_with_its_severity() -> None:
    told = re.findall(r"(?m)^\| ([a-z-]+) \| (error|warning) \|", DOCUMENT.read_text("utf-8"))
    problems = [problem for form in FORMS for problem in examine(form).problems]
    problems.extend(contradictions(examine(KHULNA), CHOSEN))
    for content in FILES:
        readings = read_file(content, bijoy=True)
        assert isinstance(readings, tuple), readings.en
        problems.extend(problem for reading in readings for problem in reading.problems)
    found = {(problem.rule, str(problem.severity)) for problem in problems}

    assert set(told) == found
    assert len(told) == len(set(told))


SEEN_OTHERWISE = frozenset({"missing-space", "extra-column"})
"""What a draft shows by itself: codes have cells of their own, columns without a meaning a list."""


def test_draft_says_what_the_reader_found() -> None:
    lost = set()
    for content in (*(form.encode() for form in FORMS), *FILES):
        readings = forms_read(content, bijoy=True)
        assert isinstance(readings, tuple), readings.en
        for reading in readings:
            draft = draft_of(reading)
            said = {problem.rule for problem in examined_draft(draft).problems}
            found = {one.rule for one in reading.problems if one != office_untold()}
            lost |= found - said
            # Without an office of its own a draft asks for it.
            assert draft.heading or office_untold() in reading.problems

    assert lost == SEEN_OTHERWISE
