from __future__ import annotations

from itertools import pairwise

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from offices.models import Level, Office
from offices.refusal import Refused
from offices.selectors import subtree
from offices.services.tree import create_office, move_office, store_offices
from tests.cast import office


def moved(office: Office, parent: Office | None) -> Office:
    move_office(office, to=parent, by=None)
    return office


def path_of(*offices: Office) -> str:
    return "/" + "".join(f"{one.pk}/" for one in offices)


pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> dict[str, Office]:
    head = office("head", Level.DEPARTMENT)
    north, south = (office(code, Level.REGIONAL, head) for code in ("north", "south"))
    district = office("district", Level.DISTRICT, north)
    upazila = office("upazila", Level.UPAZILA, district)
    return {
        one.code: Office.objects.get(pk=one.pk) for one in (head, north, south, district, upazila)
    }


@pytest.mark.once
def test_path_names_all_superiors_from_the_root(tree: dict[str, Office]) -> None:
    chain = [tree[code] for code in ("head", "north", "district", "upazila")]

    assert tree["upazila"].path == path_of(*chain)
    assert tree["head"].path == path_of(tree["head"])


@pytest.mark.once
def test_subtree_is_the_office_and_all_below(tree: dict[str, Office]) -> None:
    assert [one.code for one in subtree(tree["north"])] == ["north", "district", "upazila"]


def test_subtree_is_found_in_the_index(tree: dict[str, Office]) -> None:
    # PostgreSQL does not take numbers back: what other tests made decides where these begin.
    first = tree["upazila"].pk + 1_000
    crowd = [
        Office(pk=pk, code=f"o{pk}", level=Level.DISTRICT, path=f"/1/{pk}/")
        for pk in range(first, first + 3_000)
    ]
    Office.objects.bulk_create(crowd)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE offices_office")

    plan = subtree(tree["north"]).explain()

    assert "SEARCH" in plan or "Index Cond" in plan
    assert "path" in plan
    # PostgreSQL may fetch what the index names in the order of its pages.
    by_index = plan.upper().replace("INDEX SCAN", "").replace("BITMAP HEAP SCAN", "")
    assert "SCAN" not in by_index


@pytest.mark.once
def test_longer_number_is_no_subordinate(tree: dict[str, Office]) -> None:
    alike = create_office(code="alike", level=Level.REGIONAL, name_bn="ক", name_en="a")
    Office.objects.filter(pk=alike.pk).update(path=f"/{tree['head'].pk}0/")

    assert alike not in subtree(tree["head"])


@pytest.mark.once
def test_move_takes_everything_below_along(tree: dict[str, Office]) -> None:
    moved(tree["district"], tree["south"])

    chain = [tree[code] for code in ("head", "south", "district", "upazila")]
    assert Office.objects.get(code="upazila").path == path_of(*chain)
    assert [one.code for one in subtree(tree["north"])] == ["north"]


@pytest.mark.once
def test_office_can_become_a_root(tree: dict[str, Office]) -> None:
    moved(tree["north"], None)

    chain = [tree[code] for code in ("north", "district", "upazila")]
    assert Office.objects.get(code="upazila").path == path_of(*chain)


@pytest.mark.once
def test_move_of_many_costs_as_much_as_of_one(
    tree: dict[str, Office], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        office(f"upazila-{number}", Level.UPAZILA, tree["district"])

    with django_assert_max_num_queries(11):
        moved(tree["district"], tree["south"])


@pytest.mark.once
@pytest.mark.parametrize("below", ["north", "district", "upazila"])
def test_office_below_itself_is_refused(tree: dict[str, Office], below: str) -> None:
    north = tree["north"]

    with pytest.raises(Refused, match="north"):
        moved(north, tree[below])

    chain = [tree[code] for code in ("head", "north", "district", "upazila")]
    assert Office.objects.get(code="upazila").path == path_of(*chain)


def test_tree_may_be_deep(db: None) -> None:
    chain = [f"level-{number}" for number in range(100)]
    offices = [Office(code=code, level=Level.UPAZILA, name_bn="ক", name_en="a") for code in chain]

    store_offices([(None, one) for one in offices], parents=dict(pairwise([*chain[::-1], ""])))

    assert subtree(Office.objects.get(code="level-0")).count() == 100
