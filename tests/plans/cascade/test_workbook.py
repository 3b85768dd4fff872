from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from numerals import Message
from offices.models import User
from plans.cascade.book import BookLine
from plans.cascade.book_errors import NOT_OURS
from plans.cascade.proposing import ProposalOutcome
from plans.cascade.reading import BookRead, read_workbook
from plans.cascade.services import cascade
from plans.cascade.template import template_of
from plans.document.cascading import Numbers
from plans.models import Plan
from plans.workshop.models import Draft
from tests.cast import Cast
from tests.plans.cascade.books import book_of, cleared, place_of, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OFFICES = ("khulna", "jashore")


def read(content: bytes, template: Draft) -> BookRead:
    found = read_workbook(content, template_of(template), offices=OFFICES)
    assert isinstance(found, BookRead), found
    return found


def key(template: Draft, row: str) -> int:
    return template_of(template).keys[row]


@pytest.mark.parametrize("language", ["bn", "en"])
def test_what_is_written_is_read_again(cast: Cast, template: Draft, language: str) -> None:
    with override(language):
        book = book_of(template, *OFFICES)
    found = read(book, template)
    assert not found.errors
    own = {row.key: row.numbers for row in template_of(template).rows}
    assert found.numbers == {"khulna": own, "jashore": own}


def test_an_office_sees_its_own_numbers_and_last_years_achievement(
    cast: Cast, planner: User, template: Draft
) -> None:
    first = key(template, "1.1.1")
    own = {row.key: row.numbers for row in template_of(template).rows}
    own[first] = Numbers(Decimal(7), own[first].targets)
    cascade(template.pk, {"khulna": own}, by=planner)
    book = book_of(template, *OFFICES)
    sheet = load_workbook(BytesIO(book)).worksheets[0]
    assert sheet[place_of(book, "khulna", first, BookLine.WEIGHT)].value == 7
    assert sheet[place_of(book, "khulna", first, BookLine.PAST)].value is not None
    assert read(book, template).numbers["khulna"][first] == own[first]


def test_only_what_is_filled_in_is_open(cast: Cast, template: Draft) -> None:
    book = book_of(template, *OFFICES)
    sheet = load_workbook(BytesIO(book)).worksheets[0]
    first = key(template, "1.1.1")
    assert sheet.protection.sheet
    assert not sheet[place_of(book, "khulna", first, BookLine.T100)].protection.locked
    assert sheet[place_of(book, "khulna", first, BookLine.PAST)].protection.locked
    assert sheet["C8"].protection.locked
    assert sheet.freeze_panes == "G6"


def test_bengali_digits_dashes_and_words_are_read(cast: Cast, template: Draft) -> None:
    first, other = key(template, "1.1.1"), key(template, "1.2.1")
    book = typed(
        book_of(template, *OFFICES),
        {
            ("khulna", first, BookLine.WEIGHT): "২.৫",
            ("khulna", first, BookLine.T60): "-",
            **{("khulna", other, line): None for line in BookLine if line is not BookLine.PAST},
            ("khulna", other, BookLine.WEIGHT): "—",
        },
    )
    numbers = read(book, template).numbers["khulna"]
    mine = numbers[first]
    assert mine is not None
    assert (mine.weight, mine.targets.t60) == (Decimal("2.5"), None)
    assert numbers[other] is None


def test_all_errors_are_told_at_once_by_their_cells(cast: Cast, template: Draft) -> None:
    first, other = key(template, "1.1.1"), key(template, "1.2.1")
    book = book_of(template, *OFFICES)
    planted = {
        ("khulna", first, BookLine.T100): "twelve",
        ("jashore", first, BookLine.WEIGHT): "2.345",
        ("khulna", other, BookLine.WEIGHT): None,
    }
    found = read(typed(book, planted), template)
    assert {one.cell for one in found.errors} == {place_of(book, *where) for where in planted}
    told = {one.cell: one for one in found.errors}
    assert told[place_of(book, "khulna", first, BookLine.T100)].read == "twelve"
    assert "twelve" in told[place_of(book, "khulna", first, BookLine.T100)].message.en


def test_tiers_out_of_order_are_an_error_at_their_row(cast: Cast, template: Draft) -> None:
    first = key(template, "1.1.1")
    book = book_of(template, *OFFICES)
    (found,) = read(typed(book, {("khulna", first, BookLine.T90): 99_999}), template).errors
    assert found.cell == place_of(book, "khulna", first, BookLine.T100)


def test_an_empty_column_leaves_the_office_out(cast: Cast, template: Draft) -> None:
    found = read(cleared(book_of(template, *OFFICES), "khulna"), template)
    assert not found.errors
    assert set(found.numbers) == {"jashore"}


