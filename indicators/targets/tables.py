"""The quality of targets as a file."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from indicators.scoring.precision import rounded
from indicators.targets.overview import PlanQuality
from indicators.targets.page import reasons_of
from spreadsheets.columns import FileColumn

FILE_COLUMNS: Final = (
    FileColumn[PlanQuality](_("code"), lambda mark: mark.office.code),
    FileColumn[PlanQuality](_("Office"), lambda mark: mark.office.name),
    FileColumn[PlanQuality](_("Draft"), lambda mark: mark.draft.pk if mark.draft else None),
    FileColumn[PlanQuality](
        _("Quality of the targets, of 100"),
        lambda mark: None if mark.share is None else rounded(mark.share, 0),
    ),
    FileColumn[PlanQuality](_("Rows"), lambda mark: mark.rows),
    FileColumn[PlanQuality](_("Rows whose 100% target comes easily"), lambda mark: mark.soft),
    FileColumn[PlanQuality](_("Rows whose 100% target is hardly reached"), lambda mark: mark.steep),
    FileColumn[PlanQuality](
        _("Rows of which the past tells too little"), lambda mark: mark.unjudged
    ),
    FileColumn[PlanQuality](
        _("Why"),
        lambda mark: "; ".join(
            f"{one.weight.normalize():f} {one.text}" for one in reasons_of(mark.quality)
        ),
    ),
)
