"""What the superior office says of a half-year, and the office's one answer."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.audit.proof import unexplained
from indicators.periods.available_reports import available_reports
from indicators.periods.feedback.models import HalfYearFeedback
from indicators.periods.feedback.services import (
    FeedbackChanged,
    FeedbackStands,
    FeedbackWords,
    NoFeedback,
    answer_feedback,
    give_feedback,
)
from ledger.models import Change
from numerals import FiscalYearSpan
from plans.handing_in.refusals import SamePerson
from tests.cast import Cast

GOOD = FeedbackWords("ভালো অগ্রগতি")


def give(cast: Cast, words: FeedbackWords = GOOD, *, version: int = 0) -> HalfYearFeedback:
    return give_feedback(cast.plan, words=words, version=version, by=cast.superior)


def answer(cast: Cast, text: str = "ধন্যবাদ", *, version: int = 1) -> HalfYearFeedback:
    return answer_feedback(cast.plan, answer=text, version=version, by=cast.officer)


def told(cast: Cast) -> list[tuple[str, str | None, str | None]]:
    changes = Change.objects.filter(plan=cast.plan, row="half").exclude(field="kept")
    changes = changes.order_by("pk")
    return list(changes.values_list("field", "before", "after"))


@pytest.mark.once
def test_feedback_and_answer_are_kept_and_told_in_the_history(cast: Cast) -> None:
    second = cast.plan.objectives.get(position=2)

    give(cast, FeedbackWords(" ভালো ", {second.pk: "আরও দ্রুত"}))
    kept = answer(cast)

    assert (kept.text, kept.answer) == ("ভালো", "ধন্যবাদ")
    assert (kept.given_by, kept.answered_by) == (cast.superior, cast.officer)
    assert [one.text for one in kept.remarks.all()] == ["আরও দ্রুত"]
    assert told(cast) == [
        ("feedback", None, "ভালো\n[2] আরও দ্রুত"),
        ("feedback_answer", None, "ধন্যবাদ"),
    ]
    assert list(unexplained(cast.plan)) == []


def test_feedback_can_be_rewritten_until_it_is_answered(cast: Cast) -> None:
    first = cast.plan.objectives.get(position=1)
    give(cast, FeedbackWords("ভালো", {first.pk: "ধীর"}))

    kept = give(cast, FeedbackWords("আরও ভালো", {first.pk: " "}), version=1)
    answer(cast, version=2)

    assert kept.text == "আরও ভালো"
    assert not kept.remarks.exists()
    with pytest.raises(FeedbackStands):
        give(cast, FeedbackWords("না"), version=3)


def test_repeats_change_nothing(cast: Cast) -> None:
    give(cast)
    give(cast)
    answer(cast)
    give(cast)
    answer(cast)

    assert len(told(cast)) == 2
    assert HalfYearFeedback.objects.get().version == 2


@pytest.mark.once
def test_a_second_answer_is_refused(cast: Cast) -> None:
    give(cast)
    answer(cast)

    with pytest.raises(FeedbackStands):
        answer(cast, "অন্য উত্তর", version=2)


@pytest.mark.once
def test_nobody_writes_over_what_they_did_not_see(cast: Cast) -> None:
    give(cast)

    with pytest.raises(FeedbackChanged):
        give(cast, FeedbackWords("অন্য"), version=0)
    give(cast, FeedbackWords("অন্য"), version=1)
    with pytest.raises(FeedbackChanged):
        answer(cast, version=1)


@pytest.mark.once
def test_there_is_nothing_to_answer_before_it_is_given(cast: Cast) -> None:
    with pytest.raises(NoFeedback):
        answer(cast, version=0)


@pytest.mark.once
def test_who_gave_it_does_not_answer(cast: Cast) -> None:
    give(cast)

    with pytest.raises(SamePerson):
        answer_feedback(cast.plan, answer="x", version=1, by=cast.superior)


@pytest.mark.once
def test_empty_words_are_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="a text is required"):
        give(cast, FeedbackWords(" \n"))
    give(cast)
    with pytest.raises(ValueError, match="an answer is required"):
        answer(cast, " ")


@pytest.mark.once
def test_an_objective_of_another_plan_is_refused(cast: Cast) -> None:
    other = cast.sibling_plan.objectives.first()
    assert other

    with pytest.raises(KeyError):
        give(cast, FeedbackWords("ভালো", {other.pk: "x"}))


def test_what_was_altered_behind_the_service_is_found(cast: Cast) -> None:
    give(cast)
    HalfYearFeedback.objects.update(text="অন্য")

    (found,) = unexplained(cast.plan)

    assert (found.row, found.told, found.stored) == ("half", "ভালো অগ্রগতি", "অন্য")


@pytest.mark.parametrize(
    ("today", "quarters", "has_half", "has_year"),
    [
        (date(2023, 6, 30), 0, False, False),
        (date(2023, 11, 30), 2, False, False),
        (date(2023, 12, 1), 2, True, False),
        (date(2024, 6, 1), 4, True, True),
    ],
)
def test_reports_begin_with_their_months(
    today: date, *, quarters: int, has_half: bool, has_year: bool
) -> None:
    begun = available_reports(FiscalYearSpan(2023), today=today)

    assert len(begun.quarters) == quarters
    assert ((begun.half is not None), (begun.year is not None)) == (has_half, has_year)
