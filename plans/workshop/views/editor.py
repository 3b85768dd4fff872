"""The editor as a page: a register that works as one plain form as well."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from offices.requests import signed_in
from plans.document.draft.changes import BadChange
from plans.workshop.asked import NotSo, changes_asked, meaning_asked
from plans.workshop.models import Draft, DraftState
from plans.workshop.offers import lists_of, meanings_of, rule_kinds
from plans.workshop.past import draft_as_of
from plans.workshop.row_html import column_head, digest_of, row_html, whole_html
from plans.workshop.selectors import source_of
from plans.workshop.services import (
    DraftClosed,
    DraftConflict,
    change_draft,
    give_meaning,
    redo,
    undo,
)
from plans.workshop.source import source_rows
from plans.workshop.typed import button_of, number_in, typed_cells
from plans.workshop.views.finding import draft_or_404, name_of, page_of, planners_only
from plans.workshop.wording import told_conflicts


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def editor(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as a register; a POST is what a browser without our script sends."""
    draft = draft_or_404(request, pk)
    if request.method != "POST":
        return _shown(request, draft)
    act, what = button_of(request.POST)
    try:
        draft = _save_typed(request, draft)
        if act == "undo":
            undo(draft.pk, by=signed_in(request))
        elif act == "redo":
            redo(draft.pk, by=signed_in(request))
        elif act not in ("save", "keep", "rule", "rule-off"):
            _do(request, draft, act, what)
    except DraftConflict as conflict:
        fresh = draft_or_404(request, pk)
        return _shown(request, fresh, conflicts=told_conflicts(conflict.conflicts, fresh.value))
    except (NotSo, DraftClosed, BadChange) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, NotSo) else _("Not saved."))
        return redirect("plans:workshop-draft", pk=pk)
    return _onward(pk, act, what)


def _save_typed(request: HttpRequest, draft: Draft) -> Draft:
    """The draft with what was typed into its cells, by what the page showed."""
    revision = number_in(request.POST.get("revision", ""))
    shown = draft.value if revision is None else draft_as_of(draft, revision)
    changes = typed_cells(request.POST, shown or draft.value)
    if not changes:
        return draft
    return change_draft(draft.pk, changes, by=signed_in(request)).draft


def _do(request: HttpRequest, draft: Draft, act: str, what: str) -> None:
    if act == "meaning":
        field, meaning = meaning_asked(draft.value, what, request.POST)
        give_meaning(draft.pk, field, meaning, by=signed_in(request))
        return
    page = page_of(draft)
    changes = changes_asked(draft.value, page.problems, act=act, what=what, typed=request.POST)
    if changes:
        change_draft(draft.pk, changes, by=signed_in(request))


def _onward(pk: int, act: str, what: str) -> HttpResponse:
    if act == "keep":
        return redirect("plans:workshop-keep", pk=pk)
    there = redirect("plans:workshop-draft", pk=pk)
    place = what if what.isdigit() and what != "0" and act != "remove" else ""
    if act == "rule" and place:
        there["Location"] += f"?rule={place}"
    if place:
        there["Location"] += f"#row-{place}"
    return there


def _shown(request: HttpRequest, draft: Draft, *, conflicts: Sequence[str] = ()) -> HttpResponse:
    page = page_of(draft)
    whole = whole_html(page)
    may_change = draft.state == DraftState.OPEN
    rule = request.GET.get("rule", "")
    context: dict[str, Any] = {
        "draft": draft,
        "named": name_of(draft),
        "page": page,
        "may_change": may_change,
        "has_source": draft.file_id is not None,
        "conflicts": conflicts,
        "rows": [(row.key, row_html(row, page, may_change=may_change)) for row in page.rows],
        "heads": [(one.key, column_head(one)) for one in page.columns],
        "whole": whole,
        "whole_digest": digest_of(whole),
        "meanings": meanings_of(draft.value) if page.unknown else (),
        "lists": lists_of(page),
        "rule_kinds": rule_kinds(),
        "rule_key": number_in(rule),
    }
    status = HTTPStatus.CONFLICT if conflicts else HTTPStatus.OK
    return render(request, "plans/workshop/editor.html", context, status=status)


@planners_only
@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The original form, row by row."""
    draft = draft_or_404(request, pk)
    grid = source_of(draft)
    context = {"draft": draft, "named": name_of(draft), "source": source_rows(grid) if grid else ()}
    return render(request, "plans/workshop/source.html", context)
