"""Autosave: the cells that were typed go to the server, what follows from them comes back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indicators.returns.cells.services import ReturnLocked, Saved
from indicators.returns.entry.pieces import other_than, row_pieces, shared_pieces
from indicators.returns.entry.views import page_of, save_typed
from indicators.returns.forms import TypedCells, read_version
from indicators.returns.locks import locked_sentence
from offices.models import User
from offices.requests import signed_in
from presentation.figures import sentence


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
    address = {"office": office, "year": year, "kind": kind}
    try:
        typed, saved = save_typed(request, address, month)
    except ReturnLocked as locked:
        return JsonResponse({"problem": locked_sentence(locked)}, status=423)
    status = 409 if saved.conflicts else 422 if typed.errors else 200
    answer = _answer(request, saved, typed)
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})


def _not_the_typist(request: HttpRequest) -> str:
    """Why what was typed is not taken now: the page's person is not the one signed in.

    The script sends the newest CSRF token, which is of whoever signed in last in this browser;
    so the page says whose it is, and nobody's figures are saved as another's.
    """
    if not isinstance(request.user, User):
        return _(
            "You have been signed out. We have kept what you typed. Sign in and it will be saved "
            "automatically."
        )
    if request.POST.get("user", str(request.user.pk)) != str(request.user.pk):
        return _(
            "Someone else is signed in on this browser. What you typed is kept here until you "
            "sign in yourself."
        )
    return ""


def _answer(request: HttpRequest, saved: Saved, typed: TypedCells) -> dict[str, Any]:
    """The cells as stored, what is wrong with the others, and the HTML that changed, by element id.

    Cells that a colleague changed since the page's version are among them, so that two
    open tabs stay alike; a page that sends none asks for these alone.
    """
    plan, month = saved.figures.plan, saved.monthly_return.month
    page = page_of(plan, month, figures=saved.figures, score=saved.scores.get(month))
    seen = read_version(request.POST.get("return-version", "")) or 0
    rows = [
        row
        for row in page.rows
        if row.indicator.pk in typed.changes
        or row.indicator.pk in typed.errors
        or row.version > seen
    ]
    shown = {row.indicator.pk: row.text for row in page.rows}
    shared = other_than(shared_pieces(page, may_write=True), request.POST)
    me = signed_in(request).pk
    return {
        "version": page.monthly_return.version,
        "cells": {
            row.indicator.pk: {
                "version": row.version,
                "text": row.text,
                "remarks": row.remarks,
                "mine": row.cell is not None and row.cell.changed_by_id == me,
            }
            for row in rows
            if row.indicator.pk not in typed.errors
        },
        "errors": {pk: sentence(message) for pk, message in typed.errors.items()},
        "conflicts": {
            conflict.indicator: {
                "stored": shown[conflict.indicator],
                "remarks": conflict.stored.remarks,
                "version": conflict.stored.version,
                "by": str(conflict.by or ""),
                "mine": conflict.stored.changed_by_id == me,
            }
            for conflict in saved.conflicts
        },
        "html": {name: piece.html for name, piece in shared.items()}
        | row_pieces(page, {row.indicator.pk for row in rows}, wrong=typed.errors),
        "digests": {name: piece.digest for name, piece in shared.items()},
    }
