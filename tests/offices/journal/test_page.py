"""The whole log of offices and people: for whom, of what, and as a file."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from offices.models import Role, User
from offices.services.people import change_user
from tests.cast import Cast, client_of, person

pytestmark = pytest.mark.once

LOG = "/audit/log/"


@pytest.fixture
def auditor(cast: Cast) -> Client:
    return client_of(person("auditor", Role.AUDITOR, cast.region))


def rename(user: User, cast: Cast) -> None:
    change_user(user, by=cast.administrator, name_en=f"{user.name_en} Renamed")


def lines(client: Client, **query: str) -> list[dict[str, str]]:
    answer = client.get(LOG, {**query, "format": "csv"})
    assert answer.status_code == 200
    *rows, about = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    # The last line says of when the file is and whose.
    assert "downloaded by" in about["When"]
    return rows


def test_auditor_reads_what_was_done_to_people(cast: Cast, auditor: Client) -> None:
    rename(cast.officer, cast)

    page = auditor.get(LOG, {"about": cast.officer.username})

    assert "Renamed" in page.text
    assert cast.administrator.name in page.text
    [newest, *_] = lines(auditor, about=cast.officer.username)
    assert newest["By (user name)"] == cast.administrator.username
    assert newest["After"].endswith("Renamed")


def test_log_ends_where_the_auditors_reach_ends(cast: Cast, auditor: Client) -> None:
    rename(cast.other_region, cast)

    assert lines(auditor, about=cast.other_region.username) == []
    assert lines(client_of(cast.administrator), about=cast.other_region.username)


def test_nobody_else_finds_the_log(cast: Cast) -> None:
    for user in (cast.officer, cast.reviewer, cast.superior, cast.outsider):
        assert client_of(user).get(LOG).status_code == 404


def test_day_that_cannot_be_read_says_so(auditor: Client) -> None:
    assert "field-error" in auditor.get(LOG, {"since": "yesterday"}).text


def test_page_takes_as_many_queries_for_one_entry_as_for_many(cast: Cast, auditor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            auditor.get(LOG)
        return len(found)

    queries()
    one = queries()
    for user in (cast.officer, cast.sibling, cast.superior):
        rename(user, cast)

    assert queries() == one <= 8


def test_file_has_what_the_page_has_column_by_column(cast: Cast, auditor: Client) -> None:
    rename(cast.officer, cast)

    assert list(lines(auditor)[0]) == [
        *("When", "By (user name)", "Who"),
        *("User name", "Person", "Office"),
        *("What was changed", "Before", "After", "Request"),
    ]
