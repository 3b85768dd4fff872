"""Pages that belong to no app: the health check and the two kinds of failure."""

from __future__ import annotations

import errno
import sys
from http import HTTPStatus
from typing import Final

from django.contrib.auth.decorators import login_required
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.sent_again import sent_form
from presentation.language import reader_language

RETRY_AFTER: Final = "30"
"""Seconds: about what a restart of the database takes."""

NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
"""What the system says of a full disk, a full share of it, and one that it made read-only."""


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """``ok`` when the application answers and its database does, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse(
            "database unavailable\n",
            content_type="text/plain",
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Retry-After": RETRY_AFTER},
        )
    return HttpResponse("ok\n", content_type="text/plain")


@login_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The short guide, in the reader's language."""
    return render(request, f"guide/{reader_language()}.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database is out of reach or too busy, or the disk is full.

    Then trying again helps: the page holds what was sent, to be sent again.

    Rendered without session or database, in both languages, because any of them may be what
    failed.
    """
    if _is_passing(sys.exception()):
        return HttpResponse(
            render_to_string("503.html", {"sent": sent_form(request)}),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Retry-After": RETRY_AFTER},
        )
    return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _is_passing(error: BaseException | None) -> bool:
    """Whether database or disk could not do it now, or the failure came up while that was handled.

    psycopg2 has no name for some lost connections; then it is a ``DatabaseError`` and no more.
    """
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
            return True
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        error = error.__cause__ or error.__context__
    return False
