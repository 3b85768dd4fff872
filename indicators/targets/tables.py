"""The quality of targets as a file."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from indicators.scoring.precision import rounded
from indicators.targets.overview import Mark
from indicators.targets.page import reasons_of
from spreadsheets.columns import FileColumn

FILE_COLUMNS: Final = (
    FileColumn[Mark](_("code"), lambda mark: mark.office.code),
    FileColumn[Mark](_("Office"), lambda mark: mark.office.name),
    FileColumn[Mark](_("Draft"), lambda mark: mark.draft.pk if mark.draft else None),
    FileColumn[Mark](
        _("Quality of the targets, of 100"),
        lambda mark: None if mark.quality.share is None else rounded(mark.quality.share, 0),
    ),
    FileColumn[Mark](_("Rows"), lambda mark: mark.rows),
    FileColumn[Mark](_("Rows whose 100% target comes easily"), lambda mark: mark.soft),
    FileColumn[Mark](_("Rows whose 100% target is hardly reached"), lambda mark: mark.steep),
    FileColumn[Mark](_("Rows of which the past tells too little"), lambda mark: mark.unjudged),
    FileColumn[Mark](
        _("Why"),
        lambda mark: "; ".join(
            f"{one.weight.normalize():f} {one.text}" for one in reasons_of(mark.quality)
        ),
    ),
)
