"""An agreement is proposed, taken back, returned, agreed, and closed with its year.

Each step raises what ``plans.handing_in`` refuses by (``StepRefused``, ``NotTheirStep``,
``SamePerson``, ``AlreadyOpened``, ``ValueError`` without a reason that is needed), and what is
named beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from offices.models import User
from plans.agreements.models import Agreement, AgreementStep
from plans.agreements.moves import AgreementMove
from plans.agreements.outright import agree_outright
from plans.agreements.workflow import AGREE, CLOSE, RETURN, TAKE_BACK, proposal_of

__all__ = ["agree", "agree_outright", "close", "propose", "return_agreement", "take_back"]


def propose(agreement: Agreement, *, by: User) -> AgreementStep:
    """Sign the plan for its office and hand it to the superior side; its rows stay from then on."""
    return AgreementMove(proposal_of(agreement), agreement, by=by).take()


def take_back(agreement: Agreement, *, by: User) -> AgreementStep:
    """Take the proposal back before the superior side has opened it. Raises ``AlreadyOpened``."""
    return AgreementMove(TAKE_BACK, agreement, by=by).take()


def return_agreement(
    agreement: Agreement, *, reason: str, by: User, notes: Mapping[int, str] | None = None
) -> AgreementStep:
    """Give the proposal back with a reason, and ``notes`` at rows by indicator id."""
    return AgreementMove(RETURN, agreement, by=by, reason=reason, notes=notes).take()


def agree(agreement: Agreement, *, by: User) -> AgreementStep:
    """Sign the proposal for the superior side: the version is kept, and its rows are frozen.

    Raises ``ChangedSince`` where the plan is not what was proposed.
    """
    return AgreementMove(AGREE, agreement, by=by).take()


def close(agreement: Agreement, *, by: User) -> AgreementStep:
    """Close the agreement of a year that is over. Raises ``YearNotOver`` before."""
    return AgreementMove(CLOSE, agreement, by=by).take()
