"""Why nothing was done with an amendment, as its page says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.agreements.refusals import AlteredOutside, NoSuchFinding, PlanHasErrors
from plans.amending.refusals import (
    AmendedMeanwhile,
    NotAgreed,
    NotesMissing,
    NothingAmended,
    ReasonsMissing,
    RowsUnsaid,
    TooLate,
    Undecided,
)
from plans.handing_in.refusals import AlreadyOpened, SamePerson, StepRefused
from presentation.figures import day


@dataclass(frozen=True, slots=True)
class AmendmentRefused:
    """Why nothing was done; ``keys`` are the rows that it is about, ``agreed`` those
    whose agreement would make errors.
    """

    sentence: str
    keys: frozenset[int] = field(default_factory=frozenset)
    agreed: tuple[int, ...] | None = None
    is_stale: bool = False


REFUSALS: Final = (
    AlreadyOpened,
    AlteredOutside,
    AmendedMeanwhile,
    PlanHasErrors,
    NoSuchFinding,
    NotAgreed,
    NothingAmended,
    RowsUnsaid,
    SamePerson,
    StepRefused,
    TooLate,
)

_SAID: Final[dict[type[Exception], Promise]] = {
    NotAgreed: gettext_lazy("Only an agreed plan is amended, until its year is closed."),
    NothingAmended: gettext_lazy("Nothing is changed so far. Change rows in the editor first."),
    ReasonsMissing: gettext_lazy("Write a reason at every row that changes."),
    Undecided: gettext_lazy("Agree to each row, or return it."),
    NotesMissing: gettext_lazy("Say at each row that you return why."),
    PlanHasErrors: gettext_lazy(
        "What would come of it has errors. Correct them, or have them let stand."
    ),
    NoSuchFinding: gettext_lazy("The error is not there any more, or says something else."),
    AlteredOutside: gettext_lazy(
        "What is stored is not what was entered here. Nothing was signed; tell your administrator."
    ),
    SamePerson: gettext_lazy("Whoever proposed the amendment does not decide on it."),
    AlreadyOpened: gettext_lazy("The superior office has opened it; it cannot be taken back."),
}


def refusal_of(error: Exception) -> AmendmentRefused:
    """What is said of an error among ``REFUSALS``; of any without words, that it is stale."""
    if isinstance(error, TooLate):
        until = _(
            "Amendments of this year could be proposed until %(day)s. "
            "The superior office can give extra time."
        )
        return AmendmentRefused(until % {"day": day(error.day)})
    said = _SAID.get(type(error))
    if said is None:
        stale = _("This amendment has changed since you opened it. Nothing was done.")
        return AmendmentRefused(stale, is_stale=True)
    return AmendmentRefused(str(said), error.keys if isinstance(error, RowsUnsaid) else frozenset())
