"""The history on its page: for whom, of what, and as a file."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from indicators.returns.cells.services import save_return
from indicators.returns.steps import return_return
from ledger.requests import tracing
from numerals import NIL
from offices.models import User
from offices.searching import SQLITE_FUNCTION
from plans.agreements.outright import agree_outright
from plans.agreements.selectors import agreement_of
from plans.agreements.services import close
from presentation.figures import day_in_digits
from tests.cast import JUNE, Cast, change, client_of
from tests.taken_home import rows_of

QUERIES = 7


def page(client: Client, **query: str) -> str:
    answer = client.get("/history/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def changed(client: Client, **query: str) -> list[tuple[str, str, str, str]]:
    """The file's rows: month, row, before, after; newest first."""
    answer = client.get("/history/", {**query, "format": "csv"})
    assert answer.status_code == 200
    rows = rows_of(answer, by=str(User.objects.get(pk=client.session[SESSION_KEY])))
    return [(row["Month"], row["Row"], row["Before"], row["After"]) for row in rows]


def test_a_cell_has_its_history(cast: Cast) -> None:
    cast.save(r2_5_2=16)
    cast.save(r2_5_2=NIL)

    found = changed(client_of(cast.officer), office="khulna", month="2024-06", row="2.5.2")

    assert found == [
        ("2024-06", "2.5.2", "16", "-"),
        ("2024-06", "2.5.2", "15", "16"),
        ("2024-06", "2.5.2", "", "15"),
    ]


@pytest.mark.parametrize("query", [{"who": "officer"}, {"office": "khulna কার্যালয়"}])
def test_names_are_looked_up_once_and_not_for_each_line(cast: Cast, query: dict[str, str]) -> None:
    cast.save(r2_5_2=16)
    client = client_of(cast.superior)

    with CaptureQueriesContext(connection) as captured:
        assert "2.5.2" in page(client, **query)

    folds = {"sqlite": f"{SQLITE_FUNCTION}(", "postgresql": '_folded" LIKE'}[connection.vendor]
    looked_up = [one["sql"] for one in captured if folds in one["sql"]]
    assert looked_up
    assert not any("ledger_change" in sql for sql in looked_up)


def test_bengali_digits_find_as_well(cast: Cast) -> None:
    cast.save(r2_5_2=16)

    found = changed(client_of(cast.officer), month="২০২৪-০৬", row="২.৫.২", field="figure")

    assert [row[2:] for row in found] == [("15", "16"), ("", "15")]


def test_page_says_who_changed_what_and_why(cast: Cast) -> None:
    return_return(cast.submit(), reason="যাচাই করুন", notes={}, by=cast.reviewer)

    text = page(client_of(cast.officer), office="khulna", field="state")

    for word in ("Reviewer", "Submitted", "Returned", "যাচাই করুন", "June 2024"):
        assert word in text
    assert "2 changes" in text


@pytest.mark.parametrize(
    ("name", "offices"),
    [
        ("officer", {"khulna"}),
        ("sibling", {"jashore"}),
        ("superior", {"khulna", "jashore"}),
        ("reviewer", {"khulna", "jashore"}),
        ("administrator", {"khulna", "jashore"}),
        ("other_region", set()),
        ("outsider", set()),
    ],
)
def test_everyone_sees_the_history_of_the_offices_they_see(
    cast: Cast, name: str, offices: set[str]
) -> None:
    user: User = getattr(cast, name)

    answer = client_of(user).get("/history/", {"month": "2024-06", "format": "csv"})

    assert {row["Office"] for row in rows_of(answer, by=str(user))} == offices


def test_closing_an_agreement_is_told_as_that(cast: Cast) -> None:
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    close(agreement_of(cast.plan), by=cast.superior)
    client = client_of(cast.superior)

    told = " ".join(re.sub(r"<[^>]*>", " ", page(client, office="khulna")).split())

    assert ("", "", "accepted", "closed") in changed(client, office="khulna")
    assert "Agreed → Closed" in told
    assert "Agreed → Agreed" not in told


def test_an_office_that_is_not_seen_is_not_found_by_its_name(cast: Cast) -> None:
    assert changed(client_of(cast.sibling), office="khulna") == []


@pytest.mark.once
def test_a_visitor_is_asked_to_sign_in(cast: Cast) -> None:
    assert client_of(None).get("/history/").status_code == 302


def test_superior_office_stands_for_all_below_it(cast: Cast) -> None:
    client = client_of(cast.reviewer)

    below = changed(client, office="khulna-region", row="1.1.1", month="2024-06")

    assert len(below) == 2


