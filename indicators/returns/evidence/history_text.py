"""A piece of evidence as the history tells it: one line of canonical text, and back again."""

from __future__ import annotations

from typing import NamedTuple

from indicators.returns.evidence.digests import file_digest, verdict_digest
from indicators.returns.evidence.models import Evidence, EvidenceVerdict
from indicators.returns.models import MonthlyReturn
from ledger.models import Change, ChangedField
from offices.models import User


class ToldFile(NamedTuple):
    """What a line says of a file: the hash of what is kept, its name, the verdict if any."""

    sha256: str
    name: str
    verdict: EvidenceVerdict | None = None


def file_text(evidence: Evidence) -> str:
    """``<sha256> <name>``."""
    return f"{evidence.sha256} {evidence.name}"


def verdict_text(evidence: Evidence, verdict: str) -> str | None:
    """``<verdict> <sha256> <name>``; nothing while nobody has looked at it."""
    return f"{verdict} {file_text(evidence)}" if verdict else None


def read_file(text: str) -> ToldFile:
    """What ``file_text`` said."""
    sha256, _, name = text.partition(" ")
    return ToldFile(sha256, name)


def read_verdict(text: str) -> ToldFile:
    """What ``verdict_text`` said."""
    verdict, _, file = text.partition(" ")
    return read_file(file)._replace(verdict=EvidenceVerdict(verdict))


def evidence_change(
    evidence: Evidence,
    field: ChangedField,
    *,
    before: str | None,
    after: str | None,
    monthly_return: MonthlyReturn,
    by: User,
    reason: str = "",
) -> Change:
    """A file that was added, removed or judged, in the words of ``evidence.history_text``."""
    is_begun = not monthly_return._state.adding
    return Change(
        plan_id=evidence.indicator.plan_id,
        monthly_return=monthly_return if is_begun else None,
        month="" if is_begun else str(evidence.month),
        indicator_id=evidence.indicator_id,
        row=evidence.indicator.row,
        field=field,
        before=before,
        after=after,
        reason=reason,
        by=by,
        digest=verdict_digest(evidence) if field == ChangedField.VERDICT else file_digest(evidence),
    )
