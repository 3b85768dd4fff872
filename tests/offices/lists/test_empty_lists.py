"""What is said of all is not said of a list that was narrowed to nothing."""

from __future__ import annotations

import pytest

from indicators.returns.steps import submit_return
from tests.cast import JUNE, Cast, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OF_ALL = {
    "/review/": "Nothing waits for review.",
    "/attention/": "Nothing here needs attention.",
    "/lists/unproved/": "No figure lacks evidence that it asks for.",
}


@pytest.mark.parametrize("address", OF_ALL)
def test_list_that_is_narrowed_to_nothing_does_not_speak_of_all(cast: Cast, address: str) -> None:
    submit_return(cast.monthly_return(JUNE), by=cast.officer, blanks_confirmed=True)

    page = client_of(cast.reviewer).get(f"{address}?office=nowhere").text

    assert OF_ALL[address] not in page
    assert "Nothing matches. Remove a filter and try again." in page


def test_list_that_is_empty_says_so_of_all(cast: Cast) -> None:
    assert OF_ALL["/review/"] in client_of(cast.reviewer).get("/review/").text
