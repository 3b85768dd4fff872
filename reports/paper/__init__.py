"""The prescribed forms: plan, progress and evaluation, from values to PDF, Word and Excel."""

from reports.paper.cache import render_cached
from reports.paper.formats import PaperFormat
from reports.paper.forms import PaperForm, SignatoryRole
from reports.paper.printing import render
from reports.paper.request import (
    CumulativeBasis,
    Evaluated,
    EvaluatedLine,
    PaperRequest,
    Signatory,
)
from reports.paper.standing import PaperStanding, PaperState, Printed

__all__ = [
    "CumulativeBasis",
    "Evaluated",
    "EvaluatedLine",
    "PaperForm",
    "PaperFormat",
    "PaperRequest",
    "PaperStanding",
    "PaperState",
    "Printed",
    "Signatory",
    "SignatoryRole",
    "render",
    "render_cached",
]
