import json

from plans.document.examination import examine
from plans.document.rendering import as_json
from tests.plans.document.forms import INNOVATION, KHULNA, document_of, full_row, progress


def test_khulna_as_json_has_the_agreed_shape() -> None:
    reading = examine(KHULNA)
    assert reading.document is not None
    data = as_json(reading.document, problems=reading.problems)

    assert list(data) == [
        "form",
        "office",
        "title",
        "fiscal_year",
        "months",
        "objectives",
        "problems",
    ]
    assert data["form"] == "progress"
    assert data["fiscal_year"] == "2023-24"
    objective = data["objectives"][0]
    assert {key: objective[key] for key in ("section", "code", "weight")} == {
        "section": "strategic",
        "code": "1",
        "weight": "23",
    }
    assert objective["activities"][0]["indicators"] == [
        {
            "code": "1.1.1",
            "title": "প্রণয়নকৃত প্রজেক্ট প্রফাইল".replace("\u09df", "\u09af\u09bc"),
            "method": "sum",
            "unit": "সংখ্যা",
            "weight": "3",
            "targets": {"100": "5", "90": "4", "80": "3", "70": "2", "60": "1"},
            "achieved": {"2024-04": "0", "2024-05": "0", "2024-06": "0"},
            "reported": {"cumulative": "0", "rate": "0"},
            "remarks": "",
        }
    ]
    assert list(data["problems"][0]) == ["rule", "severity", "row", "message"]
    assert json.loads(json.dumps(data)) == data


def test_numbers_are_canonical_missing_is_null_and_none_is_a_dash() -> None:
    text = progress(
        full_row(objective="উ", weight="", months="-\t০.৫০\t", targets="১,০০০\t০.৫০\t-\t\t-")
    )
    objective = as_json(document_of(text))["objectives"][0]
    (entry,) = objective["activities"][0]["indicators"]

    assert objective["code"] is None
    assert objective["weight"] is None
    assert entry["targets"] == {"100": "1000", "90": "0.5", "80": None, "70": None, "60": None}
    assert entry["achieved"] == {"2024-04": "-", "2024-05": "0.5", "2024-06": None}


def test_plan_form_has_iso_dates_and_no_months() -> None:
    data = as_json(document_of(INNOVATION))
    entry = data["objectives"][0]["activities"][0]["indicators"][0]

    assert data["months"] == []
    assert entry["targets"]["100"] == "2020-07-30"
    assert entry["method"] == "date"
    assert entry["achieved"] == {}
    assert entry["reported"] == {"cumulative": None, "rate": None}
