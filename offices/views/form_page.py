"""The page of one form: shown, refused with a sentence, or done and left."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from offices.fields import offered_offices
from offices.refusal import Refused


def does(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Whether ``act`` was done; a refusal becomes the form's error."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def form_page(
    request: HttpRequest, template: str, form: forms.BaseForm, **context: Any
) -> HttpResponse:
    """The form with what it says of its fields; 422 where it was sent and refused."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(
        request,
        template,
        {"form": form, "known_offices": offered_offices(), **context},
        status=status,
    )
