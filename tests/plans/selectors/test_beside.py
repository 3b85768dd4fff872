"""What the plan's page says of an indicator beside its targets."""

import pytest
from django.utils import translation

from plans.models import Indicator
from plans.selectors.beside import lines_beside

FULL = Indicator(
    baselines={"2021-22": "120", "2022-23": "-"},
    projections={"2024-25": "150.5"},
    targets_by_period={"2023-24-Q1": "2023-09-30"},
    parts=["2", "2021-12-31"],
    evidence_definition="রেজিস্টার",
    responsible="প্রশাসন",
)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                ("baseline 2021-22", "120"),
                ("baseline 2022-23", "-"),
                ("target Q1 2023-24", "30-09-2023"),
                ("projection 2024-25", "150.5"),
                ("part 1: 100% target", "2"),
                ("part 2: 100% target", "31-12-2021"),
                ("evidence", "রেজিস্টার"),
                ("responsible", "প্রশাসন"),
            ],
        ),
    ],
)
def test_all_that_the_form_says_beside_the_targets_has_a_line(
    language: str, lines: list[tuple[str, str]]
) -> None:
    with translation.override(language):
        assert [tuple(line) for line in lines_beside(FULL)] == lines


def test_bengali_lines_have_bengali_digits() -> None:
    with translation.override("bn"):
        shown = [f"{line.name}: {line.text}" for line in lines_beside(FULL)]

    assert shown[0] == "ভিত্তিবছর ২০২১-২২: ১২০"
    assert shown[-2:] == ["প্রমাণক: রেজিস্টার", "দায়িত্বপ্রাপ্ত: প্রশাসন"]


def test_indicator_of_which_no_more_is_said_has_no_line() -> None:
    assert lines_beside(Indicator()) == ()
