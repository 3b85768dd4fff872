"""Autosave: changes from the editor's script, and what others changed meanwhile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from offices.models import User
from plans.document.draft.changes import BadChange, Change
from plans.document.draft.serial import changes_from_json
from plans.workshop.answers import answer
from plans.workshop.asked import NotSo, changes_asked, meaning_asked
from plans.workshop.models import Draft
from plans.workshop.past import draft_as_of
from plans.workshop.selectors import drafts_visible_to
from plans.workshop.services import (
    DraftClosed,
    DraftConflict,
    EditedDraft,
    change_draft,
    give_meaning,
    redo,
    undo,
)
from plans.workshop.typed import number_in
from plans.workshop.views.finding import page_of

_MOST: Final = 3_000_000
"""Bytes of a request: a whole form pasted anew has under one million."""


@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Make changes: 200 with what the page lacks · 400 none that a page makes · 401 signed out,
    or someone else is signed in · 404 not theirs · 409 others changed it meanwhile, nothing is
    stored · 422 more is needed · 423 the draft is kept or discarded.

    GET ``?since=`` gives what others changed since that revision, 204 for nothing.
    """
    if request.method != "POST":
        return _since(request, pk)
    return _acted(request, pk, _change)


@require_POST
def take_back_last(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the person's last step; answers as ``changes``."""
    return _acted(request, pk, _undo)


@require_POST
def make_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Redo what the person undid last; answers as ``changes``."""
    return _acted(request, pk, _redo)


def _since(request: HttpRequest, pk: int) -> HttpResponse:
    if not isinstance(request.user, User):
        return _problem(_("You have been signed out."), HTTPStatus.UNAUTHORIZED)
    draft = _visible(request.user, pk)
    since = request.GET.get("since", "")
    if draft is None:
        return _problem(_("This draft is not there."), HTTPStatus.NOT_FOUND)
    if since == str(draft.revision):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _told(draft, since, {})


def _acted(request: HttpRequest, pk: int, act: Any) -> HttpResponse:
    try:
        sent = json.loads(request.body) if len(request.body) <= _MOST else None
    except (ValueError, RecursionError):
        sent = None
    problem = _not_the_typist(request, sent)
    if problem:
        return _problem(problem, HTTPStatus.UNAUTHORIZED)
    user = request.user
    draft = _visible(user, pk) if isinstance(user, User) else None
    if draft is None or not isinstance(user, User):
        return _problem(_("This draft is not there."), HTTPStatus.NOT_FOUND)
    if not isinstance(sent, dict):
        return _problem(_("Not saved."), HTTPStatus.BAD_REQUEST)
    try:
        fresh, changed = act(draft, sent, user)
    except DraftConflict as conflict:
        told = [
            {
                "key": one.key,
                "field": one.field,
                "was": one.was,
                "now": one.now,
                "by": by,
            }
            for one, by in conflict.conflicts
        ]
        return JsonResponse({"conflicts": told}, status=HTTPStatus.CONFLICT)
    except NotSo as refusal:
        return _problem(str(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)
    except DraftClosed:
        return _problem(_("This draft was kept or discarded."), HTTPStatus.LOCKED)
    except BadChange:
        return _problem(_("Not saved."), HTTPStatus.BAD_REQUEST)
    return _told(fresh, sent.get("revision"), sent.get("have"), changed=changed)


def _change(draft: Draft, sent: Mapping[str, Any], user: User) -> tuple[Draft, EditedDraft | None]:
    changed = _keep_typed(draft, sent, user)
    draft = changed.draft if changed else draft
    act, _colon, what = str(sent.get("do", "")).partition(":")
    if act == "meaning":
        field, meaning = meaning_asked(draft.value, what, sent)
        changed = give_meaning(draft.pk, field, meaning, by=user)
    elif act:
        problems = page_of(draft, changed).problems
        asked = changes_asked(draft.value, problems, act=act, what=what, typed=sent)
        changed = change_draft(draft.pk, asked, by=user) if asked else changed
    return (changed.draft if changed else draft), changed


def _undo(draft: Draft, sent: Mapping[str, Any], user: User) -> tuple[Draft, EditedDraft | None]:
    _keep_typed(draft, sent, user)
    undone = undo(draft.pk, by=user)
    if undone is None:
        raise NotSo(_("There is nothing to undo."))
    return undone, None


def _redo(draft: Draft, sent: Mapping[str, Any], user: User) -> tuple[Draft, EditedDraft | None]:
    _keep_typed(draft, sent, user)
    redone = redo(draft.pk, by=user)
    if redone is None:
        raise NotSo(_("There is nothing to redo."))
    return redone, None


def _keep_typed(draft: Draft, sent: Mapping[str, Any], user: User) -> EditedDraft | None:
    """Make the changes that were typed meanwhile, if any."""
    made: tuple[Change, ...] = changes_from_json(sent.get("changes", []))
    return change_draft(draft.pk, made, by=user) if made else None


def _told(
    draft: Draft, since: object, have: object, *, changed: EditedDraft | None = None
) -> HttpResponse:
    revision = number_in(since)
    then = None if revision is None else draft_as_of(draft, revision)
    told = answer(
        page_of(draft, changed),
        revision=draft.revision,
        then=then,
        have={str(key): str(one) for key, one in have.items()} if isinstance(have, dict) else {},
    )
    focus = next(iter(changed.added), None) if changed else None
    return JsonResponse({**told, "focus": focus}, json_dumps_params={"ensure_ascii": False})


def _visible(user: User, pk: int) -> Draft | None:
    return drafts_visible_to(user).filter(pk=pk).first()


def _problem(sentence: str, status: HTTPStatus) -> HttpResponse:
    return JsonResponse({"problem": sentence}, status=status)


def _not_the_typist(request: HttpRequest, sent: object) -> str:
    """Why what was typed is not taken now: the page's person is not the one signed in."""
    if not isinstance(request.user, User):
        return _(
            "You have been signed out. We have kept what you typed. Sign in and it will be saved "
            "automatically."
        )
    whose = str(sent.get("user", request.user.pk)) if isinstance(sent, dict) else ""
    if whose and whose != str(request.user.pk):
        return _(
            "Someone else is signed in on this browser. What you typed is kept here until you "
            "sign in yourself."
        )
    return ""
