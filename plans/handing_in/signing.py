"""Who signed, as they were named on that day: a later transfer or renaming leaves it as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from django.utils import timezone

from numerals import Message
from offices.models import Capacity, Office, User
from offices.selectors import Headship, heading_of
from plans.handing_in.models import Step, Submission
from plans.handing_in.states import State

SIGNED: Final = (State.SUBMITTED, State.RESUBMITTED, State.ACCEPTED)
"""The states to which somebody signed."""


_CAPACITIES: Final = {
    Capacity.ACTING.value: Message(bn="ভারপ্রাপ্ত", en="acting"),
    Capacity.ADDITIONAL.value: Message(bn="অতিরিক্ত দায়িত্ব", en="additional charge"),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """A person's names and designations; ``is_head`` of the office whose return it is.

    ``capacity`` is one of ``offices.models.Capacity``: as what they head that office, or one above
    for which they sign.
    """

    name_bn: str
    name_en: str
    designation_bn: str
    designation_en: str
    is_head: bool = False
    capacity: str = ""

    def name(self, language: str) -> str:
        """The name in the language, or in the one that there is."""
        own, other = self.name_bn, self.name_en
        return (own or other) if language == "bn" else (other or own)

    def designation(self, language: str) -> str:
        """The designation in the language, and where they act for a head, that they do."""
        own = self.designation_bn if language == "bn" else self.designation_en
        acting = _CAPACITIES.get(self.capacity)
        if acting is None:
            return own
        return f"{own} ({acting[language]})" if own else acting[language]


def signature_of(user: User, office: Office, *, on: date | None) -> Signature:
    """How the person signs for the office on a day, nobody's head on none: two queries at most."""
    heading = Headship() if on is None else heading_of(user, office, on=on)
    return Signature(
        name_bn=user.name_bn,
        name_en=user.name_en,
        designation_bn=user.designation_bn,
        designation_en=user.designation_en,
        is_head=heading.is_head,
        capacity=heading.capacity,
    )


@dataclass(frozen=True, slots=True)
class Hands:
    """Who submitted, and who accepted; nobody where it is not so far."""

    submitted: Signature | None = None
    accepted: Signature | None = None


def hands_of(submission: Submission, steps: Iterable[Step], *, office: Office) -> Hands:
    """Who signed what stands handed in; ``steps`` are its way, oldest first.

    Of a step that kept no signature, the person as named now.
    """
    signed: dict[tuple[bool, int], Signature] = {}
    for step in steps:
        signature = read_signature(step.signed)
        if signature is not None:
            signed[step.to_state == State.ACCEPTED, step.by_id] = signature

    submitted = signed.get((False, submission.submitted_by_id or 0))
    if submitted is None and submission.submitted_by:
        on = timezone.localdate(submission.submitted_at) if submission.submitted_at else None
        submitted = signature_of(submission.submitted_by, office, on=on)
    if submission.state != State.ACCEPTED:
        return Hands(submitted)
    accepted = signed.get((True, submission.decided_by_id or 0))
    if accepted is None and submission.decided_by:
        accepted = signature_of(submission.decided_by, office, on=None)
    return Hands(submitted, accepted)


def signature_data(signature: Signature) -> dict[str, Any]:
    """``signature`` as JSON takes it."""
    return asdict(signature)


def read_signature(data: Mapping[str, Any]) -> Signature | None:
    """What ``signature_data`` gave; ``None`` of a step that kept none."""
    return Signature(**data) if data else None
