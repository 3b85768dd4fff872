"""Why a step was not taken for an office, in a sentence of the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from plans.agreements.refusals import ChangedSince, PlanHasErrors
from plans.handing_in.refusals import AlreadyOpened, NotTheirStep, SamePerson, StepRefused


class NothingToDo(Exception):
    """There is no plan to take the step with, or nobody to be reminded of it."""


_WORDS: Final[dict[type[Exception], str]] = {
    StepRefused: gettext_noop(
        "Not possible as it stands now, or it has changed since the list was shown."
    ),
    NotTheirStep: gettext_noop("This step is not yours to take for this office."),
    SamePerson: gettext_noop("You proposed it yourself; another person agrees or returns it."),
    PlanHasErrors: gettext_noop("There are still errors. Correct them in the workshop first."),
    ChangedSince: gettext_noop("The plan has changed since it was proposed."),
    AlreadyOpened: gettext_noop("The superior office has opened it already."),
    NothingToDo: gettext_noop("There is no plan that this could be done with."),
}

REFUSALS: Final = tuple(_WORDS)
"""What a step for one office may raise; anything else stops all."""


def why(refused: Exception) -> str:
    """The sentence for it."""
    return next(_(said) for kind, said in _WORDS.items() if isinstance(refused, kind))
