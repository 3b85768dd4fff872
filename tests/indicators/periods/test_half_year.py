from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.periods.feedback.models import HalfYearFeedback
from indicators.periods.feedback.services import FeedbackWords, answer_feedback, give_feedback
from offices.models import Posting, Role
from tests.cast import Cast, client_of, person

ADDRESS = "/plans/khulna/2023-24/apa/half-year/"


def post(client: Client, version: int, **form: str) -> Any:
    return client.post(ADDRESS, {"version": str(version), **form}, follow=True)


def test_feedback_is_given_and_answered(cast: Cast) -> None:
    objective = cast.plan.objectives.get(position=2)
    officer, superior = client_of(cast.officer), client_of(cast.superior)
    assert "has not given its feedback" in officer.get(ADDRESS).text

    form = {"text": "ভালো অগ্রগতি", f"objective-{objective.pk}": "আরও দ্রুত"}
    assert "sees your feedback now" in post(superior, 0, **form).text
    page = officer.get(ADDRESS).text
    assert "ভালো অগ্রগতি" in page
    assert "আরও দ্রুত" in page
    assert "Your answer has been saved" in post(officer, 1, answer="ধন্যবাদ").text
    page = superior.get(ADDRESS).text

    assert "ধন্যবাদ" in page
    assert "<textarea" not in page


def test_head_of_the_office_may_answer(cast: Cast) -> None:
    give_feedback(cast.plan, words=FeedbackWords("ভালো"), version=0, by=cast.superior)
    head = client_of(person("head", Role.HEAD, cast.khulna))

    assert "Your answer has been saved" in post(head, 1, answer="ধন্যবাদ").text


def test_strangers_and_the_wrong_side_get_nothing(cast: Cast) -> None:
    give_feedback(cast.plan, words=FeedbackWords("ভালো"), version=0, by=cast.superior)

    assert post(client_of(cast.officer), 1, text="নিজের").status_code == 404
    assert post(client_of(cast.superior), 1, answer="নিজের").status_code == 404
    assert client_of(cast.outsider).get(ADDRESS).status_code == 404
    assert HalfYearFeedback.objects.get().version == 1


def test_plan_and_quarters_lead_to_it(cast: Cast) -> None:
    officer = client_of(cast.officer)

    assert ADDRESS in officer.get("/plans/khulna/2023-24/apa/").text
    assert ADDRESS in officer.get("/plans/khulna/2023-24/apa/quarter-2/").text


def test_too_long_and_empty_texts_are_refused_and_kept_in_the_field(cast: Cast) -> None:
    superior = client_of(cast.superior)

    answer = post(superior, 0, text="ক" * 2001)

    assert answer.status_code == 422
    assert "ক" * 2001 in answer.text
    assert post(superior, 0, text=" ").status_code == 422
    assert not HalfYearFeedback.objects.exists()


def test_an_older_page_is_shown_what_is_stored_beside_what_was_typed(cast: Cast) -> None:
    superior = client_of(cast.superior)
    post(superior, 0, text="প্রথম")

    answer = post(superior, 0, text="দ্বিতীয়")

    assert answer.status_code == 409
    assert "প্রথম" in answer.text
    assert "দ্বিতীয়" in answer.text
    assert HalfYearFeedback.objects.get().text == "প্রথম"


def test_words_are_escaped(cast: Cast) -> None:
    words = FeedbackWords("<script>x</script>")
    give_feedback(cast.plan, words=words, version=0, by=cast.superior)

    page = client_of(cast.officer).get(ADDRESS).text

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_who_gave_it_is_not_asked_to_answer(cast: Cast) -> None:
    Posting.objects.create(
        user=cast.superior, office=cast.khulna, role=Role.ENTRY, starts="2020-07-01"
    )
    give_feedback(cast.plan, words=FeedbackWords("ভালো"), version=0, by=cast.superior)
    superior = client_of(cast.superior)

    assert 'name="answer"' not in superior.get(ADDRESS).text
    assert "Someone else from the office has to answer" in post(superior, 1, answer="x").text


def test_bengali_page_speaks_bengali(cast: Cast) -> None:
    cast.officer.language = "bn"
    cast.officer.save()

    page = client_of(cast.officer).get(ADDRESS).text

    assert "অর্ধ-বার্ষিক ফলাবর্তক" in page


def test_page_costs_the_same_without_and_with_many_words(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer = client_of(cast.officer)
    officer.get(reverse("home"))
    with django_assert_num_queries(9):
        officer.get(ADDRESS)
    remarks = dict.fromkeys(cast.plan.objectives.values_list("pk", flat=True), "ভালো")
    words = FeedbackWords("ভালো", remarks)
    give_feedback(cast.plan, words=words, version=0, by=cast.superior)
    answer_feedback(cast.plan, answer="ধন্যবাদ", version=1, by=cast.officer)
    with django_assert_num_queries(11):
        officer.get(ADDRESS)