@pytest.mark.once
@pytest.mark.parametrize("bad", [{"month": "June"}, {"year": "x"}, {"since": "yesterday"}])
def test_a_filter_that_cannot_be_read_says_so(cast: Cast, bad: dict[str, str]) -> None:
    assert "field-error" in page(client_of(cast.officer), **bad)


@pytest.mark.once
@pytest.mark.parametrize("bad", ["pdf", "", "xlsx/../"])
def test_an_unknown_file_is_404(cast: Cast, bad: str) -> None:
    assert client_of(cast.officer).get("/history/", {"format": bad}).status_code == 404


def test_remarks_are_inert_on_the_page_and_in_files(cast: Cast) -> None:
    evil = '=HYPERLINK("http://x")<script>alert(1)</script>'
    cells = {cast.indicator("1.1.1").pk: change(0, base=1, remarks=evil)}
    save_return(cast.plan, JUNE, cells=cells, by=cast.officer)
    client = client_of(cast.officer)

    assert "<script>alert" not in page(client, field="remarks")
    assert changed(client, field="remarks")[0][3] == f"'{evil}"
    answer = client.get("/history/", {"field": "remarks", "format": "xlsx"})
    monthly_return = load_workbook(io.BytesIO(answer.content)).active
    assert monthly_return is not None
    cell = next(cell for row in monthly_return.iter_rows() for cell in row if cell.value == evil)
    assert cell.data_type == "s"


def queries_of(client: Client, **query: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, **query)
    return len(queries)


def test_page_takes_as_many_queries_for_one_change_as_for_many(cast: Cast) -> None:
    client = client_of(cast.reviewer)
    one = {"office": "khulna", "month": "2024-06", "row": "1.1.1"}

    assert queries_of(client, **one) == QUERIES
    assert queries_of(client, office="khulna", field="figure") == QUERIES
    # The rules of its calendar, and the time that it was given.
    assert queries_of(client, office="khulna") == QUERIES + 1


def saved_at_once(cast: Cast, **figures: Any) -> None:
    with tracing():
        cast.save(**figures)


def test_one_save_is_one_line_that_opens_to_its_cells(cast: Cast) -> None:
    saved_at_once(cast, r1_1_1=7, r2_5_2=7, r3_1_1=7)

    text = page(client_of(cast.officer), office="khulna", month="2024-06", field="figure")

    line = text[text.index('class="save"') : text.index("</ul>", text.index('class="save"'))]
    assert "3 cells saved" in line
    assert "1.1.1, 2.5.2, 3.1.1" in line
    assert line.count("<li>") == 3
    # A file keeps a line for each cell.
    assert len(changed(client_of(cast.officer), month="2024-06", row="2.5.2")) == 2


def test_two_saves_are_two_lines(cast: Cast) -> None:
    saved_at_once(cast, r1_1_1=7, r2_5_2=7)
    saved_at_once(cast, r1_1_1=8, r2_5_2=8)

    text = page(client_of(cast.officer), month="2024-06", since=day_in_digits(timezone.localdate()))

    assert len(re.findall(r"\b2 cells saved", text)) == 2


@pytest.mark.once
def test_step_of_a_return_is_a_line_of_its_own(cast: Cast) -> None:
    return_return(cast.submit(), reason="যাচাই করুন", notes={}, by=cast.reviewer)

    text = page(client_of(cast.officer), office="khulna", month="2024-06", field="state")

    assert 'class="save"' not in text


@pytest.mark.once
def test_save_that_goes_over_the_pages_end_counts_what_stands_on_the_page(cast: Cast) -> None:
    rows = {f"r{one.row.replace('.', '_')}": 7 for one in cast.plan.indicators.all()}
    saved_at_once(cast, **rows)
    saved_at_once(cast, **dict.fromkeys(rows, 8))
    query = {"month": "2024-06", "since": day_in_digits(timezone.localdate())}

    first = page(client_of(cast.officer), **query)

    assert first.count(f"{len(rows)} cells saved") == 1
    assert first.count("cells saved, on this page") == 1


@pytest.mark.once
def test_file_has_what_the_page_has_column_by_column(cast: Cast) -> None:
    answer = client_of(cast.reviewer).get("/history/", {"month": "2024-06", "format": "csv"})

    assert list(rows_of(answer, by=str(cast.reviewer))[0]) == [
        *("When", "By (user name)", "Who"),
        *("Office", "Kind of plan", "Fiscal year", "Month"),
        *("Row", "What was changed", "Before", "After", "Reason", "Request"),
    ]
