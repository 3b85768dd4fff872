"""What the integrity checks of a night said, kept for those who audit."""

from __future__ import annotations

import pytest
from django.utils import timezone

from indicators.audit.models import Check, CheckResult, run_check, run_checks_of
from indicators.returns.models import Achievement
from offices.models import Role
from offices.services.postings import Assignment, add_postings
from tests.cast import Cast, client_of, person

CHECKS = "/audit/checks/"


@pytest.mark.usefixtures("empty_store")
def test_every_check_is_run_once_a_day_and_what_it_says_is_kept(cast: Cast) -> None:
    today = timezone.localdate()

    for _often in range(2):
        run_checks_of(today)

    results = CheckResult.objects.all()
    assert sorted(one.check_name for one in results) == sorted(Check.values)
    assert {one.found for one in results} == {0}


@pytest.mark.once
def test_auditor_reads_what_was_altered_past_the_history(cast: Cast) -> None:
    user = person("auditor")
    assignment = Assignment(cast.region, Role.AUDITOR)
    add_postings(user, [assignment], starts=timezone.localdate(), by=cast.administrator)
    auditor = client_of(user)
    assert "No check has run yet" in auditor.get(CHECKS).text
    Achievement.objects.filter(pk=cast.cell("2.5.2").pk).update(value=99)

    run_check(Check.HISTORY)

    page = auditor.get(CHECKS).text
    assert "2 problems" in page
    assert "khulna/2023-24/apa 2024-06 2.5.2 figure: the history says 15, stored is 99" in page


def test_only_a_quarter_of_nights_is_kept(cast: Cast) -> None:
    CheckResult.objects.bulk_create(
        CheckResult(check_name=Check.EVIDENCE, seconds=1, found=0, summary=str(night))
        for night in range(95)
    )

    run_check(Check.EVIDENCE)

    assert CheckResult.objects.count() == 90
