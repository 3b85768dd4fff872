"""What the editor's script is told after a change: only what the page does not have yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from plans.document.draft.values import DraftPlan
from plans.workshop.page import EditorPage, EditorRow, columns_of
from plans.workshop.row_html import (
    digest_of,
    findings_digest,
    findings_html,
    made_html,
    row_html,
    whole_html,
)


def answer(
    page: EditorPage, *, revision: int, then: DraftPlan | None, have: Mapping[str, str]
) -> dict[str, Any]:
    """The draft after ``then``, which the page shows, up to ``revision``.

    ``have`` says by digests which findings the page shows. ``anew`` asks it to load itself again:
    its columns are others, or nobody knows what it shows.
    """
    draft = page.draft
    if then is None or _columns(then) != _columns(draft):
        return {"revision": revision, "anew": True}
    shown = then.by_key
    pieces = {str(row.key): (findings_digest(row), row) for row in page.rows}
    whole = whole_html(page)
    sums = {str(row.key): made_html(row) for row in page.rows if row.made is not None}
    return {
        "revision": revision,
        "order": [row.key for row in draft.rows],
        "rows": {row.key: row_html(row, page) for row in page.rows if row.key not in shown},
        "cells": {
            row.key: cells
            for row in draft.rows
            if row.key in shown and (cells := _changed(shown[row.key].cells, row.cells))
        },
        "findings": {
            key: [digest, findings_html(row.findings), _wrong(row)]
            for key, (digest, row) in pieces.items()
            if have.get(key, "") != digest
        },
        "whole": [] if have.get("whole") == digest_of(whole) else [digest_of(whole), whole],
        "made": sums,
        "totals": render_to_string(
            "plans/workshop/_totals.html", {"totals": page.totals, "leads": True}
        ),
    }


def _wrong(row: EditorRow) -> list[str]:
    """The fields of the row that an error speaks of."""
    return [cell.field.key for cell in row.cells if cell.is_wrong]


def _columns(draft: DraftPlan) -> tuple[str, ...]:
    """What decides which columns the page has."""
    return tuple(column.key for column in columns_of(draft))


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[str | None]]:
    """The cells that say something else: what they say, and what the form had."""
    told: dict[str, list[str | None]] = {}
    for name in {*before, *after}:
        if before.get(name) != after.get(name):
            cell = after.get(name)
            told[name] = [cell.text, cell.original] if cell else ["", None]
    return told
