"""Evidence is added, removed and judged."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from indicators.returns.cells.writing import require_writable
from indicators.returns.evidence import refusals
from indicators.returns.evidence.apart import examine_apart
from indicators.returns.evidence.history_text import evidence_change, file_text, verdict_text
from indicators.returns.evidence.models import NAME_LIMIT, NOTE_LIMIT, Evidence, EvidenceVerdict
from indicators.returns.evidence.names import shown_name
from indicators.returns.evidence.selectors import present_evidence
from indicators.returns.models import MonthlyReturn
from indicators.returns.workflow import WITH_OFFICE
from ledger.models import ChangedField
from ledger.services import record
from notices.models import NoticeKind
from notices.services import notify
from numerals import Message, Month
from offices.models import User
from offices.selectors import officers_of
from plans.calendar.selectors import calendar_of, with_calendar
from plans.models import Indicator, Plan

MOST_FILES: Final = 10
"""Files of one cell."""


class FileRefused(Exception):
    """The file is not taken; ``message`` says why and what to send instead."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class JudgementRefused(Exception):
    """The file is not the reviewer's to judge now, or it is the reviewer's own."""


def add_evidence(
    indicator: Indicator, month: Month, *, name: str, data: bytes, by: User
) -> Evidence:
    """Keep a file at a cell. The same content sent twice is one file, so a repeat is harmless.

    Raises ``FileRefused``, also for a cell that the month does not ask for, and
    ``ReturnLocked`` while the return is not with the office.
    """
    if not indicator.is_asked(month):
        raise FileRefused(indicator.why_not_asked(month))
    received = hashlib.sha256(data).hexdigest()
    content = examine_apart(data)
    if isinstance(content, Message):
        raise FileRefused(content)
    with _kept_with_its_row() as keep, transaction.atomic():
        monthly_return = _writable_return(indicator, month)
        cell = present_evidence().filter(indicator=indicator, month=month)
        kept = hashlib.sha256(content.data).hexdigest()
        known = cell.filter(Q(received_sha256=received) | Q(sha256__in=(received, kept))).first()
        if known:
            return known
        if cell.count() >= MOST_FILES:
            raise FileRefused(refusals.TOO_MANY)
        evidence = Evidence(
            indicator=indicator,
            month=month,
            kind=content.kind,
            name=shown_name(name, kind=content.kind, longest=NAME_LIMIT),
            size=len(content.data),
            sha256=kept,
            received_sha256=received,
            look=content.look,
            uploaded_by=by,
        )
        keep(evidence, content.data)
        evidence.save(force_insert=True)
        told = evidence_change(
            evidence,
            ChangedField.EVIDENCE,
            before=None,
            after=file_text(evidence),
            monthly_return=monthly_return,
            by=by,
        )
        record([told])
        return evidence


@contextmanager
def _kept_with_its_row() -> Iterator[Callable[[Evidence, bytes], None]]:
    """Gives what stores a file; it goes again, whole or half, where its row is not committed."""
    places: list[tuple[Storage, str]] = []

    def keep(evidence: Evidence, data: bytes) -> None:
        field = evidence.file
        # Known before it is written: a full disk leaves the beginning of a file.
        places.append((field.storage, field.field.generate_filename(evidence, evidence.name)))
        field.save(evidence.name, ContentFile(data), save=False)

    try:
        yield keep
    except BaseException:
        for storage, place in places:
            storage.delete(place)
        raise


def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Take a file away from its cell; who did it and what it was stays on record.

    Raises ``ReturnLocked`` while the return is not with the office.
    """
    with transaction.atomic():
        monthly_return = _writable_return(evidence.indicator, evidence.month)
        known = _known(evidence)
        if known is None:
            return
        known.removed_at, known.removed_by = timezone.now(), by
        known.save(update_fields=["removed_at", "removed_by"])
        before = {
            ChangedField.EVIDENCE: file_text(known),
            ChangedField.VERDICT: verdict_text(known, known.verdict),
        }
        record(
            evidence_change(
                known, field, before=text, after=None, monthly_return=monthly_return, by=by
            )
            for field, text in before.items()
            if text
        )
        storage, place = evidence.file.storage, evidence.file.name or ""
        # Not before the row is sure to say so; a store that is away then only keeps the file.
        transaction.on_commit(lambda: storage.delete(place), robust=True)


def judge_evidence(evidence: Evidence, *, verdict: EvidenceVerdict, note: str, by: User) -> None:
    """Say of a file that it proves its figure, or why not.

    Raises ``JudgementRefused`` while the return is with the office, for one's own file, and
    for "not verified" without a note.
    """
    note = note.strip()[:NOTE_LIMIT]
    if verdict is EvidenceVerdict.NOT_VERIFIED and not note:
        raise JudgementRefused("a note is required")
    if evidence.uploaded_by_id == by.pk:
        raise JudgementRefused("one's own file")
    with transaction.atomic():
        monthly_return = _locked_return(evidence.indicator, evidence.month)
        if monthly_return.office_state in WITH_OFFICE:
            raise JudgementRefused(monthly_return.state)
        known = _known(evidence)
        if known is None or (known.verdict, known.note) == (verdict, note):
            return
        before = verdict_text(known, known.verdict)
        known.verdict, known.note = verdict, note
        known.judged_by, known.judged_at = by, timezone.now()
        known.save(update_fields=["verdict", "note", "judged_by", "judged_at"])
        told = evidence_change(
            known,
            ChangedField.VERDICT,
            before=before,
            after=verdict_text(known, verdict),
            monthly_return=monthly_return,
            by=by,
            reason=note,
        )
        record([told])
        if verdict is EvidenceVerdict.NOT_VERIFIED:
            notify(
                officers_of(monthly_return.plan.office),
                NoticeKind.DISPROVED,
                plan=known.indicator.plan_id,
                month=known.month,
                indicator=known.indicator_id,
                words=note,
                by=by,
            )


def _known(evidence: Evidence) -> Evidence | None:
    """The file as stored now, unless it was removed."""
    return present_evidence().filter(pk=evidence.pk).select_related("indicator").first()


def _writable_return(indicator: Indicator, month: Month) -> MonthlyReturn:
    """The cell's return, ours until commit. Raises ``ReturnLocked``."""
    monthly_return = _locked_return(indicator, month)
    require_writable(monthly_return, calendar_of(monthly_return.plan).of_month(month))
    return monthly_return


def _locked_return(indicator: Indicator, month: Month) -> MonthlyReturn:
    """The cell's return, ours until commit; the plan's row stands for one not begun yet."""
    plans = Plan.objects.select_for_update(no_key=True, of=("self",)).select_related("office")
    plan = with_calendar(plans).get(pk=indicator.plan_id)
    monthly_returns = MonthlyReturn.objects.select_for_update(no_key=True).filter(
        plan=plan, month=month
    )
    found = monthly_returns.order_by("pk").first() or MonthlyReturn(month=month)
    found.plan = plan
    return found