def test_columns_may_change_places_and_rows_be_sorted(cast: Cast, template: Draft) -> None:
    book = load_workbook(BytesIO(book_of(template, *OFFICES)))
    sheet = book.worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    for number, row in enumerate(reversed(lines), start=6):
        for column, value in enumerate(row, start=1):
            if not isinstance(sheet.cell(number, column), MergedCell):
                sheet.cell(number, column).value = value
    sheet.move_range("G2:G400", cols=5)
    target = BytesIO()
    book.save(target)
    found = read(target.getvalue(), template)
    assert set(found.numbers) == set(OFFICES)


def test_offices_and_rows_that_are_not_the_templates_are_errors(
    cast: Cast, template: Draft
) -> None:
    book = load_workbook(BytesIO(book_of(template, *OFFICES)))
    sheet = book.worksheets[0]
    sheet["G2"].value, sheet["A8"].value = "office:nowhere", "4711:weight"
    target = BytesIO()
    book.save(target)
    found = read(target.getvalue(), template)
    assert {one.cell for one in found.errors} >= {"G2", "A8"}


HOSTILE = (
    *("NaN", "Infinity", "-Infinity", "1e400", "9" * 400, "১২ ১৩", "0x10", "<script>", "١٢"),
    *("=1+1", '=HYPERLINK("http://127.0.0.1/")', "@SUM(A1)", "+cmd|' /C calc'!A0", True, -5),
    *(date(2024, 6, 5), timedelta(hours=5), "১২" * 100, "\u202e12", "১.২.৩"),
)


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize("line", [BookLine.WEIGHT, BookLine.T100], ids=str)
def test_no_hostile_value_becomes_a_number(
    cast: Cast, template: Draft, value: object, line: BookLine
) -> None:
    first = key(template, "1.1.1")
    book = book_of(template, *OFFICES)
    found = read(typed(book, {("khulna", first, line): value}), template)
    assert place_of(book, "khulna", first, line) in {one.cell for one in found.errors}
    with override("bn"):
        assert all(one.message["bn"] and one.message["en"] for one in found.errors)


def test_an_office_in_two_columns_is_an_error_and_further_sheets_say_nothing(
    cast: Cast, template: Draft
) -> None:
    book = load_workbook(BytesIO(book_of(template, *OFFICES)))
    sheet = book.worksheets[0]
    further = book.copy_worksheet(sheet)
    further.sheet_state = "hidden"
    further["H6"].value = 999
    sheet.insert_rows(7, 3)
    sheet["AA9"].value = "note"
    target = BytesIO()
    book.save(target)
    found = read(target.getvalue(), template)
    assert set(found.numbers) == set(OFFICES)
    assert not any(one.cell.startswith("H") for one in found.errors)

    column = next(cell.column for cell in sheet[2] if cell.value == "office:khulna")
    other = next(cell.column for cell in sheet[2] if cell.value == "office:jashore")
    sheet.cell(2, other).value = sheet.cell(2, column).value
    target = BytesIO()
    book.save(target)
    assert sheet.cell(2, other).coordinate in {
        one.cell for one in read(target.getvalue(), template).errors
    }


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no workbook", b"a\tb\n1\t2\n", b"\xff\xfe\x00"]
)
def test_what_is_no_workbook_is_refused(cast: Cast, template: Draft, content: bytes) -> None:
    assert isinstance(read_workbook(content, template_of(template), offices=OFFICES), Message)


def test_the_workbook_of_another_template_is_refused(
    cast: Cast, planner: User, template: Draft
) -> None:
    book = book_of(template, *OFFICES)
    template.pk += 1
    found = read_workbook(book, template_of(template), offices=OFFICES)
    assert isinstance(found, Message)
    assert found != NOT_OURS
    assert "bscic/2024-25/apa" in found.en


def command(*arguments: str | Path) -> str:
    said = StringIO()
    call_command("cascade", *map(str, arguments), stdout=said)
    return said.getvalue()


def test_the_command_does_it_all(cast: Cast, template: Draft, tmp_path: Path) -> None:
    path = tmp_path / "targets.xlsx"
    path.write_bytes(book_of(template, *OFFICES))
    tried = json.loads(command("bscic/2024-25/apa", path, "--json", "--dry-run"))
    assert {one["outcome"] for one in tried["offices"].values()} == {"created"}
    assert not Plan.objects.filter(fiscal_year=2024).exists()
    command("bscic/2024-25/apa", path)
    assert Plan.objects.filter(fiscal_year=2024).count() == 2
    again = json.loads(command("bscic/2024-25/apa", path, "--json"))
    assert {one["outcome"] for one in again["offices"].values()} == {
        ProposalOutcome.UNCHANGED.value
    }


def test_the_command_tells_the_errors_and_does_nothing(
    cast: Cast, template: Draft, tmp_path: Path
) -> None:
    path = tmp_path / "targets.xlsx"
    first = key(template, "1.1.1")
    path.write_bytes(
        typed(book_of(template, *OFFICES), {("khulna", first, BookLine.T100): "twelve"})
    )
    with pytest.raises(CommandError):
        command("bscic/2024-25/apa", path)
    assert not Plan.objects.filter(fiscal_year=2024).exists()
    with pytest.raises(CommandError):
        command("nowhere/2024-25/apa", path)
