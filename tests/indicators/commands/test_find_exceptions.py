from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast


def told(*options: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("find_exceptions", "--json", *options, stdout=out)
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    return found


def test_json_says_what_asks_for_attention(cast: Cast) -> None:
    cast.save(r1_1_1=5)

    found = told("--year", str(cast.plan.span))

    assert {tuple(one) for one in found} <= {
        ("rule", "office", "row", "month", "weight", "sentence", "rests_on")
    }
    assert "late" in {one["rule"] for one in found}
    assert all(one["sentence"].keys() == {"bn", "en"} for one in found)


def test_only_the_offices_below_are_told(cast: Cast) -> None:
    cast.save(r1_1_1=5)

    assert {one["office"] for one in told("--office", cast.plan.office.code)} == {
        cast.plan.office.code
    }


def test_nothing_stored_is_nothing_to_look_at(db: None) -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--office", "nowhere"], "nowhere"),
        (["--year", "never"], "never"),
        (["--year", "2023-24", "--month", "2023-06"], "2023-06"),
        (["--month", "june"], "june"),
    ],
)
def test_garbage_is_said_with_what_is_expected(
    cast: Cast, options: list[str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        told(*options, "--lang", "en")


def test_queries_do_not_grow_with_the_plans(cast: Cast) -> None:
    cast.save(r1_1_1=5)
    with CaptureQueriesContext(connection) as captured:
        told("--year", str(cast.plan.span))

    assert len(captured) <= 20
