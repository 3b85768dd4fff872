"""The digests of a file, and of what was found in it, as the history tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.digests import digest_of

if TYPE_CHECKING:
    from indicators.returns.evidence.models import Evidence


def file_digest(evidence: Evidence) -> str:
    """Of a file as it was handed in: also its kind, its size, who sent it, what it was."""
    return digest_of(
        [
            str(evidence.pk),
            evidence.indicator_id,
            str(evidence.month),
            evidence.kind,
            evidence.name,
            evidence.size,
            evidence.sha256,
            evidence.received_sha256,
            evidence.uploaded_by_id,
        ]
    )


def verdict_digest(evidence: Evidence) -> str:
    """Of what was found in a file: also the note."""
    return digest_of([str(evidence.pk), evidence.verdict, evidence.note, evidence.judged_by_id])
