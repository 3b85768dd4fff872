"""The lists over many offices: what they hold, for whom, at what cost."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.returns.evidence.models import Evidence, EvidenceVerdict
from indicators.returns.importing import import_document
from offices import paging
from offices.models import Level
from plans.document.defaults import Kind
from plans.models import Indicator
from tests.cast import JUNE, MAY, Cast, agreement, client_of, office

pytestmark = [pytest.mark.django_db, pytest.mark.once]
INDICATORS = "/lists/indicators/"
EVIDENCE = "/lists/evidence/"
UNPROVED = "/lists/unproved/"
QUERIES = {INDICATORS: 12, EVIDENCE: 13, UNPROVED: 13}


def file_of(cast: Cast, row: str = "1.1.1", **more: Any) -> Evidence:
    said = {
        "kind": "pdf",
        "name": "proof.pdf",
        "size": 300 * 1024,
        "sha256": "a",
        "received_sha256": "a",
        "uploaded_by": cast.officer,
        "month": JUNE,
        **more,
    }
    return Evidence.objects.create(indicator=cast.indicator(row), **said)


def lines(user: Any, address: str) -> list[list[str]]:
    answer = client_of(user).get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    found = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    return found[1 : found.index([])]


def test_indicators_of_all_offices_stand_there_with_what_they_came_to(cast: Cast) -> None:
    every = lines(cast.superior, f"{INDICATORS}?format=csv")
    khulna = lines(
        cast.superior,
        f"{INDICATORS}?format=csv&office=khulna&indicator=2.4.1&column=code&column=achieved",
    )

    assert len(every) == Indicator.objects.count()
    assert [line[0].split()[0] for line in khulna] == ["2.4.1"]
    assert khulna[0][1] == "khulna"
    assert khulna[0][2]


def test_codes_lead_to_the_indicators_own_pages(cast: Cast) -> None:
    page = client_of(cast.reviewer).get(f"{INDICATORS}?office=khulna").text
    row = cast.indicator("1.1.1")

    assert (
        reverse(
            "reports:indicator",
            kwargs={"office": "khulna", "year": "2023-24", "kind": "apa", "indicator": row.pk},
        )
        in page
    )


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("came=none", "raw__isnull"),
        ("region=khulna-region", "all"),
        ("kind=integrity", ""),
        ("year=garbage&sort=-raw", "all"),
        ("method=garbage&came=x&region=y", "all"),
    ],
)
def test_indicators_are_narrowed_by_the_address(cast: Cast, asked: str, rows: str) -> None:
    found = lines(cast.reviewer, f"{INDICATORS}?format=csv&{asked}")

    if rows == "all":
        assert len(found) == Indicator.objects.count()
    elif not rows:
        assert found == []
    else:
        assert 0 <= len(found) < Indicator.objects.count()


def test_evidence_is_narrowed_by_verdict_size_month_and_indicator(cast: Cast) -> None:
    file_of(cast)
    file_of(cast, month=MAY, verdict=EvidenceVerdict.VERIFIED, name="may.pdf", size=10)
    removed = file_of(cast, received_sha256="b", name="gone.pdf")
    removed.removed_at, removed.removed_by = removed.uploaded_at, cast.officer
    removed.save()

    def names(query: str) -> set[str]:
        return {line[0] for line in lines(cast.superior, f"{EVIDENCE}?format=csv&{query}")}

    assert names("") == {"proof.pdf", "may.pdf"}
    assert names("verdict=verified") == {"may.pdf"}
    assert names("verdict=none") == {"proof.pdf"}
    assert names("size=middle") == {"proof.pdf"}
    assert names("size=small") == {"may.pdf"}
    assert names(f"year={cast.plan.fiscal_year_id}&month=2024-05") == {"may.pdf"}
    assert names("indicator=1.1.1") == {"proof.pdf", "may.pdf"}
    assert names("indicator=2.4.1") == set()
    assert names("type=png") == set()


def test_figures_that_lack_evidence_are_listed_until_they_have_some(cast: Cast) -> None:
    Indicator.objects.filter(plan=cast.plan, row="2.4.1").update(evidence_required=True)
    cast.save(JUNE, r2_4_1=5)
    cast.save(MAY, r2_4_1=0)

    def months() -> list[str]:
        return [line[2] for line in lines(cast.superior, f"{UNPROVED}?format=csv")]

    assert "2024-06" in months()
    assert "2024-05" not in months()
    file_of(cast, "2.4.1")
    assert "2024-06" not in months()


def test_nobody_reads_of_offices_that_they_do_not_oversee(cast: Cast) -> None:
    file_of(cast)

    for address in QUERIES:
        assert client_of(cast.officer).get(address).status_code == 404
        assert client_of(cast.outsider).get(address).status_code == 404
    assert lines(cast.other_region, f"{INDICATORS}?format=csv") == []
    assert lines(cast.other_region, f"{EVIDENCE}?format=csv") == []


@pytest.mark.parametrize("address", QUERIES)
def test_lists_cost_the_same_with_many_rows(
    cast: Cast, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    file_of(cast)
    client = client_of(cast.superior)
    client.get(address)
    with django_assert_max_num_queries(QUERIES[address]):
        client.get(address)

    for number in range(3):
        there = office(f"more-{number}", Level.DISTRICT, cast.region)
        import_document(agreement(), office=there, kind=Kind.APA)
    Indicator.objects.update(evidence_required=True)
    for row in ("1.1.1", "2.4.1", "2.5.2"):
        file_of(cast, row, received_sha256=row)
    with django_assert_max_num_queries(QUERIES[address]):
        client.get(address)


def test_garbage_in_the_address_is_no_error(cast: Cast) -> None:
    for address in QUERIES:
        query = "year=99999999999999999999&month=x&size=x&verdict=x&indicator=%25&sort=-x&page=x"
        assert client_of(cast.reviewer).get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("address", [INDICATORS, EVIDENCE, UNPROVED])
def test_of_too_many_rows_the_first_are_shown_and_the_file_has_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    Indicator.objects.update(evidence_required=True)
    for row in ("1.1.1", "1.2.1", "2.1.1"):
        file_of(cast, row, sha256=row, received_sha256=row, name=f"{row}.pdf", month=MAY)
    whole = lines(cast.superior, f"{address}?format=csv")
    client = client_of(cast.superior)
    assert "More than" not in client.get(address).text
    assert "sort=" in client.get(address).text

    monkeypatch.setattr(paging, "MOST_IN_ORDER", 2)
    page = client.get(f"{address}?sort=-office").text

    assert "More than 2 rows" in page
    assert page.count("<tr") == 3
    assert "sort=" not in page.split("<thead")[1].split("</thead")[0]
    assert sorted(lines(cast.superior, f"{address}?format=csv")) == sorted(whole)


def test_rows_of_a_page_stand_as_the_list_is_sorted(cast: Cast) -> None:
    asked = f"{INDICATORS}?sort=-weight&column=weight"
    whole = [line[0] for line in lines(cast.superior, f"{asked}&format=csv")]
    client = client_of(cast.superior)

    def page(number: int) -> list[str]:
        return [
            str(row.record) for row in client.get(f"{asked}&page={number}").context["table"].page
        ]

    found = [line for number in range(1, -(-len(whole) // 50) + 1) for line in page(number)]

    assert found == whole
