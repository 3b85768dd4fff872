"""Rows that may be the same are asked about; answers are kept; wordings are aligned."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.models import Change
from offices.models import Office, Role, User
from plans.document.matching import Answer
from plans.document.values import PlanDocument
from plans.models import Indicator, Plan
from plans.same_rows.models import RowMatch
from plans.same_rows.selectors import answers_for, asked_pairs, drifted
from plans.same_rows.tables import COLUMNS
from plans.services import store_plan
from plans.workshop.services import begin_from_plan
from tests.cast import Cast, client_of, person
from tests.indicators.targets.world import promised

pytestmark = pytest.mark.django_db

KIND = "integrity"
ASKED = reverse("plans:same-rows") + f"?year=2024&kind={KIND}"
WORDINGS = reverse("plans:wordings") + f"?year=2024&kind={KIND}"


@pytest.fixture
def planner(cast: Cast) -> User:
    return person("planner", Role.PLANNER, cast.region)


def titled(year: int, **titles: str) -> PlanDocument:
    """A plan with these rows titled otherwise: ``r2="…"`` is 1.1.2."""
    return promised(year).with_indicators(
        lambda entry: replace(entry, title=titles.get(f"r{entry.row[-1]}", entry.title))
    )


def put(*plans: tuple[Office, PlanDocument]) -> Sequence[Plan]:
    return [store_plan(document, office=office, kind=KIND) for office, document in plans]


def test_rows_nearly_alike_are_asked_about_once(cast: Cast, planner: User) -> None:
    put(
        (cast.khulna, titled(2023)),
        (cast.jashore, titled(2023)),
        (cast.khulna, titled(2024, r2="মোট প্রশিক্ষণার্থী")),
        (cast.jashore, titled(2024, r2="মোট প্রশিক্ষণার্থী")),
    )
    [pair] = asked_pairs(planner, year=2024, kind=KIND)

    assert {pair.one.title, pair.other.title} == {
        "প্রশিক্ষণার্থীর সংখ্যা",
        "মোট প্রশিক্ষণার্থী",
    }
    assert pair.plans == 4


def test_rows_that_stand_in_one_plan_are_two(cast: Cast, planner: User) -> None:
    put((cast.khulna, titled(2024, r3="মোট প্রশিক্ষণার্থী")))

    assert asked_pairs(planner, year=2024, kind=KIND) == []


def test_an_answer_is_kept_told_and_taken_back(cast: Cast, planner: User) -> None:
    put(
        (cast.khulna, titled(2023)),
        (cast.khulna, titled(2024, r2="মোট প্রশিক্ষণার্থী")),
    )
    [pair] = asked_pairs(planner, year=2024, kind=KIND)
    client = client_of(planner)
    sent = {f"pair-{pair.name}": "same"}
    for _time in range(2):
        assert client.post(ASKED, sent).status_code == 302
    [stored] = RowMatch.objects.all()

    assert answers_for(cast.khulna) == {(stored.first, stored.second): Answer.SAME}
    assert answers_for(cast.head_office) == {}
    assert asked_pairs(planner, year=2024, kind=KIND) == []
    [line] = Change.objects.filter(field="same_rows")
    assert line.after == "“মোট প্রশিক্ষণার্থী (সংখ্যা)” = “প্রশিক্ষণার্থীর সংখ্যা (সংখ্যা)”" or (
        line.after == "“প্রশিক্ষণার্থীর সংখ্যা (সংখ্যা)” = “মোট প্রশিক্ষণার্থী (সংখ্যা)”"
    )

    client.post(reverse("plans:same-rows-take-back", args=[stored.pk]))
    assert not RowMatch.objects.exists()
    assert len(asked_pairs(planner, year=2024, kind=KIND)) == 1


def test_the_rest_is_answered_at_once_and_garbage_is_not(cast: Cast, planner: User) -> None:
    put(
        (cast.khulna, titled(2023)),
        (cast.khulna, titled(2024, r2="মোট প্রশিক্ষণার্থী", r6="পাঠানো প্রতিবেদন")),
    )
    pairs = asked_pairs(planner, year=2024, kind=KIND)
    client = client_of(planner)
    client.post(ASKED, {"pair-nothing": "same", f"pair-{pairs[0].name}": "perhaps"})
    assert not RowMatch.objects.exists()

    client.post(ASKED, {f"pair-{one.name}": "" for one in pairs} | {"all": "other"})
    assert {one.answer for one in RowMatch.objects.all()} == {"other"}
    assert RowMatch.objects.count() == len(pairs)


def test_answers_of_others_are_not_there(cast: Cast, planner: User) -> None:
    put(
        (cast.khulna, titled(2023)),
        (cast.khulna, titled(2024, r2="মোট প্রশিক্ষণার্থী")),
    )
    [pair] = asked_pairs(planner, year=2024, kind=KIND)
    client_of(planner).post(ASKED, {f"pair-{pair.name}": "same"})
    address = reverse("plans:same-rows-take-back", args=[RowMatch.objects.get().pk])

    assert client_of(cast.officer).post(address).status_code == 404
    assert client_of(cast.reviewer).get(ASKED).status_code == 404
    assert client_of(planner).get(reverse("plans:same-rows") + "?year=1&kind=x").status_code == 404


def test_wordings_that_differ_are_aligned(cast: Cast, planner: User) -> None:
    khulna, jashore = put(
        (cast.khulna, titled(2024)), (cast.jashore, titled(2024, r2="প্রশিক্ষণার্থীদের সংখ্যা"))
    )
    [group] = drifted(planner, year=2024, kind=KIND)
    client = client_of(planner)
    place = next(
        place for place, one in enumerate(group.variants) if one.words.title == "প্রশিক্ষণার্থীর সংখ্যা"
    )
    chosen = {"group": group.name, "wording": place}

    assert group.differs_in == ("title",)
    page = client.post(WORDINGS, chosen)
    assert "Jashore office" in page.text
    assert "Khulna office" not in page.text

    for _time in range(2):
        client.post(WORDINGS, {**chosen, "do": "align", "plan": [jashore.pk, khulna.pk, 10**6]})
    titles = Indicator.objects.filter(row="1.1.2", plan__in=[khulna, jashore]).values("title")
    assert [one["title"] for one in titles] == ["প্রশিক্ষণার্থীর সংখ্যা"] * 2
    assert drifted(planner, year=2024, kind=KIND) == []
    assert Change.objects.filter(plan=jashore, field="title", row="1.1.2").count() == 1


def test_drafts_beside_are_aligned_too(cast: Cast, planner: User) -> None:
    _khulna, jashore = put(
        (cast.khulna, titled(2024)), (cast.jashore, titled(2024, r2="প্রশিক্ষণার্থীদের সংখ্যা"))
    )
    last = store_plan(titled(2023, r2="প্রশিক্ষণার্থীদের সংখ্যা"), office=cast.jashore, kind=KIND)
    draft = begin_from_plan(last, way="next", by=planner)
    [group] = drifted(planner, year=2024, kind=KIND)
    place = next(
        place for place, one in enumerate(group.variants) if one.words.title == "প্রশিক্ষণার্থীর সংখ্যা"
    )
    client_of(planner).post(
        WORDINGS,
        {"group": group.name, "wording": place, "do": "align", "plan": [jashore.pk]},
    )
    draft.refresh_from_db()
    titles = [row.said("title") for row in draft.value.rows]

    assert "প্রশিক্ষণার্থীর সংখ্যা" in titles
    assert "প্রশিক্ষণার্থীদের সংখ্যা" not in titles


def test_an_agreed_plan_keeps_its_words_and_says_so(cast: Cast, planner: User) -> None:
    _khulna, jashore = put(
        (cast.khulna, titled(2024)), (cast.jashore, titled(2024, r2="প্রশিক্ষণার্থীদের সংখ্যা"))
    )
    Plan.objects.filter(pk=jashore.pk).update(agreed_version=1)
    [group] = drifted(planner, year=2024, kind=KIND)
    client = client_of(planner)
    place = next(
        place for place, one in enumerate(group.variants) if one.words.title == "প্রশিক্ষণার্থীর সংখ্যা"
    )
    chosen = {"group": group.name, "wording": place}

    assert "can only be changed by an amendment" in client.post(WORDINGS, chosen).text
    answer = client.post(WORDINGS, {**chosen, "do": "align", "plan": [jashore.pk]}, follow=True)
    assert "Propose an amendment to change it." in answer.text
    assert jashore.indicators.get(row="1.1.2").title == "প্রশিক্ষণার্থীদের সংখ্যা"


def test_the_list_goes_out_as_a_file(cast: Cast, planner: User) -> None:
    put((cast.khulna, titled(2024)), (cast.jashore, titled(2024, r2="প্রশিক্ষণার্থীদের সংখ্যা")))
    client = client_of(planner)

    told = client.get(f"{WORDINGS}&format=csv").content.decode("utf-8-sig").splitlines()
    assert told[0].split(",") == [str(one.heading) for one in COLUMNS if one.heading]
    assert any("প্রশিক্ষণার্থীদের সংখ্যা" in line for line in told)
    # What the page says of a wording stands in its line, too.
    page = client.get(WORDINGS)
    for _group, variants in page.context["groups"]:
        for said in variants:
            line = next(one for one in told if said.leads in one)
            assert not said.below
            assert all(one in line for one in said.beside[:-1])
    assert client.get(f"{WORDINGS}&format=xlsx").status_code == 200
    assert client.get(f"{WORDINGS}&format=exe").status_code == 404


@pytest.mark.parametrize("address", [ASKED, WORDINGS])
def test_queries_are_as_many_with_many_plans(cast: Cast, planner: User, address: str) -> None:
    put((cast.khulna, titled(2024)))
    client = client_of(planner)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    put(
        (cast.jashore, titled(2024, r2="প্রশিক্ষণার্থীদের সংখ্যা")),
        (cast.khulna, titled(2023, r3="নিবন্ধিত সকল শিল্প")),
        (cast.jashore, titled(2023)),
    )
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= len(few) <= 15
