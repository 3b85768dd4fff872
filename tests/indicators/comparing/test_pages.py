"""The page that compares two plans: versions, years, offices."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from offices.models import User
from plans.agreements.parts.services import fill_parts
from plans.document.matching import Answer
from plans.document.matching.wordings import worded
from plans.document.parts.kinds import Part
from plans.document.parts.values import NOTHING_SAID
from plans.models import Plan
from plans.same_rows.services import GivenAnswer, answer_rows
from plans.selectors import indicators_of, plan_document
from tests.cast import Cast, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
COMPARE = reverse("indicators:compare")
KHULNA, JASHORE = "khulna/2023-24/apa", "jashore/2023-24/apa"


@pytest.fixture
def reader(cast: Cast) -> Client:
    return client_of(cast.reviewer)


@pytest.fixture
def eased(cast: Cast) -> Plan:
    """Jashore's plan, one target of which is easier than Khulna's, one row is another."""
    cast.sibling_plan.indicators.filter(row="2.1.1").update(target_100=200)
    cast.sibling_plan.indicators.filter(row="1.1.1").update(title="আলাদা কাজ", unit="কিমি")
    return cast.sibling_plan


def shown(client: Client, query: str) -> str:
    return client.get(f"{COMPARE}?{query}").content.decode()


def test_page_says_what_became_easier_and_what_both_make_of_the_figures(
    reader: Client, eased: Plan
) -> None:
    page = shown(reader, f"old={KHULNA}&new={JASHORE}")

    assert "easier by 304 (60.3%)" in page
    assert "left out" in page
    assert "June 2024" in page


def test_filter_leaves_the_easier_targets_alone(reader: Client, eased: Plan) -> None:
    page = shown(reader, f"old={KHULNA}&new={JASHORE}&show=softened")

    assert "easier by 304 (60.3%)" in page
    assert "left out" not in page


def test_what_a_person_said_of_two_rows_counts(reader: Client, cast: Cast, eased: Plan) -> None:
    ours, theirs = (
        next(
            said
            for entry, said in worded(plan_document(one, indicators_of(one)))
            if entry.row == "1.1.1"
        )
        for one in (cast.plan, eased)
    )
    answer_rows([GivenAnswer(ours, theirs, Answer.SAME)], scope=cast.head_office, by=cast.reviewer)
    page = shown(reader, f"old={KHULNA}&new={JASHORE}")

    assert "left out" not in page
    assert "আলাদা কাজ" in page


def test_text_beside_the_table_is_compared(reader: Client, cast: Cast) -> None:
    text = NOTHING_SAID.with_parts({Part.VISION: "সবুজ শিল্প"})
    fill_parts(cast.sibling_plan, text, by=None)
    response = reader.get(f"{COMPARE}?old={KHULNA}&new={JASHORE}")

    [field] = response.context["page"].text_row.fields
    assert (field.name, field.old, field.new) == ("Vision", "", "সবুজ শিল্প")
    assert not response.context["page"].is_same
    assert "সবুজ শিল্প" in response.content.decode()


def test_plan_compared_with_itself_says_so(reader: Client) -> None:
    assert "The two say the same." in shown(reader, f"old={KHULNA}&new={KHULNA}")


def test_one_plan_alone_proposes_the_year_before(reader: Client) -> None:
    response = reader.get(f"{COMPARE}?new={KHULNA}")

    initial = response.context["forms"]["old"].initial
    assert response.status_code == 200
    assert (initial["office"], initial["year"]) == ("khulna", "2022-23")


def test_form_leads_to_an_address_that_can_be_passed_on(reader: Client) -> None:
    sent = {
        f"{side}-{name}": value
        for side, office in (("old", "khulna"), ("new", "jashore"))
        for name, value in (("office", office), ("year", "2023-24"), ("kind", "apa"))
    }
    response = reader.get(COMPARE, sent)

    assert response.status_code == 302
    assert response["Location"] == f"{COMPARE}?old={KHULNA}&new={JASHORE}"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"old-office": "nowhere"}, "There is no office"),
        ({"old-version": "x"}, "is none"),
        ({"old-version": "৭"}, "version"),
        ({"old-kind": "integrity"}, "There is no plan of this office"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_stays(
    reader: Client, sent: dict[str, str], sentence: str
) -> None:
    whole = {
        f"{side}-{name}": value
        for side in ("old", "new")
        for name, value in (("office", "khulna"), ("year", "2023-24"), ("kind", "apa"))
    }
    response = reader.get(COMPARE, {**whole, **sent})

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert all(value in page for value in sent.values())


@pytest.mark.parametrize("query", ["old=x&new=y", "old=%25&new=//", "show=softened", ""])
def test_garbage_shows_the_form(reader: Client, query: str) -> None:
    assert reader.get(f"{COMPARE}?{query}").status_code == 200


def test_foreign_plan_is_not_there(cast: Cast) -> None:
    response = client_of(cast.officer).get(f"{COMPARE}?old={KHULNA}&new={JASHORE}")

    assert response.status_code == 422
    assert "that you may see" in response.content.decode()


def test_queries_do_not_grow_with_the_months(
    reader: Client, eased: Plan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(26):
        shown(reader, f"old={KHULNA}&new={JASHORE}")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_page_speaks_the_readers_language(cast: Cast, eased: Plan, language: str) -> None:
    User.objects.filter(pk=cast.reviewer.pk).update(language=language)
    cast.reviewer.refresh_from_db()
    page = shown(client_of(cast.reviewer), f"old={KHULNA}&new={JASHORE}")

    assert ("সহজ হয়েছে: ৩০৪ (৬০.৩%)" in page) is (language == "bn")
