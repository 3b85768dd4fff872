"""The prescribed forms on paper: plan, progress and evaluation, from values to PDF."""

from reports.paper.cache import render_cached
from reports.paper.forms import PaperForm, SignatoryRole
from reports.paper.printing import render
from reports.paper.request import (
    CumulativeBasis,
    Evaluated,
    EvaluatedLine,
    PaperRequest,
    Signatory,
)

__all__ = [
    "CumulativeBasis",
    "Evaluated",
    "EvaluatedLine",
    "PaperForm",
    "PaperRequest",
    "Signatory",
    "SignatoryRole",
    "render",
    "render_cached",
]
