"""Autosave: the cells that were typed go to the server, what follows from them comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indicators.forms import TypedCells, read_version
from indicators.locks import locked_sentence
from indicators.services.sheets import Saved, SheetLocked
from indicators.sheet.page import SheetPage
from indicators.templatetags.sheet import ruler, score, why
from indicators.views.addressed import month_or_404, plan_or_404
from indicators.views.entry import page_of, save_typed, typist_or_404
from offices.models import User
from plans.document.model import Message, Month
from plans.templatetags.figures import language


@require_POST
def save_cells(
    request: HttpRequest, *, office: str, year: str, kind: str, month: str
) -> HttpResponse:
    """Save the cells that were typed since the last time.

    200 saved · 401 signed out, or someone else is signed in · 409 a colleague changed a
    cell meanwhile · 422 a cell cannot be read · 423 the return is not the office's to
    change now. With
    409 and 422 every other cell is saved; with 401 and 423 none is.
    """
    problem = _not_the_typist(request)
    if problem:
        return JsonResponse({"problem": problem}, status=401)
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    at = month_or_404(plan, month)
    typist_or_404(request, plan, at)
    try:
        typed, saved = save_typed(request, plan, at)
    except SheetLocked as locked:
        return JsonResponse({"problem": locked_sentence(locked)}, status=423)
    status = 409 if saved.conflicts else 422 if typed.errors else 200
    return JsonResponse(_answer(request, saved, typed, at), status=status)


def _not_the_typist(request: HttpRequest) -> str:
    """Why what was typed is not taken now: the page's person is not the one signed in.

    The script sends the newest CSRF token, which is of whoever signed in last in this browser;
    so the page says whose it is, and nobody's figures are saved as another's.
    """
    if not isinstance(request.user, User):
        return _(
            "You are signed out. What you typed waits here; sign in, and it is sent by itself."
        )
    if request.POST.get("user", str(request.user.pk)) != str(request.user.pk):
        return _(
            "Someone else is signed in in this browser now. What you typed waits here for your "
            "own sign-in."
        )
    return ""


def _answer(request: HttpRequest, saved: Saved, typed: TypedCells, month: Month) -> dict[str, Any]:
    """The cells as stored, what is wrong with the others, and HTML by element id.

    Cells that a colleague changed since the page's version are among them, so that two
    open tabs stay alike.
    """
    plan = saved.figures.plan
    page = page_of(plan, month, figures=saved.figures, score=saved.scores.get(month))
    seen = read_version(request.POST.get("sheet-version", "")) or 0
    rows = [
        row
        for row in page.rows
        if row.indicator.pk in typed.changes
        or row.indicator.pk in typed.errors
        or row.version > seen
    ]
    shown = {row.indicator.pk: row.text for row in page.rows}
    return {
        "version": page.sheet.version,
        "cells": {
            row.indicator.pk: {"version": row.version, "text": row.text, "remarks": row.remarks}
            for row in rows
            if row.indicator.pk not in typed.errors
        },
        "errors": {pk: message[language()] for pk, message in typed.errors.items()},
        "conflicts": {
            conflict.indicator: {
                "stored": shown[conflict.indicator],
                "remarks": conflict.stored.remarks,
                "version": conflict.stored.version,
                "by": str(conflict.stored.changed_by or ""),
            }
            for conflict in saved.conflicts
        },
        "html": _pieces(page, [row.indicator.pk for row in rows], wrong=typed.errors),
    }


def _pieces(page: SheetPage, changed: list[int], *, wrong: Mapping[int, Message]) -> dict[str, str]:
    """The pieces of the page that a save touches, by the id of the element they fill."""
    pieces: dict[str, str] = {
        "totals": render_to_string("indicators/_totals.html", {"page": page}),
        "checks": render_to_string("indicators/_checks.html", {"page": page, "may_write": True}),
        "gains": render_to_string("indicators/_gains.html", {"page": page}),
    }
    for objective in page.objectives:
        touched = [row for row in objective.rows if row.indicator.pk in changed]
        if touched:
            pieces[f"objective-{objective.objective.pk}"] = render_to_string(
                "indicators/_objective_total.html", {"objective": objective}
            )
        for row in touched:
            pieces |= {
                f"ruler-{row.pk}": ruler(row),
                f"achieved-{row.pk}": row.achieved,
                f"score-{row.pk}": score(row),
                f"why-{row.pk}": why(row),
            }
            if row.is_dated:
                # Beside what could not be read stands nothing of what was there before.
                read_as = "" if row.indicator.pk in wrong else row.read_as
                pieces[f"cell-read-{row.pk}"] = read_as
    return pieces
