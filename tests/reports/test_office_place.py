"""An office sees its own place in the official ranking, and what stands next to it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from indicators.returns.models import State
from offices.models import Office, Role, User
from reports.selectors import board
from reports.selectors.board import RANKINGS
from tests.reports import field
from tests.reports.field import MARCH, TwoRegions

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def cast() -> TwoRegions:
    return field.two_regions()


def districts(at: Office, *codes: str, first: int = 3, state: State = State.ACCEPTED) -> None:
    """Offices whose figures rise in the order of the codes."""
    for figure, code in enumerate(codes, start=first):
        one = field.plan(field.office(code, parent=at), {MARCH: figure})
        field.hand_in(one, MARCH, on=date(2024, 4, 5), state=state)


def shown(user: User, code: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The ranks by what they are among, and the neighbours with their ranks."""
    client = Client()
    client.force_login(user)
    html = client.get(f"/offices/{code}/").content.decode()
    panel = html.split('aria-labelledby="place"')[1].split("</section>")[0]
    plain = re.sub(r"<[^>]+>", " ", panel)
    assert "official ranking, June 2024" in " ".join(plain.split())
    ranks = re.findall(r"<dt>(.*?)</dt>\s*<dd>\s*(.*?)\s*</dd>", panel, re.DOTALL)
    rows = re.findall(r'<td class="num">([^<]*)</td>\s*<th[^>]*>(.*?)</th>', panel, re.DOTALL)
    return dict(ranks), [(rank, re.sub(r"<[^>]+>", "", name)) for rank, name in rows]


def test_office_reads_its_place_and_its_neighbours_without_names(cast: TwoRegions) -> None:
    districts(cast.east, "a", "b", "c", "d")
    districts(cast.west, "w", "x", "y", "z", first=7)
    officer = field.person("officer", Role.ENTRY, at=Office.objects.get(code="c"))

    ranks, near = shown(officer, "c")

    assert ranks == {"In the country": "6 of 8", "In its region": "2 of 4"}
    assert [name for _, name in near] == [*["an office"] * 3, "C", *["an office"] * 2]
    assert [rank for rank, _ in near][3:] == ["6", "7", "8"]


def test_of_few_others_an_office_reads_its_rank_alone(cast: TwoRegions) -> None:
    districts(cast.east, "a", "b", "c")
    officer = field.person("officer", Role.ENTRY, at=Office.objects.get(code="c"))

    ranks, near = shown(officer, "c")

    assert ranks["In the country"] == "1 of 3"
    assert near == []


def test_overseers_read_the_names_of_theirs(cast: TwoRegions) -> None:
    districts(cast.east, "a", "b", "c", "d")
    districts(cast.west, "w", "x", "y", "z", first=7)
    regional = field.person("regional", Role.REVIEWER, at=cast.east)

    assert "an office" not in [name for _, name in shown(cast.reviewer, "c")[1]]
    names = [name for _, name in shown(regional, "c")[1]]
    assert names == ["an office", "an office", "D", "C", "B", "A"]


def test_what_is_not_accepted_has_no_place(cast: TwoRegions) -> None:
    districts(cast.east, "a", "b", state=State.SUBMITTED)
    client = Client()
    client.force_login(cast.reviewer)

    assert "None of its returns is accepted yet" in client.get("/offices/a/").text


def test_region_itself_has_no_place(cast: TwoRegions) -> None:
    field.plan(cast.east, {MARCH: 3})
    client = Client()
    client.force_login(cast.reviewer)

    assert 'aria-labelledby="place"' not in client.get("/offices/east/").text


def test_places_of_thousands_are_kept(cast: TwoRegions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "SIDE_BY_SIDE", 2)
    caches[RANKINGS].clear()
    districts(cast.east, "a", "b", "c")
    first = shown(cast.reviewer, "c")

    districts(cast.west, "w")

    assert shown(cast.reviewer, "c") == first
    caches[RANKINGS].clear()
