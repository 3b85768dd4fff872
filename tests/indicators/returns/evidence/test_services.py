from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override
from pytest_django import DjangoCaptureOnCommitCallbacks

from indicators.audit.proof import unexplained
from indicators.audit.selectors import changes_visible_to
from indicators.audit.wording import after, before
from indicators.returns.evidence import refusals
from indicators.returns.evidence.models import Evidence, EvidenceVerdict
from indicators.returns.evidence.selectors import EvidenceTally, evidence_tallies
from indicators.returns.evidence.services import (
    MOST_FILES,
    FileRefused,
    JudgementRefused,
    judge_evidence,
    remove_evidence,
)
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.workflow import WITH_OFFICE, ReturnLocked
from tests.cast import JUNE, MARCH, MAY, Cast, client_of
from tests.indicators.returns.evidence.conftest import Add
from tests.indicators.returns.evidence.files import pdf, photo_with_place

LOCKED = [state for state in State if state not in WITH_OFFICE]


def set_state(cast: Cast, state: State) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=state)


@pytest.mark.once
def test_file_is_kept_under_its_id_outside_the_web_root(cast: Cast, add: Add) -> None:
    evidence = add(name="../../প্রমাণ.pdf")

    path = Path(evidence.file.path)
    assert path.is_relative_to(settings.VAR_DIR / "evidence")
    assert not path.is_relative_to(settings.STATIC_ROOT)
    assert path.name == f"{evidence.pk}.pdf"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == pdf()
    assert evidence.name == "প্রমাণ.pdf"
    assert evidence.sha256 == hashlib.sha256(pdf()).hexdigest()
    assert (evidence.size, evidence.uploaded_by) == (len(pdf()), cast.officer)


def test_same_content_at_one_cell_is_one_file(add: Add) -> None:
    photo = photo_with_place()
    first = add(photo, name="one.jpg")
    written = Path(first.file.path).read_bytes()

    assert add(photo, name="two.jpg") == first
    assert add(written, name="downloaded.jpg") == first
    assert add(photo, row="1.2.1") != first
    assert add(photo, month=MAY) != first
    assert Evidence.objects.count() == 3


@pytest.mark.once
def test_cell_holds_no_more_than_its_most(add: Add) -> None:
    for pages in range(MOST_FILES):
        add(pdf(pages + 1))

    with pytest.raises(FileRefused) as refused:
        add(pdf(MOST_FILES + 1))

    assert refused.value.message is refusals.TOO_MANY
    assert add(pdf(1)), "what is there already is no new file"


@pytest.mark.once
def test_month_not_begun_yet_takes_evidence_and_stays_so(cast: Cast, add: Add) -> None:
    add(month=MARCH)

    assert not MonthlyReturn.objects.filter(plan=cast.plan, month=MARCH).exists()


@pytest.mark.once
@pytest.mark.parametrize("state", LOCKED)
def test_locked_return_neither_takes_nor_loses_evidence(cast: Cast, add: Add, state: State) -> None:
    evidence = add()
    set_state(cast, state)

    with pytest.raises(ReturnLocked):
        add(pdf(2))
    with pytest.raises(ReturnLocked):
        remove_evidence(evidence, by=cast.officer)

    assert Path(evidence.file.path).exists()
    assert evidence_tallies(cast.plan, JUNE) == {cast.indicator("1.1.1").pk: EvidenceTally(files=1)}


@pytest.mark.once
def test_removed_file_leaves_its_record(
    cast: Cast, add: Add, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    evidence = add()

    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence, by=cast.officer)
        remove_evidence(evidence, by=cast.officer)

    record = Evidence.objects.get()
    assert record.removed_by == cast.officer
    assert record.removed_at
    assert not Path(evidence.file.path).exists()
    assert evidence_tallies(cast.plan, JUNE) == {}
    assert add() != evidence, "it may be added anew"


def test_reviewer_marks_a_file_and_the_tally_says_so(cast: Cast, add: Add) -> None:
    good, bad = add(pdf(1)), add(pdf(2))
    add(pdf(3))
    set_state(cast, State.SUBMITTED)

    judge_evidence(good, verdict=EvidenceVerdict.VERIFIED, note="", by=cast.reviewer)
    judge_evidence(bad, verdict=EvidenceVerdict.NOT_VERIFIED, note="অন্য মাসের", by=cast.reviewer)

    assert evidence_tallies(cast.plan, JUNE) == {cast.indicator("1.1.1").pk: EvidenceTally(3, 1, 1)}
    bad.refresh_from_db()
    assert (bad.note, bad.judged_by) == ("অন্য মাসের", cast.reviewer)


