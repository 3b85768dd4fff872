"""The table of findings in docs/forms.md, against forms that have each of them."""

import re
from pathlib import Path

from plans.document.examination import examine
from tests.plans.document.forms import (
    INNOVATION,
    KHULNA,
    PROGRESS_HEADINGS,
    full_row,
    plan,
    progress,
    row,
)

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "forms.md"
FIRST = full_row(objective="[১] উদ্দেশ্য", weight="১০০")
WIDE = PROGRESS_HEADINGS.replace("\tমন্তব্য", "\tমন্তব্য\tযাচাই")

FORMS = (
    KHULNA,
    INNOVATION,
    progress(full_row(objective="[১] উদ্দেশ্য", weight="", rate="২১%", method="", unit="")),
    progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০", rate="২১%", targets="-\t৪\t৩\t২\t১")),
    progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০", rate="২১%")),
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
)


def test_document_tells_every_finding_with_its_severity() -> None:
    told = re.findall(r"(?m)^\| ([a-z-]+) \| (error|warning) \|", DOCUMENT.read_text("utf-8"))
    found = {(p.rule, str(p.severity)) for form in FORMS for p in examine(form).problems}

    assert set(told) == found
    assert len(told) == len(set(told))
