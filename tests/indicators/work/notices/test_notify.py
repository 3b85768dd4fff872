from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from indicators.returns.steps import accept_return, reopen_return, return_return, submit_return
from notices.models import Notice, NoticeKind
from notices.selectors import unread_notices
from notices.services import KEPT_READ, KEPT_UNREAD, purge_notices
from offices.models import Posting, Reach, Role
from plans.agreements.selectors import agreement_of, agreements_waiting
from plans.agreements.services import propose
from plans.handing_in.refusals import StepRefused
from tests.cast import JUNE, LONG_AGO, Cast, person
from tests.plans.agreements.signing import let_errors_stand


def told() -> list[tuple[str, str]]:
    """Who was told of what, by name."""
    found = Notice.objects.order_by("pk").values_list("recipient__username", "what")
    return sorted(found)


def test_submission_is_told_to_those_who_review_the_office(cast: Cast) -> None:
    cast.submit()

    assert told() == [("reviewer", "submitted"), ("superior", "submitted")]
    notice = Notice.objects.first()
    assert notice is not None
    assert (notice.plan, notice.month, notice.by) == (cast.plan, JUNE, cast.officer)


def test_proposal_is_told_once_to_each_who_signs_above(cast: Cast) -> None:
    chief = person("chief", Role.HEAD, cast.region)
    Posting.objects.create(user=chief, office=cast.region, role=Role.REVIEWER, starts=LONG_AGO)
    person("other_chief", Role.HEAD, cast.head_office)
    let_errors_stand(cast)

    propose(agreement_of(cast.plan), by=cast.officer)

    names = ("chief", "planner", "reviewer", "superior")
    assert told() == [(name, "proposed") for name in names]
    for user in (chief, cast.superior):
        assert [one.plan for one in agreements_waiting(user)] == [cast.plan]


def test_reviewer_of_direct_subordinates_is_told_of_these_alone(cast: Cast) -> None:
    near = person("near", Role.REVIEWER, cast.region)
    far = person("far", Role.REVIEWER, cast.head_office)
    Posting.objects.filter(user__in=(near, far)).update(reach=Reach.DIRECT)

    cast.submit()

    assert ("near", "submitted") in told()
    assert not Notice.objects.filter(recipient__username="far").exists()
    assert unread_notices(near).count() == 1


def test_return_is_told_to_entry_officer_and_head_with_its_reason(cast: Cast) -> None:
    head = person("head", Role.HEAD, cast.khulna)
    monthly_return = cast.monthly_return()
    submit_return(monthly_return, by=head, blanks_confirmed=True)
    Notice.objects.all().delete()

    return_return(monthly_return, reason="Look at 1.1.1 again.", notes={}, by=cast.superior)

    assert told() == [("head", "returned"), ("officer", "returned")]
    assert set(Notice.objects.values_list("words", flat=True)) == {"Look at 1.1.1 again."}


@pytest.mark.once
def test_acceptance_and_reopening_are_told_to_the_office(cast: Cast) -> None:
    monthly_return = cast.submit()
    monthly_return.refresh_from_db()
    accept_return(monthly_return, by=cast.superior)
    until = timezone.localdate() + timedelta(days=5)
    reopen_return(monthly_return, reason="One figure is missing.", until=until, by=cast.superior)

    assert ("officer", "accepted") in told()
    assert Notice.objects.get(what=NoticeKind.REOPENED).until == until


def test_nobody_is_told_of_what_they_did_themselves(cast: Cast) -> None:
    # One person may be both if so posted.
    cast.officer.postings.create(office=cast.head_office, role=Role.REVIEWER, starts="2020-07-01")

    cast.submit()

    assert not Notice.objects.filter(recipient=cast.officer).exists()


@pytest.mark.once
def test_ended_postings_and_inactive_people_are_not_told(cast: Cast) -> None:
    cast.superior.postings.update(ends=date(2021, 6, 30))
    cast.reviewer.is_active = False
    cast.reviewer.save()

    cast.submit()

    assert told() == []


@pytest.mark.once
def test_step_that_is_refused_tells_nobody(cast: Cast) -> None:
    monthly_return = cast.monthly_return()
    with pytest.raises(StepRefused):
        accept_return(monthly_return, by=cast.superior)

    assert told() == []


@pytest.mark.parametrize("reviewers", [1, 40])
def test_telling_costs_the_same_however_many_are_told(
    cast: Cast, django_assert_num_queries: Callable, reviewers: int
) -> None:
    for number in range(reviewers):
        person(f"reviewer-{number}", Role.REVIEWER, cast.region)
    monthly_return = cast.monthly_return()

    with django_assert_num_queries(22):
        submit_return(monthly_return, by=cast.officer, blanks_confirmed=True)

    assert Notice.objects.count() == reviewers + 2


def test_old_notices_go(cast: Cast) -> None:
    cast.submit()
    long_ago = timezone.now() - KEPT_READ - timedelta(days=1)
    Notice.objects.filter(recipient=cast.superior).update(read_at=long_ago)

    purge_notices()
    assert told() == [("reviewer", "submitted")]
    Notice.objects.update(at=timezone.now() - KEPT_UNREAD - timedelta(days=1))
    purge_notices()

    assert told() == []
