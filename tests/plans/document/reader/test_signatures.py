"""Blocks of signatures below a form."""

import pytest

from plans.document.reader.signatures import without_signatures
from plans.document.reader.text import TextLine, lines_of

ROW = "১.১.১ আয়োজিত সভা\tসংখ্যা\t৪\t১২"


def kept(*below: str) -> list[str]:
    lines: list[TextLine] = list(lines_of("\n".join((ROW, *below))))
    return [line.text for line in without_signatures(lines)][1:]


@pytest.mark.parametrize(
    "block",
    [
        [
            "স্বাক্ষর ও তারিখ\t\tস্বাক্ষর ও তারিখ",
            "প্রস্তুতকারী\t\tকার্যালয় প্রধান",
            "নাম: করিম\t\tনাম:",
            "পদবি:\t\tপদবি:",
        ],
        ["স্বাক্ষর:", "মোঃ আব্দুল করিম", "উপমহাব্যবস্থাপক (২য় গ্রেড)", "তারিখ: ৩০/৬/২০২৪ খ্রি."],
        ["Signature and date\tSignature and date", "Prepared by\tHead of office"],
        ["স্বাক্ষর ও তারিখ প্রস্তুতকারী নাম: পদবি:"],
    ],
)
def test_block_that_ends_the_form_is_left_out(block: list[str]) -> None:
    assert kept(*block) == []


@pytest.mark.parametrize(
    "below",
    [
        ["স্বাক্ষর ও তারিখ\tস্বাক্ষর", "১.১.২ প্রশিক্ষণ\tজন\t৫\t৩০"],
        ["স্বাক্ষরিত সমঝোতা স্মারক\tসংখ্যা\t২\t১"],
        ["সভা\tস্বাক্ষর"],
        ["স্বাক্ষরিত সমঝোতা স্মারক"],
        ["স্বাক্ষর", *(f"কাজ {number}" for number in range(12))],
    ],
)
def test_rows_of_figures_and_long_texts_stay(below: list[str]) -> None:
    assert len(kept(*below)) == len(below)
