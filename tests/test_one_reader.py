from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from numerals import Expects, Unreadable, parse_date, parse_figure, parse_target, parse_value
from offices.fields import DayField
from plans.form_fields import TargetField
from spreadsheets.cells import Day, UnreadableCell
from tests.numerals.spellings import END_OF_JUNE_2024, NO_DAY

ROOT: Final = Path(__file__).parent.parent
ROOMS: Final = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"]


def as_figure(text: str) -> Any:
    return parse_figure(text, expects=Expects.DATE)


def as_target(text: str) -> Any:
    return parse_target(text, expects=Expects.DATE)


def as_value(text: str) -> Any:
    return parse_value(text, expects=Expects.DATE)


ENTRANCES: Final[dict[str, Callable[[str], Any]]] = {
    "anywhere": parse_date,
    "a value": as_value,
    "a figure": as_figure,
    "a target": as_target,
    "a field": DayField(required=False).clean,
    "a target's field": TargetField(required=False).clean,
    "a cell of a file": Day().clean,
}


@pytest.mark.parametrize("entrance", ENTRANCES.values(), ids=ENTRANCES.keys())
@pytest.mark.parametrize("text", END_OF_JUNE_2024)
def test_a_day_is_read_alike_wherever_it_comes_in(
    entrance: Callable[[str], Any], text: str
) -> None:
    assert entrance(text) == date(2024, 6, 30)


@pytest.mark.parametrize("entrance", ENTRANCES.values(), ids=ENTRANCES.keys())
@pytest.mark.parametrize("text", sorted(filter(None, NO_DAY)))
def test_what_is_no_day_is_none_wherever_it_comes_in(
    entrance: Callable[[str], Any], text: str
) -> None:
    try:
        read = entrance(text)
    except (ValidationError, UnreadableCell) as error:
        read = error

    assert isinstance(read, Unreadable | ValidationError | UnreadableCell)


@pytest.mark.parametrize("text", ["30-6-24", "30-6-0024", "30\u200b-6-2024"])
def test_a_field_and_a_file_say_the_same_of_what_is_no_day(text: str) -> None:
    refusal = parse_date(text)
    assert isinstance(refusal, Unreadable)

    with translation.override("en"):
        with pytest.raises(ValidationError) as in_field:
            DayField().clean(text)
        with pytest.raises(UnreadableCell) as in_file:
            Day().clean(text)

    assert in_field.value.messages == [refusal.message.en]
    assert str(in_file.value) == refusal.message.en


@pytest.mark.parametrize(
    ("pattern", "home"),
    [
        (r"\bget_language\b", "presentation/language.py"),
        (r"""startswith\(["']bn["']\)""", "numerals/language.py"),
        (r"\bstrptime\(", ""),
        (
            r"""["'](strategic|governance|mandatory|apa|innovation)["']""",
            "plans/document/defaults.py",
        ),
    ],
)
def test_one_place_knows_the_language_reads_dates_and_names_kinds_and_sections(
    pattern: str, home: str
) -> None:
    found = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in room.rglob("*.py")
        if "migrations" not in path.parts and re.search(pattern, path.read_text(encoding="utf-8"))
    }

    assert found == ({home} if home else set())
