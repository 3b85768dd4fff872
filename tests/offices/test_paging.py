"""Every list has pages of our size, whatever its address says."""

from __future__ import annotations

import pytest

from tests.cast import Cast, client_of

LISTS = ("/plans/", "/review/", "/history/", "/manage/offices/", "/manage/people/")
GARBAGE = (
    "-1",
    "0",
    "1",
    "20000",
    "9" * 5000,
    "x",
    "",
    "1e9",
    "NaN",
    "১",
    "1&per_page=-1",
)


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("name", ["per_page", "page", "sort"])
def test_garbage_in_an_address_gives_a_normal_page(cast: Cast, address: str, name: str) -> None:
    client = client_of(cast.administrator)
    for value in GARBAGE:
        assert client.get(f"{address}?{name}={value}").status_code == 200, value


@pytest.mark.parametrize("asked", ["1", "20000"])
def test_size_of_a_page_is_ours(cast: Cast, asked: str) -> None:
    page = client_of(cast.administrator).get(f"/history/?per_page={asked}")

    assert len(page.context["table"].page.object_list) == 50
