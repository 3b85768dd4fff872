from __future__ import annotations

from collections.abc import Callable

import pytest

from indicators.returns.steps import return_return
from indicators.work.notices.views import PER_PAGE
from notices.models import Notice, NoticeKind
from notices.selectors import unread_notices, wants_mail
from tests.cast import APRIL, JUNE, MAY, Cast, client_of

pytestmark = pytest.mark.once

PAGE = "/notices/"
REVIEW = "/plans/khulna/2023-24/apa/2024-06/review/"


def notices(cast: Cast, number: int) -> list[Notice]:
    return [
        Notice.objects.create(
            recipient=cast.superior,
            what=NoticeKind.SUBMITTED,
            plan=cast.plan,
            month=month,
            by=cast.officer,
        )
        for month, _ in zip([APRIL, MAY, JUNE] * number, range(number), strict=False)
    ]


def test_notice_is_told_in_the_readers_language_and_leads_to_the_review(cast: Cast) -> None:
    cast.submit()
    client = client_of(cast.superior)

    assert "Khulna office, June 2024: submitted for your review" in client.get(PAGE).text
    cast.superior.language = "bn"
    cast.superior.save()
    page = client.get(PAGE)

    assert "khulna কার্যালয়, জুন ২০২৪: আপনার যাচাইয়ের জন্য জমা হয়েছে" in page.text
    notice = Notice.objects.get(recipient=cast.superior)
    assert client.get(f"/notices/{notice.pk}/").headers["Location"] == REVIEW
    assert unread_notices(cast.superior).count() == 0


def test_reason_of_a_return_stands_in_the_notice_as_text(cast: Cast) -> None:
    return_return(cast.submit(), reason="<b>1.1.1</b> again", notes={}, by=cast.superior)

    assert "&lt;b&gt;1.1.1&lt;/b&gt; again" in client_of(cast.officer).get(PAGE).text


def test_comment_leads_to_its_thread(cast: Cast) -> None:
    one = cast.indicator("1.1.1")
    about = {"what": NoticeKind.COMMENTED, "plan": cast.plan, "month": JUNE, "by": cast.superior}
    on_cell = Notice.objects.create(recipient=cast.officer, indicator=one, words="Why?", **about)
    on_return = Notice.objects.create(recipient=cast.officer, words="Why?", **about)
    client, thread = client_of(cast.officer), "/plans/khulna/2023-24/apa/2024-06/comments/"

    assert "a comment (1.1.1)" in client.get(PAGE).text
    for notice, place in ((on_cell, f"{thread}{one.pk}/"), (on_return, thread)):
        assert client.get(f"/notices/{notice.pk}/").headers["Location"] == place
        assert client.get(place).status_code == 200


def test_head_of_every_page_counts_what_is_unread(cast: Cast) -> None:
    cast.submit()
    client = client_of(cast.superior)

    assert '<span class="count">1</span>\n            <span class="visually-hidden">unread' in (
        client.get("/guide/").text
    )
    client.post(f"/notices/{Notice.objects.get(recipient=cast.superior).pk}/")
    assert "unread" not in client.get("/guide/").text


def test_all_that_the_page_showed_are_marked_read_and_no_later_ones(cast: Cast) -> None:
    shown = notices(cast, 3)
    (later,) = notices(cast, 1)

    answer = client_of(cast.superior).post(PAGE, {"newest": str(shown[-1].pk)})

    assert answer.headers["Location"] == PAGE
    assert list(Notice.objects.filter(read_at=None)) == [later]


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 40, "১"])
def test_nonsense_marks_nothing_that_it_should_not(cast: Cast, newest: str) -> None:
    notices(cast, 1)

    assert client_of(cast.officer).post(PAGE, {"newest": newest}).status_code == 302
    assert unread_notices(cast.superior).count() == 1


def test_notices_of_others_are_not_there(cast: Cast) -> None:
    (notice,) = notices(cast, 1)
    address = f"/notices/{notice.pk}/"

    for who in (cast.officer, cast.reviewer, cast.administrator):
        assert client_of(who).get(address).status_code == 404
        assert client_of(who).post(address).status_code == 404
        assert "submitted for your review" not in client_of(who).get(PAGE).text
    assert unread_notices(cast.superior).count() == 1


def test_long_list_has_pages(cast: Cast) -> None:
    notices(cast, PER_PAGE + 1)
    client = client_of(cast.superior)

    assert client.get(PAGE).text.count("is-unread") == PER_PAGE
    assert client.get(PAGE, {"page": "2"}).text.count("is-unread") == 1
    assert client.get(PAGE, {"page": "soon"}).status_code == 200


def test_daily_mail_is_turned_off_and_on(cast: Cast) -> None:
    client = client_of(cast.officer)

    client.post(PAGE, {"mail": "off"})
    client.post(PAGE, {"mail": "off"})
    assert not wants_mail(cast.officer)
    assert "You get no email" not in client.get(PAGE).text, "no address is known anyway"
    client.post(PAGE, {"mail": "on"})
    assert wants_mail(cast.officer)


@pytest.mark.parametrize("number", [1, 25])
def test_page_asks_the_database_a_fixed_number_of_times(
    cast: Cast, django_assert_num_queries: Callable, number: int
) -> None:
    notices(cast, number)
    client = client_of(cast.superior)

    with django_assert_num_queries(6):
        client.get(PAGE)
