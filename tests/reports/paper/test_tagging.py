from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from plans.document.values import PlanDocument
from reports.paper import PaperForm, render
from reports.paper.whole import render_whole
from tests.reports.paper.samples import Requester, request_of
from tests.reports.paper.whole_samples import whole_request


@pytest.fixture(scope="module")
def report(khulna: PlanDocument) -> PdfReader:
    """A report of several pages, which is a draft: a word stands across each."""
    return PdfReader(io.BytesIO(render(request_of(khulna, PaperForm.PROGRESS))))


def elements(reader: PdfReader, *, under: Any = None) -> Iterator[Any]:
    """All of a PDF's structure, as it is read."""
    root: Any = reader.trailer["/Root"]
    parent = root["/StructTreeRoot"] if under is None else under
    kids = parent.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from elements(reader, under=found)


def kinds(reader: PdfReader, *, under: Any = None) -> list[str]:
    return [str(one["/S"]) for one in elements(reader, under=under)]


def marked(reader: PdfReader) -> Iterator[tuple[int, set[int], int]]:
    """Of each page the marks of its content, and how many things on it are artifacts."""
    for number, page in enumerate(reader.pages):
        content = page.get_contents().get_data()  # type: ignore[union-attr]
        marks = {int(said) for said in re.findall(rb"/MCID (\d+)", content)}
        yield number, marks, len(re.findall(rb"/Artifact\b", content))


def test_table_over_all_pages_is_one_with_one_head(report: PdfReader) -> None:
    assert len(report.pages) >= 2
    said = kinds(report)

    assert said.count("/Table") == 1
    assert said.count("/THead") == 1
    assert said.count("/TBody") == 1


def test_rows_of_all_pages_are_its_rows(report: PdfReader, khulna: PlanDocument) -> None:
    body = next(one for one in elements(report) if one["/S"] == "/TBody")

    heads = [one for one in elements(report, under=body) if one["/S"] == "/TH"]

    assert len(heads) == len(list(khulna.indicators))
    assert {one["/A"]["/Scope"] for one in heads} == {"/Row"}
    cells = [one for one in elements(report, under=body) if one["/S"] == "/TD"]
    assert {one.raw_get("/Pg").idnum for one in cells} == {
        page.indirect_reference.idnum for page in report.pages if page.indirect_reference
    }


def test_heads_of_columns_say_so(report: PdfReader) -> None:
    head = next(one for one in elements(report) if one["/S"] == "/THead")

    cells = [one for one in elements(report, under=head) if one["/S"] == "/TH"]

    assert {one["/A"]["/Scope"] for one in cells} == {"/Column"}


def test_every_element_hangs_from_the_one_that_holds_it(report: PdfReader) -> None:
    for one in elements(report):
        for kid in one.get("/K", []):
            found = kid.get_object()
            if isinstance(found, dict) and "/S" in found:
                assert found["/P"].get_object() == one


def test_what_repeats_is_an_artifact_and_all_else_is_told(report: PdfReader) -> None:
    root: Any = report.trailer["/Root"]
    owners = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]

    for number, marks, artifacts in marked(report):
        told = owners[2 * number + 1]
        assert marks
        assert all(told[mark].get_object()["/S"] for mark in marks)
        assert artifacts > 3


def test_language_and_title_are_told(report: PdfReader) -> None:
    root: Any = report.trailer["/Root"]

    assert root["/Lang"] == "bn"
    assert root["/MarkInfo"]["/Marked"]
    assert report.metadata is not None
    assert report.metadata.title


def test_tables_with_text_between_them_stay_apart() -> None:
    reader = PdfReader(io.BytesIO(render_whole(whole_request())))

    said = kinds(reader)

    assert said.count("/Table") >= 3
    assert said.count("/Table") == said.count("/THead") == said.count("/TBody")


def test_no_conformance_is_declared(
    one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    assert b"pdfuaid" not in render(requested(one_indicator(), PaperForm.PLAN))
