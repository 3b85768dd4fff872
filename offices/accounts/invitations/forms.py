"""The form that asks for a round of links."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.accounts.invitations.models import InvitationWay
from offices.fields import Styled


class RoundForm(Styled, forms.Form):
    """Which way, and whether to whom a link was given already; ``pk`` makes a second press the
    first one's.
    """

    pk = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(choices=InvitationWay.choices, widget=forms.HiddenInput)
    again = forms.BooleanField(
        label=_("Also for those who have a link that still works"), required=False
    )
    everybody = forms.BooleanField(
        label=_("Also for those who have an email address"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("pk", uuid4())

    @property
    def wanted(self) -> dict[str, Any]:
        """What ``begin_round`` is told, once the form is valid."""
        return {**self.cleaned_data, "way": InvitationWay(self.cleaned_data["way"])}


def round_form(way: InvitationWay) -> RoundForm:
    """An empty form of that way; two of them stand on one page."""
    return RoundForm(initial={"way": way}, auto_id=f"id_{way}_%s")