@pytest.mark.once
@pytest.mark.parametrize("state", WITH_OFFICE)
def test_return_with_its_office_is_not_judged(cast: Cast, add: Add, state: State) -> None:
    evidence = add()
    set_state(cast, state)

    with pytest.raises(JudgementRefused):
        judge_evidence(evidence, verdict=EvidenceVerdict.VERIFIED, note="", by=cast.reviewer)


@pytest.mark.once
def test_not_verified_needs_a_reason_and_nobody_judges_the_own_file(cast: Cast, add: Add) -> None:
    evidence = add()
    set_state(cast, State.SUBMITTED)

    with pytest.raises(JudgementRefused):
        judge_evidence(evidence, verdict=EvidenceVerdict.NOT_VERIFIED, note=" ", by=cast.reviewer)
    with pytest.raises(JudgementRefused):
        judge_evidence(evidence, verdict=EvidenceVerdict.VERIFIED, note="", by=cast.officer)


def told(cast: Cast) -> list[tuple[str, str, str | None, str, str | None]]:
    """What the history page says of Khulna's evidence: field, before → after, reason, by."""
    found = changes_visible_to(cast.officer).filter(field__in=("evidence", "verdict"))
    return [
        (one.row, before(one), after(one), one.reason, one.by.username if one.by else None)
        for one in found.order_by("id")
    ]


@pytest.mark.once
@override("en")
def test_history_tells_of_a_file_and_what_was_found_in_it(cast: Cast, add: Add) -> None:
    evidence = add(name="সভা.pdf")
    set_state(cast, State.SUBMITTED)
    judge_evidence(evidence, verdict=EvidenceVerdict.NOT_VERIFIED, note="সই নেই", by=cast.reviewer)
    judge_evidence(evidence, verdict=EvidenceVerdict.NOT_VERIFIED, note="সই নেই", by=cast.reviewer)
    judge_evidence(evidence, verdict=EvidenceVerdict.VERIFIED, note="", by=cast.superior)
    set_state(cast, State.RETURNED)
    remove_evidence(evidence, by=cast.officer)

    file = f"সভা.pdf (SHA-256 {evidence.sha256[:12]}…)"
    assert told(cast) == [
        ("1.1.1", "nothing", file, "", "officer"),
        ("1.1.1", "Waiting for review", f"Not accepted as evidence: {file}", "সই নেই", "reviewer"),
        (
            "1.1.1",
            f"Not accepted as evidence: {file}",
            f"Accepted as evidence: {file}",
            "",
            "superior",
        ),
        ("1.1.1", file, "nothing", "", "officer"),
        ("1.1.1", f"Accepted as evidence: {file}", "Waiting for review", "", "officer"),
    ]


def test_repeated_upload_is_told_once(cast: Cast, add: Add) -> None:
    add()
    add()

    assert len(told(cast)) == 1


def test_history_of_a_month_not_begun_names_the_month(cast: Cast, add: Add) -> None:
    add(month=MARCH)

    (change,) = changes_visible_to(cast.officer).filter(field="evidence")
    assert (change.monthly_return, change.of_month) == (None, MARCH)
    answer = client_of(cast.officer).get("/history/", {"month": "2024-03", "format": "csv"})
    assert f"a.pdf (SHA-256 {Evidence.objects.get().sha256})" in answer.content.decode()


def test_evidence_altered_behind_the_services_is_found(cast: Cast, add: Add) -> None:
    add(name="a.pdf")
    judged = add(pdf(2), name="b.pdf", month=MARCH)
    assert list(unexplained(cast.plan)) == []

    Evidence.objects.filter(pk=judged.pk).update(verdict=EvidenceVerdict.VERIFIED)
    Evidence.objects.filter(name="a.pdf").update(removed_at=judged.uploaded_at)

    found = {(one.month, one.row, one.field, one.stored) for one in unexplained(cast.plan)}
    assert found == {
        ("2024-06", "1.1.1", "evidence", None),
        ("2024-03", "1.1.1", "verdict", f"verified {judged.sha256} b.pdf"),
    }
