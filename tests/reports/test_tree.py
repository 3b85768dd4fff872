from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from django.test import Client

from numerals import FiscalYearSpan
from offices.models import Role, User
from plans.cascade.selectors import offices_below, standings_of
from plans.cascade.services import cascade
from plans.cascade.template import template_of
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.workshop.models import Draft
from plans.workshop.services.beginning import begun
from reports.selectors.tree import tree_of
from reports.tree.drawing import drawing_of, lines_of
from reports.tree.values import Branch, Leaf, Tree, Twig
from tests.cast import Cast, agreement, client_of, person
from tests.reports.test_kept_everywhere import final

__all__ = ("final",)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def planner(cast: Cast) -> User:
    return person("planner", Role.PLANNER, cast.head_office)


@pytest.fixture
def template(cast: Cast, planner: User) -> Draft:
    """A template of the very year that Khulna and Jashore report, which their plans follow."""
    document = replace(agreement(), fiscal_year=FiscalYearSpan(2023))
    draft = begun(copied(document, kind=Kind.APA), office=cast.head_office, by=planner)
    draft.is_template = True
    draft.save(update_fields=["is_template"])
    own = {row.key: row.numbers for row in template_of(draft).rows}
    cascade(draft.pk, {"khulna": own, "jashore": own}, by=planner)
    return draft


@pytest.fixture
def client(planner: User) -> Client:
    return client_of(planner)


def test_every_office_stands_with_its_latest_score(
    cast: Cast, planner: User, template: Draft
) -> None:
    value = template_of(template)
    standings = standings_of(value, list(offices_below(template, planner)))
    found = tree_of(value, standings, place=0)
    leaves = [leaf for branch in found.branches for twig in branch.twigs for leaf in twig.leaves]
    assert {leaf.code for leaf in leaves} == {"khulna", "jashore"}
    assert {str(leaf.until) for leaf in leaves} == {"2024-06"}
    assert any(leaf.raw is not None for leaf in leaves)


def test_the_page_draws_it_and_tells_it_as_a_table(
    cast: Cast, client: Client, template: Draft
) -> None:
    page = client.get(f"/templates/{template.pk}/tree/").content.decode()
    assert "<svg" in page
    assert "tree-square" in page
    assert "/offices/khulna/" in page
    second = client.get(f"/templates/{template.pk}/tree/", {"objective": "২"})
    assert second.status_code == 200
    for garbage in ("0", "99", "x", "-1"):
        answer = client.get(f"/templates/{template.pk}/tree/", {"objective": garbage})
        assert answer.status_code == 404


def test_an_evaluated_year_shows_what_the_evaluation_gave(
    client: Client, template: Draft, final: Cast
) -> None:
    page = client.get(f"/templates/{template.pk}/tree/", {"objective": "3"}).content.decode()

    assert '0.00<small class="d-block context">as evaluated; self-assessment 100.00<' in page


def leaf(number: int) -> Leaf:
    return Leaf(f"o-{number}", f"Office {number}", None)


@pytest.mark.parametrize("offices", [0, 1, 22, 23, 64])
def test_nothing_of_the_drawing_lies_over_another_or_outside(offices: int) -> None:
    twigs = [Twig(f"Indicator {one}", "", [leaf(at) for at in range(offices)]) for one in range(3)]
    drawing = drawing_of(Tree("An objective", [Branch("One", twigs), Branch("Two", twigs[:1])]))
    boxes = sorted((box.x, box.y, box.height) for box in drawing.boxes)
    for (x, y, height), (other_x, other_y, _height) in pairwise(boxes):
        assert x != other_x or y + height <= other_y
    for box in drawing.boxes:
        assert 0 <= box.y <= box.y + box.height <= drawing.height
        assert len(box.squares) in (0, offices)
        for square in box.squares:
            assert 0 <= square.x <= drawing.width - drawing.square
            assert 0 <= square.y <= drawing.height - drawing.square


def test_long_text_is_broken_by_words() -> None:
    lines = lines_of("a word " * 40)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(len(line) <= 31 for line in lines)
