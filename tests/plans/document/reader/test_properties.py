"""What holds for every form, however it is damaged or written out again."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from numerals import Figure, Value, format_figure, format_value, localize_digits
from plans.document.examination import examine
from plans.document.values import Form, IndicatorEntry, ObjectiveEntry, PlanDocument
from tests.plans.document.forms import (
    INNOVATION,
    KHULNA,
    PLAN_HEADINGS,
    PROGRESS_HEADINGS,
    PROGRESS_NUMBERS,
    TIERS,
    document_of,
)

METHODS = {"sum": "সমষ্টি", "average": "গড়", "cumulative": "ক্রমপুঞ্জিভূত", "date": "তারিখ"}
SECTIONS = {
    "strategic": "কৌশলগত উদ্দেশ্যসমূহ",
    "governance": "সুশাসন ও সংস্কারমূলক কর্মসম্পাদনের ক্ষেত্রসমূহ",
}
FORMS = {Form.PROGRESS: KHULNA, Form.PLAN: INNOVATION}
forms = st.sampled_from(Form)
figures = st.sampled_from(
    ["", "-", "০", "১২", "1,২৩,৪৫৬", "৭.৫%", "১৫-২-২০২১", "১,৫", "কথা", "[৯.৯.৯]"]
)


def is_data(line: str) -> bool:
    return any(f"\t{unit}" in line for unit in ("সংখ্যা", "তারিখ", "%", "হার", "টাকা", "কোটি", "মেট্রিক"))


@settings(max_examples=80)
@given(forms, st.data())
def test_bad_cell_in_one_row_changes_no_other_row(form: Form, data: st.DataObject) -> None:
    text = FORMS[form]
    lines = text.split("\n")
    number = data.draw(st.sampled_from([n for n, line in enumerate(lines) if is_data(line)]))
    cells = lines[number].split("\t")
    column = data.draw(st.integers(5, len(cells) - 1))
    kept = data.draw(st.sampled_from([column, column + 1]))
    lines[number] = "\t".join([*cells[:column], data.draw(figures), *cells[kept:]])

    before = document_of(text).indicators
    after = document_of("\n".join(lines)).indicators

    assert [entry.row for entry in after] == [entry.row for entry in before]
    assert sum(one != other for one, other in zip(before, after, strict=True)) <= 1


@settings(max_examples=40)
@given(forms, st.sampled_from(["bn", "en"]), st.booleans(), st.sets(st.integers(0, 32)))
def test_form_written_out_again_is_read_as_the_same(
    form: Form, language: str, grouping: bool, breaks: set[int]
) -> None:
    document = document_of(FORMS[form])
    text = "\n".join(written(document, language=language, grouping=grouping, breaks=breaks))

    reading = examine(text)

    assert reading.document == document
    layout = {"shifted-row", "split-row", "continued-row", "spilled-title", "missing-space"}
    assert not layout & {problem.rule for problem in reading.problems}


def written(
    document: PlanDocument, *, language: str, grouping: bool, breaks: set[int]
) -> Iterator[str]:
    """The document as its form, with a page break before the rows ``breaks``."""
    year = str(document.fiscal_year)
    progress = document.form is Form.PROGRESS
    headings = PROGRESS_HEADINGS if progress else PLAN_HEADINGS
    headings = headings.replace("২০২০-২০২১", year).replace("২০২৩-২৪", year)
    heading = [headings, TIERS, *([PROGRESS_NUMBERS] if progress else [])]
    yield from document.office.split("\n")
    yield document.title
    yield from heading
    number, section = 0, ""
    for objective in document.objectives:
        if progress and objective.section != section:
            section = objective.section
            yield SECTIONS[section]
        for cells in objective_rows(objective, progress, language=language, grouping=grouping):
            if number in breaks:
                yield ""
                yield from heading
            number += 1
            yield "\t".join(cells)


def objective_rows(
    objective: ObjectiveEntry, progress: bool, *, language: str, grouping: bool
) -> Iterator[list[str]]:
    def value(one: Value | Decimal | None) -> str:
        return "-" if one is None else format_value(one, language=language, grouping=grouping)

    def figure(one: Figure) -> str:
        return format_figure(one, language=language, grouping=grouping)

    def code(one: str | None) -> str:
        return "" if one is None else f"[{localize_digits(one, language=language)}] "

    opening = True
    for activity in objective.activities:
        first = True
        for entry in activity.indicators:
            over = code(objective.code) + objective.title if opening else ""
            weight = value(objective.weight) if opening else ""
            serial = [] if progress else [objective.code or "" if opening else ""]
            cells = [*serial, over if progress else objective.title if opening else "", weight]
            cells += [code(activity.code) + activity.title if first else ""]
            cells += [code(entry.code) + entry.title]
            cells += [METHODS[entry.method or ""]] if progress else []
            cells += [entry.unit, value(entry.weight), *map(value, entry.targets)]
            cells += reported(entry, figure) if progress else []
            yield cells
            opening = first = False


def reported(entry: IndicatorEntry, figure: Callable[[Figure], str]) -> list[str]:
    rate = entry.reported.rate
    printed = [figure(entry.reported.cumulative), "" if rate is None else f"{figure(rate)}%"]
    return [*map(figure, entry.achieved.values()), *printed, entry.remarks]
