"""A kept file is read: only as it was kept, or not at all."""

from __future__ import annotations

import hashlib
import logging
from typing import Final

from indicators.returns.evidence.models import Evidence
from numerals import Message

logger = logging.getLogger(__name__)

MISSING: Final = Message(bn="সংরক্ষণস্থলে ফাইলটি নেই", en="the file is not in its store")
ALTERED: Final = Message(
    bn="ফাইলটি জমার সময়ের মতো নেই (হ্যাশ মেলে না)",
    en="the file is not as it was received (its hash differs)",
)


def read_evidence(evidence: Evidence) -> bytes | Message:
    """The file's content after its hash was compared, or what is wrong with it; the log has it."""
    try:
        with evidence.file.open("rb") as file:
            data: bytes = file.read()
    except OSError:
        logger.exception("Evidence %s is not in its store", evidence.pk)
        return MISSING
    if hashlib.sha256(data).hexdigest() != evidence.sha256:
        logger.error("Evidence %s is not as it was received", evidence.pk)
        return ALTERED
    return data
