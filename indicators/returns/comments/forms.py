"""The form of something said."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.returns.comments.models import COMMENT_LIMIT
from presentation.lines import LinesField


class CommentForm(forms.Form):
    """Something said about a return or a cell."""

    text = LinesField(
        label=_("Your comment"),
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={"required": _("Write something first.")},
    )
