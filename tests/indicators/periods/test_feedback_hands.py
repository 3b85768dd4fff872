"""The feedback is written twice at once, or answered while it is rewritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indicators.periods.feedback.models import HalfYearFeedback
from indicators.periods.feedback.services import (
    FeedbackChanged,
    FeedbackStands,
    FeedbackWords,
    answer_feedback,
    give_feedback,
)
from ledger.models import Change
from tests.cast import Cast, make_cast
from tests.indicators.returns.test_many_hands import at_once
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def crowd(transactional_db: None) -> Cast:
    return make_cast()


def giving(cast: Cast, text: str, *, version: int) -> Callable[[], str]:
    def work() -> str:
        try:
            give_feedback(cast.plan, words=FeedbackWords(text), version=version, by=cast.superior)
        except (FeedbackChanged, FeedbackStands):
            return "refused"
        return "given"

    return work


def answering(cast: Cast, *, version: int) -> Callable[[], str]:
    def work() -> str:
        try:
            answer_feedback(cast.plan, answer="ধন্যবাদ", version=version, by=cast.officer)
        except FeedbackChanged:
            return "refused"
        return "answered"

    return work


def test_of_two_who_write_at_once_one_is_told(crowd: Cast) -> None:
    for _round in range(ROUNDS):
        with unguarded(HalfYearFeedback):
            HalfYearFeedback.objects.all().delete()

        said = at_once(giving(crowd, "এক", version=0), giving(crowd, "দুই", version=0))

        assert sorted(said) == ["given", "refused"]


def test_same_words_twice_at_once_are_one_feedback(crowd: Cast) -> None:
    said = at_once(giving(crowd, "এক", version=0), giving(crowd, "এক", version=0))

    assert said == ["given", "given"]
    assert Change.objects.filter(plan=crowd.plan, field="feedback").count() == 1


def test_an_answer_is_to_what_was_read(crowd: Cast) -> None:
    for round_ in range(ROUNDS):
        with unguarded(HalfYearFeedback):
            HalfYearFeedback.objects.all().delete()
        giving(crowd, f"প্রথম {round_}", version=0)()

        said = at_once(giving(crowd, "দ্বিতীয়", version=1), answering(crowd, version=1))

        assert sorted(said) in (["answered", "refused"], ["given", "refused"])
        feedback = HalfYearFeedback.objects.get()
        assert feedback.is_answered == (said[1] == "answered")
        assert feedback.is_answered == feedback.text.startswith("প্রথম")
