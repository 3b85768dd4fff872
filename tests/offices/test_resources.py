from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override
from import_export.results import Result

from offices.models import Level, Office
from offices.resources.offices import OfficeResource
from spreadsheets.exchange.formats import Csv, Spreadsheet, Xlsx
from spreadsheets.table import Table
from tests.cast import office

pytestmark = pytest.mark.django_db

HEADERS = ("code", "level", "parent", "name_bn", "name_en")


def imported(*rows: tuple[str, ...], headers: tuple[str, ...] = HEADERS, **how: Any) -> Result:
    table = Table(headers, tuple(enumerate(rows, start=2)))
    with override("en"):
        return OfficeResource().import_data(table, **how)


def findings(result: Result) -> list[tuple[int, str, str]]:
    return [
        (row.number, column, sentence)
        for row in result.invalid_rows
        for column, sentences in row.error_dict.items()
        for sentence in sentences
    ]


def paths() -> dict[str, str]:
    codes = {str(office.pk): office.code for office in Office.objects.all()}
    return {
        office.code: "/".join(codes[pk] for pk in office.path.strip("/").split("/"))
        for office in Office.objects.all()
    }


def test_superior_office_may_stand_further_down() -> None:
    imported(
        ("khulna", "district", "region", "খুলনা", "Khulna"),
        ("region", "আঞ্চলিক কার্যালয়", "bscic", "অঞ্চল", "Region"),
        ("bscic", "department", "", "বিসিক", "BSCIC"),
    )

    assert paths() == {
        "bscic": "bscic",
        "region": "bscic/region",
        "khulna": "bscic/region/khulna",
    }
    assert Office.objects.get(code="region").level == Level.REGIONAL


def test_known_code_changes_the_office_and_moves_what_is_below() -> None:
    top = office("top", Level.DEPARTMENT)
    region = office("region", Level.REGIONAL, top)
    office("khulna", Level.DISTRICT, region)

    result = imported(
        ("new-region", "regional", "top", "নতুন", "New"),
        ("region", "regional", "new-region", "অঞ্চল", "Renamed"),
    )

    assert (result.totals["new"], result.totals["update"]) == (1, 1)
    assert paths()["khulna"] == "top/new-region/region/khulna"
    assert Office.objects.get(code="region").name_en == "Renamed"
    assert Office.objects.get(code="region").pk == region.pk


def test_column_that_is_left_out_stays_as_it_is() -> None:
    top = office("top", Level.DEPARTMENT)
    office("region", Level.REGIONAL, top)

    imported(("region", "Renamed"), headers=("code", "name_en"))

    region = Office.objects.get(code="region")
    assert (region.name_en, region.name_bn, region.parent) == ("Renamed", "region কার্যালয়", top)


def test_every_finding_of_the_file_is_told_and_nothing_is_stored() -> None:
    result = imported(
        ("good", "district", "", "ভালো", "Good"),
        ("Bad Code", "district", "", "খ", "B"),
        ("c", "village", "nowhere", "গ", ""),
        ("good", "district", "", "আবার", "Again"),
    )

    assert not Office.objects.exists()
    levels = (
        "ministry (Ministry or division), department (Department or corporation), "
        "regional (Regional office), district (District office), upazila (Upazila office)"
    )
    assert findings(result) == [
        (
            3,
            "code",
            (
                "“Bad Code” could not be read. Enter lower-case Latin letters, digits and hyphens, "
                "such as khulna."
            ),
        ),
        (4, "level", f"“village” could not be read. Enter {levels}."),
        (4, "name in English", "The cell is empty."),
        (4, "superior office", "There is no office “nowhere”."),
        (5, "code", "The same as in row 2."),
    ]


def test_office_below_itself_is_refused_row_by_row() -> None:
    top = office("top", Level.DEPARTMENT)
    office("region", Level.REGIONAL, top)

    result = imported(
        ("top", "department", "region", "ক", "T"), ("region", "regional", "top", "খ", "R")
    )

    assert findings(result) == [
        (2, "superior office", "“top” would be below itself."),
        (3, "superior office", "“region” would be below itself."),
    ]
    assert paths() == {"top": "top", "region": "top/region"}


def test_new_office_needs_its_names_and_level() -> None:
    result = imported(("new",), headers=("code",))

    assert findings(result) == [
        (2, "level", "A new office needs it."),
        (2, "name in Bengali", "A new office needs it."),
        (2, "name in English", "A new office needs it."),
    ]


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        (("name_en", "level"), "The column is missing: code."),
        (("code", "nmae"), "There is no such column: nmae."),
        (("code", "কোড"), "The column is there twice: code."),
    ],
)
def test_wrong_headings_are_told(headers: tuple[str, ...], sentence: str) -> None:
    result = imported(("a", "b"), headers=headers)

    assert [str(error.error).partition(" The columns are")[0] for error in result.base_errors] == [
        sentence
    ]


def test_headings_may_be_the_labels_of_either_language() -> None:
    imported(
        ("bscic", "Department or corporation", "বিসিক", "BSCIC"),
        headers=("কোড", " Level ", "নাম (বাংলা)", "Name in English"),
    )

    assert Office.objects.get().level == Level.DEPARTMENT


def test_preview_says_what_would_change_and_stores_nothing() -> None:
    office("top", Level.DEPARTMENT)

    result = imported(("top", "Renamed"), headers=("code", "name_en"), dry_run=True)

    changed = [change for change in result.rows[0].diff if change.is_changed]
    assert [(change.before, change.after) for change in changed] == [("Top office", "Renamed")]
    assert Office.objects.get().name_en == "Top office"


@pytest.mark.parametrize("file_format", [Xlsx(), Csv()])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_exported_table_says_the_same_when_it_is_imported(file_format: Any, language: str) -> None:
    top = office("top", Level.DEPARTMENT)
    office("region", Level.REGIONAL, top)
    Office.objects.filter(code="region").update(heading_bn="=1+1\nদুই", short_en="-x")

    with override(language):
        data = file_format.export_data(OfficeResource().export(Office.objects.all()))
        result = OfficeResource().import_data(Spreadsheet().create_dataset(data))

    assert (result.totals["skip"], result.totals["update"]) == (2, 0)


def test_queries_do_not_grow_with_the_file(django_assert_num_queries: Any) -> None:
    office("top", Level.DEPARTMENT)
    statistics = 1 if connection.vendor == "postgresql" else 0

    for count in (3, 30):
        rows = [(f"o{count}-{i}", "district", "top", "ক", "K") for i in range(count)]
        with django_assert_num_queries(10 + statistics):
            imported(*rows)
