"""What was said to the office about a return."""

from __future__ import annotations

from indicators.models import CellNote, Sheet, State, Step


def last_return(sheet: Sheet) -> Step | None:
    """The last step that gave the return back, while the office answers or has just answered."""
    if sheet._state.adding or sheet.state not in (State.RETURNED, State.RESUBMITTED):
        return None
    return (
        Step.objects.filter(sheet=sheet, to_state=State.RETURNED)
        .select_related("by")
        .order_by("-pk")
        .first()
    )


def notes_of(step: Step | None) -> dict[int, CellNote]:
    """The notes on single cells of a return, by indicator id."""
    if step is None:
        return {}
    return {note.indicator_id: note for note in step.notes.select_related("answered_by")}


def steps_of(sheet: Sheet) -> list[Step]:
    """The return's way so far, oldest first."""
    if sheet._state.adding:
        return []
    steps = list(Step.objects.filter(sheet=sheet).select_related("by").order_by("pk"))
    for step in steps:
        if step.by_id == sheet.submitted_by_id:
            # The page names them, too; they need not be read again.
            sheet.submitted_by = step.by
    return steps
