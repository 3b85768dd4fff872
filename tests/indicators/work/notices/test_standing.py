"""What is told is still so: seen pages mark their notices, overtaken ones are not mailed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.periods.feedback.services import FeedbackWords, answer_feedback, give_feedback
from indicators.returns.comments.selectors import Subject
from indicators.returns.comments.services import add_comment, resolve_thread
from indicators.returns.evidence.models import EvidenceVerdict
from indicators.returns.evidence.services import add_evidence, judge_evidence
from indicators.returns.steps import accept_return, hand_to_head, recall_return, return_return
from indicators.work.notices.digest import DigestEmail, letters_to
from indicators.work.notices.wording import place_of
from notices.models import Notice
from offices.models import Role, User
from plans.amending.services import begin_amendment, decide_amendment
from plans.amending.values import Decision
from tests.amendments import agreed_plan, change_row, proposed
from tests.cast import JUNE, Cast, client_of, person
from tests.indicators.returns.evidence.files import pdf

TODAY = timezone.localdate()
ENTRY = "/plans/khulna/2023-24/apa/2024-06/"


@pytest.fixture
def cast(cast: Cast) -> Cast:
    User.objects.update(email="someone@example.gov.bd")
    return cast


def letter_to(user: User, day: date = TODAY) -> DigestEmail | None:
    return next(iter(letters_to([user.pk], day=day)), None)


def news(user: User) -> list[str]:
    letter = letter_to(user)
    return [one.what for one in letter.news] if letter else []


def unread(user: User) -> list[str]:
    found = Notice.objects.filter(recipient=user, read_at=None).order_by("pk")
    return list(found.values_list("what", flat=True))


def verbs(user: User, day: date) -> set[str]:
    letter = letter_to(user, day)
    return {one.task.value for one in letter.owed} if letter else set()


def test_seeing_the_page_reads_its_notices_and_no_others(cast: Cast) -> None:
    return_return(cast.submit(), reason="দেখুন", notes={}, by=cast.superior)
    add_comment(Subject(cast.plan, JUNE, None), text="কোন মেলা?", after=0, by=cast.superior)
    client = client_of(cast.officer)

    assert "Notices" in client.get("/").text
    assert unread(cast.officer) == ["returned", "commented"]
    client.get(f"{ENTRY}check/")
    assert unread(cast.officer) == ["commented"]
    assert unread(cast.reviewer) == ["submitted"]
    client.get(f"{ENTRY}comments/?part=thread")
    assert unread(cast.officer) == []


@pytest.mark.once
def test_page_that_no_unread_notice_leads_to_writes_nothing(cast: Cast) -> None:
    return_return(cast.submit(), reason="দেখুন", notes={}, by=cast.superior)
    client = client_of(cast.officer)

    for page, writes in ((ENTRY.replace("06/", "05/"), 0), (ENTRY, 1), (ENTRY, 0)):
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        updates = [one for one in captured if one["sql"].startswith("UPDATE")]
        assert len(updates) == writes, page


def test_every_notice_is_read_by_the_page_it_leads_to(cast: Cast) -> None:
    give_feedback(cast.plan, words=FeedbackWords("Good."), version=0, by=cast.superior)
    cell = cast.indicator("1.1.1")
    add_comment(Subject(cast.plan, JUNE, cell), text="?", after=0, by=cast.superior)
    file = add_evidence(cell, JUNE, name="a.pdf", data=pdf(), by=cast.officer)
    monthly_return = cast.submit()
    judge_evidence(file, verdict=EvidenceVerdict.NOT_VERIFIED, note="তারিখ নেই", by=cast.superior)
    accept_return(monthly_return, by=cast.superior)

    for notice in Notice.objects.exclude(what="submitted").select_related("recipient"):
        client_of(notice.recipient).get(place_of(notice))
        notice.refresh_from_db()
        assert notice.read_at, notice.what


@pytest.mark.once
def test_post_that_is_refused_reads_nothing(cast: Cast) -> None:
    return_return(cast.submit(), reason="দেখুন", notes={}, by=cast.superior)

    client_of(cast.officer).post(f"{ENTRY}check/", {"return-version": "0"})

    assert unread(cast.officer) == ["returned"]


@pytest.mark.once
def test_what_another_reviewer_decided_is_not_mailed_as_new(cast: Cast) -> None:
    monthly_return = cast.submit()
    assert news(cast.reviewer) == ["submitted"]

    accept_return(monthly_return, by=cast.superior)

    assert news(cast.reviewer) == []
    assert news(cast.officer) == ["accepted"]


@pytest.mark.once
def test_submission_that_was_recalled_is_not_mailed_as_waiting(cast: Cast) -> None:
    cast.submit()
    recall_return(cast.monthly_return(), by=cast.officer)

    assert news(cast.reviewer) == ["recall"]


def test_feedback_that_was_rewritten_or_answered_is_not_mailed_again(cast: Cast) -> None:
    first = give_feedback(cast.plan, words=FeedbackWords("Bad."), version=0, by=cast.superior)
    second = give_feedback(
        cast.plan, words=FeedbackWords("Good."), version=first.version, by=cast.superior
    )
    letter = letter_to(cast.officer)
    assert letter is not None
    assert [one.words for one in letter.news] == ["Good."]

    answer_feedback(cast.plan, answer="Yes.", version=second.version, by=cast.officer)
    assert news(cast.officer) == []


def test_comment_of_a_settled_thread_is_not_mailed(cast: Cast) -> None:
    subject = Subject(cast.plan, JUNE, None)
    said = add_comment(subject, text="কোন মেলা?", after=0, by=cast.superior)
    assert news(cast.officer) == ["commented"]

    resolve_thread(subject, after=said.pk, by=cast.superior)

    assert news(cast.officer) == []


def test_evidence_that_was_not_accepted_is_told_to_the_office(cast: Cast) -> None:
    file = add_evidence(cast.indicator("1.1.1"), JUNE, name="a.pdf", data=pdf(), by=cast.officer)
    cast.submit()
    judge_evidence(file, verdict=EvidenceVerdict.NOT_VERIFIED, note="তারিখ নেই", by=cast.superior)

    assert news(cast.officer) == ["disproved"]
    page = client_of(cast.officer).get("/").text
    assert "Evidence that was not accepted" in page
    assert "তারিখ নেই" in page

    judge_evidence(file, verdict=EvidenceVerdict.VERIFIED, note="", by=cast.superior)
    assert news(cast.officer) == []
    assert "Evidence that was not accepted" not in client_of(cast.officer).get("/").text


def test_amendment_waits_for_who_signs_above_until_it_is_decided(cast: Cast) -> None:
    chief = person("chief", Role.HEAD, cast.region)
    chief.email = "chief@example.gov.bd"
    chief.save()
    amendment = begin_amendment(agreed_plan(cast), by=cast.officer)
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)

    for user in (chief, cast.superior, cast.reviewer):
        letter = letter_to(user)
        assert letter is not None
        assert letter.waiting_proposals is not None
        assert letter.waiting_proposals.count == 1
        assert "sign or return 1 proposed agreement or amendment" in letter.written().text
    assert "amending" in news(cast.superior)
    amendment.refresh_from_db()
    decide_amendment(amendment, {key: Decision(is_agreed=True)}, by=cast.superior)
    assert letter_to(chief) is None
    assert news(cast.reviewer) == []
    assert "amended" in news(cast.officer)


@pytest.mark.once
def test_each_line_goes_to_whoever_can_do_it(cast: Cast) -> None:
    cast.plan.monthly_returns.exclude(month=JUNE).update(state="accepted")
    head = person("chief", Role.HEAD, cast.khulna)
    User.objects.filter(pk=head.pk).update(email="head@example.gov.bd")
    day = date(2024, 7, 6)
    assert (verbs(cast.officer, day), verbs(head, day)) == ({"hand-up"}, set())

    hand_to_head(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)
    assert (verbs(cast.officer, day), verbs(head, day)) == (set(), {"sign"})

    head.postings.update(ends=day - timedelta(1))
    assert verbs(cast.officer, day) == {"sign"}


@pytest.mark.once
def test_head_without_an_officer_is_told_to_find_one(cast: Cast) -> None:
    head = person("chief", Role.HEAD, cast.khulna)
    User.objects.filter(pk=head.pk).update(email="head@example.gov.bd")
    cast.officer.postings.update(ends=date(2024, 1, 1))

    assert verbs(head, date(2024, 7, 6)) == {"find-officer"}


def test_nobody_is_reminded_of_what_they_submitted_themselves(cast: Cast) -> None:
    cast.plan.monthly_returns.exclude(month=JUNE).update(state="accepted")
    cast.submit()
    cast.officer.postings.update(role=Role.REVIEWER, office=cast.region)

    letter = letter_to(cast.officer, TODAY + timedelta(3))

    assert letter is None


@pytest.mark.once
def test_subject_names_the_most_urgent_thing_and_counts_the_others(cast: Cast) -> None:
    letter = letter_to(cast.officer, date(2024, 7, 6))
    assert letter is not None

    subject = letter.written().subject

    assert subject.startswith("Lokkho: Khulna office, April 2024")
    assert "enter it and submit it – was due on" in subject
    assert subject.endswith("(+2)")
