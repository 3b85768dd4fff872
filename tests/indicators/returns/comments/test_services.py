"""What is said stays, once, in order, and is told in the history."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from indicators.audit.proof import unexplained
from indicators.audit.selectors import changes_visible_to
from indicators.audit.wording import after as stands
from indicators.audit.wording import before as stood
from indicators.returns.comments.models import COMMENT_LIMIT, Comment, CommentKind
from indicators.returns.comments.selectors import (
    NOTHING_SAID,
    CommentTally,
    Subject,
    comment_counts,
    comments_and_last_said,
    thread_of,
)
from indicators.returns.comments.services import (
    LONGEST_THREAD,
    CommentRefused,
    ThreadMoved,
    add_comment,
    reopen,
    resolve_thread,
)
from indicators.returns.models import MonthlyReturn
from indicators.work.notices.wording import place_of
from notices.models import Notice
from offices.models import Role
from tests.cast import JUNE, MARCH, Cast, person
from tests.unguarded import unguarded


def cell(cast: Cast, row: str = "1.1.1") -> Subject:
    return Subject(cast.plan, JUNE, cast.indicator(row))


def whole(cast: Cast) -> Subject:
    return Subject(cast.plan, JUNE)


@pytest.mark.once
def test_both_sides_talk_in_one_thread(cast: Cast) -> None:
    first = add_comment(cell(cast), text="কেন কমল?", after=0, by=cast.superior)
    add_comment(cell(cast), text="বন্যার কারণে।", after=first.pk, by=cast.officer)
    add_comment(cell(cast, "1.2.1"), text="অন্য ঘর", after=0, by=cast.officer)
    add_comment(whole(cast), text="পুরো প্রতিবেদন", after=0, by=cast.officer)

    assert [(line.by.username, line.text) for line in thread_of(cell(cast))] == [
        ("superior", "কেন কমল?"),
        ("officer", "বন্যার কারণে।"),
    ]
    assert comment_counts(cast.plan, JUNE) == {
        cast.indicator("1.1.1").pk: CommentTally(2),
        cast.indicator("1.2.1").pk: CommentTally(1),
        None: CommentTally(1),
    }
    assert comments_and_last_said(cast.plan, JUNE)[0] == comment_counts(cast.plan, JUNE)
    assert comment_counts(cast.sibling_plan, JUNE) == {}


@pytest.mark.once
@pytest.mark.parametrize("state", ["open", "submitted", "accepted", "reopened"])
def test_talk_goes_on_in_every_state_and_changes_no_version(cast: Cast, state: str) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=state)
    version = cast.monthly_return().version

    add_comment(cell(cast), text="কথা", after=0, by=cast.officer)

    assert (cast.monthly_return().state, cast.monthly_return().version) == (state, version)


@pytest.mark.once
def test_month_not_begun_is_talked_about_and_stays_so(cast: Cast) -> None:
    add_comment(Subject(cast.plan, MARCH), text="কবে শুরু হবে?", after=0, by=cast.superior)

    assert not MonthlyReturn.objects.filter(plan=cast.plan, month=MARCH).exists()
    (change,) = changes_visible_to(cast.officer).filter(field="comment")
    assert change.of_month == MARCH
    assert list(unexplained(cast.plan)) == []


def test_repeat_however_late_is_said_once(cast: Cast) -> None:
    first = add_comment(cell(cast), text="কথা", after=0, by=cast.officer)
    add_comment(cell(cast), text="আরও কথা", after=first.pk, by=cast.officer)

    assert add_comment(cell(cast), text="কথা", after=0, by=cast.officer) == first
    assert add_comment(cell(cast), text="কথা", after=0, by=cast.superior) != first
    add_comment(cell(cast), text="কথা", after=thread_of(cell(cast))[-1].pk, by=cast.officer)

    assert [line.text for line in thread_of(cell(cast))] == ["কথা", "আরও কথা", "কথা", "কথা"]


@pytest.mark.once
def test_thread_is_settled_and_opens_with_the_next_word(cast: Cast) -> None:
    line = add_comment(cell(cast), text="কথা", after=0, by=cast.officer)
    pk = cast.indicator("1.1.1").pk

    resolve_thread(cell(cast), after=line.pk, by=cast.superior)
    assert comment_counts(cast.plan, JUNE)[pk] == CommentTally(1, is_settled=True)
    reopen(cell(cast), after=thread_of(cell(cast))[-1].pk, by=cast.officer)
    assert comment_counts(cast.plan, JUNE)[pk] == CommentTally(1)
    resolve_thread(cell(cast), after=thread_of(cell(cast))[-1].pk, by=cast.officer)
    add_comment(cell(cast), text="আরেকটি কথা", after=0, by=cast.superior)
    assert comment_counts(cast.plan, JUNE)[pk] == CommentTally(2)

    assert [line.kind for line in thread_of(cell(cast))] == [
        CommentKind.SAID,
        CommentKind.SETTLED,
        CommentKind.REOPENED,
        CommentKind.SETTLED,
        CommentKind.SAID,
    ]


@pytest.mark.once
def test_nobody_settles_what_they_have_not_read(cast: Cast) -> None:
    seen = add_comment(cell(cast), text="কথা", after=0, by=cast.officer)
    add_comment(cell(cast), text="একটি প্রশ্ন", after=seen.pk, by=cast.superior)

    with pytest.raises(ThreadMoved):
        resolve_thread(cell(cast), after=seen.pk, by=cast.officer)
    with pytest.raises(ThreadMoved):
        resolve_thread(whole(cast), after=0, by=cast.officer)

    assert comment_counts(cast.plan, JUNE).get(None, NOTHING_SAID) == NOTHING_SAID


@pytest.mark.once
def test_late_repeat_of_settling_does_not_settle_again(cast: Cast) -> None:
    seen = add_comment(cell(cast), text="কথা", after=0, by=cast.officer)
    resolve_thread(cell(cast), after=seen.pk, by=cast.officer)
    reopen(cell(cast), after=thread_of(cell(cast))[-1].pk, by=cast.superior)

    with pytest.raises(ThreadMoved):
        resolve_thread(cell(cast), after=seen.pk, by=cast.officer)

    assert comment_counts(cast.plan, JUNE)[cast.indicator("1.1.1").pk].is_open


@pytest.mark.once
@pytest.mark.parametrize("text", ["", "ক" * (COMMENT_LIMIT + 1)])
def test_nothing_and_too_much_are_refused(cast: Cast, text: str) -> None:
    with pytest.raises(CommentRefused):
        add_comment(cell(cast), text=text, after=0, by=cast.officer)


def test_thread_has_an_end(cast: Cast) -> None:
    subject = cell(cast)
    Comment.objects.bulk_create(
        Comment(plan=cast.plan, month=JUNE, indicator=subject.indicator, text="ক", by=cast.officer)
        for _ in range(LONGEST_THREAD)
    )

    with pytest.raises(CommentRefused):
        add_comment(subject, text="আরও", after=10**9, by=cast.officer)


@override("en")
def test_history_tells_who_said_what(cast: Cast) -> None:
    line = add_comment(cell(cast), text="=1+1", after=0, by=cast.officer)
    resolve_thread(cell(cast), after=line.pk, by=cast.superior)
    add_comment(cell(cast), text="তবু", after=0, by=cast.officer)

    found = changes_visible_to(cast.superior).filter(field__in=("comment", "thread"))
    assert [
        (one.row, one.field, stood(one), stands(one), one.by and one.by.username)
        for one in found.order_by("id")
    ] == [
        ("1.1.1", "comment", "nothing", "=1+1", "officer"),
        ("1.1.1", "thread", "open", "settled", "superior"),
        ("1.1.1", "comment", "nothing", "তবু", "officer"),
        ("1.1.1", "thread", "settled", "open", "officer"),
    ]
    assert list(unexplained(cast.plan)) == []


def test_words_altered_or_taken_away_behind_the_services_are_found(cast: Cast) -> None:
    line = add_comment(cell(cast), text="কথা", after=0, by=cast.officer)
    gone = add_comment(whole(cast), text="সব ঠিক", after=0, by=cast.officer)

    with unguarded(Comment):
        Comment.objects.filter(pk=line.pk).update(text="অন্য কথা")
        Comment.objects.filter(pk=gone.pk).delete()

    found = {(one.row, one.field, one.told, one.stored) for one in unexplained(cast.plan)}
    assert found == {
        ("1.1.1", "comment", f"কথা, by {cast.officer.pk}", f"অন্য কথা, by {cast.officer.pk}"),
        ("", "comment", f"সব ঠিক, by {cast.officer.pk}", None),
    }


@pytest.mark.parametrize(("kind", "text"), [(CommentKind.SAID, ""), (CommentKind.SETTLED, "কথা")])
def test_database_keeps_no_line_that_says_nothing(cast: Cast, kind: CommentKind, text: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(plan=cast.plan, month=JUNE, kind=kind, text=text, by=cast.officer)


def test_last_words_on_the_whole_return_come_oldest_first(cast: Cast) -> None:
    for number in "১২৩৪":
        add_comment(whole(cast), text=number, after=0, by=cast.officer)

    assert [line.text for line in comments_and_last_said(cast.plan, JUNE)[1]] == ["২", "৩", "৪"]


def told() -> list[str]:
    """Who was told since it was asked last, by name."""
    names = sorted(Notice.objects.values_list("recipient__username", flat=True))
    Notice.objects.all().delete()
    return names


def test_other_side_is_told_once(cast: Cast) -> None:
    person("head", Role.HEAD, cast.khulna)

    add_comment(cell(cast), text="প্রশ্ন?", after=0, by=cast.officer)
    add_comment(cell(cast), text="প্রশ্ন?", after=0, by=cast.officer)
    assert told() == ["reviewer", "superior"], "nobody of them has spoken yet"

    add_comment(cell(cast), text="জবাব", after=0, by=cast.superior)
    assert told() == ["head", "officer"]

    add_comment(cell(cast), text="ধন্যবাদ", after=0, by=cast.officer)
    assert told() == ["superior"], "who talks here already"


def test_notice_of_a_comment_leads_to_its_thread(cast: Cast) -> None:
    add_comment(cell(cast), text="প্রশ্ন?", after=0, by=cast.superior)
    add_comment(whole(cast), text="প্রশ্ন?", after=0, by=cast.superior)

    month = "/plans/khulna/2023-24/apa/2024-06/comments/"
    assert [place_of(one) for one in Notice.objects.order_by("pk")] == [
        f"{month}{cast.indicator('1.1.1').pk}/",
        month,
    ]
    assert {one.words for one in Notice.objects.all()} == {"প্রশ্ন?"}
